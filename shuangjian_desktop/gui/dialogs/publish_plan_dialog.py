"""Put a draft of the after-school plan in force: from which day, and what still stands against it.

Runs app/service/commands/versions; what is broken is said, never hidden.
"""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands.versions import Decision, publish_plan
from shuangjian_desktop.app.service.queries.ready import readiness, readiness_words
from shuangjian_desktop.domain.service import ServicePlan
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.widgets.value_fields import DateField

_ALL_WELL = "全部排好，没有违反规则。"
_WELL_NOW = "全部排好，现在没有违反规则；以后要注意："
_ABOUT = "发布后这一版保持原样；以后要改先“修订”成下一版。今天以前的日子不会变。"


class PublishPlanDialog(RecordForm):
    """Accepted once the plan is published."""

    def __init__(self, bridge: Bridge, plan: ServicePlan, parent: QWidget) -> None:
        self._plan = plan
        super().__init__(f"发布{plan.title}", bridge, self._command, parent)
        self._today = bridge.project.today()
        self.since = DateField("从哪天起执行", self._today)
        self.since.set_value(self._usual_day())
        ready = readiness(bridge.project, plan.id)
        is_well = not ready.unplaced and not ready.broken
        told = [_WELL_NOW if ready.foreseen else _ALL_WELL] if is_well else []
        self.standing = _label("\n".join([*told, readiness_words(ready)]).strip())
        self.decided_by, self.decided_why = _line("谁决定的"), _line("为什么")
        self.form.addRow("从哪天起执行(&D)", self.since)
        self.form.addRow(self.standing)
        self.form.addRow("谁决定仍然发布(&W)", self.decided_by)
        self.form.addRow("为什么(&Y)", self.decided_why)
        self._ask_why(bool(ready.broken))
        self.form.addRow(_label(_ABOUT))
        self.save.setText("发布" if is_well else "仍然发布")

    def _ask_why(self, is_asked: bool) -> None:
        """Who decided and why is asked for only when a rule is broken."""
        for field in (self.decided_by, self.decided_why):
            self.form.setRowVisible(field, is_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let all that stands against it be read: a form asks no label how high it gets wrapped."""
        super().resizeEvent(event)
        self.standing.setMinimumHeight(self.standing.heightForWidth(self.standing.width()))

    def _save(self) -> None:
        super()._save()
        if not self.result():  # from another first day on more may be broken than was told
            self._ask_why(True)

    def _usual_day(self) -> date:
        """A first version begins when it says; a later one not before the next Monday."""
        if self._plan.version == 1 or self._plan.since > self._today:
            return max(self._plan.since, self._today)
        monday = self._today + timedelta(days=7 - self._today.weekday())
        return min(monday, self._plan.until or monday)

    def _command(self) -> Command:
        since, project = self.since.wanted(), self._bridge.project
        if since < self._today:
            raise UserError(
                f"{since.isoformat()}已经过去，那天的安排要保持原样，没有发布；请写今天或以后。"
            )
        at = project.clock().isoformat(timespec="seconds")
        said = Decision(self.decided_by.text(), self.decided_why.text())
        decision = said if any(map(str.strip, said)) else None
        return publish_plan(self._plan.id, at, project.who, since=since, decision=decision)


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    return line


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
