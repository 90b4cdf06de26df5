"""A new after-school plan, empty or like an earlier one; or the name and dates of a known one.

Runs app/service/commands/plans; decides nothing.
"""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands import plans as commands
from shuangjian_desktop.app.service.queries.copying import left_behind
from shuangjian_desktop.app.service.queries.setup import plan_lines
from shuangjian_desktop.app.service.queries.usual_slots import usual_slots
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState, ServicePlan
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.widgets.value_fields import DateField

EMPTY = "空白，列出常用时段"


class ServicePlanDialog(RecordForm):
    """`plan_id` is the new plan's once it was stored. A published plan keeps all but its end."""

    def __init__(self, bridge: Bridge, plan: ServicePlan | None, parent: QWidget) -> None:
        self._plan = plan
        self.plan_id: ServicePlanId | None = plan.id if plan else None
        title = f"{plan.title}的名称和日期" if plan else "新建课后服务安排"
        super().__init__(title, bridge, self._command, parent)
        dates = commands.PlanDates(plan.name, plan.since, plan.until) if plan else None
        dates = dates or commands.usual_dates(bridge.project)
        self.name = QLineEdit(dates.name)
        self.name.setAccessibleName("安排名称")
        self.name.setMaxLength(commands.MOST_NAME)
        self.since = DateField("从哪天起", dates.since)
        self.until = DateField("到哪天为止", dates.since)
        self.since.set_value(dates.since)
        self.until.set_value(dates.until)
        self.source = QComboBox()
        self.source.setAccessibleName("从哪里开始")
        self.source.addItem(EMPTY, None)
        for line in plan_lines(bridge.project) if plan is None else ():
            self.source.addItem(f"照“{line.plan.title}”", line.plan.id)
        self._build()

    def _command(self) -> Command:
        project = self._bridge.project
        dates = commands.PlanDates(self.name.text(), self.since.wanted(), self.until.value())
        if self._plan is not None:
            return commands.change_plan(project, self._plan, dates)
        source: ServicePlanId | None = self.source.currentData()
        if source is None:
            slots = usual_slots(project, ServicePlanId(""), dates.since)
            self.plan_id, command = commands.new_plan(dates, slots)
            return command
        left = left_behind(project, source, dates.since).words
        if left and not self._bridge.notify.ask(f"{left}继续吗？", "其余的带过来"):
            raise UserError("没有新建；可以换一个日期，或选“空白”。")
        self.plan_id, command = commands.copy_plan(project, source, dates)
        return command

    def _build(self) -> None:
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.since, QLabel("到"), self.until):
            row.addWidget(part)
        row.addStretch(1)
        days.setFocusProxy(self.since)
        self.until.setPlaceholderText("不写就到下一版为止")
        is_published = self._plan is not None and self._plan.state is PlanState.PUBLISHED
        for field in (self.name, self.since):
            field.setReadOnly(is_published)
        self.form.addRow("名称(&N)", self.name)
        self.form.addRow("起止(&D)", days)
        if self._plan is None:
            self.form.addRow("内容(&C)", self.source)
