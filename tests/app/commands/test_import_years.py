"""Two tables of one school arrive in one school year, whichever comes first; never in silence."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.imports import ImportReport, import_file
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_file
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import school as school_table
from shuangjian_desktop.store.tables import service as service_table
from tests.builders import fixed_clock

LAST_YEAR, THIS_YEAR = "2025-2026学年度第二学期", "2026-2027学年度第一学期"
LESSONS = '星期,节次,时间,三(1),三(2)\n星期一,1,8:20-9:00,"语文\n葛源","数学\n窦宁松"\n'
TEACHING = "班级,班主任,语文,数学\n三(1),葛源,葛源,窦宁松\n三(2),窦宁松,葛源,窦宁松\n"
SERVICE = "星期,时间,项目,三(1),三(2)\n星期一,15:40-16:20,作业辅导,葛源,窦宁松\n"
TEXTS = {
    TableKind.LESSONS: LESSONS, TableKind.TEACHING: TEACHING, TableKind.SERVICE: SERVICE,
}  # fmt: skip


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Project]:
    made = new_school(tmp_path / "校.sjdb", "青溪小学", clock=fixed_clock)
    yield made
    made.close()


def table(folder: Path, kind: TableKind, title: str = "") -> Path:
    path = folder / f"{kind}{title}.csv"
    head = f"青溪小学{title}\n" if title else ""
    path.write_text(head + TEXTS[kind], "utf-8-sig")
    return path


def take(
    school: Project, folder: Path, kind: TableKind, title: str = "", **more: object
) -> ImportReport:
    return import_file(school, kind, table(folder, kind, title), **more)  # type: ignore[arg-type]


def years(school: Project) -> list[int]:
    return school_table.school_years(school.database)


def of(report: ImportReport, severity: str) -> list[str]:
    return [problem.message for problem in report.problems if problem.severity == severity]


def test_a_teaching_table_without_a_year_joins_the_classes_of_the_lessons(
    school: Project, tmp_path: Path
) -> None:
    assert take(school, tmp_path, TableKind.LESSONS, LAST_YEAR).is_importable
    report = take(school, tmp_path, TableKind.TEACHING)
    assert years(school) == [2025]
    assert "class" not in report.created
    assert of(report, "warning") == [
        "表里没有写学年，学校的2个班在2025-2026学年，还没有任课一览，按2025-2026学年导入；"
        "不对的话请撤销，在表的第一行写上学年再导入。"
    ]
    again = take(school, tmp_path, TableKind.TEACHING, again=True)
    assert (again.created, again.updated) == ({}, {}), "the same file goes where it went before"
    assert years(school) == [2025]


def test_lessons_of_another_year_than_the_classes_are_asked_about_first(
    school: Project, tmp_path: Path
) -> None:
    take(school, tmp_path, TableKind.TEACHING)
    assert years(school) == [2026]
    before = school.database.newest_step()
    report = take(school, tmp_path, TableKind.LESSONS, LAST_YEAR)
    assert not report.is_importable
    assert of(report, "question") == [
        "表里是2025-2026学年，学校的2个班在2026-2027学年，照这样会另建2025-2026学年的班级，"
        "与任课接不上；是同一学年的，请把表上的学年改成2026-2027学年"
        "（命令行加 --school-year 2026）再导入；确实要另建，请确认。"
    ]
    assert (years(school), school.database.newest_step()) == ([2026], before)
    joined = take(school, tmp_path, TableKind.LESSONS, LAST_YEAR, school_year=2026)
    assert joined.is_importable
    assert (years(school), "class" in joined.created) == ([2026], False)
    assert len(calendar_table.lessons(school.database)) == 2


def test_somebody_who_means_it_gets_the_other_year(school: Project, tmp_path: Path) -> None:
    take(school, tmp_path, TableKind.TEACHING)
    report = take(school, tmp_path, TableKind.LESSONS, LAST_YEAR, accept_questions=True)
    assert report.created["class"] == 2
    assert years(school) == [2025, 2026]


def test_lessons_without_a_year_join_the_classes_that_have_none_yet(
    school: Project, tmp_path: Path
) -> None:
    take(school, tmp_path, TableKind.TEACHING, LAST_YEAR)
    report = take(school, tmp_path, TableKind.LESSONS)
    assert years(school) == [2025]
    assert any("还没有课程总表，按2025-2026学年导入" in words for words in of(report, "warning"))


@pytest.mark.parametrize("kind", [TableKind.TEACHING, TableKind.LESSONS])
def test_a_changed_table_without_a_year_is_asked_about_when_the_old_year_has_one(
    school: Project, tmp_path: Path, kind: TableKind
) -> None:
    take(school, tmp_path, kind, LAST_YEAR)
    report = take(school, tmp_path, kind)
    (asked,) = of(report, "question")
    assert asked.startswith("表里没有写学年，将按2026-2027学年另建班级，学校已有的2个班在2025-2026")
    assert "--school-year 2025" in asked
    assert years(school) == [2025]


def test_a_new_school_year_begins_with_its_teaching_table_and_says_so(
    school: Project, tmp_path: Path
) -> None:
    take(school, tmp_path, TableKind.TEACHING, LAST_YEAR)
    report = take(school, tmp_path, TableKind.TEACHING, THIS_YEAR)
    assert report.created["class"] == 2
    assert of(report, "warning") == [
        "学校还没有2026-2027学年的班级，按这张表新建；已有的2个班在2025-2026学年。"
    ]


@pytest.mark.parametrize("title", ["", LAST_YEAR])
def test_an_after_school_table_makes_no_classes_of_a_second_year_unasked(
    school: Project, tmp_path: Path, title: str
) -> None:
    take(school, tmp_path, TableKind.TEACHING, THIS_YEAR if title else LAST_YEAR)
    before = years(school)
    report = take(school, tmp_path, TableKind.SERVICE, title)
    assert len(of(report, "question")) == 1
    assert years(school) == before
    year = before[0]
    assert take(school, tmp_path, TableKind.SERVICE, title, school_year=year).is_importable
    assert years(school) == before


@pytest.mark.parametrize("kind", [TableKind.TEACHING, TableKind.LESSONS])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_an_exported_table_names_its_year_and_comes_back_to_it(
    school: Project, tmp_path: Path, kind: TableKind, suffix: str
) -> None:
    for title in (LAST_YEAR, THIS_YEAR):
        take(school, tmp_path, TableKind.TEACHING, title)
        take(school, tmp_path, TableKind.LESSONS, title)
    out = tmp_path / f"导出.{suffix}"
    export_file(school, kind, out, school_year=2025)
    report = import_file(school, kind, out, again=True)
    assert of(report, "question") == []
    assert (report.created, report.updated) == ({}, {})
    assert sum(report.unchanged.values()) > 0


def test_an_after_school_plan_begins_in_the_school_year_of_its_classes(
    school: Project, tmp_path: Path
) -> None:
    take(school, tmp_path, TableKind.TEACHING, LAST_YEAR)
    report = take(school, tmp_path, TableKind.SERVICE, LAST_YEAR)
    (plan,) = service_table.plans(school.database)
    assert plan.since == date(2026, 3, 1)
    assert any("安排先从2026-03-01起算，请核对" in words for words in of(report, "warning"))
