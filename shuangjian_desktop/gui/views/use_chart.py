"""Two small charts of a term plan: each subject planned against set, and the weeks of the span.

Paints what PlanUse holds; planned is an outline, set is filled, so that grey paper still tells.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shuangjian_desktop.app.queries.plan import PlanUse, SubjectUse, WeekUse
from shuangjian_desktop.gui import theme


class SubjectChart(QWidget):
    """One line per subject: name, bar of minutes set, outline of minutes planned, both in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subjects: Sequence[SubjectUse] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_use(self, use: PlanUse | None) -> None:
        """Show a span's subjects."""
        self._subjects = use.subjects if use else ()
        self.setAccessibleName("各学科规划与实际")
        self.setAccessibleDescription("；".join(_spoken(each) for each in self._subjects))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * theme.MEDIUM, max(1, len(self._subjects)) * self._line_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        names = max((metrics.horizontalAdvance(s.subject.name) for s in self._subjects), default=0)
        words = max((metrics.horizontalAdvance(_words(s)) for s in self._subjects), default=0)
        left = names + theme.SMALL
        room = max(1, self.width() - left - words - theme.MEDIUM)
        most = max((max(s.actual, s.planned or 0) for s in self._subjects), default=0) or 1
        for row, each in enumerate(self._subjects):
            line = QRectF(0, row * self._line_height(), self.width(), self._line_height())
            painter.setPen(theme.INK)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, each.subject.name)
            bar = line.adjusted(left, theme.TINY, 0, -theme.TINY)
            bar.setWidth(room * each.actual / most)
            painter.fillRect(bar, theme.SELECTED)
            if each.planned is not None:
                bar.setWidth(room * each.planned / most)
                painter.setPen(QPen(theme.ACCENT, 1.5))
                painter.drawRect(bar)
            painter.setPen(theme.MUTED)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(line, right, _words(each))
        painter.end()

    def _line_height(self) -> int:
        return self.fontMetrics().height() + theme.SMALL


class WeekChart(QWidget):
    """Mean minutes a day, week by week: filled columns for what was set, a line for the plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: Sequence[WeekUse] = ()
        self._cap: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_use(self, use: PlanUse | None, cap: int | None) -> None:
        """Show a span's weeks under the cap."""
        self._weeks, self._cap = (use.weeks if use else ()), cap
        self.setAccessibleName("每周平均每天书面作业分钟")
        told = (f"{w.monday.month}/{w.monday.day}周平均{w.actual:.0f}分钟" for w in self._weeks)
        self.setAccessibleDescription("；".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * theme.MEDIUM, 8 * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        height = self.fontMetrics().height()
        plot = QRectF(self.rect()).adjusted(height * 2, height, -theme.SMALL, -height - theme.TINY)
        top = max([w.actual for w in self._weeks] + [w.planned for w in self._weeks] + [0])
        top = max(top, self._cap or 0) * 1.1 or 1
        painter.setPen(theme.LINE_STRONG)
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        if self._cap:
            y = plot.bottom() - plot.height() * self._cap / top
            painter.setPen(QPen(theme.OVER, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.drawText(0, int(y) + height // 3, f"{self._cap}")
        for place, week in enumerate(self._weeks):
            self._paint_week(painter, plot, place, week, top)
        painter.end()

    def _paint_week(
        self, painter: QPainter, plot: QRectF, place: int, week: WeekUse, top: float
    ) -> None:
        width = plot.width() / max(len(self._weeks), 1)
        column = QRectF(plot.left() + place * width, plot.top(), width, plot.height())
        bar = column.adjusted(width * 0.2, 0, -width * 0.2, 0)
        bar.setTop(plot.bottom() - plot.height() * week.actual / top)
        painter.fillRect(bar, theme.SELECTED)
        if week.planned:
            y = plot.bottom() - plot.height() * week.planned / top
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawLine(int(column.left()), int(y), int(column.right()), int(y))
        painter.setPen(theme.MUTED)
        metrics = self.fontMetrics()
        date_words = f"{week.monday.month}/{week.monday.day}"
        step = 1 + int(metrics.horizontalAdvance("88/88 ") / max(width, 1))
        if place % step == 0:
            below = QRectF(column.left() - width, plot.bottom(), width * 3, metrics.height())
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, date_words)
        if week.actual and width > metrics.horizontalAdvance("888"):
            above = QRectF(column.left(), bar.top() - metrics.height(), width, metrics.height())
            if above.top() <= plot.bottom() - plot.height() * week.planned / top <= above.bottom():
                above.moveTop(bar.top())  # the line of the plan would strike the number out
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"{week.actual:.0f}")


def _words(use: SubjectUse) -> str:
    planned = "" if use.planned is None else f"规划{use.planned:.0f}分（{use.planned_percent}%）　"
    return f"{planned}实际{use.actual:.0f}分（{use.actual_percent}%）"


def _spoken(use: SubjectUse) -> str:
    return f"{use.subject.name}{_words(use)}"
