"""二次会商: an over-full class-day, a choice for each item with the total so far, who agreed.

Shows app/queries/consultations and runs app/commands/consultation; saving is one undo step.
"""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.commands.consultation import hold_consultation
from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.consultations import (
    Case,
    open_case,
    outcome,
    record,
    snapshot,
)
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.widgets.proposal_table import ProposalTable

_PEOPLE_A_ROW, _MOST_ROWS = 7, 2
_MAX_WORDS = 300


def open_consultation(
    bridge: Bridge, notify: Notify, class_id: ClassId, on: date, parent: QWidget
) -> bool:
    """Talk a class-day over; True when a record was written."""
    try:
        case = open_case(bridge.project, class_id, on)
    except UserError as error:
        notify.error(error)
        return False
    dialog = ConsultationDialog(bridge, notify, case, parent)
    is_kept = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if is_kept:
        notify.say("会商记录已保存；可以在“学校 → 二次会商”里打印。")
    return is_kept


class ConsultationDialog(QDialog):
    """`table` holds the proposals, `people` who agreed; nothing is written before 保存."""

    def __init__(
        self, bridge: Bridge, notify: Notify, case: Case, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("二次会商")
        self.bridge, self.notify, self.case = bridge, notify, case
        self.before, self.after = _line(), _line()
        self.table = ProposalTable(case.people, self)
        self.people = _people_list(case.people)
        self.others, self.words = QLineEdit(), QLineEdit()
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        words = "写下会商记录" if case.is_past else "保存会商并改作业"
        self.save = self.buttons.addButton(words, role.AcceptRole)
        self.buttons.addButton("取消", role.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._build()
        moment = snapshot(bridge.project, case.before)
        self.table.show_proposals(moment.items, case.proposals, is_fixed=case.is_past)
        self.before.setText(f"会商前：{_total(case.before)}")
        self.table.changed.connect(self._follow)
        self._follow()
        self.table.focus_first()

    @property
    def agreed_by(self) -> tuple[str, ...]:
        """Return the ticked people and those typed beside."""
        rows = (self.people.item(row) for row in range(self.people.count()))
        ticked = [line.text() for line in rows if line.checkState() == Qt.CheckState.Checked]
        typed = self.others.text().replace("，", "、").replace(",", "、").split("、")
        return tuple(filter(None, (*ticked, *(name.strip() for name in typed))))

    def accept(self) -> None:
        """Write the record and do what was agreed; stay open when it was refused."""
        project = self.bridge.project
        try:
            written = record(
                project, self.case, self.table.proposals, self.agreed_by, self.words.text()
            )
            command = hold_consultation(written, () if self.case.is_past else self.case.items)
        except UserError as error:
            self.notify.error(error)
            return
        if self.bridge.run(command) is not None:
            super().accept()

    def _follow(self) -> None:
        after = outcome(self.bridge.project, self.case, self.table.proposals)
        self.after.setText(f"会商后：{_total(after)}")
        palette = self.after.palette()
        palette.setColor(
            self.after.foregroundRole(), theme.OVER if after.totals.over_by else theme.INK
        )
        self.after.setPalette(palette)

    def _build(self) -> None:
        day = self.case.now.class_day
        title = _line()
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        title.setText(f"{day.class_name}班　{day_words.date_short(day.day.date)}")
        form = QFormLayout()
        form.setSpacing(theme.SMALL)
        form.addRow("同意的人(&Y)", self.people)
        form.addRow("其他同意的人(&O)", self.others)
        form.addRow("说明(&W)", self.words)
        self.others.setPlaceholderText("名单里没有的人，用顿号隔开")
        self.words.setMaxLength(_MAX_WORDS)
        self.words.setPlaceholderText("例如：数学练习放到课后服务第一节完成")
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        parts = [title, self.before]
        if self.case.is_past:
            note = _line()
            at = self.case.opened_at[:16].replace("T", " ")
            note.setText(
                f"这一天已由{self.case.opened_by}在{at}改到上限以内，"
                "下面按操作记录列出当时怎么改的，不会再改作业。"
            )
            parts.append(note)
        for part in (*parts, self.table, self.after):
            column.addWidget(part, 1 if part is self.table else 0)
        column.addLayout(form)
        column.addWidget(self.buttons)
        wide = self.fontMetrics().horizontalAdvance("字")
        self.resize(62 * wide, 40 * wide)


def _people_list(people: tuple[str, ...]) -> QListWidget:
    shown = QListWidget()
    shown.setAccessibleName("同意的人，按空格键勾选")
    for name in people:
        line = QListWidgetItem(name)
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        line.setCheckState(Qt.CheckState.Unchecked)
        shown.addItem(line)
    if people:
        shown.setCurrentRow(0)
    shown.setFlow(QListWidget.Flow.LeftToRight)
    shown.setWrapping(True)
    shown.setResizeMode(QListWidget.ResizeMode.Adjust)
    shown.setSpacing(theme.TINY)
    rows = 1 + min(len(people) // _PEOPLE_A_ROW, _MOST_ROWS)
    shown.setFixedHeight(rows * (shown.fontMetrics().height() + theme.MEDIUM) + theme.TINY)
    return shown


def _total(day: JudgedDay) -> str:
    over = day_words.over_words(day)
    return f"{day_words.figure_words(day)}　{over or '未超限'}"


def _line() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
