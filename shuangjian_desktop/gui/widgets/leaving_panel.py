"""A plan's week at the gates: which plan, the interval and the order, what is amiss, the picture.

Shows a LeavingBoard; whoever made it stores what is chosen here.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.queries.leaving_board import LeavingBoard
from shuangjian_desktop.domain.dismissal import MOST_INTERVAL_MINUTES
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import LeaveOrder
from shuangjian_desktop.domain.service import PlanState, ServicePlan
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.views.leaving_view import LeavingView
from shuangjian_desktop.gui.widgets.trouble_line import TroubleLine


class LeavingPanel(QWidget):
    """`plan_chosen(ServicePlanId)`, `turns_chosen(minutes, LeaveOrder)`, and `printing`."""

    plan_chosen = Signal(object)
    turns_chosen = Signal(int, object)
    printing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan = QComboBox()
        self.plan.setAccessibleName("看哪一个课后服务安排")
        self.interval = QSpinBox()
        self.interval.setAccessibleName("同一个校门两批相隔几分钟")
        self.interval.setRange(1, MOST_INTERVAL_MINUTES)
        self.interval.setSuffix(" 分钟")
        self.interval.setKeyboardTracking(False)
        self.order = QComboBox()
        self.order.setAccessibleName("同时结束的谁先走")
        self.order.addItems([order.value for order in LeaveOrder])
        self.print = QPushButton("打印(&P)…")
        self.print.setAutoDefault(False)
        self.told = _label()
        self.troubles = TroubleLine()
        self.view = LeavingView()
        self._lay_out()
        self.plan.activated.connect(self._choose_plan)
        self.interval.valueChanged.connect(self._choose_turns)
        self.order.activated.connect(self._choose_turns)
        self.print.clicked.connect(self.printing)

    def show_board(
        self,
        board: LeavingBoard,
        plans: Sequence[ServicePlan],
        turns: tuple[int, LeaveOrder],
        *,
        may_edit: bool,
    ) -> None:
        """Show a plan's week; what is stored stands in the fields."""
        for field in (self.plan, self.interval, self.order):
            field.blockSignals(True)
        self.plan.clear()
        for plan in plans:
            draft = "，草稿" if plan.state is PlanState.DRAFT else ""
            self.plan.addItem(f"{plan.name}（第{plan.version}版{draft}）", plan.id)
        if board.plan is not None:
            self.plan.setCurrentIndex(self.plan.findData(board.plan.id))
        self.interval.setValue(turns[0])
        self.order.setCurrentText(turns[1].value)
        for field in (self.plan, self.interval, self.order):
            field.blockSignals(False)
        self.plan.setEnabled(self.plan.count() > 1)
        self.interval.setEnabled(may_edit)
        self.order.setEnabled(may_edit)
        self.print.setEnabled(bool(board.rows))
        _say(self.told, "".join((board.summary, *board.notes)))
        self.troubles.say("\n▲ ".join(board.troubles))
        self.view.leaving_model.load(board)
        self.view.setVisible(bool(board.rows))

    def _choose_plan(self, at: int) -> None:
        self.plan_chosen.emit(ServicePlanId(self.plan.itemData(at)))

    def _choose_turns(self, *_: object) -> None:
        self.turns_chosen.emit(self.interval.value(), LeaveOrder(self.order.currentText()))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for words, field in (
            ("两批相隔(&T)", self.interval),
            ("同时结束的(&Y)", self.order),
            ("课后安排(&K)", self.plan),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, 1 if field is self.plan else 0)
        self.plan.setMinimumContentsLength(10)
        self.plan.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        row.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.troubles)
        column.addWidget(self.view, 1)


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
