"""Read each kind of table and say how its rows are merged: people, lessons, homework, holidays.

Joins a reader of exchange/ to the merging of one kind; knows no cells.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shuangjian_desktop.app.commands.import_holidays import merge_holidays
from shuangjian_desktop.app.commands.import_homework import HomeworkImport
from shuangjian_desktop.app.commands.import_people import merge_lessons, merge_teaching
from shuangjian_desktop.app.commands.import_settings import merge_settings
from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.import_plan import merge_plan
from shuangjian_desktop.app.service.commands.import_table import merge_service
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.ids import TermId
from shuangjian_desktop.domain.school import School, Stage
from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.exchange.holiday_notice import read_notice_file
from shuangjian_desktop.exchange.holidays import HolidayYear, read_holidays
from shuangjian_desktop.exchange.homework_table import read_homework
from shuangjian_desktop.exchange.lessons_table import read_lessons
from shuangjian_desktop.exchange.problems import Problem, ProblemList
from shuangjian_desktop.exchange.service_file import ServiceFile, read_service_file
from shuangjian_desktop.exchange.service_plan_rows import PlanFile, PlanLine
from shuangjian_desktop.exchange.service_table import ServiceRow
from shuangjian_desktop.exchange.settings_file import read_settings
from shuangjian_desktop.exchange.sheets import read_tables
from shuangjian_desktop.exchange.teaching_table import read_teaching
from shuangjian_desktop.exchange.titles import TermTitle, title_term


@dataclass(frozen=True)
class Incoming:
    """A file that was read: its digest, what the reader said, and how its rows are merged."""

    digest: str
    problems: tuple[Problem, ...]
    merge: Callable[[Merger, ProblemList], None]


def _settings(project: Project, path: Path, _: int | None) -> Incoming:
    parsed = read_settings(path)

    def merge(merger: Merger, _: ProblemList) -> None:
        for file in parsed.rows:
            merge_settings(merger, file, project.directory.school)

    return Incoming(
        parsed.digest,
        parsed.problems,
        merge,
    )


def _teaching(project: Project, path: Path, school_year: int | None) -> Incoming:
    directory = project.directory
    names = frozenset(person.name for person in directory.staff)
    parsed = read_teaching(path, primary_grades=directory.school.primary_grades, known_names=names)
    title = _title(path, parsed.has_errors)
    year = school_year or _year_for(project, title)
    is_named = school_year is not None or title is not None

    def merge(merger: Merger, said: ProblemList) -> None:
        if not is_named:
            said.warning(path.name, _year_words(project, year))
        merge_teaching(merger, Roster(merger, year), parsed.rows, said)

    return Incoming(f"{parsed.digest}-{year}", parsed.problems, merge)


def _lessons(project: Project, path: Path, school_year: int | None) -> Incoming:
    parsed = read_lessons(path, primary_grades=project.directory.school.primary_grades)
    title = _title(path, parsed.has_errors)
    year = school_year or _year_for(project, title)
    term = _term_for(project, year, title)

    def merge(merger: Merger, said: ProblemList) -> None:
        if term is None:
            said.warning(
                path.name, f"学校设置里没有{year}-{year + 1}学年的这个学期；课表先不归入学期。"
            )
        if parsed.rows and not any(row.starts and row.ends for row in parsed.rows):
            said.warning(
                path.name,
                "课程表没有写“时间”，排课后服务时不知道教师几点有课；请加上“时间”一列再导入。",
            )
        merge_lessons(merger, Roster(merger, year), parsed.rows, term, said)

    return Incoming(f"{parsed.digest}-{year}", parsed.problems, merge)


def _service(project: Project, path: Path, school_year: int | None) -> Incoming:
    directory = project.directory
    names = [person.name for person in directory.staff]
    refs = [ClassRef(c.grade, c.number) for c in directory.classes(project.today())]
    parsed = read_service_file(
        path,
        primary_grades=directory.school.primary_grades,
        known_names=names,
        known_classes=refs,
    )
    if parsed.plan is not None and parsed.plan.plan is not None:
        return _service_plan(parsed, parsed.plan, parsed.plan.plan)
    title = _title(path, parsed.has_errors)
    year = school_year or _year_for(project, title)
    term = next(
        (t for t in directory.calendar.terms if t.id == _term_for(project, year, title)), None
    )
    plan = (f"{term.name}课后服务", term.first_day) if term else ("课后服务", project.today())

    def merge(merger: Merger, said: ProblemList) -> None:
        if term is None:
            said.warning(
                path.name,
                f"学校设置里没有{year}-{year + 1}学年的这个学期；"
                "安排先从今天起算，请核对起止日期。",
            )
        _say_evenings(directory.school, parsed.rows, said)
        if parsed.plan is not None:
            line = PlanLine(plan[0], 1, plan[1])
            merge_plan(merger, Roster(merger, year), parsed.plan, line, said)
        else:
            merge_service(merger, Roster(merger, year), parsed.rows, plan, said)

    return Incoming(f"{parsed.digest}-{year}", parsed.problems, merge)


def _say_evenings(school: School, rows: tuple[ServiceRow, ...], said: ProblemList) -> None:
    """Say that evening study is for junior classes, once for the whole file [§6]."""
    primary = [
        row
        for row in rows
        if row.kind is SessionKind.EVENING_STUDY
        and school.stage(row.class_ref.grade) is Stage.PRIMARY
    ]
    if primary and not school.boarding:
        said.warning(
            primary[0].where,
            f"“{primary[0].item[:20]}”有{len(primary)}格是小学的班，自习班只有初中可以办（第6条）；"
            "已照表导入，发布以后检查里会列出，请先改掉。",
        )


def _service_plan(parsed: ServiceFile, file: PlanFile, plan: PlanLine) -> Incoming:
    year = school_year_of(plan.since)

    def merge(merger: Merger, said: ProblemList) -> None:
        merge_plan(merger, Roster(merger, year), file, plan, said)

    return Incoming(parsed.digest, parsed.problems, merge)


def _homework(project: Project, path: Path, _: int | None) -> Incoming:
    directory = project.directory
    parsed = read_homework(
        path, primary_grades=directory.school.primary_grades, year_hint=project.today()
    )
    year_of = {row.date: school_year_of(row.date) for row in parsed.rows}

    def merge(merger: Merger, said: ProblemList) -> None:
        rosters = {year: Roster(merger, year) for year in set(year_of.values())}
        HomeworkImport(merger, rosters, directory, said).run(parsed.rows, year_of)

    return Incoming(parsed.digest, parsed.problems, merge)


def _holidays(_: Project, path: Path, year: int | None) -> Incoming:
    parsed = read_holidays(path)
    return Incoming(parsed.digest, parsed.problems, _merging(parsed.rows, year))


def _holiday_notice(_: Project, path: Path, year: int | None) -> Incoming:
    parsed = read_notice_file(path, year)
    return Incoming(f"{parsed.digest}-{year or ''}", parsed.problems, _merging(parsed.rows, None))


def _merging(
    read: tuple[HolidayYear, ...], year: int | None
) -> Callable[[Merger, ProblemList], None]:
    def merge(merger: Merger, said: ProblemList) -> None:
        for each in read:
            if year not in (None, each.year):
                said.error("year", f"文件是{each.year}年的放假安排，要导入的是{year}年；请核对。")
            merge_holidays(merger, each, said)

    return merge


READERS: dict[TableKind, Callable[[Project, Path, int | None], Incoming]] = {
    TableKind.SETTINGS: _settings,
    TableKind.TEACHING: _teaching,
    TableKind.LESSONS: _lessons,
    TableKind.SERVICE: _service,
    TableKind.HOMEWORK: _homework,
    TableKind.HOLIDAYS: _holidays,
    TableKind.HOLIDAY_NOTICE: _holiday_notice,
}


def _year_words(project: Project, year: int) -> str:
    words = f"表里没有写学年，按{year}-{year + 1}学年导入"
    if project.directory.calendar.terms:
        return f"{words}；不对的话请在表的第一行写上学年，如“{year}-{year + 1}学年”。"
    return f"{words}；学校还没有学期，建议先设好学期，或在表的第一行写上学年。"


def _title(path: Path, has_errors: bool) -> TermTitle | None:
    return None if has_errors else title_term(read_tables(path))


def _year_for(project: Project, title: TermTitle | None) -> int:
    """The title's school year; else that of the term in force or the last begun; else today's."""
    if title:
        return title.school_year
    today = project.today()
    terms = project.directory.calendar.terms
    begun = [term for term in terms if term.first_day <= today]
    last: date = begun[-1].first_day if begun else terms[0].first_day if terms else today
    return school_year_of(last)


def _term_for(project: Project, year: int, title: TermTitle | None) -> TermId | None:
    """The term of that school year the title names, else the last one begun by today."""
    terms = [t for t in project.directory.calendar.terms if school_year_of(t.first_day) == year]
    if title and title.half:
        spring = [term for term in terms if (term.first_day.month < 8) == (title.half == 2)]
        return spring[0].id if spring else None
    begun = [term for term in terms if term.first_day <= project.today()]
    chosen = begun[-1:] or terms[:1]
    return chosen[0].id if chosen else None
