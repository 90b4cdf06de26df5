"""What can be done to the class week from its grid: each act one command, one undo step.

Knows the view and the commands; totals and findings are judged elsewhere.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from shuangjian_desktop.app.commands.homework import (
    DayTarget,
    add_items,
    change_item,
    declare_no_homework,
    remove_items,
    withdraw_no_homework,
)
from shuangjian_desktop.app.parallel import parallel_classes, parallel_copies
from shuangjian_desktop.app.queries.week import with_item
from shuangjian_desktop.app.quick_entry import QuickEntry, new_item, next_position
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.clipboard import Block, CellClipboard
from shuangjian_desktop.gui.grid_action import grid_action
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.week_model import items_in
from shuangjian_desktop.gui.pages.homework_aids import KEYS as AID_KEYS
from shuangjian_desktop.gui.pages.homework_aids import HomeworkAids
from shuangjian_desktop.gui.pages.paste_acts import PasteActs
from shuangjian_desktop.gui.pages.state_acts import KEYS as STATE_KEYS
from shuangjian_desktop.gui.pages.state_acts import StateActs
from shuangjian_desktop.gui.views.week_view import WeekView
from shuangjian_desktop.rules.class_day import ClassDay

KEYS = (
    ("直接打字", "在当前格录入：内容，空一格，分钟数；已有作业上只打数字是改分钟"),
    ("Enter / F2", "修改当前一项"),
    ("Insert / Ctrl+Enter", "在同一格再加一项"),
    ("Delete", "删除（可以撤销）"),
    ("Ctrl+C / X / V", "复制、剪切、粘贴；可以和表格软件互相粘贴"),
    ("Ctrl+D", "复制到平行班"),
    ("Ctrl+0", "选中的那天无作业／取消"),
    *STATE_KEYS,
    *AID_KEYS,
)

_WRITING = ("edit", "add", "delete", "cut", "paste", "parallel", "none")


class HomeworkActs(QObject):
    """Acts on the current week of `view`; `actions` serve menu, buttons and keys alike."""

    def __init__(self, bridge: Bridge, view: WeekView) -> None:
        super().__init__(view)
        self.bridge = bridge
        self.view = view
        self.clipboard = CellClipboard()
        self.pasting = PasteActs(bridge, view, self.clipboard)
        view.committed.connect(self.commit)
        view.typed.connect(self.preview)
        self.actions = {
            "edit": grid_action(view, "修改", view.start_edit, ()),
            "add": grid_action(view, "再加一项", view.start_new, ("Ins", "Ctrl+Return"), "add"),
            "delete": grid_action(view, "删除", self.delete, ("Del",), "delete"),
            "cut": grid_action(view, "剪切", self.cut, ("Ctrl+X",)),
            "copy": grid_action(view, "复制", self.copy, ("Ctrl+C",)),
            "paste": grid_action(view, "粘贴", self.paste, ("Ctrl+V",), "paste"),
            "parallel": grid_action(
                view, "复制到平行班…", self.copy_to_parallel, ("Ctrl+D",), "copy"
            ),
            "none": grid_action(view, "无作业", self.toggle_none, ("Ctrl+0",), "no-homework"),
        }
        self.actions["none"].setCheckable(True)
        self.actions["parallel"].setIconText("平行班")
        self.states = StateActs(bridge, view, self.actions)
        self.aids = HomeworkAids(bridge, view, self.actions)
        view.selectionModel().selectionChanged.connect(self.name_days)

    def commit(self, row: int, column: int, item: HomeworkItem | None, entry: QuickEntry) -> None:
        """Store what was typed into a cell."""
        made = self._item_of(row, column, item, entry)
        done = self.bridge.run(add_items([made]) if item is None else change_item(made))
        if done is not None:
            self._select(made)

    def preview(
        self, row: int, column: int, item: HomeworkItem | None, entry: QuickEntry | None
    ) -> None:
        """Show in a day's head what it would be; nothing is stored and nothing is read."""
        model = self.view.week_model
        if entry is None or (entry.minutes.value is None and item is None):
            model.preview(column, None)
            return
        made = self._item_of(row, column, item, entry)
        model.preview(column, with_item(self.bridge.project, model.day(column), made))

    def delete(self) -> None:
        """Remove the current item, or all items of several selected cells."""
        cells = self.view.selected_cells()
        current = self.view.current_item()
        items = self._items(cells) if len(cells) > 1 else ((current,) if current else ())
        if items:
            self.bridge.run(remove_items(item.id for item in items))

    def cut(self) -> None:
        items = self._items(self.view.selected_cells())
        if items:
            self.copy()
            self.bridge.run(remove_items((item.id for item in items), "剪切作业"))

    def copy(self) -> None:
        self.clipboard.copy(self._block(self.view.selected_cells()))

    def paste(self) -> None:
        """Paste at the upper left selected cell; what cannot be taken is shown first."""
        self.pasting.into_week()

    def copy_to_parallel(self) -> None:
        """Copy the items of the selected cells to other classes of the grade, same dates."""
        self.view.finish_editing()
        items = self._items(self.view.selected_cells())
        classes = parallel_classes(self.bridge.project, items)
        if not classes:
            why = "这个年级没有别的班。" if items else "先选中有作业的格子，再复制到平行班。"
            self.bridge.notify.say(why)
            return
        from shuangjian_desktop.gui.dialogs.parallel_dialog import ParallelDialog  # start-up time

        dialog = ParallelDialog(len(items), classes, self.view)
        if dialog.exec():
            self._carry_over(items, dialog.chosen())
        dialog.deleteLater()

    def toggle_none(self) -> None:
        """Say 无作业 for the days of the selection, or take it back where it is said."""
        self.view.finish_editing()
        days = self._days()
        targets = [DayTarget(day.class_id, day.day.date) for day in days]
        if not targets:
            return
        is_said = all(day.declared_none for day in days)
        self.bridge.run(withdraw_no_homework(targets) if is_said else declare_no_homework(targets))
        self.name_days()

    def open_menu(self, at: QPoint) -> None:
        """Show all acts at a point of the grid."""
        menu = QMenu(self.view)
        for name, action in self.actions.items():
            if name in ("cut", "parallel", "submit", "enter_right", "template"):
                menu.addSeparator()
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def name_days(self) -> None:
        """Let the act name the days it means: 周二无作业, pressed where that is said already."""
        days = self._days()
        none = self.actions["none"]
        names = [day_words.weekday_short(day.day.date) for day in days]
        none.setText(f"{names[0] if len(names) == 1 else '这几天'}无作业" if names else "无作业")
        none.setChecked(bool(days) and all(day.declared_none for day in days))
        self._lock_foreign()

    def _lock_foreign(self) -> None:
        """Offer only what the person acting may do with what is selected; say why not the rest."""
        model = self.view.week_model
        week, editable = model.week, model.editable
        rows = {row for row, _ in self.view.selected_cells()}
        is_own = week is None or not rows
        if week is not None and rows:
            is_own = any(editable.may_enter(week.subjects[row].id) for row in rows)
        for name in _WRITING:
            may = is_own if name != "none" else editable.subjects is None
            self.actions[name].setEnabled(may)
            self.actions[name].setToolTip("" if may else editable.why_not)

    def _days(self) -> list[ClassDay]:
        """Return the class-days the selection touches, as stored."""
        model = self.view.week_model
        columns = sorted({column for _, column in self.view.selected_cells()})
        return [model.day(column).class_day for column in columns]

    def _carry_over(self, items: Sequence[HomeworkItem], chosen: Sequence[str]) -> None:
        copies = parallel_copies(self.bridge.project, items, chosen)  # type: ignore[arg-type]
        left_out = f"，{copies.already_there}项已有，没有重复添加" if copies.already_there else ""
        if copies.items and self.bridge.run(add_items(copies.items, "复制到平行班")) is None:
            return
        self.bridge.notify.say(f"已复制{len(copies.items)}项到平行班{left_out}。")

    def _item_of(
        self, row: int, column: int, item: HomeworkItem | None, entry: QuickEntry
    ) -> HomeworkItem:
        model = self.view.week_model
        assert model.week is not None
        if item is not None:
            minutes = item.minutes if entry.minutes.value is None else entry.minutes.value
            return item._replace(content=entry.content, minutes=minutes, **entry.marks)  # type: ignore[arg-type]
        day = model.day(column).class_day
        subject_id, position = model.week.subjects[row].id, next_position(day.items)
        return new_item(
            self.bridge.project, day.class_id, day.day.date, subject_id, entry, position
        )

    def _select(self, item: HomeworkItem) -> None:
        spot = self.view.week_model.spot_of(item.id)
        if spot:
            self.view.select_spot(*spot)

    def _items(self, cells: Sequence[tuple[int, int]]) -> tuple[HomeworkItem, ...]:
        model = self.view.week_model
        return items_in([model.cell(row, column) for row, column in cells])

    def _block(self, cells: Sequence[tuple[int, int]]) -> Block:
        """Return the rectangle around the selected cells; unselected ones in it are empty."""
        if not cells:
            return ()
        model, chosen = self.view.week_model, set(cells)
        rows = range(min(row for row, _ in cells), max(row for row, _ in cells) + 1)
        columns = range(min(c for _, c in cells), max(c for _, c in cells) + 1)
        return tuple(
            tuple(model.cell(row, c) if (row, c) in chosen else () for c in columns) for row in rows
        )
