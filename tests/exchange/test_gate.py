"""Files that must not get in, each turned away in a sentence that says why (F21 to F26)."""

import os
import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.homework_table import read_homework
from shuangjian_desktop.exchange.sheets import read_tables
from tests.effort import Effort
from tests.exchange.workbooks import HOMEWORK_HEAD, inline, package, worksheet, xls, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROW = ("2026-11-23", "三(1)", "语文", "抄写生字", 20)


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_tables(path)
    sentence = str(caught.value)
    assert path.name in sentence or "离表格太远" in sentence
    assert sentence.endswith("。")
    return sentence


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_value_in_the_last_cell_of_the_sheet_is_refused_at_once(tmp_path: Path) -> None:
    rows = (
        f'<row r="1">{inline("A1", "日期")}</row><row r="1048576">{inline("XFD1048576", "x")}</row>'
    )
    path = package(tmp_path / "远.xlsx", worksheet(rows))
    assert path.stat().st_size < 10_000
    with Effort() as effort:
        assert "XFD1048576”离表格太远" in refusal(path)
    assert effort.units < 200
    tracemalloc.start()
    refusal(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000_000


def test_a_formatted_blank_last_cell_and_a_sheet_wide_merge_do_no_harm(tmp_path: Path) -> None:
    rows = (
        f'<row r="1">{inline("A1", "日期")}{inline("C1", "班级")}</row>'
        '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (sheet,) = read_tables(package(tmp_path / "远.xlsx", worksheet(rows, merge)))
    assert [row.number for row in sheet.rows] == [1]
    assert [cell.value for cell in sheet.rows[0].cells] == ["日期", "日期", "班级"]


def test_a_million_rows_are_refused_before_parsing(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{number}"><c><v>{number}</v></c></row>' for number in range(1, 10**6))
    assert "行数太多" in refusal(package(tmp_path / "长.xlsx", worksheet(rows)))


@pytest.mark.parametrize("name", ["xl/media/image1.bin", "xl/worksheets/sheet9.xml"])
def test_a_zip_bomb_is_refused_before_parsing(tmp_path: Path, name: str) -> None:
    path = package(tmp_path / "弹.xlsx", worksheet(""), {name: b" " * 30_000_000})
    with Effort() as effort:
        assert "解压后过大" in refusal(path)
    assert effort.units < 100


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + worksheet(
    f'<row r="1">{inline("A1", "&b;")}</row>'
)
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + worksheet(inline("A1", "&a;"))


@pytest.mark.parametrize(
    "part", [BOMB, XXE, "<!--" + "x" * 2_000_000 + "-->" + XXE, BOMB.encode("utf-16")]
)
def test_entities_are_unsafe_content(tmp_path: Path, part: str | bytes) -> None:
    assert "文件含不安全内容" in refusal(package(tmp_path / "险.xlsx", part))


def test_entities_elsewhere_in_the_package_are_found_too(tmp_path: Path) -> None:
    path = package(tmp_path / "险.xlsx", worksheet(""), {"xl/workbook.xml": XXE.encode()})
    assert "文件含不安全内容" in refusal(path)


def test_an_encrypted_workbook_asks_to_remove_the_password(tmp_path: Path) -> None:
    data = OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
    for name in ("密.xlsx", "密.xls"):
        assert "请先去掉打开密码" in refusal(write(tmp_path / name, data))


def test_an_encrypted_old_workbook_asks_to_remove_the_password(tmp_path: Path) -> None:
    path = xls(tmp_path / "密.xls", [HOMEWORK_HEAD], {})
    data = path.read_bytes()
    at = data.index(b"\x09\x08\x10\x00\x00\x06")  # the BOF record of the workbook
    filepass = b"\x2f\x00\x06\x00\x00\x00\x01\x02\x03\x04"
    end = at + 20
    path.write_bytes(data[:end] + filepass + data[end + len(filepass) :])
    assert "请先去掉打开密码" in refusal(path)


HTML = "<html><body><table><tr><td>日期</td></tr></table></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.xlsx", b"", "是空文件"),
        ("空.csv", b"", "是空文件"),
        ("网.xls", HTML.encode("gbk"), "网页（HTML）"),
        ("网.xls", HTML.encode("utf-16"), "网页（HTML）"),
        ("网.xlsx", b"\xef\xbb\xbf<table><tr>", "网页（HTML）"),
        ("文.xls", "日期,班级\n1,2\n".encode("gbk"), "文本（CSV）"),
        ("文.xls", "日期\t班级\n".encode("utf-16"), "文本（CSV）"),
        ("旧.xml.xls", b'<?xml version="1.0"?><Workbook/>', "XML格式"),
        ("旧.xlsx", OLE + b"\0" * 2000, "其实是旧的.xls格式"),
        ("旧.csv", OLE + b"\0" * 2000, "其实是旧的.xls格式"),
        ("文.xls", OLE + "WordDocument".encode("utf-16-le"), "Word文档"),
        ("图.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "不是文本表格"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "已损坏或不是表格"),
        ("公示.pdf", b"%PDF-1.7", "不是能导入的文件"),
        ("~$作业.xlsx", b"\x05root", "临时文件"),
        ("旧.xls", OLE + b"\0" * 2000, "不完整或已损坏"),
    ],
)
def test_a_file_that_is_something_else_is_named_as_such(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    assert words in refusal(write(tmp_path / name, data))


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("word/document.xml", "Word文档"),
        ("content.xml", "ODS格式"),
        ("xl/workbook.bin", ".xlsb格式"),
        ("readme.txt", "压缩包"),
    ],
)
def test_another_zipped_document_is_named(tmp_path: Path, member: str, words: str) -> None:
    with zipfile.ZipFile(tmp_path / "别.xlsx", "w") as target:
        target.writestr(member, "x")
    assert words in refusal(tmp_path / "别.xlsx")


def test_a_new_workbook_with_the_old_suffix_is_named(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "新.xlsx", ("作业", [HOMEWORK_HEAD]))
    assert "其实是.xlsx格式" in refusal(path.rename(tmp_path / "新.xls"))


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    assert "找不到文件" in refusal(tmp_path / "没有.xlsx")
    assert "是一个文件夹" in refusal(tmp_path)


def test_a_file_held_by_another_program_asks_to_close_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "开.xlsx", ("作业", [HOMEWORK_HEAD]))

    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "open", held)
    assert "请先关闭" in refusal(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "大.csv").open("wb") as stream:
        stream.truncate(33 * 1024 * 1024)
    assert "超过32MB" in refusal(tmp_path / "大.csv")


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_no_damage_ever_shows_anything_but_a_sentence(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"坏{suffix}"
    rows = [HOMEWORK_HEAD, *[ROW] * 20]
    good = (xlsx(path, ("作业", rows)) if suffix == ".xlsx" else xls(path, rows, {})).read_bytes()
    chance, sentences = random.Random(20261123), []
    for _ in range(150):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = chance.choice([len(data), chance.randrange(1, len(data))])
        path.write_bytes(bytes(data[:cut]))
        try:
            read_homework(path)
        except UserError as error:
            sentences.append(str(error))
    assert sentences
    assert all(path.name in sentence for sentence in sentences)


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_truncated_workbook_is_called_incomplete(tmp_path: Path, suffix: str) -> None:
    path, rows = tmp_path / f"断{suffix}", [HOMEWORK_HEAD, *[ROW] * 50]
    good = (xlsx(path, ("作业", rows)) if suffix == ".xlsx" else xls(path, rows, {})).read_bytes()
    path.write_bytes(good[: len(good) // 2])
    assert "不完整或已损坏" in refusal(path)
