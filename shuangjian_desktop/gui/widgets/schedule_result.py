"""What a computed plan would change and what it costs: a list of moves, wishes opened to people.

Shows values; taking the plan over is whoever listens to the buttons.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.queries.costs import CostLine
from shuangjian_desktop.app.service.queries.task import MoveLine, touched
from shuangjian_desktop.domain.wishes import Weight
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.plain import label, paint

_MOST_NAMES = 12
_WHY = 3


class ScheduleResult(QWidget):
    """`take`, `again` and `leave` are the buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = label(is_bold=True, points=theme.TITLE_POINTS)
        self.words = label()
        self.who = label(ink=theme.MUTED)
        self.moves = _tree("改动清单", ("活动", "原来", "现在", "为什么"))
        self.costs = _tree("各项愿望照顾得怎样", ("愿望", "分量", "代价", "情况"))
        self.tabs = QTabWidget()
        self.take, self.again, self.leave = (
            QPushButton("采用(&A)"),
            QPushButton("继续算(&C)"),
            QPushButton("不采用(&N)"),
        )
        self._build()

    def show_plan(
        self, head: str, words: str, moves: Sequence[MoveLine], costs: Sequence[CostLine]
    ) -> None:
        """Show a plan: in one line, in one sentence, what it changes and what it costs."""
        self.head.setText(f"✓ {head}")
        paint(self.head, theme.GOOD)
        self.words.setText(words)
        self.show_moves(moves)
        self.show_costs(costs)

    def offer(self, leave: str, *, may_go_on: bool) -> None:
        """Say what not taking it means, and whether going on is worth while."""
        self.leave.setText(leave)
        self.again.setVisible(may_go_on)

    def show_moves(self, lines: Sequence[MoveLine]) -> None:
        """Show every change, was beside is, and whom they touch."""
        self.moves.clear()
        for line in lines:
            now = line.what or line.now
            row = QTreeWidgetItem(self.moves, [line.name, line.was, now, line.why])
            for column in range(self.moves.columnCount()):
                row.setToolTip(column, f"{line.name}：{line.was} → {line.now}")
        self.moves.setColumnHidden(_WHY, len({line.why for line in lines}) < 2)
        self.tabs.setTabText(0, f"改动 {len(lines)} 次" if lines else "没有改动")
        self.who.setText(touched_words(lines))
        self.take.setEnabled(bool(lines))

    def show_costs(self, lines: Sequence[CostLine]) -> None:
        """Show what each wish costs, opened to the people and sessions behind it."""
        self.costs.clear()
        ordered = sorted(lines, key=lambda line: (line.weight is Weight.NONE, -line.cost))
        for line in ordered:
            cost = "不计" if line.weight is Weight.NONE else str(line.cost)
            row = QTreeWidgetItem(
                self.costs, [line.wish.value, line.weight.words, cost, line.words]
            )
            row.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for text in line.items:
                QTreeWidgetItem(row, [text]).setFirstColumnSpanned(True)
        self.tabs.setTabText(1, "愿望照顾得怎样")

    def _build(self) -> None:
        self.tabs.addTab(self.moves, "改动")
        self.tabs.addTab(self.costs, "愿望照顾得怎样")
        self.moves.setRootIsDecorated(False)
        self.moves.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for section in (0, _WHY):
            fit = QHeaderView.ResizeMode.ResizeToContents
            self.moves.header().setSectionResizeMode(section, fit)
        header = self.costs.header()
        for section in range(3):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        for part in (self.head, self.words, self.who):
            column.addWidget(part)
        column.addWidget(self.tabs, 1)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addLayout(row)


def touched_words(lines: Sequence[MoveLine]) -> str:
    """Return whom some changes touch: people, and how many classes."""
    if not lines:
        return "和现在的安排一样。"
    people, classes = touched(lines)
    named = "、".join(people[:_MOST_NAMES])
    more = f"等{len(people)}人" if len(people) > _MOST_NAMES else f"（{len(people)}人）"
    return f"涉及{named}{more if people else '没有人员变动'}，{len(classes)}个班。"


def _tree(name: str, heads: Sequence[str]) -> QTreeWidget:
    made = QTreeWidget()
    made.setAccessibleName(name)
    made.setHeaderLabels(list(heads))
    made.setUniformRowHeights(True)
    made.setAlternatingRowColors(True)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = made.header()
    header.setStretchLastSection(True)
    wide = made.fontMetrics().horizontalAdvance("字")
    for column in range(len(heads) - 1):
        made.setColumnWidth(column, wide * 15)
    return made
