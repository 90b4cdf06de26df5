"""Notices put out from the window: what is asked, written, printed and recorded, in that order."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop import safe_files
from shuangjian_desktop.app import file_batch, printing
from shuangjian_desktop.app.queries.notice_board import Standing
from shuangjian_desktop.gui import printing as printer_room
from shuangjian_desktop.gui import put_out
from shuangjian_desktop.gui.runner import Job
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


def paper_to(out: Path) -> Callable[[object, tuple[float, float], str], QPrinter]:
    """Return what stands for the system's dialog: a printer whose paper is a file."""

    def paper(parent: object, size: tuple[float, float], title: str) -> QPrinter:
        del parent
        printer = printer_room.new_printer(size, title)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printer_room.set_paper(printer, size)
        return printer

    return paper


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
    save_as(monkeypatch, tmp_path / "开着.pdf", tmp_path / "另一个11.23")
    desk.answers = [True, True, False]
    desk.select("三(1)班")
    with qtbot.waitSignal(desk.page.put_out.exported, timeout=PATIENCE_MS) as told:
        desk.page.bar.export.trigger()
    assert told.args == [(tmp_path / "另一个11.23.pdf",)]
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
    monkeypatch.setattr(printer_room, "ask_for_printer", paper_to(out))
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


def to_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *a: str(folder)))


@pytest.mark.parametrize("act", ["each", "pictures", "board", "text", "print"])
def test_nothing_is_written_printed_or_recorded_on_the_windows_own_thread(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, act: str
) -> None:
    """Somebody goes on typing while a shared folder takes its time."""
    at_work: list[bool] = []
    for room, name in ((safe_files, "stage"), (printing, "publish")):
        monkeypatch.setattr(room, name, _seen(getattr(room, name), at_work))
    monkeypatch.setattr(put_out, "publish", _seen(put_out.publish, at_work))
    monkeypatch.setattr(printer_room, "ask_for_printer", paper_to(tmp_path / "纸.pdf"))
    to_folder(monkeypatch, tmp_path / "公示")
    save_as(monkeypatch, tmp_path / "板.html")
    desk.select("三(1)班")
    getattr(desk.page.bar, act).trigger()
    qtbot.waitUntil(lambda: desk.standing("三(1)班") is Standing.PUBLISHED, timeout=PATIENCE_MS)
    assert at_work
    assert not any(at_work), "on the main thread"


def _seen(real: Callable[..., object], at_work: list[bool]) -> Callable[..., object]:
    def call(*given: object, **more: object) -> object:
        at_work.append(current_thread() is main_thread())
        return real(*given, **more)

    return call


def test_stopped_while_writing_nothing_is_left_and_nothing_recorded(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder, held, go_on = tmp_path / "公示", Event(), Event()
    real = safe_files.stage

    def slow(path: Path, data: bytes) -> safe_files.Staged:
        made = real(path, data)
        held.set()
        go_on.wait(60)
        return made

    monkeypatch.setattr(safe_files, "stage", slow)
    to_folder(monkeypatch, folder)
    jobs: list[Job] = []
    desk.page.put_out.started.connect(jobs.append)
    desk.select("三(1)班", "三(2)班")
    desk.page.bar.each.trigger()
    qtbot.waitUntil(held.is_set, timeout=PATIENCE_MS)
    assert len(list(folder.glob(".~未完成的导出-*"))) == 1
    with qtbot.waitSignal(jobs[-1].cancelled, timeout=PATIENCE_MS):
        jobs[-1].cancel()
        go_on.set()
    assert not folder.exists()
    assert desk.standing("三(1)班") is Standing.DRAFT
    assert desk.said == []
    assert desk.page.bar.each.isEnabled()


def test_stopped_a_moment_too_late_all_is_out_and_that_is_what_is_said(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    recorded, go_on = Event(), Event()
    real = file_batch.FileBatch.settle

    def slow(batch: file_batch.FileBatch) -> None:
        real(batch)
        recorded.set()
        go_on.wait(60)

    monkeypatch.setattr(file_batch.FileBatch, "settle", slow)
    to_folder(monkeypatch, tmp_path / "公示")
    jobs: list[Job] = []
    desk.page.put_out.started.connect(jobs.append)
    desk.select("三(1)班")
    with qtbot.waitSignal(desk.page.put_out.exported, timeout=PATIENCE_MS):
        desk.page.bar.each.trigger()
        qtbot.waitUntil(recorded.is_set, timeout=PATIENCE_MS)
        jobs[-1].cancel()
        go_on.set()
    assert desk.said[-1] == "已导出1个文件，共1页，已记为公示。"
    assert desk.standing("三(1)班") is Standing.PUBLISHED


def test_only_what_failed_is_made_again_and_a_folder_without_room_is_one_sentence(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """F36, F43."""
    folder = tmp_path / "公示"
    blocked = folder / "三(2)班2026-11-23作业公示.pdf"
    blocked.mkdir(parents=True)
    to_folder(monkeypatch, folder)
    desk.answers = [True, False]
    desk.select("三(1)班", "三(2)班")
    desk.page.bar.each.trigger()
    qtbot.waitUntil(lambda: len(desk.asked) == 2, timeout=PATIENCE_MS)
    assert desk.asked[1].startswith("有1份没有写成，其余的已经导出：\n")
    assert desk.standing("三(2)班") is Standing.DRAFT

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(safe_files, "write_durably", full)
    blocked.rmdir()
    desk.select("三(2)班")
    desk.page.bar.each.trigger()
    qtbot.waitUntil(lambda: bool(desk.errors), timeout=PATIENCE_MS)
    assert desk.errors == [
        "磁盘空间不足，“三(2)班2026-11-23作业公示.pdf”没有写入；请清理磁盘或换一个位置保存。"
    ]
    assert len(list(folder.iterdir())) == 1
    assert desk.standing("三(2)班") is Standing.DRAFT
