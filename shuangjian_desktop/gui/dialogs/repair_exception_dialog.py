"""A way out that lets a day end before people get off work: who agreed, why, until when [§6].

Runs app/service/commands/repairs; decides nothing.
"""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.commands.exceptions import MOST_TEXT, MOST_WHO
from shuangjian_desktop.app.service.commands.next_version import in_draft
from shuangjian_desktop.app.service.commands.repairs import take_repair
from shuangjian_desktop.app.service.scheduling import exceptions_for
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.widgets.plain import label
from shuangjian_desktop.gui.widgets.value_fields import DateField
from shuangjian_desktop.planning.explanation import Repair


class RepairExceptionDialog(RecordForm):
    """Accepted once repair and exception are stored, in one step."""

    def __init__(self, bridge: Bridge, case: Case, repair: Repair, parent: QWidget) -> None:
        self._case, self._repair = case, repair
        super().__init__("提前结束要写明依据", bridge, self._command, parent)
        self.who, self.reason = QLineEdit(), QLineEdit()
        self.until = DateField("到哪天为止", bridge.project.today())
        self.until.set_value(self._usual_end())
        self._build()

    def _usual_end(self) -> date | None:
        project, plan = self._bridge.project, self._case.plan
        term = project.directory.calendar.term(max(plan.since, project.today()))
        return plan.until or (term.last_day if term else None)

    def _build(self) -> None:
        words = label(f"{self._repair.words}。例外按年级登记，这一年级各班那一天都适用。")
        note = label("它会列在“已放宽的规则”里，随时可以收回。", ink=theme.MUTED)
        self.form.addRow(words)
        self.form.addRow(note)
        for line, name, hint, most in (
            (self.who, "同意人(&T)", "如：校长 李明、家长委员会", MOST_WHO),
            (self.reason, "理由(&R)", "如：周三教师集体教研，家长同意四点接", MOST_TEXT),
        ):
            line.setPlaceholderText(hint)
            line.setMaxLength(most)
            line.setAccessibleName(name[:-4])
            self.form.addRow(name, line)
        self.form.addRow("到哪天为止(&D)", self.until)
        self.save.setText("写下并采用")

    def _command(self) -> Command:
        exceptions = exceptions_for(
            self._bridge.project, self._case, self._repair,
            self.who.text(), self.reason.text(), self.until.wanted(),
        )  # fmt: skip
        return in_draft(self._case, lambda case: take_repair(case, self._repair, exceptions))
