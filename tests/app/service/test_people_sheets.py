"""人员条件, 不便时间, 结束例外 go out with the plan and come back: who moves loses none of them."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from shuangjian_desktop.app.commands.imports import import_file
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_file, export_plan
from shuangjian_desktop.app.service.commands.exceptions import NEW_EXCEPTION, save_end_exception
from shuangjian_desktop.app.service.commands.terms import NEW_BUSY, save_busy, save_terms
from shuangjian_desktop.app.service.queries.table import people_file, usual_plan
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.service import (
    BusyTime,
    EndException,
    Parity,
    ServiceStaff,
)
from tests.app.service.people_desk import emptied, exported, person, taken
from tests.builders import fixed_clock, small_school, with_service

SHEETS = {"人员条件", "不便时间", "结束例外"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a small school with something in each of the three sheets."""
    made = small_school(tmp_path_factory.mktemp("原样"))
    with_service(made)
    teacher = person(made, "王31")
    papers = ServiceStaff(teacher.id, per_day=2, per_week=6, here_until=time(17, 30))
    made.run(save_terms(teacher, papers))
    fetch = BusyTime(NEW_BUSY, teacher.id, 5, time(16, 25), time(17, 5), "接孩子")
    made.run(save_busy(teacher, fetch))
    made.run(save_busy(teacher, fetch._replace(weekday=4, is_wish=True, parity=Parity.ODD)))
    early = EndException(
        NEW_EXCEPTION, 1, 2, 5, date(2026, 9, 1), date(2027, 1, 15), "周五集体教研", "校务会"
    )
    made.run(save_end_exception(early))
    made.close()
    return made.path


@pytest.fixture
def school(built: Path, tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "测试.sjdb"
    path.write_bytes(built.read_bytes())
    made = Project.open(path, clock=fixed_clock)
    yield made
    made.close()


def test_a_school_that_moves_to_a_new_file_keeps_terms_times_and_exceptions(
    school: Project, tmp_path: Path
) -> None:
    moved = new_school(tmp_path / "新.sjdb", "测试学校", clock=fixed_clock)
    for kind, suffix in (
        (TableKind.SETTINGS, "toml"), (TableKind.TEACHING, "xlsx"), (TableKind.SERVICE, "xlsx"),
    ):  # fmt: skip
        path = tmp_path / f"搬.{suffix}"
        export_file(school, kind, path)
        report = import_file(moved, kind, path)
        assert report.is_importable, report.problems
    assert (report.created["service_staff"], report.created["busy_time"]) == (2, 2)
    assert report.created["end_exception"] == 1
    assert not any("李教练" in p.message for p in report.problems), "from outside: in no table"
    found, told = people_file(moved), people_file(school)
    assert set(found.terms) == set(told.terms)
    assert (found.busy, found.exceptions) == (told.busy, told.exceptions)
    assert next(e for e in found.terms if e.name == "李教练").valid_until == date(2026, 12, 31)
    moved.close()


def test_the_timetable_for_all_eyes_says_nothing_of_peoples_terms(
    school: Project, tmp_path: Path
) -> None:
    assert set(openpyxl.load_workbook(exported(school, tmp_path)).sheetnames) >= SHEETS
    shown = tmp_path / "给大家看的.xlsx"
    export_plan(school, usual_plan(school).id, shown)
    assert not SHEETS & set(openpyxl.load_workbook(shown).sheetnames)
    report = taken(school, shown)
    assert (report.created, report.updated) == ({}, {})


def edited(path: Path, sheet: str, head: str, value: object, row: int = 2) -> Path:
    book = openpyxl.load_workbook(path)
    column = next(c.column for c in book[sheet][1] if c.value == head)
    book[sheet].cell(row, column).value = value
    out = path.with_name("改过.xlsx")
    book.save(out)
    return out


@pytest.mark.parametrize(
    ("sheet", "head", "value", "told"),
    [
        ("人员条件", "姓名", "13812345678", "不是姓名"),
        ("人员条件", "姓名", "王31、王32", "一个人"),
        ("人员条件", "姓名", None, "一个人"),
        ("人员条件", "来源", "火星", "请填下面之一：本校教师"),
        ("人员条件", "可带类别", "新授课", "请填下面的一种或几种"),
        ("人员条件", "有效期从", "以后", "2026-08-31"),
        ("人员条件", "有效期到", "2026-08-31", "早于"),
        ("人员条件", "每天最多", "许多", "0到20"),
        ("人员条件", "每周最多", "100", "0到99"),
        ("人员条件", "弹性到校", "3:40", "凌晨"),
        ("人员条件", "资质或协议文件", "证" * 101, "100"),
        ("不便时间", "姓名", "", "一个人"),
        ("不便时间", "星期", "星期八", "不是星期几"),
        ("不便时间", "开始", "四点", ""),
        ("不便时间", "结束", "6:00", "不晚于开始"),
        ("不便时间", "周次", "三周", "周次"),
        ("不便时间", "程度", "也许", "不能来或尽量不排"),
        ("结束例外", "起始年级", "十年级", "一年级到九年级"),
        ("结束例外", "最高年级", "", "一年级到九年级"),
        ("结束例外", "星期", "周八", "不是星期几"),
        ("结束例外", "结束日期", None, "2026-08-31"),
        ("结束例外", "结束日期", "2026-08-31", "早于"),
        ("结束例外", "理由", None, "理由是空的"),
        ("结束例外", "同意人", None, "同意人是空的"),
    ],
)
def test_a_bad_cell_is_told_by_its_address_and_nothing_changes(
    school: Project, tmp_path: Path, sheet: str, head: str, value: object, told: str
) -> None:
    path = exported(school, tmp_path)
    before = school.database.newest_step()
    changed = edited(path, sheet, head, value)
    report = taken(school, changed, accept_questions=True)
    column = next(
        c.column_letter for c in openpyxl.load_workbook(changed)[sheet][1] if c.value == head
    )
    errors = [p for p in report.problems if p.severity == "error"]
    assert any(p.where == f"{sheet}!{column}2" and told in p.message for p in errors), errors
    assert school.database.newest_step() == before


def test_an_exception_of_more_than_a_year_is_refused_as_in_the_window(
    school: Project, tmp_path: Path
) -> None:
    report = taken(school, edited(exported(school, tmp_path), "结束例外", "结束日期", "2028-01-15"))
    (error,) = [p for p in report.problems if p.severity == "error"]
    assert error.where == "结束例外!2"
    assert "例外最长一年" in error.message


def test_one_person_written_twice_is_refused(school: Project, tmp_path: Path) -> None:
    report = taken(school, edited(exported(school, tmp_path), "人员条件", "姓名", "李教练", row=3))
    assert [p.where for p in report.problems if p.severity == "error"] == ["人员条件!A3"]


def test_missing_papers_are_asked_about_when_they_are_new(school: Project, tmp_path: Path) -> None:
    changed = edited(exported(school, tmp_path), "人员条件", "资质或协议文件", None)
    report = taken(school, changed)
    (asked,) = [p for p in report.problems if p.severity == "question"]
    assert "没有写资质或协议文件（第8条）" in asked.message
    assert taken(school, changed, accept_questions=True).updated == {"service_staff": 1}
    assert taken(school, changed).is_importable, "it was accepted: nothing is new"


def test_of_somebody_named_the_file_tells_all_times_and_others_keep_theirs(
    school: Project, tmp_path: Path
) -> None:
    path = exported(school, tmp_path)
    other = person(school, "王32")
    kept = BusyTime(NEW_BUSY, other.id, 1, time(15, 40), time(16, 20), "进修")
    school.run(save_busy(other, kept))
    school.run(save_terms(other, ServiceStaff(other.id, per_day=1)))
    book = openpyxl.load_workbook(path)
    book["不便时间"].delete_rows(2)
    book.save(path)
    report = taken(school, path)
    assert report.updated == {"busy_time": 1}
    names = [each.name for each in people_file(school).busy]
    assert sorted(names) == ["王31", "王32"]
    assert "王32" in [each.name for each in people_file(school).terms]


def test_the_sheets_are_read_beside_what_hangs_on_the_wall_and_alone(
    school: Project, tmp_path: Path
) -> None:
    told = people_file(school)
    path = exported(school, tmp_path)
    for gone in (("明细", "安排", "时段", "场地"), ("课后服务",)):
        book = openpyxl.load_workbook(path)
        for name in gone:
            del book[name]
        book.save(path)
        emptied(school)
        assert taken(school, path, accept_questions=True).is_importable
        found = people_file(school)
        assert (set(found.terms), found.busy, found.exceptions) == (
            set(told.terms), told.busy, told.exceptions,
        )  # fmt: skip


def test_a_sheet_of_that_name_with_another_head_is_not_passed_over(
    school: Project, tmp_path: Path
) -> None:
    report = taken(school, edited(exported(school, tmp_path), "人员条件", "来源", "籍贯", row=1))
    (error,) = [p for p in report.problems if p.severity == "error"]
    assert "工作表“人员条件”第1行的表头缺少“来源”列" in error.message
