"""A small screen in large letters: five days stay in sight, the inspector waits for F4."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.gui import place
from shuangjian_desktop.gui.main_window import MINIMUM, MainWindow
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from tests.builders import fixed_clock, small_school


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    del qtbot
    project = small_school(tmp_path)
    session = Session(clock=fixed_clock)
    made = session.make_window(project)
    made.show_page(place.HOMEWORK)
    made.resize(*MINIMUM)
    made.show()
    yield made
    made.runner.stop()
    made.hide()
    made.deleteLater()
    project.close()


def enlarge(window: MainWindow, factor: float) -> None:
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    window.setFont(font)
    window.resize(MINIMUM[0] + 1, MINIMUM[1])
    QApplication.processEvents()


def has_inspector(window: MainWindow) -> bool:
    return window._inspector is not None and window._inspector.isVisible()


def test_in_usual_letters_the_smallest_window_has_its_inspector(window: MainWindow) -> None:
    assert has_inspector(window)


def test_in_largest_letters_it_gives_way_and_f4_brings_it(window: MainWindow) -> None:
    enlarge(window, 1.5)
    assert not has_inspector(window)
    window.toggle_inspector()
    assert has_inspector(window)
    window.toggle_inspector()
    assert not has_inspector(window)
    assert not window.memory.is_inspector_wanted
    window.toggle_inspector()
    assert window.memory.is_inspector_wanted


def test_a_wide_window_gets_it_back_by_itself(window: MainWindow) -> None:
    enlarge(window, 1.5)
    assert window.memory.is_inspector_wanted  # hidden for want of room, not by wish
    window.resize(1900, 800)
    QApplication.processEvents()
    assert has_inspector(window)


def test_the_five_school_days_are_seen_without_scrolling(window: MainWindow) -> None:
    enlarge(window, 1.4)
    page = window.page
    assert isinstance(page, HomeworkPage)
    view = page.view
    QApplication.processEvents()
    assert sum(view.columnWidth(column) for column in range(5)) <= view.viewport().width()
