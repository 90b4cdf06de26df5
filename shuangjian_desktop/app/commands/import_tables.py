"""Read each kind of table and say how its rows are merged: people, lessons, homework, holidays.

Joins a reader of exchange/ to the merging of one kind; knows no cells.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shuangjian_desktop.app.commands.import_holidays import merge_holidays
from shuangjian_desktop.app.commands.import_homework import HomeworkImport
from shuangjian_desktop.app.commands.import_people import merge_lessons, merge_teaching
from shuangjian_desktop.app.commands.import_settings import merge_settings
from shuangjian_desktop.app.commands.import_years import (
    choose_year,
    digest_in,
    first_day_for,
    of_year,
    term_for,
)
from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.import_plan import merge_plan
from shuangjian_desktop.app.service.commands.import_slots import known_slots
from shuangjian_desktop.app.service.commands.import_table import merge_service
from shuangjian_desktop.app.service.commands.import_terms import merge_terms
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.school import School, Stage
from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.exchange.holiday_notice import read_notice_file
from shuangjian_desktop.exchange.holidays import HolidayYear, read_holidays
from shuangjian_desktop.exchange.homework_table import read_homework
from shuangjian_desktop.exchange.lessons_table import read_lessons
from shuangjian_desktop.exchange.problems import Problem, ProblemList
from shuangjian_desktop.exchange.service_file import ServiceFile, read_service_file
from shuangjian_desktop.exchange.service_plan_rows import PlanFile, PlanLine
from shuangjian_desktop.exchange.service_rows import ServiceRow
from shuangjian_desktop.exchange.settings_file import read_settings
from shuangjian_desktop.exchange.teaching_table import read_teaching


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
    choice = choose_year(project, TableKind.TEACHING, path, school_year, parsed)

    def merge(merger: Merger, said: ProblemList) -> None:
        choice.say(path.name, said)
        merge_teaching(merger, Roster(merger, choice.year), parsed.rows, said)

    return Incoming(digest_in(parsed.digest, choice.year), parsed.problems, merge)


def _lessons(project: Project, path: Path, school_year: int | None) -> Incoming:
    parsed = read_lessons(path, primary_grades=project.directory.school.primary_grades)
    choice = choose_year(project, TableKind.LESSONS, path, school_year, parsed)
    year, term = choice.year, term_for(project, choice)

    def merge(merger: Merger, said: ProblemList) -> None:
        choice.say(path.name, said)
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

    return Incoming(digest_in(parsed.digest, year), parsed.problems, merge)


def _service(project: Project, path: Path, school_year: int | None) -> Incoming:
    directory = project.directory
    names = [name for person in directory.staff for name in (person.name, person.label)]
    refs = [ClassRef(c.grade, c.number) for c in directory.classes(project.today())]
    parsed = read_service_file(
        path,
        primary_grades=directory.school.primary_grades,
        known_names=names,
        known_classes=refs,
        known_slots=known_slots(project.database),
    )
    if parsed.plan is not None and parsed.plan.plan is not None:
        return _service_plan(project, path, parsed, parsed.plan, parsed.plan.plan)
    choice = choose_year(project, TableKind.SERVICE, path, school_year, parsed)
    year, term_id = choice.year, term_for(project, choice)
    term = next((t for t in directory.calendar.terms if t.id == term_id), None)
    first = term.first_day if term else first_day_for(project, choice)
    plan = (f"{term.name}课后服务" if term else "课后服务", first)

    def merge(merger: Merger, said: ProblemList) -> None:
        roster = Roster(merger, year)
        merge_terms(merger, roster, parsed.people, said)
        if parsed.plan is None and not parsed.rows:
            return
        choice.say(path.name, said)
        if term is None:
            said.warning(
                path.name,
                f"学校设置里没有{year}-{year + 1}学年的这个学期；"
                f"安排先从{first.isoformat()}起算，请核对起止日期。",
            )
        _say_evenings(directory.school, parsed.rows, said)
        if parsed.plan is not None:
            line = PlanLine(plan[0], 1, plan[1])
            merge_plan(merger, roster, parsed.plan, line, said)
        else:
            merge_service(merger, roster, parsed, plan, said)

    return Incoming(digest_in(parsed.digest, year), parsed.problems, merge)


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


def _service_plan(
    project: Project, path: Path, parsed: ServiceFile, file: PlanFile, plan: PlanLine
) -> Incoming:
    choice = of_year(project, TableKind.SERVICE, school_year_of(plan.since))

    def merge(merger: Merger, said: ProblemList) -> None:
        roster = Roster(merger, choice.year)
        merge_terms(merger, roster, parsed.people, said)
        choice.say(path.name, said)
        merge_plan(merger, roster, file, plan, said)

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
