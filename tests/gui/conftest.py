"""Nothing of one test lives on into the next: what is to be deleted is deleted, at the end all."""

import gc
from collections.abc import Iterator
from functools import partialmethod

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shuangjian_desktop.gui.display import dress
from shuangjian_desktop.gui.garbage import collect_due

PATIENCE_MS = 60_000
_WAITS = ("waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed")
PatientBot = type(
    "PatientBot",
    (QtBot,),
    {name: partialmethod(getattr(QtBot, name), timeout=PATIENCE_MS) for name in _WAITS},
)
"""Waits a minute for what as a rule comes at once: a busy machine takes its time."""


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Take the place of the one that pytest-qt brings."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def swept_desk(qapp: QApplication) -> Iterator[None]:
    """And Ctrl, held down in a test for a shortcut, is up again: Qt remembers it."""
    yield
    if QGuiApplication.keyboardModifiers():
        keyboard = QWidget()
        QTest.keyRelease(keyboard, Qt.Key.Key_Control, Qt.KeyboardModifier.NoModifier)
        keyboard.deleteLater()
    assert not QGuiApplication.keyboardModifiers()
    _sweep()
    collect_due()


@pytest.fixture(scope="module", autouse=True)
def swept_garbage() -> Iterator[None]:
    """As in the window (gui/garbage) no other thread collects what Qt has: it would end it there.

    What a module leaves is collected before tests without a window start threads of their own.
    """
    was_on = gc.isenabled()
    gc.disable()
    yield
    _sweep()
    gc.collect()
    if was_on:
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def swept_room(qapp: QApplication) -> Iterator[None]:
    """Every test sees the program's own letters, whichever comes first.

    At the end Python's own objects go while the application is still there.
    """
    dress(qapp, "", is_high_contrast=False)
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    _sweep()
    gc.collect()
    _sweep()


def _sweep() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
