"""Two versions of the after-school plan side by side: what moved, whom it touches, slips for those.

Shows app/service/queries/versions; writes nothing.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.queries.slips import version_slips
from shuangjian_desktop.app.service.queries.versions import (
    Affected,
    Comparison,
    VersionChange,
    compare,
    comparison_words,
    usual_pair,
    versions,
)
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import ServicePlan
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.day_lines import AFFECTED_COLUMNS, CHANGE_COLUMNS
from shuangjian_desktop.gui.models.rows import RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.slips_out import SlipsOut
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.plain import label
from shuangjian_desktop.reports.service_data import ChangeSlip

_ONLY_ONE = "学校只有一份课后服务安排，没有可以比较的；修订出下一版以后，这里列出哪些变了。"
_SAME = "两版完全一样。"
_NOBODY = "没有人受影响。"


class VersionsDialog(QDialog):
    """Whom is selected on the left decides what the right lists and who gets a slip; none = all."""

    def __init__(
        self,
        bridge: Bridge,
        runner: Runner,
        notify: Notify,
        plan_id: ServicePlanId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("比较两版课后服务安排")
        self.bridge, self.notify = bridge, notify
        self.slips = SlipsOut(bridge.project, runner, notify, self)
        self.found: Comparison | None = None
        self.old, self.new = QComboBox(), QComboBox()
        self.summary = label()
        self.whom: RowsModel[Affected] = RowsModel(AFFECTED_COLUMNS, self)
        self.whom_table = _table("谁受影响", _NOBODY, self.whom)
        self.changes: RowsModel[VersionChange] = RowsModel(CHANGE_COLUMNS, self)
        self.changes_table = _table("变了什么", _SAME, self.changes)
        self.reason = QLineEdit()
        self.all = _button("全选(&A)", self.whom_table.selectAll)
        self.copy = _button("复制表格(&C)", self._copy)
        self.print = _button("打印通知条(&P)…", self._print)
        self.export = _button("导出通知条(&E)…", self._export)
        self._lay_out()
        self._fill(plan_id)
        self._connect()
        self.refresh()
        self.whom_table.setFocus()

    @property
    def chosen(self) -> tuple[Affected, ...]:
        """Return who is selected; all of them when nobody is."""
        rows = sorted({index.row() for index in self.whom_table.selectionModel().selectedRows()})
        return tuple(self.whom.rows[row] for row in rows) or self.whom.rows

    def refresh(self) -> None:
        """Compare again; who is selected is forgotten."""
        self.found, words = None, _ONLY_ONE
        old, new = self.old.currentData(), self.new.currentData()
        if self.old.count() > 1:
            try:
                self.found = compare(self.bridge.project, old, new)
                words = comparison_words(self.found)
            except UserError as error:
                words = str(error)
        self.summary.setText(words)
        found = self.found
        self.whom.set_rows((*found.people, *found.classes) if found else ())
        self.whom_table.say_when_empty(_NOBODY if found else "")
        self.changes_table.say_when_empty(_SAME if found else "")
        self._follow()

    def _follow(self, *_: object) -> None:
        """List what changes for those selected."""
        found = self.found
        wanted = dict.fromkeys(change for one in self.chosen for change in one.changes)
        rows = [each for each in found.changes if each in wanted] if found else []
        self.changes.set_rows(rows)
        has_some = bool(rows)
        for button in (self.copy, self.print, self.export, self.all):
            button.setEnabled(has_some)
        self.reason.setEnabled(has_some)

    def _print(self) -> None:
        if self.found is not None:
            self.slips.print(self._slips(self.found))

    def _export(self) -> None:
        if self.found is not None:
            self.slips.export(self._slips(self.found))

    def _slips(self, found: Comparison) -> tuple[ChangeSlip, ...]:
        return version_slips(
            self.bridge.project, found, self.reason.text().strip(), only=self.chosen
        )

    def _copy(self) -> None:
        lines = ["\t".join(column.title for column in CHANGE_COLUMNS)]
        lines += [
            "\t".join(column.text(row) for column in CHANGE_COLUMNS) for row in self.changes.rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.notify.say(f"{len(self.changes.rows)}处变动已复制，可以粘贴到表格里。")

    def _fill(self, plan_id: ServicePlanId) -> None:
        project = self.bridge.project
        try:
            plans = versions(project, plan_id)
        except UserError as error:
            self.summary.setText(str(error))
            return
        pair = usual_pair(project, plan_id)
        for combo, place in ((self.old, 0), (self.new, 1)):
            for plan in plans:
                combo.addItem(_plan_words(plan), plan.id)
            if pair is not None:
                combo.setCurrentIndex(combo.findData(pair[place].id))

    def _connect(self) -> None:
        self.old.currentIndexChanged.connect(self.refresh)
        self.new.currentIndexChanged.connect(self.refresh)
        self.whom_table.selectionModel().selectionChanged.connect(self._follow)
        self.bridge.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        self.old.setAccessibleName("原来的一版")
        self.new.setAccessibleName("新的一版")
        top = QFormLayout()
        top.addRow("原来的一版(&O)", self.old)
        top.addRow("新的一版(&N)", self.new)
        self.whom_table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        widths = self.changes_table.horizontalHeader()
        for wide in (1, 2, 3):
            widths.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.whom_table)
        parts.addWidget(self.changes_table)
        parts.setStretchFactor(1, 1)
        letter = self.fontMetrics().horizontalAdvance("字")
        parts.setSizes([letter * 14, letter * 58])
        foot = QHBoxLayout()
        self.reason.setAccessibleName("通知条上的理由")
        self.reason.setPlaceholderText("通知条上的理由，如：王老师休产假")
        foot.addWidget(self.all)
        foot.addWidget(self.reason, 1)
        for button in (self.copy, self.export, self.print, _button("关闭", self.reject)):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addLayout(top)
        column.addWidget(self.summary)
        column.addWidget(parts, 1)
        column.addLayout(foot)
        self.resize(letter * 76, self.fontMetrics().height() * 32)


def _table(name: str, empty: str, model: RowsModel) -> QuietTable:
    made = QuietTable(name, empty)
    made.setModel(model)
    header = made.horizontalHeader()
    header.show()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    return made


def _plan_words(plan: ServicePlan) -> str:
    until = f"到{plan.until:%Y-%m-%d}" if plan.until else "起"
    return f"{plan.title} · {plan.state.value} · {plan.since:%Y-%m-%d}{until}"


def _button(text: str, call: object) -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.clicked.connect(call)
    return made
