"""The heads of the seven days: date, 上课/休/班/未确认, total, a bar, and how far the day has come.

Paints what the model says a day is, while typing too; adds nothing up.
"""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.domain.calendar import DayKind
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.week_model import DAY_ROLE, WeekModel
from shuangjian_desktop.gui.views.marks import paint_bar
from shuangjian_desktop.rules.totals import DayState

_BAR, _SIDE = 7, 6
_GROUNDS = {
    DayState.OVER: theme.OVER_FILL,
    DayState.NONE: theme.GOOD_FILL,
    DayState.NO_SCHOOL: theme.QUIET_FILL,
    DayState.UNCONFIRMED: theme.WARNING_FILL,
}
_INKS = {
    DayState.OVER: theme.OVER,
    DayState.NONE: theme.GOOD,
    DayState.NO_SCHOOL: theme.MUTED,
    DayState.UNCONFIRMED: theme.WARNING,
    DayState.MISSING: theme.WARNING,
}
_BADGE_INKS = {
    DayKind.SCHOOL: theme.MUTED,
    DayKind.MAKE_UP: theme.OVER,
    DayKind.UNCONFIRMED: theme.WARNING,
}
_PROGRESS_INKS = {
    Progress.RETURNED: theme.OVER,
    Progress.DRAFT: theme.WARNING,
    Progress.REVIEWED: theme.GOOD,
}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DayHead(QHeaderView):
    """Horizontal header of a WeekModel. `today` and `marked` are columns to point out, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.today: int | None = None
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName("日期与每天合计")
        self._set_fonts()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted_height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_fonts()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if isinstance(model, WeekModel):
            model.head_changed.connect(self.update_day)

    def update_day(self, column: int) -> None:
        """Paint one day's head anew, and nothing else."""
        if self._wanted_height() != self.height():
            self.geometriesChanged.emit()  # an after-school plan came or went
        left, width = self.sectionViewportPosition(column), self.sectionSize(column)
        self.viewport().update(left, 0, width, self.height())

    def mark_today(self, column: int | None) -> None:
        """Point out a column as today."""
        if column != self.today:
            self.today = column
            self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        model = self.model()
        day = model.headerData(column, Qt.Orientation.Horizontal, DAY_ROLE)
        if not isinstance(model, WeekModel) or not isinstance(day, JudgedDay):
            painter.fillRect(rect, theme.WINDOW)
            return
        is_today = column == self.today
        painter.fillRect(rect, _GROUNDS.get(day.totals.state, theme.PAPER))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.LINE)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.LINE_STRONG)
        if is_today:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width() - 1, 3), theme.ACCENT)
        self._paint_words(painter, rect.adjusted(_SIDE, theme.TINY + 2, -_SIDE, 0), day)

    def _paint_words(self, painter: QPainter, area: QRect, day: JudgedDay) -> None:
        line = self._metrics.height()
        top = QRect(area.left(), area.top(), area.width(), line)
        on = day.class_day.day
        painter.setFont(self._bold)
        painter.setPen(theme.INK)
        date, badge = day_words.date_short(on.date), day_words.badge_words(day)
        used = self._bold_metrics.horizontalAdvance(date)
        if used > area.width():
            date = date.split()[0]
        painter.drawText(top, _LEFT, date)
        room = area.width() - used - theme.TINY
        if self._metrics.horizontalAdvance(badge) > room:
            badge = day_words.badge_sign(day)  # 考 is better than nothing
        if self._metrics.horizontalAdvance(badge) <= room:
            painter.setFont(self._plain)
            ink = theme.ACCENT if day.class_day.marks else _BADGE_INKS.get(on.kind, theme.MUTED)
            painter.setPen(ink)
            painter.drawText(top, _RIGHT, badge)
        self._paint_figures(painter, top.translated(0, line + theme.TINY), day)
        self._paint_credit(painter, area.adjusted(0, 2 * line + theme.TINY, 0, 0), day)
        below = area.top() + 2 * line + 2 * theme.TINY + self._credit_height()
        third = QRect(area.left(), below, area.width(), self._third())
        used = self._paint_progress(painter, third, day)
        if day.totals.state in (DayState.OVER, DayState.WITHIN):
            width = max(third.width() - used, 0)
            above = (third.height() - _BAR) / 2
            bar = QRectF(third.left(), third.top() + above, width, _BAR)
            paint_bar(painter, bar, day.totals.tested, day.totals.limit)

    def _paint_progress(self, painter: QPainter, rect: QRect, day: JudgedDay) -> int:
        """Write 草稿, 已提交 … at the right of the bar; return how much room that took."""
        words = day_words.progress_words(day)
        model = self.model()
        if isinstance(model, WeekModel) and day.class_day.day.date in model.lateness.days:
            words = f"{words} {day_words.LATE_MARK}".strip()
        if not words:
            return 0
        painter.setFont(self._small)
        painter.setPen(_PROGRESS_INKS.get(day.class_day.progress, theme.MUTED))
        painter.drawText(rect, _RIGHT, words)
        return self._small_metrics.horizontalAdvance(words) + _SIDE

    def _paint_credit(self, painter: QPainter, rect: QRect, day: JudgedDay) -> None:
        """Write 校内可完成40 带回家35分, shorter where there is no room."""
        words = day_words.credit_words(day)
        if self._small_metrics.horizontalAdvance(words) > rect.width():
            words = day_words.credit_words(day, short=True)
        painter.setFont(self._small)
        painter.setPen(theme.MUTED)
        place = QRect(rect.left(), rect.top(), rect.width(), self._credit_height())
        shown = self._small_metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(place, _LEFT, shown)

    def _credit_height(self) -> int:
        """Return the room for what tutoring leaves to take home; none where there is no plan."""
        model = self.model()
        has_plan = isinstance(model, WeekModel) and _has_service(model)
        return self._small_metrics.height() if has_plan else 0

    def _wanted_height(self) -> int:
        lines = 2 * self._metrics.height() + self._credit_height() + self._third()
        return lines + 3 * theme.TINY + theme.SMALL

    def _third(self) -> int:
        return max(self._small_metrics.height(), _BAR)

    def _paint_figures(self, painter: QPainter, rect: QRect, day: JudgedDay) -> None:
        words, ink = day_words.figure_words(day), _INKS.get(day.totals.state, theme.INK)
        over = day_words.over_words(day)
        if over:
            room = rect.width() - self._metrics.horizontalAdvance(words) - theme.TINY
            if self._bold_metrics.horizontalAdvance(over) > room:
                over = day_words.over_words(day, short=True)
            if self._bold_metrics.horizontalAdvance(over) > room:
                words = words.removesuffix("分")
            painter.setFont(self._bold)
            painter.setPen(theme.OVER)
            painter.drawText(rect, _RIGHT, over)
        painter.setFont(self._plain)
        painter.setPen(QColor(ink))
        shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, shown)

    def _set_fonts(self) -> None:
        self._plain = QFont(self.font())
        self._bold = QFont(self.font())
        self._bold.setBold(True)
        self._small = QFont(self.font())
        self._small.setPointSizeF(theme.SMALL_POINTS)
        self._small_metrics = QFontMetrics(self._small)
        self._metrics = QFontMetrics(self._plain)
        self._bold_metrics = QFontMetrics(self._bold)


def _has_service(model: WeekModel) -> bool:
    """Return whether an after-school plan is in force on a day of the week."""
    days = (model.day(column) for column in range(model.columnCount()))
    return any(day.class_day.service is not None for day in days)
