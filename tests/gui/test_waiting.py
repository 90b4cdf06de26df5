"""Slow work that is waited for: the window stays awake, progress shows, and it can be stopped."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.gui import runner as runner_module
from shuangjian_desktop.gui.runner import IsCancelled, Progress
from shuangjian_desktop.gui.waiting import WaitDialog, wait_for


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def when_shown(act: Callable[[WaitDialog], None]) -> QTimer:
    """Act once on the progress dialog."""
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, WaitDialog):
            timer.stop()
            act(dialog)

    timer.timeout.connect(look)
    timer.start(10)
    return timer


def test_the_result_is_returned_and_short_work_shows_nothing(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_module, "SHOW_AFTER_MS", 60_000)  # short, on any machine
    assert wait_for("数", lambda _progress, _stop: 7, window) == 7
    assert not window.findChildren(WaitDialog)


def test_what_the_work_raises_is_raised_here(window: QWidget) -> None:
    def work(_progress: Progress, _stop: IsCancelled) -> None:
        raise UserError("太多了。")

    with pytest.raises(UserError, match="太多了"):
        wait_for("读", work, window)


def test_long_work_shows_how_far_it_is_and_stops_when_told(window: QWidget) -> None:
    seen: list[str] = []

    def work(progress: Progress, is_cancelled: IsCancelled) -> None:
        while not is_cancelled():
            progress(3, 10, "正在读取… 3/10")
            time.sleep(0.01)
        raise Cancelled

    def stop(dialog: WaitDialog) -> None:
        if "3" not in dialog.words.text():
            QTimer.singleShot(10, dialog, lambda: stop(dialog))  # the work has not said yet
            return
        seen.append(dialog.words.text())
        dialog.stop.click()

    timer = when_shown(stop)
    with pytest.raises(Cancelled):
        wait_for("读", work, window)
    timer.stop()
    assert seen == ["正在读取… 3/10"]


def test_the_window_stays_awake_meanwhile(window: QWidget) -> None:
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(5)
    awake: list[bool] = []

    def work(_progress: Progress, _stop: IsCancelled) -> None:
        until = time.monotonic() + 60
        while len(ticks) <= 3 and time.monotonic() < until:
            time.sleep(0.01)
        awake.append(len(ticks) > 3)

    wait_for("睡", work, window)
    timer.stop()
    assert awake == [True]
