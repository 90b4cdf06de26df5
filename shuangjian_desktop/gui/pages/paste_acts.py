"""Ctrl+V in the class week and in the grade's overview: plan, preview where one is due, one step.

Knows clipboard, plans and the preview; what a block means is app/pasting.
"""

from typing import TYPE_CHECKING

from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.clipboard import CellClipboard
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.views.week_view import WeekView

if TYPE_CHECKING:  # what a paste needs loads with the first one: start-up time
    from PySide6.QtWidgets import QWidget

    from shuangjian_desktop.app.changes import Changes
    from shuangjian_desktop.app.paste_plan import PastePlan

Cells = tuple[tuple[int, int], ...]


class PasteActs:
    """`pasted` remembers which rows came from which selection, so that undo restores it (P15)."""

    def __init__(self, bridge: Bridge, view: WeekView, clipboard: CellClipboard) -> None:
        self._bridge = bridge
        self._view = view
        self._clipboard = clipboard
        self.pasted: dict[frozenset[str], Cells] = {}

    def into_week(self) -> None:
        """Paste at the upper left selected cell; what cannot be taken is shown first."""
        self._view.finish_editing()
        if self._is_too_long():
            return
        plan = self.week_plan()
        if plan is None or (plan.asks and not self._accepts(plan, self._view)):
            return
        cells = tuple(self._view.selected_cells())
        done = self._run(plan)
        if done is not None:
            self.pasted[done.ids] = cells

    def into_grade(self, place: Place, over: "QWidget") -> None:
        """Paste a block that names its classes, days and subjects: a whole grade in one step."""
        from shuangjian_desktop.app.pasting import plan_for_grade  # late: start-up time

        clip = self._clipboard.clip()
        if not clip.text.strip() and not clip.html:
            self._bridge.notify.say("剪贴板里没有文字；请先在表格里复制。")
            return
        if self._is_too_long():
            return
        plan = plan_for_grade(self._bridge.project, clip, place.date)
        if self._accepts(plan, over):
            self._run(plan)

    def _is_too_long(self) -> bool:
        """Say so where a paste would have to be cut (F7)."""
        from shuangjian_desktop.app.pasting import length_beyond_reading  # late: start-up time

        length = length_beyond_reading(self._clipboard.clip())
        if length:
            self._bridge.notify.say(
                f"剪贴板里有{length}个字，太多了，没有粘贴；请分几次复制，或存成文件再导入。"
            )
        return length > 0

    def week_plan(self) -> "PastePlan | None":
        """Return what pasting here would do; None where no cell is selected."""
        from shuangjian_desktop.app.paste import plan_cells  # late: start-up time, as is the next
        from shuangjian_desktop.app.pasting import plan_for_week

        cells, week = self._view.selected_cells(), self._view.week_model.week
        if not cells or week is None:
            return None
        week = week._replace(
            days=tuple(map(self._view.week_model.day, range(len(week.days))))
        )  # the week as loaded may be older than its single days
        row, column = cells[0][0], min(column for _, column in cells)
        own = self._clipboard.own_block()
        if own is not None:
            return plan_cells(self._bridge.project, week, own, row, column)
        return plan_for_week(self._bridge.project, week, self._clipboard.clip(), row, column)

    def _run(self, plan: "PastePlan") -> "Changes | None":
        from shuangjian_desktop.app.pasting import paste  # late: start-up time

        if plan.is_empty:
            return None
        done = self._bridge.run(paste(plan))
        if done is not None and plan.read_as:
            none = f"，{len(plan.none_days)}天标明无作业" if plan.none_days else ""
            self._bridge.notify.say(f"已粘贴{len(plan.items)}项{none}；撤销是一步。")
        return done

    def _accepts(self, plan: "PastePlan", over: "QWidget") -> bool:
        from shuangjian_desktop.app.queries.foreseen import foresee  # late: start-up time
        from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog

        foreseen = foresee(self._bridge.project, plan.items)
        dialog = PasteDialog(plan, over, foreseen)
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        return accepted
