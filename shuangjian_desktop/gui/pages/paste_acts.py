"""Ctrl+V in the class week and in the grade's overview: plan, preview where one is due, one step.

Knows clipboard, plans and the preview; what a block means is app/pasting.
"""

from typing import TYPE_CHECKING

from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.clipboard import CellClipboard
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.views.week_view import WeekView

if TYPE_CHECKING:  # what a paste needs loads with the first one: start-up time
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from shuangjian_desktop.app.changes import Changes
    from shuangjian_desktop.app.paste_clip import Clip
    from shuangjian_desktop.app.paste_plan import PastePlan
    from shuangjian_desktop.app.queries.week import ClassWeek
    from shuangjian_desktop.gui.paste_work import Planning, Prepared

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
        clip = self._clipboard.clip()
        prepared = self.week_plan(clip)
        if prepared is None:
            return
        plan: PastePlan | None = prepared.plan
        cells = tuple(self._view.selected_cells())
        if prepared.plan.asks:
            week = self._view.week_model.week
            assert week is not None
            on = week.days[min(column for _, column in cells)].class_day.day.date
            plan = self._looked_through(prepared, on, self._view)
        done = self._run(plan, self._view) if plan is not None else None
        if done is not None:
            self.pasted[done.ids] = cells

    def into_grade(self, place: Place, over: "QWidget") -> None:
        """Paste a block that names its classes, days and subjects: a whole grade in one step."""
        clip, on = self._clipboard.clip(), place.date
        if not clip.text.strip() and not clip.html:
            self._bridge.notify.say("剪贴板里没有文字；请先在表格里复制。")
            return
        from shuangjian_desktop.app.pasting import plan_for_grade  # late: start-up time

        prepared = self._prepared(
            clip, lambda project, watch: plan_for_grade(project, clip, on, watch), over
        )
        plan = self._looked_through(prepared, on, over) if prepared else None
        if plan is not None:
            self._run(plan, over)

    def week_plan(self, clip: "Clip") -> "Prepared | None":
        """Return what pasting here would do; None where no cell is selected or it was refused."""
        from shuangjian_desktop.app.paste import plan_cells  # late: start-up time, as is the next
        from shuangjian_desktop.app.pasting import plan_for_week

        cells, week = self._view.selected_cells(), self._week()
        if not cells or week is None:
            return None
        row, column = cells[0][0], min(column for _, column in cells)
        own = self._clipboard.own_block()
        if own is not None:
            block = own
            return self._prepared(
                None, lambda project, _: plan_cells(project, week, block, row, column), self._view
            )
        return self._prepared(
            clip,
            lambda project, watch: plan_for_week(project, week, clip, row, column, watch),
            self._view,
        )

    def _week(self) -> "ClassWeek | None":
        """Return the week as it stands: as loaded it may be older than its single days."""
        model = self._view.week_model
        if model.week is None:
            return None
        return model.week._replace(days=tuple(map(model.day, range(len(model.week.days)))))

    def _prepared(
        self, clip: "Clip | None", planning: "Planning", over: "QWidget"
    ) -> "Prepared | None":
        """Read and judge, a large clipboard beside the window; say why it was not read."""
        from shuangjian_desktop.app.pasting import takes_a_moment, too_much  # late: start-up time
        from shuangjian_desktop.gui.paste_work import prepare

        if clip is not None and (refusal := too_much(clip)):
            self._bridge.notify.say(refusal)
            return None
        at_once = clip is None or not takes_a_moment(clip)
        try:
            return prepare(self._bridge.project, planning, over, at_once=at_once)
        except Cancelled:
            self._bridge.notify.say("已停止，什么都没有粘贴。")
        except UserError as error:
            self._bridge.notify.say(str(error))
        return None

    def _run(self, plan: "PastePlan", over: "QWidget") -> "Changes | None":
        from shuangjian_desktop.gui.paste_work import write  # late: start-up time

        if plan.is_empty:
            return None
        done = write(self._bridge, plan, over)
        if done is not None and (plan.read_as or plan.problems):
            none = f"，{len(plan.none_days)}天标明无作业" if plan.none_days else ""
            left = f"，{len(plan.problems)}处没有粘贴" if plan.problems else ""
            self._bridge.notify.say(f"已粘贴{len(plan.items)}项{none}{left}；撤销是一步。")
        return done

    def _looked_through(
        self, prepared: "Prepared", on: "date", over: "QWidget"
    ) -> "PastePlan | None":
        """Let a person look, and complete what is unfinished; None when it was called off."""
        from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog  # late: start-up time

        dialog = PasteDialog(self._bridge.project, prepared.plan, prepared.foreseen, on, over)
        plan = dialog.plan if dialog.exec() else None
        dialog.deleteLater()
        return plan
