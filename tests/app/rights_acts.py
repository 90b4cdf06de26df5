"""Each line of the table of rights as rows written, the way any command writes them."""

from collections.abc import Callable
from typing import Any

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.store.journal import Writer
from tests.app.rights_school import staff_named
from tests.builders import MONDAY, class_named, enter, item, with_service

DAY = MONDAY.isoformat()
AT = "2026-11-23T15:40:00"
Write = Callable[[Writer], object]


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
        self.plan_id = with_service(self.project, is_published=False)
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
            "导入三(1)班语文作业表": self._read_in("homework"),
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
            "导入课程表": self._read_in("lessons", enters=False),
            "添加学科": lambda w: w.insert("subject", {"name": "书法", "position": 9}),
            "给三(2)班换班主任": lambda w: w.update(
                "class", self.id["三(2)"], {"homeroom_id": other}
            ),
            "让别人也当教务": lambda w: self._make_office(w, other),
            "锁定十一月": lambda w: w.insert("day_lock", {**lock, "who": "某人", "at": AT}),
            "改保存规则": lambda w: w.insert("policy", policy),
            **self._after_school(),
            "设自己的密码": lambda w: w.insert(
                "credential", {"staff_id": self.own_id, "hash": "x"}
            ),
            "清除别人的密码": lambda w: w.delete(
                "credential", w.find("credential", staff_id=other)[0][0]
            ),
        }

    def _after_school(self) -> dict[str, Write]:
        plan = {"name": "春季", "since": DAY, "until": None, "state": "草稿", "version": 1}
        change = {"swap_id": "x", "date": DAY, "origin": None, "is_held": 0, "reason": "停一次"}
        exception = {"first_grade": 1, "last_grade": 3, "weekday": 5, "since": DAY, "until": DAY}
        terms = {"staff_id": staff_named(self.project, "别人"), "source": "本校教师"}

        def publish(writer: Writer) -> None:
            writer.update("service_plan", self.plan_id, {"state": "已发布"})

        def move(writer: Writer) -> None:
            session_id, _ = writer.find("session", plan_id=self.plan_id)[0]
            writer.update("session", session_id, {"slot_id": None})

        return {
            "添加课后场地": lambda w: w.insert(
                "room", {"name": "机房", "kind": "机房", "capacity": 40}
            ),
            "添加校门": lambda w: w.insert(
                "gate", {"name": "东门", "position": 1, "at_once": 4, "grades": None}
            ),
            "写课后服务人员的条件": lambda w: w.insert("service_staff", terms),
            "新建课后服务安排": lambda w: w.insert("service_plan", plan),
            "挪动课后活动": move,
            "发布课后服务安排": publish,
            "写结束时间的例外": lambda w: w.insert(
                "end_exception", {**exception, "reason": "家长早接", "who": "校长"}
            ),
            "停一次课后活动": lambda w: w.insert("service_change", change),
        }

    def _enter(self, name: str, subject: str) -> Write:
        values = {"class_id": self.id[name], "date": DAY, "subject_id": self.subject[subject]}
        rest = {"content": "口算", "minutes": 5, "kind": "书面", "requirement": "必做"}
        more = {"place": "校内", "position": 9, "status": "已提交"}
        return lambda w: w.insert("homework", {**values, **rest, **more})

    def _read_in(self, kind: str, *, enters: bool = True) -> Write:
        file = {"kind": kind, "sha256": "x", "name": "表.csv", "imported_at": AT}

        def apply(writer: Writer) -> None:
            if enters:
                self._enter("三(1)", "语文")(writer)
            writer.insert("import_file", file)

        return apply

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
