"""Who may do what: every line of tables/rights.md is tried by every role on a real school (§1)."""

from pathlib import Path

import pytest

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.people import act_as, actor_of
from shuangjian_desktop.domain.people import INSPECTOR
from shuangjian_desktop.errors import NotAllowed
from shuangjian_desktop.store import steps
from shuangjian_desktop.store.journal import Writer
from tests.app.rights_acts import Acts, is_fixed
from tests.app.rights_school import actor_named, school_with_roles, staff_named
from tests.builders import MONDAY, class_named, enter, item

TABLE = Path(__file__).parent / "tables" / "rights.md"


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
    assert len(whats) == 40
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
