"""Fonts are chosen, the wheel changes nothing in passing, a bug is told and logged."""

import sys

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontInfo, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from shuangjian_desktop import paths
from shuangjian_desktop.gui.actions import plain_text
from shuangjian_desktop.gui.application import FAMILIES, base_font, catch_bugs
from shuangjian_desktop.gui.wheel_guard import WheelGuard


def test_the_window_is_written_in_a_family_we_chose(qapp: QApplication) -> None:
    del qapp
    font = base_font()
    assert font.pointSizeF() == 10.5
    assert QFontInfo(font).family() in FAMILIES


@pytest.mark.parametrize("is_guarded", [True, False])
def test_the_wheel_does_not_change_a_combo_box(qtbot: QtBot, is_guarded: bool) -> None:
    box = QComboBox()
    box.addItems(["书面", "口头", "阅读"])
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    if is_guarded:
        box.installEventFilter(WheelGuard(box))
    spot = QPointF(5, 5)
    event = QWheelEvent(
        spot,
        box.mapToGlobal(spot),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    if is_guarded:
        assert box.currentText() == "书面"
    else:
        qtbot.waitUntil(lambda: box.currentText() != "书面")


def test_a_bug_is_told_with_its_trace_and_logged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[str] = []
    catch_bugs(told.append)
    try:
        raise ValueError("出了错")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError: 出了错" in told[0]
    assert "test_application.py" in told[0]
    assert "出了错" in (paths.log_dir() / "errors.log").read_text(encoding="utf-8")
    assert "出了错" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "plain"), [("打开(&O)…", "打开"), ("撤销", "撤销"), ("检视栏(&P)", "检视栏")]
)
def test_the_help_shows_actions_without_their_mnemonics(text: str, plain: str) -> None:
    assert plain_text(text) == plain
