"""A cell of the week board with many sessions stays low, and each of them can be come to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.queries.board import board
from shuangjian_desktop.app.service.shapes import Axis, Board, Cell, Chip
from shuangjian_desktop.domain.service import Parity, SessionKind
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.board_model import BoardModel
from shuangjian_desktop.gui.views.board_view import BoardView
from shuangjian_desktop.gui.views.chip_paint import FAMILIES, GROUNDS, ChipPainter, ChipState
from tests.builders import small_school, with_service

CLUBS = 6


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Board]:
    project = small_school(tmp_path)
    plan_id = with_service(project, is_published=False)
    made = board(project, load_case(project, plan_id), Axis.CLASS)
    chip = made.rows[0].cells[0].chips[0]
    many = tuple(
        chip._replace(session_id=f"club{n}", title=f"社团{n}")
        for n in range(CLUBS)  # type: ignore[arg-type]
    )
    first = made.rows[0]._replace(cells=(Cell(0, many), *made.rows[0].cells[1:]))
    yield made._replace(rows=(first, *made.rows[1:]))
    project.close()


def view_of(shown: Board, qtbot: QtBot) -> BoardView:
    model = BoardModel()
    view = BoardView(model)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(1100, 500)
    model.load(shown)
    view.show()
    return view


def test_six_clubs_at_a_time_take_four_lines(shown: Board, qtbot: QtBot) -> None:
    view = view_of(shown, qtbot)
    line = view.cell.chips.line
    assert view.rowHeight(0) < 5 * line + theme.SMALL
    assert view.rowHeight(1) < view.rowHeight(0)
    rects = view.cell.chip_rects(
        view.board_model, 0, 0, view.visualRect(view.board_model.index(0, 0))
    )
    assert [not rect.isNull() for rect in rects] == [True] * 3 + [False] * 3


def test_down_walks_through_all_of_them_before_it_leaves_the_cell(
    shown: Board, qtbot: QtBot
) -> None:
    view = view_of(shown, qtbot)
    view.select_spot((0, 0, 0))
    seen = []
    for _ in range(CLUBS):
        chip = view.current_chip()
        assert chip is not None
        seen.append(chip.title)
        index = view.board_model.index(0, 0)
        rects = view.cell.chip_rects(view.board_model, 0, 0, view.visualRect(index))
        assert not rects[view.cell.place].isNull(), "the current one is in sight"
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert seen == [f"社团{n}" for n in range(CLUBS)]
    assert view.currentIndex().row() == 1


def test_every_kind_has_a_ground_letters_are_read_on() -> None:
    assert {FAMILIES[kind] for kind in SessionKind} == set(GROUNDS)
    for ground in (*GROUNDS.values(), theme.SELECTED):
        for ink in (theme.INK, theme.MUTED, theme.OVER):
            assert theme.contrast(ink, ground) >= 4.5, (ink.name(), ground.name())


def painted(chip: Chip, qtbot: QtBot, state: ChipState = ChipState()) -> QImage:  # noqa: B008
    painter_of = ChipPainter(BoardView(BoardModel()).font())
    image = QImage(120, painter_of.two_lines, QImage.Format.Format_RGB32)
    image.fill(theme.PAPER)
    painter = QPainter(image)
    painter_of.paint(painter, QRect(0, 0, 120, image.height()), chip, Axis.CLASS, state)
    painter.end()
    return image


def test_lock_week_and_fault_are_shapes_on_the_chip(shown: Board, qtbot: QtBot) -> None:
    chip = shown.rows[1].cells[0].chips[0]
    plain = painted(chip, qtbot)
    for other in (
        chip._replace(is_locked=True),
        chip._replace(parity=Parity.ODD),
        chip._replace(wrong=("不合要求",)),
        chip._replace(kind=SessionKind.CLUB),
    ):
        assert painted(other, qtbot) != plain
    locked = painted(chip._replace(is_locked=True), qtbot)
    dark = sum(
        locked.pixelColor(x, y).lightness() < 90
        for x in range(100, 120)
        for y in range(locked.height() // 2, locked.height())
    )
    assert dark > 12, "a padlock at the right of the second line"
