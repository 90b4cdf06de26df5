"""Holiday files and notices taken into the school: differences first, all or nothing (F34)."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.import_holidays import read_pasted, take_pasted
from shuangjian_desktop.app.commands.imports import ImportReport, import_file
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_file
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.calendar import DayKind
from shuangjian_desktop.errors import UserError
from tests.builders import small_school

HOLIDAYS = TableKind.HOLIDAYS
DAYS_2027 = [
    {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
    {"name": "元旦", "date": "2027-01-03", "isOffDay": False},
]
NOTICE_2027 = "2027年节假日\n元旦：1月1日（周五）放假。1月3日（周日）上班。"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def taken(project: Project, folder: Path, days: object, year: int = 2027) -> ImportReport:
    path = folder / f"{year}.json"
    path.write_text(json.dumps({"year": year, "days": days}), encoding="utf-8")
    return import_file(project, HOLIDAYS, path)


def kind(project: Project, *on: int) -> DayKind:
    return project.directory.calendar.day(date(*on)).kind


def test_a_new_year_makes_its_days_known_in_one_step(project: Project, tmp_path: Path) -> None:
    assert kind(project, 2027, 1, 4) is DayKind.UNCONFIRMED
    report = taken(project, tmp_path, DAYS_2027)
    assert report.created == {"public_day": 2, "public_year": 1}
    assert [p.message for p in report.problems] == [
        "2027年原来没有放假安排：放假1天，调休上班1天。"
    ]
    assert kind(project, 2027, 1, 1) is DayKind.HOLIDAY
    assert kind(project, 2027, 1, 3) is DayKind.MAKE_UP
    assert kind(project, 2027, 1, 4) is DayKind.SCHOOL
    project.undo()
    assert kind(project, 2027, 1, 4) is DayKind.UNCONFIRMED


def test_f34_the_difference_to_a_known_year_is_said_day_by_day(
    project: Project, tmp_path: Path
) -> None:
    taken(project, tmp_path, DAYS_2027)
    other = [DAYS_2027[0] | {"name": "新年"}, {**DAYS_2027[0], "date": "2027-05-03"}]
    path = tmp_path / "新.json"
    path.write_text(json.dumps({"year": 2027, "days": other}), encoding="utf-8")
    report = import_file(project, HOLIDAYS, path, dry_run=True)
    assert [p.message for p in report.problems] == [
        "1月3日（星期日）原来是调休上班（元旦），新的安排里没有，改回周末。",
        "1月1日（星期五）原来是放假（元旦），改为放假（新年）。",
        "5月3日（星期一）原来是平常工作日，改为放假（元旦）。",
    ]
    assert kind(project, 2027, 1, 3) is DayKind.MAKE_UP  # a dry run
    import_file(project, HOLIDAYS, path)
    assert kind(project, 2027, 1, 3) is not DayKind.MAKE_UP


def test_f34_one_wrong_day_and_nothing_is_changed(project: Project, tmp_path: Path) -> None:
    report = taken(project, tmp_path, [*DAYS_2027, {"name": "x", "date": "2026-01-01"}])
    assert report.has_errors
    assert 2027 not in project.directory.calendar.known_years


def test_december_belongs_to_the_next_notice_once_that_is_known(
    project: Project, tmp_path: Path
) -> None:
    early = {"name": "元旦", "date": "2026-12-31", "isOffDay": True}
    taken(project, tmp_path, [early, *DAYS_2027])
    path = tmp_path / "2026.json"
    export_file(project, HOLIDAYS, path, school_year=2026)
    document = json.loads(path.read_text(encoding="utf-8"))
    document["days"] = [day for day in document["days"] if day["date"] < "2026-12-01"]
    path.write_text(json.dumps(document), encoding="utf-8")
    import_file(project, HOLIDAYS, path)
    assert kind(project, 2026, 12, 31) is DayKind.HOLIDAY


@pytest.mark.parametrize("year", [2004, 2013, 2020, 2023, 2026])
def test_an_export_imports_again_unchanged(project: Project, tmp_path: Path, year: int) -> None:
    path = tmp_path / "放假.json"
    count = export_file(project, HOLIDAYS, path, school_year=year)
    report = import_file(project, HOLIDAYS, path)
    assert (report.created, report.updated) == ({}, {})
    assert report.unchanged == {"public_day": count, "public_year": 1}
    assert report.problems == ()


def test_an_unknown_year_and_a_notice_cannot_be_exported(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有2027年的放假安排"):
        export_file(project, HOLIDAYS, tmp_path / "a.json", school_year=2027)
    with pytest.raises(UserError, match="只能导入"):
        export_file(project, TableKind.HOLIDAY_NOTICE, tmp_path / "a.txt")


def test_a_notice_file_is_taken_after_its_questions_are_accepted(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(NOTICE_2027.encode("gb18030"))
    assert not import_file(project, TableKind.HOLIDAY_NOTICE, path).is_importable
    report = import_file(project, TableKind.HOLIDAY_NOTICE, path, accept_questions=True)
    assert report.created == {"public_day": 2, "public_year": 1}
    assert kind(project, 2027, 1, 3) is DayKind.MAKE_UP


def test_a_notice_without_a_year_takes_the_one_given(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("元旦：1月1日（周五）放假。", encoding="utf-8")
    assert import_file(project, TableKind.HOLIDAY_NOTICE, path, accept_questions=True).has_errors
    import_file(project, TableKind.HOLIDAY_NOTICE, path, accept_questions=True, school_year=2027)
    assert kind(project, 2027, 1, 1) is DayKind.HOLIDAY


def test_a_pasted_notice_is_shown_before_it_is_taken(project: Project) -> None:
    pasted = read_pasted(project, NOTICE_2027, None)
    assert [(d.day.date.day, d.day.kind.value, d.change) for d in pasted.days] == [
        (1, "放假", "新增"),
        (3, "调休上班", "新增"),
    ]
    assert 2027 not in project.directory.calendar.known_years
    project.run(take_pasted(pasted))
    assert 2027 in project.directory.calendar.known_years
    again = read_pasted(project, NOTICE_2027.replace("1月1日（周五）", "1月2日"), None)
    assert [d.change for d in again.days] == ["现在是周末", ""]
    project.undo()
    assert 2027 not in project.directory.calendar.known_years


def test_a_pasted_notice_with_a_mistake_cannot_be_taken(project: Project) -> None:
    pasted = read_pasted(project, NOTICE_2027.replace("周五", "周四"), None)
    assert len(pasted.days) == 2  # shown beside the text, with the error below
    assert not pasted.is_takeable
    with pytest.raises(UserError, match="还有没读懂的地方"):
        take_pasted(pasted)
