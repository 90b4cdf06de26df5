"""The workbook of a plan as people edit it: what changes, what is asked, what is refused."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from shuangjian_desktop.app.commands.imports import ImportReport, import_file
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_file
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.store.tables import service as service_table
from tests.builders import small_school, with_service


def taken(project: Project, path: Path, **more: bool) -> ImportReport:
    return import_file(project, TableKind.SERVICE, path, again=True, **more)  # type: ignore[arg-type]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


def test_a_published_plan_is_unchanged_even_beside_its_next_draft(
    school: Project, tmp_path: Path
) -> None:
    plan_id = with_service(school)
    path = tmp_path / "安排.xlsx"
    assert export_file(school, TableKind.SERVICE, path) == 50
    school.run(revise_plan(plan_id))
    report = taken(school, path)
    assert (report.created, report.updated) == ({}, {})
    assert report.unchanged == {
        "service_staff": 1,
        "room": 2, "service_plan": 1, "slot": 11, "activity": 13, "session": 50,
    }  # fmt: skip


def edited(path: Path, sheet: str, cell: str, value: object) -> Path:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    out = path.with_name("改过.xlsx")
    book.save(out)
    return out


def test_a_change_in_the_detail_is_the_next_version_with_its_roots(
    school: Project, tmp_path: Path
) -> None:
    plan_id = with_service(school)
    path = tmp_path / "安排.xlsx"
    export_file(school, TableKind.SERVICE, path)
    book = openpyxl.load_workbook(path)
    letters = {cell.value: cell.column_letter for cell in book["明细"][1]}
    row = next(n for n in range(2, 60) if book["明细"][f"{letters['活动']}{n}"].value == "合唱")
    changed = edited(path, "明细", f"{letters['人员']}{row}", "李教练")
    assert not taken(school, changed).is_importable, "the pinned-up sheet says something else"
    report = taken(school, changed, accept_questions=True)
    assert report.created == {"service_plan": 1}
    assert report.updated["session"] == 1
    draft_plan = service_table.plans(school.database)[-1]
    first = service_table.sessions(school.database, plan_id)
    second = service_table.sessions(school.database, draft_plan.id)
    assert {each.origin for each in second} == {each.id for each in first}
    school.undo()
    assert len(service_table.plans(school.database)) == 1


def test_a_change_in_the_pinned_up_sheet_alone_is_asked_about_never_passed_over(
    school: Project, tmp_path: Path
) -> None:
    with_service(school)
    path = tmp_path / "安排.xlsx"
    export_file(school, TableKind.SERVICE, path)
    report = taken(school, edited(path, "课后服务", "D3", "王71"))
    (asked,) = [p for p in report.problems if p.severity == "question"]
    assert asked.where == "课后服务!D3"
    assert "按“明细”导入" in asked.message


def test_without_the_detail_the_pinned_up_sheet_is_read(school: Project, tmp_path: Path) -> None:
    with_service(school)
    path = tmp_path / "安排.xlsx"
    export_file(school, TableKind.SERVICE, path)
    book = openpyxl.load_workbook(path)
    for name in ("明细", "安排", "时段", "场地"):
        del book[name]
    out = tmp_path / "挂出的.xlsx"
    book.save(out)
    report = taken(school, out, accept_questions=True)
    assert report.is_importable
    assert report.created["service_plan"] == 1
    newest = service_table.plans(school.database)[0]
    assert newest.name == "2026-2027学年度第一学期课后服务"
    people = {
        (s.slot_id is not None, len(s.staff))
        for s in service_table.sessions(school.database, newest.id)
    }
    assert people == {(True, 1)}


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("活动", "语文新授课", "第7条"),
        ("活动", "数学新知学习", "第7条"),
        ("类别", "新授课", "第7条"),
        ("类别", "聊天", "不认识"),
        ("班级", "火星班", ""),
        ("开始", "四点", ""),
        ("结束", "15:00", "结束不晚于开始"),
        ("星期", "星期八", "不是星期几"),
        ("周次", "三周", "周次"),
        ("学段", "高中", "学段"),
        ("人员", "13812345678", "不是姓名"),
        ("学生人数", "很多", "整数"),
        ("锁定", "也许", "填“是”"),
        ("次", "2", "写了两行"),
        ("每周次数", "9", "写得不一样"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cell_and_nothing_changes(
    school: Project, tmp_path: Path, column: str, value: str, told: str
) -> None:
    with_service(school)
    path = tmp_path / "安排.xlsx"
    export_file(school, TableKind.SERVICE, path)
    detail = openpyxl.load_workbook(path)["明细"]
    letters = {cell.value: cell.column_letter for cell in detail[1]}
    first = next(
        row for row in range(2, 60) if detail[f"{letters['活动']}{row}"].value == "作业辅导"
    )
    before = school.database.newest_step()
    report = taken(
        school, edited(path, "明细", f"{letters[column]}{first}", value), accept_questions=True
    )
    assert report.has_errors
    assert any(told in p.message and p.where.startswith("明细!") for p in report.problems)
    assert school.database.newest_step() == before


def test_a_room_the_school_has_not_is_made_and_said(school: Project, tmp_path: Path) -> None:
    with_service(school)
    path = tmp_path / "安排.csv"
    export_file(school, TableKind.SERVICE, path)
    text = path.read_text("utf-8-sig").replace(",操场,", ",新操场,", 1)
    path.write_text(text, "utf-8-sig")
    report = taken(school, path)
    assert report.created["room"] == 1
    assert any("新操场" in p.message and "容纳" in p.message for p in report.problems)


def test_gbk_is_read_as_well(school: Project, tmp_path: Path) -> None:
    with_service(school)
    path = tmp_path / "安排.csv"
    export_file(school, TableKind.SERVICE, path)
    path.write_bytes(path.read_text("utf-8-sig").encode("gb18030"))
    report = taken(school, path)
    assert (report.created, report.updated) == ({}, {})


def test_a_slot_less_and_a_session_moved_from_it_in_the_draft(
    school: Project, tmp_path: Path
) -> None:
    plan_id = with_service(school, is_published=False)
    path = tmp_path / "安排.xlsx"
    export_file(school, TableKind.SERVICE, path)
    book = openpyxl.load_workbook(path)
    detail = book["明细"]
    heads = {cell.value: cell.column for cell in detail[1]}
    for row in range(2, detail.max_row + 1):
        if detail.cell(row, heads["时段"]).value == "晚自习":
            for head in ("星期", "时段", "开始", "结束", "学段", "人员"):
                detail.cell(row, heads[head]).value = None
    slots = book["时段"]
    evening = next(row for row in range(2, 20) if slots.cell(row, 3).value == "晚自习")
    slots.delete_rows(evening)
    changed = tmp_path / "少一个时段.xlsx"
    book.save(changed)
    report = taken(school, changed, accept_questions=True)
    assert report.updated == {"session": 1, "slot": 1}
    assert len(service_table.slots(school.database, plan_id)) == 10
    unplaced = [s for s in service_table.sessions(school.database, plan_id) if not s.slot_id]
    assert len(unplaced) == 1
    school.undo()
    assert len(service_table.slots(school.database, plan_id)) == 11
