"""Paints a cell of the week board: its sessions, a class's end of the day, and what it says.

While a session is held every cell shows yes, no with the number of reasons, or that it is no row
of its own. Knows the model; decides nothing.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shuangjian_desktop.app.service.queries.hand import Verdict
from shuangjian_desktop.app.service.shapes import DayEnd
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import service_words as words
from shuangjian_desktop.gui.models.board_model import BoardModel, Index
from shuangjian_desktop.gui.views.chip_paint import PAD, STRIPE, ChipPainter, ChipState
from shuangjian_desktop.gui.views.marks import paint_hatch

MARGIN, GAP = 2, 2
_MOST_LINES = 4
_VEIL = QColor(255, 255, 255, 150)
_CENTRE = Qt.AlignmentFlag.AlignCenter
_SELECTED = QStyle.StateFlag.State_Selected


class BoardCell(QStyledItemDelegate):
    """The view sets `current` and `place`: which chip of which cell the keys mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.current: tuple[int, int] = (-1, -1)
        self.place = 0
        self._view = parent
        self.set_font(parent.font())

    def set_font(self, font: QFont) -> None:
        """Take over letters; rows and columns are to be fitted again."""
        self.chips = ChipPainter(font)
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._small = QFont(font)
        self._small.setPointSizeF(theme.SMALL_POINTS)
        self._small_metrics = QFontMetrics(self._small)
        # How much wider the last column of a day is: 早20分 stands there.
        self.gutter = self._small_metrics.horizontalAdvance("早20分") + GAP

    @property
    def frame(self) -> int:
        """Return how much wider a column is than the letters of its chips."""
        return 2 * MARGIN + 1 + STRIPE + PAD + 2

    def height_for(self, count: int) -> int:
        """Return how high a cell of so many chips is: one of two lines, or up to four of one."""
        lines = min(max(count, 2), _MOST_LINES)
        several = lines * self.chips.line + (lines - 1) * GAP
        return max(self.chips.two_lines, several) + 2 * MARGIN + 1

    def chip_rects(self, model: BoardModel, row: int, column: int, rect: QRect) -> list[QRect]:
        """Return where the chips of a cell are; those left out of sight have no height."""
        count = len(model.chips(row, column))
        room = rect.adjusted(MARGIN, MARGIN, -MARGIN - 1, -MARGIN - 1)
        if model.end(row, column) is not None:
            room.setRight(room.right() - self.gutter)
        if count == 1:
            return [QRect(room.left(), room.top(), room.width(), room.height())]
        step = self.chips.line + GAP
        first, shown = self._window(row, column, count)
        return [
            QRect(room.left(), room.top() + (n - first) * step, room.width(), self.chips.line)
            if first <= n < first + shown
            else QRect()
            for n in range(count)
        ]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, BoardModel):
            return
        rect, row, column = option.rect, index.row(), index.column()
        is_none = model.row(row).cells[column].slot is None
        painter.fillRect(rect, theme.QUIET_FILL if is_none else theme.PAPER)
        self._paint_edges(painter, model, rect, column)
        verdict = model.held.verdict(row, column)
        if verdict is not None and verdict.is_possible and not verdict.is_home:
            painter.fillRect(rect.adjusted(0, 0, -1, -1), theme.GOOD_FILL)
        is_selected = bool(option.state & _SELECTED) and model.held.hand is None
        self._paint_chips(painter, model, (row, column), rect, is_selected=is_selected)
        end = model.end(row, column)
        if end is not None:
            self._paint_end(painter, rect, end)
        if verdict is not None:
            self._paint_verdict(painter, model, (row, column), rect, verdict)
        if (row, column) == (model.held.target or self.current):
            self._paint_cursor(painter, rect, is_held=verdict is not None)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        model = index.model()
        assert isinstance(model, BoardModel)
        count = len(model.chips(index.row(), index.column()))
        return QSize(5 * self.chips.letter, self.height_for(count))

    def _window(self, row: int, column: int, count: int) -> tuple[int, int]:
        """Return (first, how many) chips in sight: the current one is among them."""
        if count <= _MOST_LINES:
            return 0, count
        shown = _MOST_LINES - 1  # the last line says how many more there are
        place = self.place if (row, column) == self.current else 0
        return min(max(place - shown + 1, 0), count - shown), shown

    def _paint_edges(self, painter: QPainter, model: BoardModel, rect: QRect, column: int) -> None:
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.LINE)
        is_last = column + 1 == model.columnCount()
        is_edge = is_last or model.column(column + 1).weekday != model.column(column).weekday
        ink = theme.LINE_STRONG if is_edge else theme.LINE
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), ink)

    def _paint_chips(
        self,
        painter: QPainter,
        model: BoardModel,
        cell: tuple[int, int],
        rect: QRect,
        *,
        is_selected: bool,
    ) -> None:
        chips, hand = model.chips(*cell), model.held.hand
        assert model.board is not None
        rects, several = self.chip_rects(model, *cell, rect), len(chips) > 1
        for place, (chip, room) in enumerate(zip(chips, rects, strict=True)):
            if room.isNull():
                continue
            is_current = cell == self.current and place == min(self.place, len(chips) - 1)
            state = ChipState(
                is_current=is_current and hand is None and several and self._view.hasFocus(),
                is_selected=is_selected and (is_current or cell != self.current),
                is_faded=not model.is_asked_for(chip),
                is_lifted=hand is not None and chip.session_id == hand.session_id,
                is_short=several,
            )
            self.chips.paint(painter, room, chip, model.board.axis, state)
        hidden = sum(room.isNull() for room in rects)
        if hidden:
            painter.setFont(self._small)
            painter.setPen(theme.MUTED)
            line = QRect(rect.left() + MARGIN, rect.bottom() - self.chips.line,
                         rect.width() - 2 * MARGIN, self.chips.line)  # fmt: skip
            painter.drawText(line, _CENTRE, f"另{hidden}项 ↓")

    def _paint_end(self, painter: QPainter, rect: QRect, end: DayEnd) -> None:
        """Write when the class's day is over and how that is, at the right of the last column."""
        when, how = words.end_words(end)
        height = self._small_metrics.height()
        room = QRect(rect.right() - self.gutter, rect.top(), self.gutter - 1, height)
        room.moveTop(rect.center().y() - height)
        painter.setFont(self._small)
        painter.setPen(theme.MUTED)
        painter.drawText(room, _CENTRE, when)
        room.moveTop(rect.center().y())
        if end.is_short:
            painter.fillRect(room.adjusted(0, 1, 0, 0), theme.OVER_FILL)
        painter.setPen(theme.OVER if end.is_short else theme.GOOD)
        painter.drawText(room, _CENTRE, how)

    def _paint_verdict(
        self,
        painter: QPainter,
        model: BoardModel,
        cell: tuple[int, int],
        rect: QRect,
        verdict: Verdict,
    ) -> None:
        inside = rect.adjusted(0, 0, -1, -1)
        corner = QRect(inside)
        if model.end(*cell) is not None:
            corner.setRight(inside.right() - self.gutter)
        held = model.held
        if verdict.is_home:
            self._write(painter, corner, words.HOME, theme.ACCENT)
        elif verdict.is_possible:
            if cell == held.target and held.preview is not None and not model.chips(*cell):
                room = corner.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
                assert model.board is not None
                self.chips.paint(painter, room, held.preview, model.board.axis)
            self._write(painter, corner, words.FITS, theme.GOOD)
        elif not verdict.is_own:
            painter.fillRect(inside, _VEIL)
        else:
            painter.fillRect(inside, _VEIL)
            swap = model.held.known_swap(*cell)
            if swap is None:
                paint_hatch(painter, QRectF(inside), theme.LINE)
                self._write(painter, corner, f"✕{len(verdict.reasons)}", theme.OVER)
            else:
                self._write(painter, corner, f"{words.SWAPS}换", theme.ACCENT)

    def _write(self, painter: QPainter, rect: QRect, text: str, ink: QColor) -> None:
        """Write a sign of the verdict into the lower right corner, on a ground of its own."""
        metrics = QFontMetrics(self._bold)
        width, height = metrics.horizontalAdvance(text) + 2 * GAP, metrics.height()
        box = QRect(rect.right() - width - 1, rect.bottom() - height, width, height)
        painter.fillRect(box, theme.PAPER)
        painter.setFont(self._bold)
        painter.setPen(ink)
        painter.drawText(box, _CENTRE, text)

    def _paint_cursor(self, painter: QPainter, rect: QRect, *, is_held: bool) -> None:
        width = 3 if is_held else 2
        colour = theme.ACCENT if is_held or self._view.hasFocus() else theme.LINE_STRONG
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
