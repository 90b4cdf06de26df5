"""Make a new school file: empty but for the public days, or with what the first start asked.

The only command that runs before there is anything to undo.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from shuangjian_desktop import paths
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.place_of_file import refuse_network
from shuangjian_desktop.app.project import Clock, Project
from shuangjian_desktop.domain.calendar import PublicDayKind, school_year_of
from shuangjian_desktop.domain.people import NOBODY
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store import database as store
from shuangjian_desktop.store.journal import Writer

UNNAMED = "（未填写校名）"
MAX_NAME = 100
MAX_CLASSES = 99
USUAL_SUBJECTS = ("语文", "数学", "英语", "道德与法治", "科学", "体育", "音乐", "美术")
JUNIOR_SUBJECTS = ("物理", "化学", "生物", "历史", "地理")
_KINDS = {"off": PublicDayKind.OFF, "work": PublicDayKind.WORK}


@dataclass(frozen=True, slots=True)
class TermPlan:
    """A term as it was typed: both days belong to it."""

    name: str
    first_day: date
    last_day: date
    document: str | None = None


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """What the first start asks. `classes` is grade -> how many; whatever was skipped is empty."""

    name: str = UNNAMED
    first_grade: int = 1
    last_grade: int = 6
    primary_grades: int = 6
    is_boarding: bool = False
    complaint_phone: str | None = None
    school_year: int = 0
    classes: tuple[tuple[int, int], ...] = ()
    subjects: tuple[str, ...] = ()
    term: TermPlan | None = None
    off_work: time | None = None
    off_work_since: date | None = None
    off_work_document: str | None = None


def new_school(
    path: Path,
    name: str = UNNAMED,
    *,
    who: str = NOBODY,
    clock: Clock = datetime.now,
    plan: SchoolPlan | None = None,
) -> Project:
    """Make a school file with the seeded public holidays, and the plan if any, and open it.

    Raises UserError when the path exists, or the name or the plan will not do: then there is no
    file either.
    """
    refuse_network(path)
    school = read_text(name, name="学校名称", limit=MAX_NAME, fold_lines=True)
    if not school.value:
        raise UserError(school.problem or "学校名称是空的；请填写校名，或不写这一项。")
    if plan is not None:
        check_plan(plan)
    project = Project(store.create(path, school.value), who=who, clock=clock)
    try:
        project.run(set_up(plan, project.today()) if plan else seed_public_days())
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project


def check_plan(plan: SchoolPlan) -> None:
    """Raise UserError for what no school can be: where it stands and what to do."""
    if not 1 <= plan.first_grade <= plan.last_grade <= 9:
        raise UserError("最低年级不能高于最高年级；请重新选择年级。")
    for grade, number in plan.classes:
        if not 0 <= number <= MAX_CLASSES:
            raise UserError(f"{grade}年级的班数要在0到{MAX_CLASSES}之间；请改正。")
    term = plan.term
    if term is not None and term.last_day <= term.first_day:
        raise UserError("学期的最后一天要晚于第一天；请改正日期，或跳过这一页。")


def term_suggested(on: date) -> TermPlan:
    """Return the term a date lies in by the usual calendar: for a form, never taken by itself."""
    year = school_year_of(on)
    if on.month >= 8 or on.month == 1:
        name, first, last = "第一学期", date(year, 9, 1), date(year + 1, 1, 15)
    else:
        name, first, last = "第二学期", date(year + 1, 3, 1), date(year + 1, 7, 10)
    return TermPlan(f"{year}-{year + 1}学年度{name}", first, last)


def subjects_suggested(last_grade: int, primary_grades: int) -> tuple[str, ...]:
    """Return the subjects most schools of these grades have, in the usual order."""
    return USUAL_SUBJECTS + (JUNIOR_SUBJECTS if last_grade > primary_grades else ())


def set_up(plan: SchoolPlan, today: date) -> Command:
    """Write the public days and all that the first start asked, as one step undo stops before."""
    seed = _seeding()

    def apply(writer: Writer) -> None:
        seed(writer)
        school_id, _ = writer.find("school")[0]
        values = {
            "complaint_phone": plan.complaint_phone or None,
            "boarding": int(plan.is_boarding),
            "first_grade": plan.first_grade,
            "last_grade": plan.last_grade,
            "primary_grades": plan.primary_grades,
        }
        writer.update("school", school_id, values)
        _write_classes(writer, plan, plan.school_year or school_year_of(today))
        for position, name in enumerate(plan.subjects, 1):
            writer.insert("subject", {"name": name, "position": position})
        _write_days(writer, plan, today)

    return Command("新建学校", apply, kind="setup")


def seed_public_days() -> Command:
    """Put the shipped years' public days into the file; years already there are left alone."""
    return Command("新建学校", _seeding(), kind="setup")


def _write_classes(writer: Writer, plan: SchoolPlan, school_year: int) -> None:
    for grade, count in plan.classes:
        if not plan.first_grade <= grade <= plan.last_grade:
            continue
        for number in range(1, count + 1):
            values = {"school_year": school_year, "grade": grade, "number": number}
            writer.insert("class", values | {"homeroom_id": None})


def _write_days(writer: Writer, plan: SchoolPlan, today: date) -> None:
    if plan.term is not None:
        days = {
            "first_day": plan.term.first_day.isoformat(),
            "last_day": plan.term.last_day.isoformat(),
            "document": plan.term.document or None,
        }
        writer.insert("term", {"name": plan.term.name} | days)
    if plan.off_work is not None:
        since = plan.off_work_since or (plan.term.first_day if plan.term else today)
        values = {
            "since": since.isoformat(),
            "time": plan.off_work.isoformat(),
            "weekdays": None,
            "document": plan.off_work_document or None,
        }
        writer.insert("off_work", values)


def _seeding() -> Callable[[Writer], None]:
    rows = _shipped_days()

    def apply(writer: Writer) -> None:
        known = {row["year"] for _, row in writer.find("public_year")}
        for year in sorted({int(day[:4]) for day, _, _ in rows} - known):
            writer.insert("public_year", {"year": year, "source": "程序自带的节假日表"})
        for day, kind, name in rows:
            if int(day[:4]) not in known:
                values = {"date": day, "kind": _KINDS[kind].value, "name": name}
                writer.insert("public_day", values)

    return apply


def _shipped_days() -> Sequence[tuple[str, str, str]]:
    path = paths.resource("calendar", "public_days.csv")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UserError(f"程序自带的节假日表“{path.name}”读不出来；请重新安装程序。") from error
    fields = [line.split(",") for line in lines if line[:1].isdigit()]
    return [(day, kind, name) for day, kind, name in fields]
