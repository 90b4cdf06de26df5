"""提交, 改回草稿, 到点自动提交, 从以前复制, 向右填充: what is done to cells besides typing.

Knows the view and the commands; what may be done is the gate's.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from shuangjian_desktop.domain.calendar import monday_of
from shuangjian_desktop.domain.homework import HomeworkItem, Status
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.grid_action import grid_action
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.models.week_model import items_in
from shuangjian_desktop.gui.views.week_view import WeekView

if TYPE_CHECKING:
    from shuangjian_desktop.app.commands.homework import DayTarget
    from shuangjian_desktop.gui.dialogs.copy_dialog import Span

KEYS = (
    ("Ctrl+Shift+Enter", "提交这一周的草稿和退回的作业；年级总览里提交整个年级"),
    ("Ctrl+Shift+D", "从上周同一天或前一个上课日复制，先看预览，作为草稿"),
    ("Ctrl+R", "把选中区域最左一格向右填充"),
)
_MORNING = time(7, 30)


class StateActs(QObject):
    """Adds its acts to those of the grid."""

    def __init__(self, bridge: Bridge, view: WeekView, actions: dict[str, QAction]) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._view = view
        keys = ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")
        actions["submit"] = grid_action(self._view, "提交本周", self.submit_week, keys, "check")
        actions["submit"].setIconText("提交")  # what its button says in a narrow bar
        actions["draft"] = grid_action(self._view, "改回草稿", self.make_draft)
        actions["release"] = grid_action(self._view, "到点自动提交…", self.schedule)
        actions["earlier"] = grid_action(
            self._view, "从以前复制…", self.copy_earlier, ("Ctrl+Shift+D",)
        )
        actions["right"] = grid_action(self._view, "向右填充", self.fill_right, ("Ctrl+R",))
        actions["removed"] = grid_action(self._view, "回收站…", self.open_bin)
        actions["enter_right"] = enter = grid_action(self._view, "回车向右", self._keep_enter)
        enter.setCheckable(True)
        enter.setToolTip("按回车后光标向右走（数字小键盘录入时方便）")
        enter.setChecked(Memory().enter_goes_right)
        view.enter_goes_right = enter.isChecked()

    def submit_week(self) -> None:
        """Hand in what waits in the week shown."""
        from shuangjian_desktop.app.commands.homework import DayTarget  # late: start-up time

        self._view.finish_editing()
        model = self._view.week_model
        days = [model.day(column).class_day for column in range(model.columnCount())]
        submit(self._bridge, [DayTarget(d.class_id, d.day.date) for d in days if d.items])

    def make_draft(self) -> None:
        """Turn the selected items into drafts."""
        from shuangjian_desktop.app.commands.drafts import make_draft  # late: start-up time

        items = [item for item in self._selected() if item.status is not Status.DRAFT]
        if items:
            self._bridge.run(make_draft(items))
        else:
            self._bridge.notify.say("选中的格子里没有可以改回草稿的作业。")

    def schedule(self) -> None:
        """Ask from when the selected items count as handed in."""
        from shuangjian_desktop.app.commands.drafts import schedule_release  # late: start-up time
        from shuangjian_desktop.gui.dialogs.release_dialog import ReleaseDialog

        items = self._selected()
        if not items:
            self._bridge.notify.say("先选中作业，再定自动提交的时间。")
            return
        set_times = [item.release_at for item in items if item.release_at]
        dialog = ReleaseDialog(
            len(items),
            set_times[0] if set_times else self._proposed(items),
            self._view,
            is_set=bool(set_times),
        )
        if dialog.exec():
            self._bridge.run(schedule_release(self._bridge.project, items, dialog.moment))
        dialog.deleteLater()

    def copy_earlier(self) -> None:
        """Copy from last week or the day before into the selected cells, days or the week."""
        from shuangjian_desktop.app.commands.homework import add_items  # late: start-up time
        from shuangjian_desktop.gui.dialogs.copy_dialog import CopyDialog

        self._view.finish_editing()
        week = self._view.week_model.week
        if week is None:
            return
        project = self._bridge.project
        dialog = CopyDialog(project, [week.school_class.id], self._spans(), self._view)
        items = dialog.plan.items if dialog.exec() else ()
        dialog.deleteLater()
        if items and self._bridge.run(add_items(items, "从以前复制")) is not None:
            self._bridge.notify.say(f"已复制{len(items)}项为草稿；核对后请提交。")

    def open_bin(self) -> None:
        """Show what was deleted lately and bring back what is chosen (P17)."""
        from shuangjian_desktop.app.commands.homework import add_items  # late: start-up time
        from shuangjian_desktop.app.queries.removed import removed_items
        from shuangjian_desktop.gui.dialogs.removed_dialog import RemovedDialog

        self._view.finish_editing()
        project = self._bridge.project
        newest = removed_items(project)
        if not newest.items and newest.older is None:
            self._bridge.notify.say("最近30天没有删除过作业。")
            return
        dialog = RemovedDialog(newest, lambda older: removed_items(project, older), self._view)
        chosen = dialog.chosen() if dialog.exec() else ()
        dialog.deleteLater()
        if chosen and self._bridge.run(add_items(chosen, "从回收站恢复")) is not None:
            self._bridge.notify.say(f"已恢复{len(chosen)}项。")

    def fill_right(self) -> None:
        """Repeat the leftmost selected cell of each row in the others of the row (one step)."""
        from shuangjian_desktop.app.commands.homework import add_items  # late: start-up time
        from shuangjian_desktop.app.paste import plan_cells

        self._view.finish_editing()
        model = self._view.week_model
        week, cells = model.week, self._view.selected_cells()
        if week is None:
            return
        week = week._replace(days=tuple(map(model.day, range(len(week.days)))))
        columns = sorted({column for _, column in cells})
        if len(columns) < 2:
            self._bridge.notify.say("先选中几天，再向右填充。")
            return
        items: list[HomeworkItem] = []
        for column in columns[1:]:
            for row in sorted({row for row, _ in cells}):
                block = ((model.cell(row, columns[0]),),)
                if not model.cell(row, column):
                    items += plan_cells(self._bridge.project, week, block, row, column).items
        if items:
            self._bridge.run(add_items(items, "向右填充"))

    def _spans(self) -> "list[Span]":
        from shuangjian_desktop.gui.dialogs.copy_dialog import Span  # late: start-up time

        model, cells = self._view.week_model, self._view.selected_cells()
        assert model.week is not None
        subjects = model.week.subjects
        dates = [model.day(column).class_day.day.date for column in range(model.columnCount())]
        chosen = frozenset((dates[column], subjects[row].id) for row, column in cells)
        days = tuple(dates[column] for column in sorted({column for _, column in cells}))
        spans = [Span("整周", tuple(dates)), Span(f"选中的{len(days)}天", days)]
        spans.append(Span(f"选中的{len(cells)}格", days, chosen))
        return spans if len(cells) == 1 else spans[::-1]

    def _proposed(self, items: Sequence[HomeworkItem]) -> datetime:
        """Propose the morning of the first day's Monday, or tomorrow where that has passed."""
        now = self._bridge.project.clock()
        monday = datetime.combine(monday_of(min(item.date for item in items)), _MORNING)
        return monday if monday > now else datetime.combine(now.date(), _MORNING) + timedelta(1)

    def _selected(self) -> tuple[HomeworkItem, ...]:
        self._view.finish_editing()
        cells = self._view.selected_cells()
        if len(cells) == 1:
            item = self._view.current_item()
            return (item,) if item else ()
        return items_in([self._view.week_model.cell(row, column) for row, column in cells])

    def _keep_enter(self, is_wanted: bool = False) -> None:
        self._view.enter_goes_right = is_wanted
        Memory().keep_enter_goes_right(is_wanted)


def submit(bridge: Bridge, targets: "Sequence[DayTarget]") -> None:
    """Hand in what waits on some class-days and say how many."""
    from shuangjian_desktop.app.commands.drafts import submit_days  # late: start-up time

    done = bridge.run(submit_days(bridge.project, targets))
    if done is not None:
        bridge.notify.say("已提交，等待审核。")
