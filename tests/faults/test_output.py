"""Notices and exports onto places and with texts that make trouble (F35 to F41)."""

import csv
import errno
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from shuangjian_desktop import safe_files
from tests.faults.bad_input import Desk
from tests.reports.notices import text_of

ROOT = Path(__file__).resolve().parents[2]
MONDAY = "2026-11-30"


@pytest.fixture(autouse=True)
def day_without_homework(desk: Desk) -> None:
    """Something to put out on a day with no record yet: grade 3 has 今日无作业."""
    rows = [(MONDAY, name, "无作业", *[None] * 8) for name in ("三(1)", "三(2)", "三(3)")]
    desk.done(*desk.importing(desk.homework(*rows)))
    (desk.folder / "作业.xlsx").unlink()


def notice(desk: Desk, out: object, who: str = "三1") -> tuple[object, ...]:
    """A notice nobody has put out before: had it gone wrong, a record would show."""
    return ("notice", desk.school, "--date", MONDAY, "--class", who, "--out", out)


@pytest.mark.parametrize("kind", ["notice", "export"])
def test_f35_a_target_open_elsewhere_keeps_the_old_file_and_the_new_content(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    folder = desk.folder / "出"
    folder.mkdir()
    out = folder / ("公示.pdf" if kind == "notice" else "作业.csv")
    out.write_bytes(b"old")

    def held(temporary: Path, target: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(Path, "replace", held)
    defaults = safe_files.replace_atomically.__kwdefaults__
    monkeypatch.setitem(defaults, "patience_seconds", 0.1)
    export = ("export", "homework", desk.school, "--out", out)
    told = desk.refused(*(notice(desk, out) if kind == "notice" else export))
    assert f"“{out.name}”正被其他程序打开，没有写入；请关闭后重试或另存为" in told
    assert out.read_bytes() == b"old"
    (kept,) = folder.glob(".~*")
    assert str(kept) in told
    assert len(kept.read_bytes()) > 1000


@pytest.mark.parametrize("kind", ["notice", "export"])
@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.EIO, "没有写入"), (errno.ENOSPC, "磁盘空间不足"), (errno.EROFS, "没有权限写入")],
)
def test_f36_a_stick_that_fails_while_writing_leaves_nothing_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str, code: int, words: str
) -> None:
    folder = desk.folder / "U盘"
    folder.mkdir()

    def fails(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(safe_files.os, "fsync", fails)
    export = ("export", "homework", desk.school, "--out", folder / "作业.xlsx")
    told = desk.refused(*(notice(desk, folder / "公示.pdf") if kind == "notice" else export))
    assert words in told
    assert list(folder.iterdir()) == []


def test_f36_a_folder_that_is_gone_is_named(desk: Desk) -> None:
    out = desk.folder / "没有" / "公示.pdf"
    assert "“" + str(out.parent) + "”不存在或已断开" in desk.refused(*notice(desk, out))
    out = desk.folder / "没有" / "作业.xlsx"
    assert "不存在或已断开" in desk.refused("export", "homework", desk.school, "--out", out)


def test_f36_one_locked_file_in_a_folder_is_told_and_the_others_are_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_replace = Path.replace

    def held(temporary: Path, target: Path) -> Path:
        if "三(2)" in target.name:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return really_replace(temporary, target)

    monkeypatch.setattr(Path, "replace", held)
    folder = desk.folder / "公示"
    told = desk.done("notice", desk.school, "--date", MONDAY, "--grade", 3, "--out", folder, code=2)
    assert "有1份没有写成，其余2份已经生成并记为公示：“三(2)班" in told
    assert len(list(folder.glob("三*.pdf"))) == 2


@pytest.mark.parametrize("name", ["CON", "con.pdf", "NUL.xlsx", "长" * 300 + ".pdf", "x" * 300, ""])
@pytest.mark.parametrize("command", ["notice", "export", "new", "demo", "check", "import"])
def test_f37_a_name_no_system_takes_is_refused_before_anything_runs(
    desk: Desk, command: str, name: str
) -> None:
    path = desk.folder / name if name else ""
    arguments = {
        "notice": notice(desk, path),
        "export": ("export", "homework", desk.school, "--out", path),
        "new": ("new", path),
        "demo": ("demo", "--out", path),
        "check": ("check", path),
        "import": ("import", "homework", path, "--into", desk.school),
    }
    assert "文件名" in desk.refused(*arguments[command])


@pytest.mark.parametrize("school", ["CON", "三年级/一班", "..\\..\\x", "校" * 100, "学校..."])
def test_f37_whatever_the_school_is_called_notices_stay_in_their_folder(
    desk: Desk, school: str
) -> None:
    settings = desk.folder / "设置.toml"
    settings.write_text(f"[school]\nname = '{school}'\n", encoding="utf-8")
    desk.done(*desk.importing(settings, "settings"))
    folder = desk.folder / "公示"
    before = set(desk.folder.iterdir())
    desk.done("notice", desk.school, "--date", MONDAY, "--grade", 3, "--out", folder)
    assert len(list(folder.iterdir())) == 3
    assert set(desk.folder.iterdir()) - before == {folder}


def test_f38_a_character_no_font_has_is_told_and_the_pdf_is_made(desk: Desk) -> None:
    desk.takes_row(content="抄写𓀀三遍")
    out = desk.folder / "公示.pdf"
    told = desk.done(*notice(desk, out))
    assert "提醒：" in told
    assert "三(1)班11月30日语文的“𓀀”（U+13000）没有可用的字形" in told
    assert "抄写〓三遍" in text_of(out.read_bytes())


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_f39_a_font_taken_by_a_virus_scanner_is_replaced_and_said(
    desk: Desk, tmp_path: Path, damage: str
) -> None:
    checkout = tmp_path / "程序"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "shuangjian_desktop", checkout / "shuangjian_desktop", ignore=skip)
    shutil.copytree(ROOT / "resources", checkout / "resources")
    shutil.copy(ROOT / "main.py", checkout)
    font = checkout / "resources" / "fonts" / "NotoSansSC-Regular.cut.ttf"
    if damage == "missing":
        font.unlink()
    else:
        font.write_bytes(font.read_bytes()[:-1] + b"\0\0")

    def run(*arguments: object) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-B", "main.py", *map(str, arguments)]
        return subprocess.run(command, cwd=checkout, capture_output=True, check=False)

    out = desk.folder / "公示.pdf"
    made = run(*notice(desk, out))
    assert made.returncode == 0, made.stderr.decode()
    assert "思源黑体常规（常用字）”缺失或已损坏，已改用备用字体" in made.stderr.decode()
    assert "三(1)班" in text_of(out.read_bytes())
    looked = run("doctor", desk.school)
    assert looked.returncode == 3
    assert "思源黑体常规（常用字）" in looked.stdout.decode()


@pytest.mark.parametrize(
    "typed",
    ['<img src="http://example.invalid/x.png">', "&nbsp;", "a<b", "<b>加粗</b>", "%s{0}", "$(ls)"],
)
def test_f40_markup_is_printed_as_it_stands_without_any_network(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a notice opened a connection")

    monkeypatch.setattr(socket, "socket", no_network)
    desk.takes_row(content=f"抄写{typed}完", note=f"注意{typed}完")
    out = desk.folder / "公示.pdf"
    assert "〓" not in desk.done(*notice(desk, out))
    printed = text_of(out.read_bytes())
    assert "抄写" + "".join(typed.split()) + "完" in printed
    assert "注意" + "".join(typed.split()) + "完" in printed
    assert b"/URI" not in out.read_bytes()


@pytest.mark.parametrize(
    "typed",
    ['=HYPERLINK("http://x","y")', "+86", "@x", "-1", "'=1+1", "#N/A了", "=cmd|' /C calc'!A0"],
)
def test_f41_text_a_spreadsheet_would_calculate_stays_text_and_comes_back(
    desk: Desk, typed: str
) -> None:
    table = desk.folder / "作业.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        rows = (
            ("日期", "班级", "学科", "作业内容", "预计时长"),
            (MONDAY, "三(1)", "语文", typed, 25),
        )
        csv.writer(stream).writerows(rows)
    desk.done(*desk.importing(table))
    book, text = desk.folder / "出.xlsx", desk.folder / "出.csv"
    for out in (book, text):
        desk.done("export", "homework", desk.school, "--out", out, "--from", MONDAY)
    cells = [c for line in openpyxl.load_workbook(book).active.iter_rows() for c in line]
    (cell,) = [c for c in cells if c.value == stored(typed)]
    assert cell.data_type == "s"
    with text.open(encoding="utf-8-sig", newline="") as stream:
        written = [line[3] for line in csv.reader(stream)][1:]
    assert not any(value.startswith(("=", "+", "-", "@")) for value in written)
    desk.capsys.readouterr()
    for out in (book, text):
        told = desk.json(*desk.importing(out))
        assert (told["created"], told["updated"]) == ({}, {})


def stored(typed: str) -> str:
    """The guard '= of a careful writer is taken off once on the way in."""
    return typed[1:] if typed.startswith("'=") else typed
