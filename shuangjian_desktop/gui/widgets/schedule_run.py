"""排课 under way: how long, how many plans so far, cost and bound coming together, 停止.

Paints what it is told; knows no planner.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shuangjian_desktop.app.service.queries.costs import CostLine
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.bound_chart import BoundChart
from shuangjian_desktop.gui.widgets.plain import label

COST, BOUND = "代价", "不会低于"
CHANGES, LEAST = "改动", "至少要改"


class ScheduleRun(QWidget):
    """`stop` is the button; the best plan so far is kept when it is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time = label(is_bold=True, points=theme.TITLE_POINTS)
        self.state = label()
        self.chart = BoundChart(COST, BOUND)
        self.stop = QPushButton("停止，留下最好的(&X)")
        self._costs: dict[Wish, QLabel] = {}
        self._grid = QGridLayout()
        self._count = 0
        self._build()

    @property
    def count(self) -> int:
        """Return how many plans have been found."""
        return self._count

    def begin(self, *, few_changes: bool = False) -> None:
        """Show a search that has just been asked for; `few_changes`: what is counted is changes."""
        self._count = 0
        self.chart.rename(*((CHANGES, LEAST) if few_changes else (COST, BOUND)))
        self.chart.clear()
        self.time.setText("已用 0 秒")
        self.state.setText("正在排第一份安排…")
        for shown in self._costs.values():
            shown.clear()
        self.stop.setEnabled(True)

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self.time.setText(f"已用 {seconds:.0f} 秒")
        self.chart.go_on(seconds)

    def show_better(self, seconds: float, cost: int, bound: int, words: str) -> None:
        """Show a better plan, or a better bound of the same; `words` say what it is like."""
        points = self.chart.points
        self._count += not points or cost < points[-1][1]
        self.chart.add(seconds, cost, bound)
        self.state.setText(f"已找到第 {self._count} 份安排。{words}")
        self.go_on(seconds)

    def show_step(self, words: str) -> None:
        """Show what is being done just now."""
        self.state.setText(f"{words}…")

    def show_costs(self, lines: Sequence[CostLine]) -> None:
        """Show how each wish fares in the best plan so far."""
        for line in lines:
            if line.wish not in self._costs:
                row = len(self._costs)
                self._grid.addWidget(label(line.wish.value, ink=theme.MUTED, wraps=False), row, 0)
                self._costs[line.wish] = label(wraps=False)
                self._grid.addWidget(self._costs[line.wish], row, 1)
            sign = "　" if line.cost or line.weight is Weight.NONE else "✓ "
            self._costs[line.wish].setText(f"{sign}{line.words}")

    def stopping(self) -> None:
        """Show that it has been told to stop."""
        self.stop.setEnabled(False)
        self.state.setText("正在停止…")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.time)
        column.addWidget(self.state)
        column.addWidget(self.chart, 1)
        self._grid.setHorizontalSpacing(theme.MEDIUM)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        column.addLayout(row)
