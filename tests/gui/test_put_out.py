"""Notices put out from the window: what is asked, written, printed and recorded, in that order."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app import file_batch
from shuangjian_desktop.app.queries.notice_board import Standing
from shuangjian_desktop.gui import printing as printer_room
from tests.builders import enter, item
from tests.gui.notices_desk import PATIENCE_MS, Desk, opened_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with opened_desk(tmp_path, qtbot, monkeypatch) as made:
        yield made


def save_as(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    answers = iter(paths)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", staticmethod(lambda *a: (str(next(answers)), ""))
    )


def test_a_changed_item_is_seen_in_the_preview_and_asks_for_correction(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.select("三(1)班")
    qtbot.waitUntil(lambda: desk.page.preview.is_ready, timeout=PATIENCE_MS)
    save_as(monkeypatch, tmp_path / "1.pdf")
    with qtbot.waitSignal(desk.page.put_out.exported, timeout=PATIENCE_MS):
        desk.page.bar.export.trigger()
    assert desk.standing("三(1)班") is Standing.PUBLISHED
    with qtbot.waitSignal(desk.page.preview.ready, timeout=PATIENCE_MS):
        enter(desk.project, item(desk.project, "三(1)", "数学"), reason="漏写一项")
    assert desk.standing("三(1)班") is Standing.CHANGED
    assert [e.name for e in desk.page.list.selected()] == ["三(1)班"]


def test_what_is_odd_is_told_before_anything_is_written(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_as(monkeypatch, tmp_path / "1.pdf")
    desk.answers = [False]
    desk.select("三(1)班", "三(2)班", "七(1)班")
    qtbot.waitUntil(lambda: len(desk.page.list.selected()) == 3)
    qtbot.waitUntil(desk.page.bar.export.isEnabled)
    desk.page.bar.export.trigger()
    qtbot.waitUntil(lambda: bool(desk.asked))
    assert desk.asked == [
        "要导出的2份公示：\n· 2份还没有审核（审核应当在公示之前）\n"
        "· 1份里有超过书面作业上限的日子\n· 1份什么都没有录入，不会公示"
    ]
    assert not (tmp_path / "1.pdf").exists()
    assert desk.standing("三(1)班") is Standing.DRAFT


def test_each_in_its_own_file_and_the_way_to_the_folder(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", staticmethod(lambda *a: str(tmp_path / "公示"))
    )
    desk.page.list.table.selectAll()
    with qtbot.waitSignal(desk.page.put_out.exported, timeout=PATIENCE_MS) as told:
        desk.page.bar.each.trigger()
    assert [path.name[:5] for path in told.args[0]] == ["三(1)班", "三(2)班"]
    assert desk.page.bar._where.text() == "已导出：公示 里的2个文件"
    assert desk.said[-1] == "已导出2个文件，共2页，已记为公示。"


def test_a_glyph_in_no_font_is_told_before_printing(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """F38: seen above the preview and asked about before the file is written."""
    enter(desk.project, item(desk.project, "三(3)", content="抄写𓀀三遍"))
    desk.select("三(3)班")
    qtbot.waitUntil(lambda: desk.page.preview.is_ready, timeout=PATIENCE_MS)
    assert "𓀀" in desk.page.preview._warnings.text()
    assert desk.page.preview._warnings.isVisible()
    save_as(monkeypatch, tmp_path / "1.pdf")
    desk.answers = [True, False]
    desk.page.bar.export.trigger()
    qtbot.waitUntil(lambda: len(desk.asked) == 2)
    assert desk.asked[1].startswith("打印前请看一下：")
    assert "𓀀" in desk.asked[1]
    assert not (tmp_path / "1.pdf").exists()


def test_a_file_open_elsewhere_is_tried_again_or_saved_under_another_name(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """F35, P23: nothing is recorded until the file is really there, and no half file stays."""
    really_replace = Path.replace

    def held(temporary: Path, target: Path) -> Path:
        if target.name == "开着.pdf":
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return really_replace(temporary, target)

    (tmp_path / "开着.pdf").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(file_batch, "PATIENCE_SECONDS", 0.0)
    save_as(monkeypatch, tmp_path / "开着.pdf", tmp_path / "另一个.pdf")
    desk.answers = [True, True, False]
    desk.select("三(1)班")
    with qtbot.waitSignal(desk.page.put_out.exported, timeout=PATIENCE_MS) as told:
        desk.page.bar.export.trigger()
    assert told.args == [(tmp_path / "另一个.pdf",)]
    assert not list(tmp_path.glob(".~*"))
    assert (tmp_path / "开着.pdf").read_bytes() == b"old"
    assert desk.standing("三(1)班") is Standing.PUBLISHED


def test_a_folder_that_is_gone_is_one_sentence(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_as(monkeypatch, tmp_path / "U盘" / "1.pdf")
    desk.select("三(1)班")
    desk.page.bar.export.trigger()
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert "已断开" in desk.errors[0]
    assert desk.standing("三(1)班") is Standing.DRAFT
    assert desk.page.bar.export.isEnabled()


def test_printing_records_once_the_pages_are_out(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "纸.pdf"

    def paper(parent: object, size: tuple[float, float], title: str) -> QPrinter:
        printer = printer_room.new_printer(size, title)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printer_room.set_paper(printer, size)
        return printer

    monkeypatch.setattr(printer_room, "ask_for_printer", paper)
    desk.select("三(1)班", "三(2)班")
    with qtbot.waitSignal(desk.page.put_out.printed, timeout=PATIENCE_MS) as told:
        desk.page.bar.print.trigger()
    assert told.args == [2]
    assert out.read_bytes().startswith(b"%PDF")
    assert desk.standing("三(2)班") is Standing.PUBLISHED
    assert desk.said[-1] == "已送去打印2份，共2页，已记为公示。"


def test_without_a_printer_nothing_is_recorded(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer_room.QPrinterInfo, "availablePrinterNames", staticmethod(list))
    desk.select("三(1)班")
    desk.page.bar.print.trigger()
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert "还没有安装打印机" in desk.errors[0]
    assert desk.standing("三(1)班") is Standing.DRAFT
