"""Journeys look like the program itself, and share the sweeping of the GUI tests."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.application import base_font
from shuangjian_desktop.gui.qt_words import speak_chinese
from shuangjian_desktop.gui.wheel_guard import WheelGuard
from tests.gui.conftest import swept_desk, swept_garbage, swept_room

__all__ = ["swept_desk", "swept_garbage", "swept_room"]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, swept_desk: None) -> Iterator[None]:
    """Dress the application as make_application does; undress it for the other tests."""
    palette, font = qapp.palette(), qapp.font()
    guard = WheelGuard(qapp)
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Light)
    qapp.setPalette(theme.palette())
    qapp.setFont(base_font())
    speak_chinese(qapp)
    qapp.installEventFilter(guard)
    yield
    qapp.removeEventFilter(guard)
    guard.deleteLater()
    qapp.setFont(font)
    qapp.setPalette(palette)
