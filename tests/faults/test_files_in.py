"""Files that are broken, hostile, held or not what they say, at the command line (F21 to F28)."""

import os
import random
import zipfile
from pathlib import Path

import pytest

from tests.effort import Effort
from tests.exchange.test_gate import BOMB, HTML, OLE, XXE
from tests.exchange.workbooks import inline, package, worksheet, xls, xlsx
from tests.faults.bad_input import GOOD_ROW, HEAD, Desk, row

KINDS = ("homework", "teaching", "lessons")
TABLE = "日期,班级,学科,作业内容,预计时长\n2026-11-30,三(1),语文,练习册第40页,25\n"


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_f21_a_cell_in_the_last_corner_is_refused_quickly(desk: Desk, kind: str) -> None:
    rows = (
        f'<row r="1">{inline("A1", "班级")}</row><row r="1048576">{inline("XFD1048576", "x")}</row>'
    )
    source = package(desk.folder / "远.xlsx", worksheet(rows))
    with Effort() as effort:
        assert "Sheet!XFD1048576”离表格太远" in desk.refused(*desk.importing(source, kind))
    assert effort.units < 200


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["xl/media/image1.bin", "xl/worksheets/sheet9.xml"])
def test_f22_a_zip_bomb_is_refused_before_it_unfolds(desk: Desk, kind: str, part: str) -> None:
    bomb = {part: b" " * 30_000_000}
    source = package(desk.folder / "弹.xlsx", worksheet(""), bomb)
    assert "“弹.xlsx”解压后过大" in desk.refused(*desk.importing(source, kind))


def test_f22_a_million_rows_are_refused(desk: Desk) -> None:
    rows = "".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in range(1, 10**6))
    source = package(desk.folder / "长.xlsx", worksheet(rows))
    assert "行数太多" in desk.refused(*desk.importing(source))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [BOMB, XXE])
def test_f23_entities_are_unsafe_content(desk: Desk, kind: str, part: str) -> None:
    source = package(desk.folder / "险.xlsx", part)
    assert "文件含不安全内容" in desk.refused(*desk.importing(source, kind))


def test_f23_a_word_document_is_not_even_looked_into(desk: Desk) -> None:
    source = desk.folder / "险.docx"
    with zipfile.ZipFile(source, "w") as target:
        target.writestr("word/document.xml", XXE)
    assert "是Word文档" in desk.refused(*desk.importing(source))


@pytest.mark.parametrize("name", ["密.xlsx", "密.xls"])
def test_f24_an_encrypted_workbook_asks_to_take_the_password_off(desk: Desk, name: str) -> None:
    data = OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
    source = write(desk.folder / name, data)
    assert "请先去掉打开密码" in desk.refused(*desk.importing(source))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("网.xls", HTML.encode("gbk"), "网页（HTML）"),
        ("文.xls", TABLE.encode("gbk"), "文本（CSV）"),
        ("旧.xlsx", OLE + b"\0" * 2000, "其实是旧的.xls格式"),
        ("空.xlsx", b"", "是空文件"),
        ("空.xls", b"", "是空文件"),
        ("空.csv", b"", "是空文件"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "已损坏或不是表格"),
        ("学校.sjdb", b"SQLite format 3\0" + b"\0" * 99, "不是能导入的文件"),
    ],
)
def test_f25_a_file_that_is_something_else_is_named_as_such(
    desk: Desk, name: str, data: bytes, words: str
) -> None:
    folder = desk.folder / "别处"
    folder.mkdir()
    assert words in desk.refused(*desk.importing(write(folder / name, data)))


@pytest.mark.parametrize("name", ["空.toml", "乱.toml", "表.xlsx"])
def test_f25_settings_from_a_wrong_file_are_refused(desk: Desk, name: str) -> None:
    source = write(desk.folder / name, b"" if name.startswith("空") else b"\xff\xfe\x00\x01" * 50)
    assert f"“{name}”" in desk.refused(*desk.importing(source, "settings"))


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_f25_a_truncated_workbook_is_called_incomplete(desk: Desk, suffix: str) -> None:
    path = desk.folder / f"断{suffix}"
    rows = [HEAD, *[GOOD_ROW] * 50]
    good = (xlsx(path, ("作业", rows)) if suffix == ".xlsx" else xls(path, rows, {})).read_bytes()
    path.write_bytes(good[: len(good) // 2])
    assert "不完整或已损坏" in desk.refused(*desk.importing(path))


def test_f26_a_file_open_in_wps_asks_to_close_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = desk.homework(row())
    really_open = Path.open

    def held(path: Path, *arguments: object, **more: object) -> object:
        if path == source:
            raise PermissionError(13, os.strerror(13))  # what Windows' sharing violation becomes
        return really_open(path, *arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", held)
    assert "“作业.xlsx”读不出来，可能正被WPS或Excel打开，请先关闭" in desk.refused(
        *desk.importing(source)
    )


def test_f26_the_lock_file_beside_it_is_named(desk: Desk) -> None:
    source = write(desk.folder / "~$作业.xlsx", b"\x05root")
    assert "请选名字里没有“~$”的那个文件" in desk.refused(*desk.importing(source))


@pytest.mark.parametrize(
    ("column", "typed", "words"),
    [
        ("minutes", "=A1", "作业!I2：公式没有算出的结果"),
        ("content", "#REF!", "作业!D2：单元格是错误值 #REF!"),
        ("date", "#N/A", "作业!A2：单元格是错误值 #N/A"),
        ("classes", "#VALUE!", "作业!B2：单元格是错误值 #VALUE!"),
        ("note", "#NAME?", "作业!K2：单元格是错误值 #NAME?"),
    ],
)
def test_f27_a_formula_without_a_result_is_an_error_with_address_never_a_zero(
    desk: Desk, column: str, typed: str, words: str
) -> None:
    assert words in desk.refuses_row(**{column: typed})


@pytest.mark.parametrize(
    "encoding", ["gbk", "gb18030", "utf-16", "utf-16-be", "utf-8-sig", "utf-8"]
)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_f28_text_tables_are_read_in_every_usual_encoding_and_shown_before(
    desk: Desk, encoding: str, mark: str
) -> None:
    source = write(desk.folder / "作业.csv", TABLE.replace(",", mark).encode(encoding))
    before = desk.hash()
    told = desk.json(*desk.importing(source), "--dry-run")
    assert (told["created"], told["dry_run"]) == ({"homework": 1}, True)
    assert desk.hash() == before


@pytest.mark.parametrize(
    "data", [TABLE.encode("utf-32"), random.Random(7).randbytes(4000)], ids=["utf-32", "noise"]
)
def test_f28_bytes_that_are_no_text_are_refused(desk: Desk, data: bytes) -> None:
    assert "“作业.csv”" in desk.refused(*desk.importing(write(desk.folder / "作业.csv", data)))
