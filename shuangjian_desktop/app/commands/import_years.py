"""Which school year and term a table goes into, and what a person must know or decide about it.

Classes belong to one school year: a table that would begin a second one never does so in silence.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.tables import KIND_WORDS, TableKind
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.ids import TermId
from shuangjian_desktop.exchange.problems import Parsed, ProblemList, Row
from shuangjian_desktop.exchange.service_file import ServiceFile
from shuangjian_desktop.exchange.sheets import read_tables
from shuangjian_desktop.exchange.titles import TermTitle, title_term
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import school as school_table
from shuangjian_desktop.store.tables.imports import imported_at


class YearChoice(NamedTuple):
    """Where a table goes: `warned` is to be said, `asked` to be accepted first; "" = nothing."""

    year: int
    title: TermTitle | None = None
    warned: str = ""
    asked: str = ""

    def say(self, where: str, said: ProblemList) -> None:
        """Tell what there is to be told of the choice."""
        if self.warned:
            said.warning(where, self.warned)
        if self.asked:
            said.question(where, self.asked)


def digest_in(digest: str, year: int) -> str:
    """Return by which a table is known again: the same file means another thing in another year."""
    return f"{digest}-{year}"


def choose_year(
    project: Project,
    kind: TableKind,
    path: Path,
    wanted: int | None,
    parsed: Parsed[Row] | ServiceFile,
) -> YearChoice:
    """Return where a table goes: as `wanted`, by its title, where its classes are, else now."""
    title = None if parsed.has_errors else title_term(read_tables(path))
    if wanted is not None:
        return YearChoice(wanted, title)
    if title is not None:
        return of_year(project, kind, title.school_year)._replace(title=title)
    year = _usual_year(project)
    others = _other_year(project, year)
    if others is None:
        warned = _assumed(project, year) if kind is TableKind.TEACHING else ""
        return YearChoice(year, warned=warned)
    if imported_at(project.database, kind.value, digest_in(parsed.digest, others)):
        return YearChoice(others)
    if kind is not TableKind.SERVICE and _waits_for(project, kind, others):
        return YearChoice(others, warned=_joins(project, kind, others))
    return YearChoice(year, asked=_begins_unnamed(project, year, others))


def of_year(project: Project, kind: TableKind, year: int) -> YearChoice:
    """Return the choice of a table that names its year; another year than the classes' is asked."""
    others = _other_year(project, year)
    if others is None:
        return YearChoice(year)
    if kind is TableKind.TEACHING:  # how a new school year begins
        told = (
            f"学校还没有{_words(year)}的班级，按这张表新建；"
            f"已有的{_count(project, others)}个班在{_words(others)}。"
        )
        return YearChoice(year, warned=told)
    asked = (
        f"表里是{_words(year)}，学校的{_count(project, others)}个班在{_words(others)}，"
        f"照这样会另建{_words(year)}的班级，与任课接不上；是同一学年的，"
        f"请把表上的学年改成{_words(others)}（命令行加 --school-year {others}）再导入；"
        "确实要另建，请确认。"
    )
    return YearChoice(year, asked=asked)


def term_for(project: Project, choice: YearChoice) -> TermId | None:
    """The term of that school year the title names, else the last one begun by today."""
    title, calendar = choice.title, project.directory.calendar
    terms = [t for t in calendar.terms if school_year_of(t.first_day) == choice.year]
    if title and title.half:
        spring = [term for term in terms if (term.first_day.month < 8) == (title.half == 2)]
        return spring[0].id if spring else None
    begun = [term for term in terms if term.first_day <= project.today()]
    chosen = begun[-1:] or terms[:1]
    return chosen[0].id if chosen else None


def first_day_for(project: Project, choice: YearChoice) -> date:
    """Return from when a plan of that year may hold where the school has no such term yet.

    A plan belongs to the school year it begins in: today lies in the right one, or September, or
    March for a second term.
    """
    today = project.today()
    if school_year_of(today) == choice.year:
        return today
    is_second = choice.title is not None and choice.title.half == 2
    return date(choice.year + 1, 3, 1) if is_second else date(choice.year, 9, 1)


def _usual_year(project: Project) -> int:
    """The school year of the term in force or the last begun; else today's."""
    today = project.today()
    terms = project.directory.calendar.terms
    begun = [term for term in terms if term.first_day <= today]
    last: date = begun[-1].first_day if begun else terms[0].first_day if terms else today
    return school_year_of(last)


def _other_year(project: Project, year: int) -> int | None:
    """Return the newest school year with classes where `year` has none; None = nothing is odd."""
    years = school_table.school_years(project.database)
    return None if year in years or not years else years[-1]


def _waits_for(project: Project, kind: TableKind, year: int) -> bool:
    """Return whether the classes of a year have nothing yet of what this kind of table tells."""
    on = date(year, 9, 1)
    if kind is TableKind.TEACHING:
        return not project.directory.teachings(on)
    ids = {each.id for each in project.directory.classes(on)}
    return not any(each.class_id in ids for each in calendar_table.lessons(project.database))


def _joins(project: Project, kind: TableKind, year: int) -> str:
    return (
        f"表里没有写学年，学校的{_count(project, year)}个班在{_words(year)}，还没有"
        f"{KIND_WORDS[kind]}，按{_words(year)}导入；不对的话请撤销，在表的第一行写上学年再导入。"
    )


def _begins_unnamed(project: Project, year: int, others: int) -> str:
    return (
        f"表里没有写学年，将按{_words(year)}另建班级，学校已有的{_count(project, others)}个班在"
        f"{_words(others)}；是同一学年的，请在表的第一行写上“{_words(others)}”"
        f"（命令行加 --school-year {others}）再导入；确实是另一个学年的，请确认。"
    )


def _assumed(project: Project, year: int) -> str:
    words = f"表里没有写学年，按{_words(year)}导入"
    if project.directory.calendar.terms:
        return f"{words}；不对的话请在表的第一行写上学年，如“{_words(year)}”。"
    return f"{words}；学校还没有学期，建议先设好学期，或在表的第一行写上学年。"


def _count(project: Project, year: int) -> int:
    return len(project.directory.classes(date(year, 9, 1)))


def _words(year: int) -> str:
    return f"{year}-{year + 1}学年"
