"""Pastes of hundreds and thousands of cells: read and written beside the window, or not at all."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui import paste_work
from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog
from shuangjian_desktop.gui.runner import Work
from tests.gui.desk import CHINESE, MON, Desk, desk_in


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        yield desk


def put_rows(count: int) -> None:
    rows = [f"2026-11-23\t三({n % 3 + 1})\t语文\t生字第{n}题\t5" for n in range(count)]
    text = "\n".join(("日期\t班级\t学科\t作业内容\t预计时长", *rows))
    QGuiApplication.clipboard().setText(text)


def stored(project: Project) -> int:
    return int(project.database.rows("SELECT COUNT(*) FROM homework")[0][0])


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """On which threads items were read and written."""
    seen: list[threading.Thread] = []
    for name in ("foresee", "paste"):
        real = getattr(paste_work, name)

        def spied(*given: object, real: object = real) -> object:
            seen.append(threading.current_thread())
            return real(*given)  # type: ignore[operator]

        monkeypatch.setattr(paste_work, name, spied)
    return seen


def test_a_large_paste_is_read_and_written_on_another_thread_and_is_one_step(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, threads: list[threading.Thread]
) -> None:
    """P15"""
    monkeypatch.setattr(PasteDialog, "exec", lambda _self: 1)
    put_rows(600)
    desk.stand(CHINESE, MON)
    desk.page.acts.paste()
    assert stored(desk.project) == 600
    assert len(threads) == 2
    assert threading.main_thread() not in threads
    assert len(desk.items()) == 200
    desk.page.bridge.undo()
    assert stored(desk.project) == 0


def test_a_small_paste_is_done_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, threads: list[threading.Thread]
) -> None:
    monkeypatch.setattr(PasteDialog, "exec", lambda _self: 1)
    put_rows(20)
    desk.stand(CHINESE, MON)
    desk.page.acts.paste()
    assert stored(desk.project) == 20
    assert set(threads) == {threading.main_thread()}


@pytest.mark.parametrize("stage", ["reading", "writing"])
def test_a_paste_that_is_stopped_has_changed_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    monkeypatch.setattr(PasteDialog, "exec", lambda _self: 1)
    real, asked = paste_work.wait_for, []

    def wait_for(title: str, work: Work, over: QWidget) -> object:
        def stopped() -> bool:
            asked.append(title)
            return len(asked) > 2 and (title == "粘贴") == (stage == "writing")

        return real(title, lambda progress, _: work(progress, stopped), over)

    monkeypatch.setattr(paste_work, "wait_for", wait_for)
    put_rows(600)
    desk.stand(CHINESE, MON)
    desk.page.acts.paste()
    assert asked
    assert stored(desk.project) == 0
    assert desk.notify.sentences == ["已停止，什么都没有粘贴。"]


def test_a_paste_of_100_000_rows_is_refused_at_once(desk: Desk) -> None:
    """F7"""
    put_rows(100_000)
    desk.stand(CHINESE, MON)
    desk.page.acts.paste()
    assert stored(desk.project) == 0
    assert desk.notify.sentences == [
        "剪贴板里有100001行，一次最多粘贴20000行，没有粘贴；请分几次复制，或存成文件再导入。"
    ]


def test_a_reason_asked_for_by_a_large_paste_is_written_with_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shuangjian_desktop.app.command import Command

    cut_off = {"key": "entry_cut_off", "value": "15:00:00"}
    prepare = Command("准备", lambda writer: _insert(writer, cut_off), kind="setup")
    desk.project.run(prepare)
    monkeypatch.setattr(PasteDialog, "exec", lambda _self: 1)
    asked: list[BaseException] = []
    monkeypatch.setattr(
        desk.notify, "ask_reason", lambda error: asked.append(error) or "临时调课，刚刚定下"
    )
    put_rows(600)
    desk.stand(CHINESE, MON)
    desk.page.acts.paste()
    assert len(asked) == 1
    assert stored(desk.project) == 600
    assert desk.project.database.rows("SELECT COUNT(*) FROM reason")[0][0] > 0


def _insert(writer: object, row: dict[str, str]) -> None:
    writer.insert("setting", row)  # type: ignore[attr-defined]
