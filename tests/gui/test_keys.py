"""Keys mean the same whatever language Qt speaks."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from shuangjian_desktop.gui.keys import read_keys
from shuangjian_desktop.gui.qt_words import speak_chinese
from tests.gui.desk import desk_in


@pytest.fixture
def chinese(qapp: QApplication) -> None:
    speak_chinese(qapp)
    assert qapp.findChildren(QTranslator)


def test_enter_of_the_pad_is_not_the_large_key(chinese: None) -> None:
    assert read_keys("Ctrl+Enter") != read_keys("Ctrl+Return")
    assert QKeySequence("Ctrl+Enter") == QKeySequence("Ctrl+Return"), "the fault of Qt is gone"


def test_no_act_of_the_grid_has_one_key_twice(chinese: None, tmp_path: Path) -> None:
    """An action with the same key twice does nothing when it is pressed."""
    with desk_in(tmp_path) as desk:
        desk.page.heat_desk.made()
        acts = (*desk.page.acts.actions.values(), desk.page.heat_desk.submit)
        for action in acts:
            keys = [key.toString() for key in action.shortcuts()]
            assert len(set(keys)) == len(keys), (action.text(), keys)
