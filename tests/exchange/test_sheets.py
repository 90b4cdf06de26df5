"""Cells as they stand in the file: merges, dates, errors, encodings (F27, F28, F30, P13)."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from shuangjian_desktop.exchange.cells import NO_CACHED_RESULT, Cell, column_letters
from shuangjian_desktop.exchange.sheets import read_tables
from tests.exchange.workbooks import inline, package, worksheet, xls


def values(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row.cells] for row in read_tables(path)[0].rows]


def test_numbers_dates_times_and_texts_come_as_what_they_are(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    moment = datetime(2026, 9, 7, 8, 30)  # noqa: DTZ001 - a cell has no zone
    book.active.append([1, 2.0, 2.5, "01", True, date(2026, 9, 7), time(0, 25), moment, None, "x"])
    book.save(tmp_path / "a.xlsx")
    row = values(tmp_path / "a.xlsx")[0]
    assert row == [1, 2, 2.5, "01", True, date(2026, 9, 7), time(0, 25), moment, None, "x"]
    assert [type(value) for value in row[:3]] == [int, int, float]


def test_old_workbooks_give_the_same_values(tmp_path: Path) -> None:
    rows = [[1, 2.5, "三(1)", True, date(2026, 9, 7), None, "x"]]
    path = xls(tmp_path / "a.xls", rows, {(0, 4): 'yyyy"年"m"月"d"日"'})
    assert values(path) == rows


def test_a_workbook_of_the_1904_calendar_shows_the_same_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2026, 9, 7)])
    book.save(tmp_path / "a.xlsx")
    assert values(tmp_path / "a.xlsx") == [[date(2026, 9, 7)]]


@pytest.mark.parametrize("number_format", [14, 31, 58, 57, 30])
def test_the_chinese_built_in_date_formats_are_dates(tmp_path: Path, number_format: int) -> None:
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
        f'<xf numFmtId="0"/><xf numFmtId="{number_format}"/></cellXfs></styleSheet>'
    )
    rows = '<row r="1"><c r="A1" s="1"><v>46082</v></c><c r="B1"><v>46082</v></c></row>'
    path = package(tmp_path / "a.xlsx", worksheet(rows), {"xl/styles.xml": styles.encode()})
    assert values(path) == [[date(2026, 3, 1), 46082]]


def test_errors_and_formulas_without_results_are_marked_not_zero(tmp_path: Path) -> None:
    rows = (
        '<row r="7"><c r="A7" t="e"><v>#REF!</v></c><c r="B7"><f>1+1</f></c>'
        '<c r="C7"><f>1+1</f><v>2</v></c><c r="D7" t="str"><f>A1</f><v></v></c>'
        '<c r="E7" t="e"><f>NA()</f><v>#N/A</v></c></row>'
    )
    (sheet,) = read_tables(package(tmp_path / "a.xlsx", worksheet(rows)))
    errors = [
        (sheet.where(7, column), cell.error) for column, cell in enumerate(sheet.rows[0].cells)
    ]
    assert errors == [
        ("Sheet!A7", "#REF!"),
        ("Sheet!B7", NO_CACHED_RESULT),
        ("Sheet!C7", None),
        ("Sheet!D7", None),
        ("Sheet!E7", "#N/A"),
    ]


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_covered_cells_show_the_merged_value_and_say_so(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        for address, value in (("A1", "星期一"), ("B1", 1), ("B2", 2), ("B3", 3)):
            book.active[address] = value
        book.active.merge_cells("A1:A2")
        book.save(path)
    else:
        import xlwt

        old = xlwt.Workbook()
        sheet = old.add_sheet("Sheet")
        sheet.write_merge(0, 1, 0, 0, "星期一")
        for row, value in enumerate((1, 2, 3)):
            sheet.write(row, 1, value)
        old.save(str(path))
    rows = read_tables(path)[0].rows
    assert [row.cell(0) for row in rows] == [
        Cell("星期一"),
        Cell("星期一", covered=True),
        Cell(),
    ]


def test_hidden_sheets_are_marked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.create_sheet("藏").sheet_state = "hidden"
    book.create_sheet("深藏").sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    assert [(s.name, s.hidden) for s in read_tables(tmp_path / "a.xlsx")] == [
        ("Sheet", False),
        ("藏", True),
        ("深藏", True),
    ]


def test_pinyin_is_no_part_of_a_text_and_runs_are_joined(tmp_path: Path) -> None:
    cell = '<is><r><t>三</t></r><r><t>(1)</t></r><rPh sb="0" eb="1"><t>san</t></rPh></is>'
    rows = f'<row><c t="inlineStr">{cell}</c>{inline("C1", "_x4E09_")}</row>'
    assert values(package(tmp_path / "a.xlsx", worksheet(rows))) == [["三(1)", None, "三"]]


TEXT = (
    '日期,班级,备注\r\n2026-11-23,三(1),"第一行\n第二行，“引”"\r\n,,\r\n\r\n2026-11-24,三(2),=1\r\n'
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_csv_encodings_and_delimiters_are_found(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    (tmp_path / "作业.csv").write_bytes(TEXT.replace(",", delimiter).encode(encoding))
    (sheet,) = read_tables(tmp_path / "作业.csv")
    assert [[cell.value for cell in row.cells] for row in sheet.rows] == [
        ["日期", "班级", "备注"],
        ["2026-11-23", "三(1)", "第一行\n第二行，“引”"],
        ["2026-11-24", "三(2)", "=1"],
    ]
    assert sheet.where(sheet.rows[2].number, 1) == "作业.csv!B5"


def test_gbk_words_that_happen_to_be_valid_utf_8_are_still_chinese(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("学校,1\n".encode("gbk"))
    assert values(tmp_path / "a.csv") == [["学校", "1"]]


def test_csv_niceties_of_spreadsheets_are_understood(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('sep=;\n="0301";#N/A;\'=1\n', "utf-8")
    (sheet,) = read_tables(tmp_path / "a.csv")
    assert sheet.rows[0].number == 2
    assert sheet.rows[0].cells == (Cell("0301"), Cell(error="#N/A"), Cell("=1"))


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters
