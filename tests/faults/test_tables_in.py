"""Tables that are sound files but not what they seem (F12, F29 to F31, F33, F34)."""

import sqlite3
from pathlib import Path

import openpyxl
import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.store.journal import Writer
from tests.exchange.workbooks import xlsx
from tests.faults.bad_input import GOOD_ROW, HEAD, Desk, row

ID_NUMBER, SPOILT = "220102198001011234", 2.20102198001011e17


def with_namesakes(desk: Desk) -> None:
    def apply(writer: Writer) -> None:
        for suffix in ("（大）", "（小）"):
            writer.insert("staff", {"name": "王同名", "suffix": suffix})

    project = Project.open(desk.school)
    project.run(Command("两位同名教师", apply))
    project.close()


def stored_text(school: Path) -> str:
    """All that is written in a school file, journal included."""
    connection = sqlite3.connect(school)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def test_f12_a_name_two_teachers_have_is_asked_about(desk: Desk) -> None:
    with_namesakes(desk)
    told = desk.refuses_row(teacher="王同名")
    assert "有2位教师叫“王同名”（王同名（大）、王同名（小））" in told
    assert "作业!J2：" in told


def test_f12_written_with_the_suffix_it_is_one_person(desk: Desk) -> None:
    with_namesakes(desk)
    assert "不在名单里" not in desk.done(
        *desk.importing(desk.homework(row(teacher="王同名（小）")))
    )
    project = Project.open(desk.school)
    assert [p.label for p in project.directory.staff if p.name.startswith("王同名")] == [
        "王同名（大）",
        "王同名（小）",
    ]
    project.close()


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("teaching", [("班级", "语文"), ("三(1)", "王同名")]),
        ("lessons", [("星期", "节次", "三(1)"), ("星期一", 1, "语文\n王同名")]),
    ],
)
def test_f12_the_other_tables_ask_too(
    desk: Desk, kind: str, rows: list[tuple[object, ...]]
) -> None:
    with_namesakes(desk)
    source = xlsx(desk.folder / "表.xlsx", ("表", rows))
    told = desk.refused(*desk.importing(source, kind), "--school-year", 2026)
    assert "请确认 表!" in told
    assert "王同名（大）、王同名（小）" in told


@pytest.mark.parametrize("kind", ["teaching", "lessons", "homework"])
def test_f12_what_is_exported_of_namesakes_imports_unchanged(desk: Desk, kind: str) -> None:
    project = Project.open(desk.school)
    somebody = project.directory.staff[0]

    def apply(writer: Writer) -> None:
        writer.update("staff", somebody.id, {"suffix": "（甲）"})
        writer.insert("staff", {"name": somebody.name, "suffix": "（乙）"})

    project.run(Command("同名", apply))
    project.close()
    out = desk.folder / "表.xlsx"
    desk.done("export", kind, desk.school, "--out", out, "--school-year", 2026)
    before = desk.hash()
    desk.capsys.readouterr()
    told = desk.json(*desk.importing(out, kind), "--school-year", 2026)
    assert (told["created"], told["updated"], told["problems"]) == ({}, {}, [])
    assert desk.hash() == before


def test_f29_the_same_file_is_known_by_its_content_and_again_makes_no_doubles(desk: Desk) -> None:
    source = desk.homework(row(), row(classes="三(2)"))
    desk.done(*desk.importing(source))
    before = desk.hash()
    renamed = source.rename(desk.folder / "改名.xlsx")
    assert "已经导入过" in desk.done(*desk.importing(renamed))
    assert desk.hash() == before
    told = desk.json(*desk.importing(renamed), "--again")
    assert (told["created"], told["updated"]) == ({}, {})
    assert desk.hash() == before


def test_f29_again_overwrites_what_was_changed_since(desk: Desk) -> None:
    source = desk.homework(row())
    desk.done(*desk.importing(source))
    changed = xlsx(desk.folder / "改.xlsx", ("作业", [HEAD, row(minutes=55)]))
    desk.done(*desk.importing(changed))
    assert desk.totals("2026-11-30", "三(1)")["written"] == 55
    desk.done(*desk.importing(source))
    assert desk.totals("2026-11-30", "三(1)")["written"] == 55
    desk.done(*desk.importing(source), "--again")
    assert desk.totals("2026-11-30", "三(1)")["written"] == 25


def test_f30_titles_any_order_hidden_and_other_sheets_are_found_or_named(desk: Desk) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "登记"
    sheet["A1"] = "某某学校作业登记表"
    sheet.merge_cells("A1:F1")
    for column, (head, value) in enumerate(
        [("预计时长", 25), ("学科", "语文"), ("班级", "三(1)"), ("作业内容", "读书"),
         ("日期", "2026-11-30"), ("审核", "是")], start=1,
    ):  # fmt: skip
        sheet.cell(3, column, head)
        sheet.cell(4, column, value)
    hidden = book.create_sheet("旧表")
    hidden.sheet_state = "hidden"
    hidden.append(HEAD)
    hidden.append(GOOD_ROW)
    book.create_sheet("说明").append(["请按时上交"])
    source = desk.folder / "登记.xlsx"
    book.save(source)
    told = desk.done(*desk.importing(source))
    assert "隐藏的工作表“旧表”没有读取" in told
    assert "工作表“说明”里找不到表头" in told
    assert "登记!F3：第F列“审核”没有用到" in told
    assert desk.totals("2026-11-30", "三(1)")["written"] == 25


def test_f30_a_table_without_the_columns_says_which_are_missing(desk: Desk) -> None:
    source = desk.homework(("2026-11-30", "语文"), head=("日期", "学科"))
    assert "作业!1：工作表“作业”第1行的表头缺少“班级”列" in desk.refused(*desk.importing(source))


@pytest.mark.parametrize(
    ("kind", "told_kind"), [("teaching", "homework"), ("homework", "teaching")]
)
def test_f30_the_wrong_kind_of_table_is_refused_in_a_few_lines(
    desk: Desk, kind: str, told_kind: str
) -> None:
    out = desk.folder / "表.xlsx"
    desk.done("export", kind, desk.school, "--out", out, "--school-year", 2026)
    desk.capsys.readouterr()
    assert desk.refused(*desk.importing(out, told_kind)).count("\n") <= 3


@pytest.mark.parametrize("head", ["身份证号", "学号", "学籍号", "联系电话号码"])
@pytest.mark.parametrize("number", [ID_NUMBER, SPOILT])
@pytest.mark.parametrize("kind", ["homework", "teaching"])
def test_f31_a_column_of_id_numbers_is_left_out_unread(
    desk: Desk, kind: str, number: object, head: str
) -> None:
    rows = {
        "homework": [(*HEAD, head), (*GOOD_ROW, number)],
        "teaching": [("班级", "语文", head), ("三(1)", "李新来", number)],
    }
    source = xlsx(desk.folder / "表.xlsx", ("表", rows[kind]))
    told = desk.done(*desk.importing(source, kind), "--school-year", 2026)
    assert f"“{head}”没有用到" in told
    assert "220102" not in told
    written = stored_text(desk.school)
    assert "220102198" not in written
    assert "2.20102" not in written


@pytest.mark.parametrize("number", [ID_NUMBER, SPOILT, "2.20102E+17", "22010219800101123X"])
@pytest.mark.parametrize("column", ["teacher", "classes", "date", "minutes"])
def test_f31_an_id_number_in_a_column_we_read_is_rejected_and_not_repeated(
    desk: Desk, column: str, number: object
) -> None:
    told = desk.refuses_row(**{column: number})
    assert "220102" not in told
    assert "2.20102" not in told


def test_f31_lost_digits_come_with_the_advice_to_format_as_text(desk: Desk) -> None:
    for column in ("teacher", "content", "note", "subject"):
        assert "末几位已丢失，请设为文本格式" in desk.refuses_row(**{column: SPOILT})


@pytest.mark.parametrize("number", [ID_NUMBER, SPOILT, 13800138000])
@pytest.mark.parametrize(
    ("kind", "heads"), [("teaching", ("班级", "语文")), ("lessons", ("星期", "节次", "三(1)"))]
)
def test_f31_a_number_is_nobody_in_the_other_tables(
    desk: Desk, kind: str, heads: tuple[str, ...], number: object
) -> None:
    shown = f"语文\n{number}" if kind == "lessons" else number
    before = ("三(1)",) if kind == "teaching" else ("星期一", 1)
    source = xlsx(desk.folder / "表.xlsx", ("表", [heads, (*before, shown)]))
    told = desk.refused(*desk.importing(source, kind), "--school-year", 2026)
    assert "220102" not in told
    assert "13800" not in told


@pytest.mark.parametrize("command", ["check", "doctor", "export", "import", "notice"])
def test_f33_a_file_of_a_newer_program_names_the_version_needed(desk: Desk, command: str) -> None:
    source = desk.homework(row())
    raw = sqlite3.connect(desk.school)
    raw.execute("PRAGMA user_version = 999")
    raw.execute("UPDATE about SET value = '9.9' WHERE key = 'needed_program'")
    raw.commit()
    raw.close()
    out = desk.folder / "出"
    arguments = {
        "check": ("check", desk.school),
        "doctor": ("doctor", desk.school),
        "export": ("export", "homework", desk.school, "--out", f"{out}.xlsx"),
        "import": desk.importing(source),
        "notice": ("notice", desk.school, "--date", "2026-11-23", "--all", "--out", out),
    }
    assert "升级到 9.9 或以上版本" in desk.refused(*arguments[command])
