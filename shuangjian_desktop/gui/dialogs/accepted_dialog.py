"""已放宽的规则: everything accepted past the rules for a plan, who accepted it, 收回.

Shows app/service/queries/accepted and runs its commands; decides nothing.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.queries.accepted import Accepted, accepted_rules
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.widgets.plain import label


class AcceptedDialog(QDialog):
    """Stays open; each 收回 is one step."""

    def __init__(
        self, bridge: Bridge, plan_id: ServicePlanId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("已放宽的规则")
        self._bridge, self._plan_id = bridge, plan_id
        self._rules: tuple[Accepted, ...] = ()
        self.list = QTreeWidget()
        self.list.setAccessibleName("已放宽的规则")
        self.list.setHeaderLabels(["放宽了什么", "谁、什么时候、为什么"])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setWordWrap(True)
        self.note = label(ink=theme.MUTED)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.back = self.buttons.addButton("收回(&B)", role.ActionRole)
        self.buttons.addButton("关闭", role.RejectRole)
        self.back.clicked.connect(self._take_back)
        self.buttons.rejected.connect(self.reject)
        self.list.currentItemChanged.connect(self._follow)
        self._build()
        self._show()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addWidget(label("这些是有人同意放宽的；没有列在这里的，一条也没有放宽。"))
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addWidget(self.buttons)
        wide = self.fontMetrics().horizontalAdvance("字")
        self.resize(56 * wide, 24 * wide)
        self.list.setColumnWidth(0, 26 * wide)

    def _show(self) -> None:
        self._rules = accepted_rules(self._bridge.project, self._plan_id)
        self.list.clear()
        for rule in self._rules:
            row = QTreeWidgetItem(self.list, [rule.words, rule.said])
            row.setToolTip(0, rule.words)
            row.setToolTip(1, rule.said)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._follow()

    def _chosen(self) -> Accepted | None:
        item = self.list.currentItem()
        row = -1 if item is None else self.list.indexOfTopLevelItem(item)
        return self._rules[row] if 0 <= row < len(self._rules) else None

    def _follow(self) -> None:
        rule = self._chosen()
        can_be = rule is not None and rule.back is not None
        self.back.setEnabled(can_be)
        if rule is None:
            self.note.setText("" if self._rules else "现在没有放宽的规则。")
        elif not can_be:
            self.note.setText("这里不能直接收回：已发布的版本要先“修订”，删掉的活动要重新添加。")
        else:
            self.note.setText(rule.note or "收回后，规则照原来的再检查。")

    def _take_back(self) -> None:
        rule = self._chosen()
        if rule is not None and rule.back is not None and self._bridge.run(rule.back) is not None:
            self._show()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
