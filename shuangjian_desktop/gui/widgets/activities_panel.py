"""The activities of one after-school plan, with how many sessions of each are placed.

Opens ActivityDialog and runs app/service/commands/activities; places nothing.
"""

from shuangjian_desktop.app.service.commands.activities import remove_activities
from shuangjian_desktop.app.service.queries.setup import ActivityLine, PlanSetup
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.activity_dialog import OWN_CLASSROOM, ActivityDialog
from shuangjian_desktop.gui.models.rows import CENTRE, Column
from shuangjian_desktop.gui.widgets.slots_panel import NO_PLAN
from shuangjian_desktop.gui.widgets.table_panel import TablePanel

_COLUMNS: tuple[Column[ActivityLine], ...] = (
    Column("类别", lambda line: line.activity.kind.value),
    Column("名称", lambda line: line.activity.title),
    Column("班级", lambda line: line.classes, tooltip=lambda line: line.classes),
    Column("每周", lambda line: f"{line.activity.per_week}次", CENTRE),
    Column("周次", lambda line: line.parity),
    Column("人员", lambda line: f"{line.activity.staff_wanted}人，{line.staff}"),
    Column("场地", lambda line: line.activity.room_kind or OWN_CLASSROOM),
    Column("已排", lambda line: str(line.placed), CENTRE),
    Column(
        "待排",
        lambda line: str(line.unplaced) if line.unplaced else "",
        CENTRE,
        ink=lambda _line: theme.WARNING,
    ),
)
_EMPTY = "还没有活动：按“添加”，如为每个班各加一项作业辅导；或者导入贴在墙上的课后服务安排表。"


class ActivitiesPanel(TablePanel):
    """`setup` is the plan shown, None while there is none."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("课后活动", _COLUMNS, _EMPTY, 2)
        self._bridge, self._may_edit = bridge, False
        self.setup: PlanSetup | None = None
        self.act("add", "添加(&A)…", self._add, lambda _row: self._may_edit, "Ins")
        self.act("edit", "修改(&E)…", self._edit, self._is_on)
        self.act("delete", "删除(&D)", self._delete, self._is_on, "Del")

    def show_plan(self, setup: PlanSetup | None, *, may_edit: bool) -> None:
        """Show the activities of a plan."""
        self.setup = setup
        self._may_edit = may_edit and setup is not None
        self.table.say_when_empty(_EMPTY if setup else NO_PLAN)
        self.show_rows(setup.activities if setup else (), lambda line: line.activity.id)

    def _is_on(self, row: ActivityLine | None) -> bool:
        return self._may_edit and row is not None

    def _add(self) -> None:
        if self.setup:
            self._ask(ActivityDialog(self._bridge, self.setup.plan.id, None, self))

    def _edit(self) -> None:
        if self.setup:
            self._ask(ActivityDialog(self._bridge, self.setup.plan.id, self.row.activity, self))

    def _delete(self) -> None:
        line: ActivityLine = self.row
        what = f"“{line.activity.title}”（{line.classes}）"
        question = f"{what}已排{line.placed}次，删除后一起去掉。继续吗？"
        notify = self._bridge.notify
        if line.placed and not notify.ask(question, "删除"):
            return
        if self._bridge.run(remove_activities([line.activity])) is not None:
            notify.say(f"已删除“{line.activity.title}”，可以撤销。")

    def _ask(self, dialog: ActivityDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
