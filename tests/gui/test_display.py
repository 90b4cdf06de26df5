"""Letters and contrast are this PC's choice; every pair still reads (P9, row 85)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.dialogs.display import DisplayDialog
from shuangjian_desktop.gui.display import SIZES, dress
from shuangjian_desktop.gui.main_window import MINIMUM, MainWindow
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.open import Session
from tests.builders import class_named, fixed_clock, small_school


@pytest.fixture(autouse=True)
def ordinary_again(qapp: QApplication) -> Iterator[None]:
    yield
    dress(qapp, "", is_high_contrast=False)


@pytest.mark.parametrize(("ink", "ground"), theme.TEXT_PAIRS)
def test_in_high_contrast_every_text_reads_at_seven(ink: QColor, ground: QColor) -> None:
    theme.use_contrast(True)
    assert theme.contrast(ink, ground) >= 7, f"{ink.name()} on {ground.name()}"


def test_the_ordinary_colours_come_back() -> None:
    before = [colour.name() for pair in theme.TEXT_PAIRS for colour in pair]
    theme.use_contrast(True)
    assert theme.INK.name() == "#000000"
    theme.use_contrast(False)
    assert [colour.name() for pair in theme.TEXT_PAIRS for colour in pair] == before


def test_the_choice_is_kept_and_an_unknown_one_is_the_ordinary(qtbot: QtBot) -> None:
    dialog = DisplayDialog(Memory(), None)
    qtbot.addWidget(dialog)
    dialog.size_box.setCurrentIndex(2)
    dialog.contrast.setChecked(True)
    dialog.accept()
    assert (Memory().text_size, Memory().is_high_contrast) == (SIZES[2].id, True)
    Memory().keep_display("nonsense", is_high_contrast=False)
    again = DisplayDialog(Memory(), None)
    qtbot.addWidget(again)
    assert again.size_box.currentText() == "标准"


@pytest.mark.parametrize("size", [size.id for size in SIZES])
def test_the_window_fits_a_small_screen_in_every_size(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, size: str
) -> None:
    project = small_school(tmp_path)
    project.close()
    Memory().keep_display(size, is_high_contrast=True)
    session = Session(clock=fixed_clock)
    session.start(project.path)
    assert isinstance(session.window, MainWindow)
    assert qapp.font().pointSizeF() == pytest.approx(10.5 * {s.id: s.factor for s in SIZES}[size])
    assert session.window.minimumSizeHint().width() <= MINIMUM[0]
    session.close()


def test_the_window_made_anew_stands_where_it_stood(tmp_path: Path, qtbot: QtBot) -> None:
    project = small_school(tmp_path)
    project.close()
    session = Session(clock=fixed_clock)
    session.start(project.path)
    first = session.window
    assert isinstance(first, MainWindow)
    class_id = class_named(first._bridge.project, "三(2)").id
    first._place.go(class_id=class_id, page="homework")
    first.files.chosen.emit(project.path)
    assert session.window is not first
    assert isinstance(session.window, MainWindow)
    assert session.window._place.class_id == class_id
    assert session.window.page.page_id == "homework"
    session.close()
