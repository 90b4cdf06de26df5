"""Why sessions are not placed: each one, slot by slot, with every reason.

Shows app/queries/service_fits; changes nothing.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidget, QTreeWidgetItem, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from shuangjian_desktop.app.queries.service_fits import why_unplaced
from shuangjian_desktop.app.service_case import Case
from shuangjian_desktop.domain.ids import SessionId

_LETTERS, _LINES = 42, 24


class WhyUnplacedDialog(QDialog):
    """The first session is open; what could stand somewhere says where."""

    def __init__(self, case: Case, sessions: Sequence[SessionId], parent: Widget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("为何排不上")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("未排的活动和逐个时段的原因")
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        for session_id in sessions:
            self.tree.addTopLevelItem(_session(case, session_id))
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


def _session(case: Case, session_id: SessionId) -> QTreeWidgetItem:
    found = why_unplaced(case, session_id)
    name = case.problem.works[case.number_of(session_id)].name
    free = [slot for slot, reasons in found if not reasons]
    told = f"可以放：{'、'.join(free)}" if free else "没有一个时段能放"
    item = QTreeWidgetItem([f"{name}　{told}"])
    for slot, reasons in found:
        line = QTreeWidgetItem([f"{slot}　{f'{len(reasons)}条原因' if reasons else '✓ 可以放'}"])
        for reason in reasons:
            line.addChild(QTreeWidgetItem([f"✕ {reason}"]))
        item.addChild(line)
    return item
