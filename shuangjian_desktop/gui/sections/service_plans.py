"""课后安排: the versions of the after-school plan, and what each is made of [§6, §7].

Shows app/service/queries/setup; placing sessions is the page 课后.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel, QSplitter, QTabWidget, QVBoxLayout

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.service.commands.plans import delete_plan, set_wishes
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries.setup import (
    PlanLine,
    PlanSetup,
    PlanStanding,
    exceptions,
    plan_lines,
    plan_setup,
)
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.publish_plan_dialog import PublishPlanDialog
from shuangjian_desktop.gui.dialogs.service_plan_dialog import ServicePlanDialog
from shuangjian_desktop.gui.models.rows import CENTRE, Column
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import SERVICE, Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.records import ONLY_OFFICE
from shuangjian_desktop.gui.widgets.activities_panel import ActivitiesPanel
from shuangjian_desktop.gui.widgets.end_exceptions_panel import EndExceptionsPanel
from shuangjian_desktop.gui.widgets.slots_panel import SlotsPanel
from shuangjian_desktop.gui.widgets.table_panel import TablePanel
from shuangjian_desktop.gui.widgets.wish_fields import WishFields

_READ = (
    "service_plan", "slot", "activity", "session", "end_exception", "off_work", "staff", "class",
    "term", "setting", "school",
)  # fmt: skip
_EMPTY = "还没有课后服务安排：按“新建”列出常用时段，或导入贴在墙上的课后服务安排表。"
_MARKS = {
    PlanStanding.DRAFT: "✎",
    PlanStanding.NOW: "●",
    PlanStanding.LATER: "○",
    PlanStanding.PAST: "—",
}


def _ink(line: PlanLine) -> QColor | None:
    return theme.MUTED if line.standing is PlanStanding.PAST else None


def _published(line: PlanLine) -> str:
    plan = line.plan
    return f"{plan.published_by}，{(plan.published_at or '')[:10]}" if plan.published_by else ""


_COLUMNS: tuple[Column[PlanLine], ...] = (
    Column("情况", lambda line: f"{_MARKS[line.standing]} {line.standing.value}", ink=_ink),
    Column("名称", lambda line: line.plan.name, ink=_ink, tooltip=lambda line: line.plan.title),
    Column("版", lambda line: f"第{line.plan.version}版", ink=_ink),
    Column("从哪天起", lambda line: line.plan.since.isoformat(), ink=_ink),
    Column("到哪天", lambda line: line.plan.until.isoformat() if line.plan.until else "", ink=_ink),
    Column("已排", lambda line: str(line.placed), CENTRE, ink=_ink),
    Column("待排", lambda line: str(line.unplaced) if line.unplaced else "", CENTRE, ink=_ink),
    Column("发布", _published, ink=_ink),
)


class ServicePlansSection(Page):
    page_id = "service_plans"
    title = "课后安排"
    follows = frozenset[str]()
    keys = (("Insert", "新建安排，或添加活动、例外"), ("Enter", "修改选中的一条"))

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.setup: PlanSetup | None = None
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.plans = TablePanel("课后服务安排", _COLUMNS, _EMPTY, 1)
        self.slots = SlotsPanel(bridge)
        self.activities = ActivitiesPanel(bridge)
        self.wishes = WishFields()
        self.exceptions = EndExceptionsPanel(bridge)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("选中的安排里有什么")
        self._add_acts()
        self._lay_out()
        self.plans.table.selectionModel().currentRowChanged.connect(self._show_plan)
        self.wishes.changed.connect(self._wish)

    @property
    def may_edit(self) -> bool:
        project = self.bridge.project
        return rights.may_set_up(project.actor) and not project.database.read_only

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_READ, EVERYTHING):
            return
        self.note.setText("" if self.may_edit else ONLY_OFFICE)
        self.note.setVisible(not self.may_edit)
        self.plans.show_rows(plan_lines(self.bridge.project), lambda line: line.plan.id)
        self._show_plan()

    def focus_first(self) -> None:
        self.plans.table.setFocus()

    def stand_on(self, plan_id: ServicePlanId) -> None:
        """Show a plan by its id."""
        for number, line in enumerate(self.plans.model.rows):
            if line.plan.id == plan_id:
                self.plans.table.selectRow(number)

    def _show_plan(self, *_: object) -> None:
        line: PlanLine | None = self.plans.row
        project = self.bridge.project
        self.setup = plan_setup(project, line.plan.id) if line else None
        may_edit = self.may_edit and self.setup is not None and self.setup.is_draft
        self.slots.show_plan(self.setup, may_edit=may_edit)
        self.activities.show_plan(self.setup, may_edit=may_edit)
        self.wishes.setVisible(self.setup is not None)
        if self.setup is not None:
            self.wishes.show_plan(self.setup.plan, may_edit=may_edit)
        self.exceptions.show_exceptions(exceptions(project), may_edit=self.may_edit)
        self._name_tabs()

    def _name_tabs(self) -> None:
        early = sum(row.is_early for row in self.setup.slots) if self.setup else 0
        unplaced = sum(row.unplaced for row in self.setup.activities) if self.setup else 0
        self.tabs.setTabText(0, f"时段（▲ {early}天早于下班）" if early else "时段")
        self.tabs.setTabText(1, f"活动（待排{unplaced}次）" if unplaced else "活动")

    def _add_acts(self) -> None:
        self.plans.act("add", "新建(&N)…", self._new, lambda _row: self.may_edit, "Ins")
        self.plans.act("edit", "名称和日期(&M)…", self._edit, self._is_on)
        self.plans.act("publish", "发布(&P)…", self._publish, self._is_draft)
        self.plans.act("revise", "修订(&R)", self._revise, self._is_published)
        self.plans.act("board", "去排课(&G)", self._to_board, lambda row: row is not None)
        self.plans.act("import", "导入安排表(&I)…", self._import, lambda _row: self.may_edit)
        self.plans.act("delete", "删除草稿(&X)", self._delete, self._is_draft, "Del")

    def _is_on(self, row: PlanLine | None) -> bool:
        return self.may_edit and row is not None

    def _is_draft(self, row: PlanLine | None) -> bool:
        return self._is_on(row) and row is not None and row.plan.state is PlanState.DRAFT

    def _is_published(self, row: PlanLine | None) -> bool:
        return self._is_on(row) and row is not None and row.plan.state is PlanState.PUBLISHED

    def _new(self) -> None:
        dialog = ServicePlanDialog(self.bridge, None, self)
        if dialog.exec() and dialog.plan_id:
            self.stand_on(dialog.plan_id)
        dialog.deleteLater()

    def _to_board(self) -> None:
        self.place.go(page=SERVICE)

    def _import(self) -> None:
        self.import_requested.emit("service")

    def _edit(self) -> None:
        self._ask(ServicePlanDialog(self.bridge, self.plans.row.plan, self))

    def _publish(self) -> None:
        self._ask(PublishPlanDialog(self.bridge, self.plans.row.plan, self))

    def _revise(self) -> None:
        plan = self.plans.row.plan
        if self.bridge.run(revise_plan(plan.id)) is None:
            return
        drafts = [
            line.plan
            for line in self.plans.model.rows
            if line.plan.name == plan.name and line.plan.state is PlanState.DRAFT
        ]
        if drafts:
            self.stand_on(drafts[0].id)
            self.notify.say(f"已建{drafts[0].title}草稿；改好后再发布，原来的一版不变。")

    def _delete(self) -> None:
        line: PlanLine = self.plans.row
        question = f"删除{line.plan.title}草稿，里面的时段、活动和已排的{line.placed}次一起删除？"
        if not self.notify.ask(question, "删除"):
            return
        if self.bridge.run(delete_plan(line.plan)) is not None:
            self.notify.say("已删除草稿，可以撤销。")

    def _wish(self, wish: Wish, weight: Weight) -> None:
        if self.setup is not None:
            self.bridge.run(set_wishes(self.setup.plan, {wish: weight}))

    def _ask(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _lay_out(self) -> None:
        for panel, words in (
            (self.slots, "时段"),
            (self.activities, "活动"),
            (self.wishes, "排课愿望"),
            (self.exceptions, "结束时间的例外"),
        ):
            self.tabs.addTab(panel, words)
        self.tabs.setDocumentMode(True)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.plans)
        halves.addWidget(self.tabs)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.note)
        column.addWidget(halves, 1)
