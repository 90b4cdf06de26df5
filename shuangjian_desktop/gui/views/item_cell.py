"""Paints a cell of the class week: every item with its marks, content on two lines, minutes.

Lays an item out once per width and remembers it: painting after a change must stay cheap.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shuangjian_desktop.domain.homework import HomeworkItem, Status
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.week_model import Index, WeekModel
from shuangjian_desktop.gui.views.marks import paint_severity
from shuangjian_desktop.rules.findings import Severity
from shuangjian_desktop.rules.totals import DayState

PAD, GAP = 5, 3
_MOST_REMEMBERED = 4000
_GROUNDS = {
    DayState.NONE: theme.GOOD_FILL,
    DayState.NO_SCHOOL: theme.QUIET_FILL,
    DayState.UNCONFIRMED: theme.WARNING_FILL,
}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SELECTED = QStyle.StateFlag.State_Selected


@dataclass(frozen=True, slots=True)
class LaidItem:
    """One item ready to paint: marks with their widths, one or two lines, the minutes."""

    marks: tuple[tuple[str, int], ...]
    lines: tuple[str, ...]
    minutes: str
    counts: bool
    height: int
    is_draft: bool


class ItemCell(QStyledItemDelegate):
    """The view sets `place`: which item of the current cell is meant by Enter and Delete."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = 0
        self.current: tuple[int, int] = (-1, -1)
        self._laid: dict[tuple[HomeworkItem, int, bool, bool], LaidItem] = {}
        self._broken: dict[tuple[str, int, int], tuple[str, ...]] = {}
        self.set_font(parent.font())

    def set_font(self, font: QFont) -> None:
        self._font = QFont(font)
        self._small = QFont(font)
        self._small.setPointSizeF(theme.SMALL_POINTS)
        self._italic = QFont(font)
        self._italic.setItalic(True)
        self._metrics = QFontMetrics(self._font)
        self._small_metrics = QFontMetrics(self._small)
        self._laid.clear()
        self._broken.clear()

    @property
    def line_height(self) -> int:
        return self._metrics.height()

    def height(self, model: WeekModel, row: int, column: int, width: int) -> int:
        """Return how high a cell wants to be at a width, in device-independent pixels."""
        heights = [self._lay(model, item, width).height for item in model.cell(row, column)]
        if model.draft_key(row, column, None) in model.drafts:
            heights.append(self.line_height)
        if not heights:
            return self.line_height + 2 * PAD
        return sum(heights) + GAP * (len(heights) - 1) + 2 * PAD

    def item_rects(self, model: WeekModel, row: int, column: int, rect: QRect) -> list[QRect]:
        """Return where each item of a cell is painted."""
        top, found = rect.top() + PAD, []
        for item in model.cell(row, column):
            height = self._lay(model, item, rect.width()).height
            found.append(QRect(rect.left(), top, rect.width(), height))
            top += height + GAP
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, WeekModel):
            return
        row, column, rect = index.row(), index.column(), option.rect
        day = model.day(column)
        is_current = self.current == (row, column)
        has_choice = is_current and len(model.cell(row, column)) > 1
        is_tinted = bool(option.state & _SELECTED) and not has_choice
        ground = _GROUNDS.get(day.totals.state, theme.PAPER)
        if is_tinted or not model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            ground = theme.SELECTED if is_tinted else theme.QUIET_FILL
        painter.fillRect(rect, ground)
        for place, (item, area) in enumerate(
            zip(model.cell(row, column), self.item_rects(model, row, column, rect), strict=True)
        ):
            if has_choice and place == self.place:
                painter.fillRect(area.adjusted(1, -1, 0, 1), theme.SELECTED)
                painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), theme.ACCENT)
            laid = self._lay(model, item, rect.width())
            self._paint_item(painter, area, laid, model.severity(item.id))
        draft = model.drafts.get(model.draft_key(row, column, None)) if model.drafts else None
        if draft:
            self._paint_draft(painter, model, row, column, rect)
        if is_current:
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_item(
        self, painter: QPainter, area: QRect, laid: LaidItem, severity: Severity | None
    ) -> None:
        line = self.line_height
        left, right = area.left() + PAD, area.right() - PAD
        first = QRect(left, area.top(), right - left + 1, line)
        painter.setFont(self._small)
        for mark, width in laid.marks:
            box = QRect(left, first.top() + 2, width, line - 4)
            edge = Qt.PenStyle.DashLine if laid.is_draft else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.LINE_STRONG, 1, edge))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.setPen(theme.ACCENT)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)
            left += width + 3
        ink = theme.MUTED if laid.is_draft else theme.INK
        painter.setFont(self._italic if laid.is_draft else self._font)
        painter.setPen(ink if laid.counts else theme.MUTED)
        painter.drawText(first, _RIGHT, laid.minutes)
        painter.setPen(ink)
        painter.drawText(QRect(left, first.top(), right - left + 1, line), _LEFT, laid.lines[0])
        if severity:
            width = self._metrics.horizontalAdvance(laid.minutes)
            size = line * 0.42
            sign = QRectF(right - width - size - 4, first.top() + (line - size) / 2, size, size)
            paint_severity(painter, sign, severity)
        if len(laid.lines) > 1:
            painter.setPen(ink)
            painter.drawText(
                QRect(area.left() + PAD, first.bottom() + 1, right - area.left() - PAD + 1, line),
                _LEFT,
                laid.lines[1],
            )

    def _paint_draft(
        self, painter: QPainter, model: WeekModel, row: int, column: int, rect: QRect
    ) -> None:
        text = model.drafts[model.draft_key(row, column, None)]
        rects = self.item_rects(model, row, column, rect)
        top = rects[-1].bottom() + GAP if rects else rect.top() + PAD
        line = QRect(rect.left() + PAD, top, rect.width() - 2 * PAD, self.line_height)
        painter.setFont(self._italic)
        painter.setPen(theme.WARNING)
        asked = " ？分"
        room = line.width() - self._metrics.horizontalAdvance(asked) - PAD
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, _LEFT, shown)
        painter.drawText(line, _RIGHT, asked)

    def _lay(self, model: WeekModel, item: HomeworkItem, width: int) -> LaidItem:
        has_sign = model.severity(item.id) is not None
        is_late = item.id in model.lateness.items
        key = (item, width, has_sign, is_late)
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) > _MOST_REMEMBERED:
                self._laid.clear()
            laid = self._laid[key] = self._laid_out(item, width, has_sign=has_sign, is_late=is_late)
        return laid

    def _laid_out(
        self, item: HomeworkItem, width: int, *, has_sign: bool, is_late: bool
    ) -> LaidItem:
        words = day_words.item_marks(item)
        words = (day_words.LATE_MARK, *words) if is_late else words
        marks = tuple((mark, self._small_metrics.horizontalAdvance(mark) + 5) for mark in words)
        minutes = str(item.minutes)
        room = width - 2 * PAD - self._metrics.horizontalAdvance(minutes) - 6
        room -= sum(width + 3 for _, width in marks)
        room -= round(self.line_height * 0.42) + 4 if has_sign else 0
        key = (day_words.one_line(item.content), room, width - 2 * PAD)
        lines = self._broken.get(key)
        if lines is None:
            if len(self._broken) > _MOST_REMEMBERED:
                self._broken.clear()
            lines = self._broken[key] = self._break(*key)  # other minutes break no line anew
        height = self.line_height * len(lines)
        counts = day_words.counts_to_limit(item)
        return LaidItem(marks, lines, minutes, counts, height, item.status is Status.DRAFT)

    def _break(self, text: str, first: int, second: int) -> tuple[str, ...]:
        """Break into one or two lines; the second is cut with … when there is more."""
        if self._metrics.horizontalAdvance(text) <= first:
            return (text,)
        if self._metrics.horizontalAdvance(text[:1]) > first:
            return ("", self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, second))
        low, high = 1, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._metrics.horizontalAdvance(text[:middle]) <= first:
                low = middle
            else:
                high = middle - 1
        low = _word_start(text, low)
        while low > 1 and (text[low] in "，。；：、）》”！？," or text[low - 1] in "（《“"):
            low -= 1
        rest = text[low:].lstrip()
        return (text[:low], self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, second))


def _word_start(text: str, place: int) -> int:
    """Return where the English word or number around a place begins; a very long one is broken."""
    start = place
    while start and _is_latin(text[start]) and _is_latin(text[start - 1]):
        start -= 1
    return start if start > place // 2 else place


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
