"""Write the school's tables in the shapes `import` takes: what it writes imports unchanged.

Turns rows into the readers' row types; the files are written by exchange/.
"""

from datetime import date
from pathlib import Path

from shuangjian_desktop.app.directory import Directory
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.queries.table import (
    people_file,
    plan_file,
    table_title,
    usual_plan,
)
from shuangjian_desktop.app.service.queries.workload import Workload
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.homework import NO_HOMEWORK, HomeworkItem
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import SchoolClass, Teaching
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange import settings_values as values
from shuangjian_desktop.exchange.holidays import HolidayYear, write_holidays
from shuangjian_desktop.exchange.homework_table import HomeworkRow
from shuangjian_desktop.exchange.lessons_table import LessonRow
from shuangjian_desktop.exchange.service_file import write_service_file
from shuangjian_desktop.exchange.service_people_rows import NOBODY, PeopleFile
from shuangjian_desktop.exchange.settings_writer import write_settings
from shuangjian_desktop.exchange.teaching_table import TeachingEntry, TeachingRow
from shuangjian_desktop.exchange.workload_table import write_workload
from shuangjian_desktop.exchange.writers import write_homework, write_lessons, write_teaching
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import homework as homework_table
from shuangjian_desktop.store.tables import school as school_table

_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def export_file(
    project: Project,
    kind: TableKind,
    out: Path,
    *,
    first: date | None = None,
    last: date | None = None,
    school_year: int | None = None,
) -> int:
    """Write one kind of table to `out` and return its rows; UserError when there is nothing."""
    year = school_year or _latest_year(project)
    if kind is TableKind.SETTINGS:
        write_settings(_settings(project), out)
        return 1
    if kind is TableKind.TEACHING:
        teaching = _teaching(project, year)
        _refuse_empty(len(teaching), "任课")
        write_teaching(teaching, out, f"{year}-{year + 1}学年度任课一览")
        return len(teaching)
    if kind is TableKind.LESSONS:
        lessons, half = _lessons(project, year)
        _refuse_empty(len(lessons), "课程表")
        write_lessons(lessons, out, f"{year}-{year + 1}学年度{half}课程总表")
        return len(lessons)
    if kind in (TableKind.HOLIDAYS, TableKind.HOLIDAY_NOTICE):
        holidays = _holidays(project, kind, school_year)
        write_holidays(holidays, out)
        return len(holidays.days)
    if kind is TableKind.SERVICE:
        return export_plan(project, usual_plan(project).id, out, people_file(project))
    homework = _homework(project, first or _FIRST_DAY, last or _LAST_DAY)
    _refuse_empty(len(homework), "作业")
    write_homework(homework, out)
    return len(homework)


def export_plan(
    project: Project, plan_id: ServicePlanId, out: Path, people: PeopleFile = NOBODY
) -> int:
    """Write one after-school plan to `out` and return its sessions; UserError when it is empty.

    What is said of `people` goes along where the school moves, not on a timetable for all eyes.
    """
    plan = plan_file(project, plan_id)
    assert plan.plan is not None
    _refuse_empty(len(plan.activities), "课后服务活动")
    write_service_file(out, plan, table_title(project, plan.plan), people)
    return len(plan.sessions)


def export_workload(project: Project, found: Workload, path: Path) -> None:
    """Write it as a table; UserError when the file cannot be written."""
    span = f"{found.first.isoformat()}至{found.last.isoformat()}"
    later = f"，{found.coming.isoformat()}起是预计" if found.coming else ""
    title = f"{project.directory.school.name}课后服务工作量（{span}{later}）"
    write_workload(path, title, [list(line[1:]) for line in found.lines])


def left_out(project: Project, kind: TableKind, out: Path) -> str:
    """Return what a file of this form does not hold of what the school has, "" = nothing."""
    if kind is not TableKind.SERVICE or out.suffix.casefold() != ".csv":
        return ""
    people = people_file(project)
    found = {"人员条件": people.terms, "不便时间": people.busy, "结束例外": people.exceptions}
    told = "、".join(f"{name}{len(lines)}条" for name, lines in found.items() if lines)
    return f".csv 里只有明细一张表，{told}没有写进去；要一起写出，请用 .xlsx 导出。" if told else ""


def _refuse_empty(count: int, what: str) -> None:
    if not count:
        raise UserError(f"没有可以导出的{what}，没有写文件；请先录入或导入，或换一个时间范围。")


def _latest_year(project: Project) -> int:
    years = school_table.school_years(project.database)
    today = school_year_of(project.today())
    return today if today in years or not years else years[-1]


def _settings(project: Project) -> values.SettingsFile:
    directory = project.directory
    school = directory.school
    return values.SettingsFile(
        values.SchoolSection(
            school.name,
            school.complaint_phone,
            school.boarding,
            school.first_grade,
            school.last_grade,
            school.primary_grades,
        ),
        tuple(
            values.TermSection(t.name, t.first_day, t.last_day, t.document)
            for t in directory.calendar.terms
        ),
        tuple(
            values.OffWorkSection(o.since, o.time, o.document, o.weekdays)
            for o in directory.off_works
        ),
        directory.settings,
        tuple(sorted(directory.calendar.exceptions.values())),
        directory.calendar.marks,
    )


def _holidays(project: Project, kind: TableKind, year: int | None) -> HolidayYear:
    """One year's public days: the year asked for, else the last one known."""
    if kind is TableKind.HOLIDAY_NOTICE:
        raise UserError("放假通知只能导入；要导出放假安排请用holidays（.json）。")
    known = calendar_table.public_years(project.database)
    if not known or (year and year not in known):
        named = f"{year}年的" if year else ""
        raise UserError(f"文件里没有{named}放假安排，没有写文件；请先导入。")
    chosen = year or max(known)
    days = project.directory.calendar.public_days
    found = sorted(day for day in days.values() if day.date.year == chosen)
    return HolidayYear(chosen, tuple(found), known[chosen])


def _teaching(project: Project, year: int) -> list[TeachingRow]:
    directory, names = project.directory, project.directory.staff_names
    subjects = directory.subject_names
    on = date(year, 9, 1)
    rows = []
    for school_class in directory.classes(on):
        entries = tuple(
            TeachingEntry(subjects[t.subject_id], names[t.staff_id])
            for t in _in_subject_order(directory, school_class, on)
        )
        homeroom = names[school_class.homeroom] if school_class.homeroom else None
        rows.append(TeachingRow("", _ref(school_class), homeroom, entries))
    return rows


def _in_subject_order(directory: Directory, school_class: SchoolClass, on: date) -> list[Teaching]:
    order = {subject.id: index for index, subject in enumerate(directory.subjects)}
    mine = [t for t in directory.teachings(on) if t.class_id == school_class.id]
    return sorted(mine, key=lambda t: order[t.subject_id])


def _lessons(project: Project, year: int) -> tuple[list[LessonRow], str]:
    """The timetable of a school year's newest term that has one; else what stands outside terms.

    With it goes 第一学期 or 第二学期, "" outside terms.
    """
    directory = project.directory
    refs = {c.id: _ref(c) for c in directory.classes(date(year, 9, 1))}
    found = [x for x in calendar_table.lessons(project.database) if x.class_id in refs]
    first_days = {term.id: term.first_day for term in directory.calendar.terms}
    used = {x.term_id for x in found}
    chosen = next((term_id for term_id in reversed(first_days) if term_id in used), None)
    half = "" if chosen is None else "第二学期" if first_days[chosen].month < 8 else "第一学期"
    rows = [
        LessonRow(
            "",
            x.weekday,
            x.period,
            x.starts,
            x.ends,
            refs[x.class_id],
            directory.subject_names[x.subject_id],
            directory.staff_names[x.staff_id] if x.staff_id else None,
        )
        for x in found
        if x.term_id == chosen
    ]
    return rows, half


def _homework(project: Project, first: date, last: date) -> list[HomeworkRow]:
    database = project.database
    rows: list[HomeworkRow] = []
    for year in school_table.school_years(database):
        classes = {c.id: c for c in project.directory.classes(date(year, 9, 1))}
        items = homework_table.between(database, classes, first, last)
        rows += [_row(project, classes[item.class_id], item) for item in items]
        for class_id, on in homework_table.days_without(database, classes, first, last):
            ref = _ref(classes[class_id])
            rows.append(HomeworkRow("", on, (ref,), NO_HOMEWORK, is_no_homework=True))
    return sorted(rows, key=_order)


def _order(row: HomeworkRow) -> tuple[date, int, int]:
    ref = row.classes[0]
    assert isinstance(ref, ClassRef)
    return row.date, ref.grade, ref.number


def _row(project: Project, school_class: SchoolClass, item: HomeworkItem) -> HomeworkRow:
    directory = project.directory
    return HomeworkRow(
        "",
        item.date,
        (_ref(school_class),),
        directory.subject_names[item.subject_id],
        item.content,
        item.minutes,
        item.kind,
        item.requirement,
        item.tier,
        item.place,
        directory.staff_names[item.staff_id] if item.staff_id else None,
        item.note,
        due=item.due,
        forms=item.forms,
        status=item.status,
    )


def _ref(school_class: SchoolClass) -> ClassRef:
    return ClassRef(school_class.grade, school_class.number)
