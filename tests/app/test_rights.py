"""Who may do what: every line of tables/rights.md is tried by every role on a real school (§1)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.people import act_as, actor_of
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.domain.people import INSPECTOR
from shuangjian_desktop.errors import NotAllowed
from shuangjian_desktop.store import steps
from shuangjian_desktop.store.journal import Writer
from tests.app.rights_school import actor_named, school_with_roles, staff_named
from tests.builders import MONDAY, class_named, enter, item

TABLE = Path(__file__).parent / "tables" / "rights.md"
DAY = MONDAY.isoformat()
AT = "2026-11-23T15:40:00"
Write = Callable[[Writer], object]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table() -> list[tuple[str, str, bool]]:
    """(who, what, whether it is stored) of every cell."""
    lines = [x for x in TABLE.read_text(encoding="utf-8").splitlines() if x.startswith("|")]
    head, _, *rows = [cells(line) for line in lines]
    return [
        (who, row[0], said == "✓")
        for row in rows
        for who, said in zip(head[1:], row[1:], strict=True)
    ]


def is_fixed(what: str) -> bool:
    """Passwords are never taken back: the journal does not hold them."""
    return what.endswith("密码")


class Acts:
    """Each line of the table as rows written, the way any command writes them."""

    def __init__(self, project: Project, writer_id: str) -> None:
        self.project = project
        self.own_id = writer_id
        self.id = {c.name: c.id for c in project.directory.classes(MONDAY)}
        self.subject = {s.name: s.id for s in project.directory.subjects}
        self.items = {
            (name, subject): item(project, name, subject)
            for name in ("三(1)", "三(2)", "七(1)")
            for subject in ("语文", "数学")
        }

    def prepare(self) -> None:
        enter(self.project, *self.items.values())
        plan = {"term_id": self._term(), "grade": 3, "words": None, "author": "年级组长"}
        self._put("plan", {**plan, "audited_by": None, "audited_at": None})
        self._put("credential", {"staff_id": staff_named(self.project, "别人"), "hash": "x"})

    def do(self, what: str) -> None:
        kind = "fixed" if is_fixed(what) else "do"
        self.project.run(Command(what, self._writes()[what], kind, asks_policy=False))

    def _writes(self) -> dict[str, Write]:
        return {**self._entering(), **self._leading(), **self._setting_up()}

    def _entering(self) -> dict[str, Write]:
        chinese, maths = self.items["三(1)", "语文"], self.items["三(1)", "数学"]
        foreign = self.items["三(2)", "语文"]
        return {
            **{
                f"录入{name}班{subject}作业": self._enter(name, subject)
                for name, subject in self.items
            },
            "修改三(1)班语文作业": lambda w: w.update("homework", chinese.id, {"minutes": 9}),
            "把三(1)班数学作业改成语文": lambda w: w.update(
                "homework", maths.id, {"subject_id": self.subject["语文"]}
            ),
            "把三(2)班语文作业移到三(1)班": lambda w: w.update(
                "homework", foreign.id, {"class_id": self.id["三(1)"]}
            ),
            "删除三(1)班数学作业": lambda w: w.delete("homework", maths.id),
            "添加作业模板": lambda w: w.insert("template", self._template()),
        }

    def _leading(self) -> dict[str, Write]:
        return {
            "标明三(1)班无作业": self._on_day("no_homework", "三(1)"),
            "标明三(2)班无作业": self._on_day("no_homework", "三(2)"),
            "提交三(1)班作业": self._handle("三(1)", "提交"),
            "提交三(2)班作业": self._handle("三(2)", "提交"),
            "退回三(1)班作业": self._handle("三(1)", "退回"),
            "退回七(1)班作业": self._handle("七(1)", "退回"),
            "审核三(1)班作业": self._review("三(1)"),
            "审核七(1)班作业": self._review("七(1)"),
            "公示三(1)班作业": self._publish("三(1)"),
            "公示三(2)班作业": self._publish("三(2)"),
            "为三(1)班开二次会商": self._on_day(
                "consultation", "三(1)", opened_at=AT, opened_by="某人", before="{}"
            ),
        }

    def _setting_up(self) -> dict[str, Write]:
        other = staff_named(self.project, "别人")
        lock = {"first_day": "2026-11-01", "last_day": "2026-11-30", "grade": None, "note": None}
        policy = {"rule": "homework.cap", "on_save": "提示", "on_publish": "提示"}
        return {
            "写三年级学期规划": lambda w: w.update("plan", self._plan(w), {"words": "少而精"}),
            "写七年级学期规划": lambda w: w.insert("plan", {"term_id": self._term(), "grade": 7}),
            "批准三年级学期规划": lambda w: w.update(
                "plan", self._plan(w), {"approved_by": self.project.who}
            ),
            "添加学科": lambda w: w.insert("subject", {"name": "书法", "position": 9}),
            "给三(2)班换班主任": lambda w: w.update(
                "class", self.id["三(2)"], {"homeroom_id": other}
            ),
            "让别人也当教务": lambda w: self._make_office(w, other),
            "锁定十一月": lambda w: w.insert("day_lock", {**lock, "who": "某人", "at": AT}),
            "改保存规则": lambda w: w.insert("policy", policy),
            "设自己的密码": lambda w: w.insert(
                "credential", {"staff_id": self.own_id, "hash": "x"}
            ),
            "清除别人的密码": lambda w: w.delete(
                "credential", w.find("credential", staff_id=other)[0][0]
            ),
        }

    def _enter(self, name: str, subject: str) -> Write:
        values = {"class_id": self.id[name], "date": DAY, "subject_id": self.subject[subject]}
        rest = {"content": "口算", "minutes": 5, "kind": "书面", "requirement": "必做"}
        more = {"place": "校内", "position": 9, "status": "已提交"}
        return lambda w: w.insert("homework", {**values, **rest, **more})

    def _on_day(self, table_: str, name: str, **more: Any) -> Write:
        return lambda w: w.insert(table_, {"class_id": self.id[name], "date": DAY, **more})

    def _handle(self, name: str, act: str) -> Write:
        return self._on_day("handling", name, act=act, who="某人", at=AT)

    def _review(self, name: str) -> Write:
        day = class_days(self.project, (class_named(self.project, name),), (MONDAY,))[0]
        actor = self.project.actor
        told = {"reviewer": actor.name, "reviewer_id": actor.staff_id, "reviewed_at": AT}
        return self._on_day("review", name, code=day_code(day), **told)

    def _publish(self, name: str) -> Write:
        head = {"shape": "day", "scope": name, "first_date": DAY, "number": "1", "version": 1}
        more = {"published_on": DAY, "code": "x", "issued_at": AT}

        def apply(writer: Writer) -> None:
            notice = writer.insert("notice", {**head, **more})
            place = {"class_id": self.id[name], "date": DAY, "code": "x"}
            writer.insert("notice_day", {"notice_id": notice, **place})

        return apply

    def _make_office(self, writer: Writer, staff_id: str) -> None:
        writer.insert("role", {"staff_id": staff_id, "role": "教务", "grade": None})

    def _template(self) -> dict[str, object]:
        values = {"grade": 3, "subject_id": self.subject["语文"], "content": "口算第_页"}
        rest = {"minutes": 5, "kind": "书面", "requirement": "必做", "place": "校内"}
        return {**values, **rest, "position": 1}

    def _term(self) -> str:
        return self.project.directory.calendar.terms[0].id

    def _plan(self, writer: Writer) -> str:
        return writer.find("plan", grade=3)[0][0]

    def _put(self, table_: str, values: dict[str, object]) -> None:
        self.project.run(Command("准备", lambda w: w.insert(table_, values), kind="setup"))  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize("who", list(dict.fromkeys(who for who, _, _ in table())))
def test_every_act_of_the_table_by(who: str, tmp_path: Path) -> None:
    """One school for each who; each act is tried and, when it was stored, taken back."""
    project = school_with_roles(tmp_path, gives_roles=who != "未设角色")
    person = actor_named(project, who)
    acts = Acts(project, person.staff_id or staff_named(project, "无角色"))
    acts.prepare()
    project.actor = person
    found = {}
    for _, what, _ in (line for line in table() if line[0] == who):
        found[what] = is_stored(acts, what)
    assert found == {what: allowed for each, what, allowed in table() if each == who}


def is_stored(acts: Acts, what: str) -> bool:
    project, person = acts.project, acts.project.actor
    before = steps.count(project.database)
    said = ""
    try:
        acts.do(what)
    except NotAllowed as refused:
        said = str(refused)
    if said:
        assert steps.count(project.database) == before
        assert said.startswith(person.name)
        assert "没有改动" in said
        return False
    assert steps.latest(project.database, 1)[0].who == person.name
    if not is_fixed(what):
        project.actor = person  # the first 教务 of a school ends everybody's freedom
        project.undo()
    return True


def test_the_table_tries_every_act_and_both_answers() -> None:
    whats = {what for _, what, _ in table()}
    assert len(whats) == 30
    assert {allowed for _, _, allowed in table()} == {True, False}


def test_a_teacher_who_lost_the_class_has_lost_it_now(tmp_path: Path) -> None:
    project = school_with_roles(tmp_path)
    act_as(project, staff_named(project, "教师"))
    assert rights.may_enter(
        project.actor,
        project.directory,
        MONDAY,
        class_named(project, "三(1)"),
        project.directory.subjects[0].id,
    )
    project.actor = actor_of(project, staff_named(project, "教务"))
    teachings = project.directory.teachings(MONDAY)
    mine = next(t for t in teachings if t.staff_id == staff_named(project, "教师"))

    def take(writer: Writer) -> None:
        (row_id, _), *_ = writer.find("teaching", staff_id=mine.staff_id)
        writer.delete("teaching", row_id)

    project.run(Command("换任课教师", take))
    project.actor = actor_of(project, mine.staff_id)
    with pytest.raises(NotAllowed, match=r"教师不能录入三\(1\)班的语文作业"):
        enter(project, item(project))


def test_whoever_gives_up_a_role_has_given_it_up_at_once(tmp_path: Path) -> None:
    project = school_with_roles(tmp_path)
    office, other = staff_named(project, "教务"), staff_named(project, "别人")
    act_as(project, office)

    def hand_over(writer: Writer) -> None:
        (row_id, _) = writer.find("role", role="教务")[0]
        writer.update("role", row_id, {"staff_id": other})

    project.run(Command("交接教务", hand_over))
    assert rights.reads_only(project.actor)
    with pytest.raises(NotAllowed):
        project.undo()


def test_making_a_school_anew_is_no_way_around_the_gate(tmp_path: Path) -> None:
    project = school_with_roles(tmp_path)
    project.actor = INSPECTOR
    with pytest.raises(NotAllowed, match="督导（只读）不能修改学校设置"):
        project.run(
            Command(
                "新建学校",
                lambda w: w.insert("subject", {"name": "书法", "position": 9}),  # type: ignore[arg-type,return-value]
                kind="setup",
            )
        )


def test_an_inspector_cannot_take_back_what_others_did(tmp_path: Path) -> None:
    project = school_with_roles(tmp_path)
    enter(project, item(project))
    project.actor = INSPECTOR
    with pytest.raises(Exception, match="没有可以撤销的操作"):
        project.undo()


def test_a_named_inspector_who_teaches_or_leads_a_class_still_writes_nothing(
    tmp_path: Path,
) -> None:
    """督导 goes before all that follows from the table of teaching, read in later than the role."""
    project = school_with_roles(tmp_path)
    inspector = staff_named(project, "督导")
    own = class_named(project, "三(2)")

    def give_work(writer: Writer) -> None:
        for row_id, _ in writer.find("teaching", class_id=own.id):
            writer.update("teaching", row_id, {"staff_id": inspector})
        writer.update("class", own.id, {"homeroom_id": inspector})

    project.run(Command("准备", give_work, kind="setup"))  # type: ignore[arg-type]
    act_as(project, inspector)
    assert rights.reads_only(project.actor)
    with pytest.raises(NotAllowed, match="督导不能录入"):
        enter(project, item(project, "三(2)"))
    acts = Acts(project, inspector)
    for what in ("标明三(2)班无作业", "提交三(2)班作业", "公示三(2)班作业"):
        with pytest.raises(NotAllowed):
            acts.do(what)


def test_a_lead_sees_the_teachers_of_the_grade_a_teacher_only_themselves(tmp_path: Path) -> None:
    """T16"""
    project = school_with_roles(tmp_path)

    def seen(name: str) -> frozenset[str] | None:
        actor = actor_named(project, name)
        found = rights.teachers_seen(actor, project.directory, MONDAY)
        labels = {person.id: person.label for person in project.directory.staff}
        return found if found is None else frozenset(labels[each] for each in found)

    assert seen("教务") is None
    assert seen("校长") is None
    assert seen("教师") == {"教师"}
    assert seen("督导") == {"督导"}
    assert seen("只读进入") == set()
    lead = seen("年级组长")
    assert lead is not None
    assert {"教师", "班主任", "年级组长"} <= lead
    assert "王71" not in lead
