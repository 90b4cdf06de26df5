"""Why sessions are not placed: each one, slot by slot, with every reason.

Shows app/service/queries/hand; changes nothing.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidget, QTreeWidgetItem, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.queries.hand import Hand
from shuangjian_desktop.app.service.shapes import Board
from shuangjian_desktop.domain.ids import SessionId

_LETTERS, _LINES = 42, 24


class WhyUnplacedDialog(QDialog):
    """The first session is open; what could stand somewhere says where."""

    def __init__(
        self, case: Case, board: Board, sessions: Sequence[SessionId], parent: Widget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("为何排不上")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("未排的活动和逐个时段的原因")
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        for session_id in sessions:
            self.tree.addTopLevelItem(_session(Hand(case, board, session_id)))
        first = self.tree.topLevelItem(0)
        if first is not None:
            first.setExpanded(True)
            self.tree.setCurrentItem(first)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree)
        layout.addWidget(buttons)
        metrics = self.fontMetrics()
        self.resize(_LETTERS * metrics.horizontalAdvance("字"), _LINES * metrics.height())


def _session(hand: Hand) -> QTreeWidgetItem:
    found = hand.by_slot()
    free = [said.slot for said in found if not said.reasons]
    told = f"可以放：{'、'.join(free)}" if free else "没有一个时段能放"
    item = QTreeWidgetItem([f"{hand.name}　{told}"])
    for said in found:
        count = f"{len(said.reasons)}条原因" if said.reasons else "✓ 可以放"
        line = QTreeWidgetItem([f"{said.slot}　{count}"])
        for reason in said.reasons:
            line.addChild(QTreeWidgetItem([f"✕ {reason}"]))
        for detail in said.details:
            line.addChild(QTreeWidgetItem([f"　{detail}"]))
        item.addChild(line)
    return item
