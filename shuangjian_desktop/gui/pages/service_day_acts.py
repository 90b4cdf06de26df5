"""What can be done about real days: swaps, rain, somebody who is gone, what was really served.

Knows which dialog belongs to which act; each is imported when first opened.
"""

from datetime import date
from typing import TYPE_CHECKING

from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.pages.dialog_acts import DialogActs

if TYPE_CHECKING:
    from shuangjian_desktop.gui.pages.service import ServicePage
    from shuangjian_desktop.gui.pages.service_plan_acts import ServicePlanActs


class ServiceDayActs(DialogActs):
    """A part of the acts on the plan; `plan_acts` are the others."""

    def __init__(self, bridge: Bridge, page: "ServicePage", plan_acts: "ServicePlanActs") -> None:
        super().__init__(page)
        self._bridge, self._page, self._plan_acts = bridge, page, plan_acts
        self.swaps = self.act("换课与停课…", self.book_swaps)
        self.contingencies = self.act("预案（雨天、场地停用）…", self.open_contingencies)
        self.replan = self.act("临时缺人、缺场地…", self.replan_week)
        self.workload = self.act("工作量统计…", self.count_workload)

    def update(self) -> None:
        """Offer what can be done with the plan that is shown."""
        page = self._page
        can = page.may_set_up and page.board is not None
        for action in (self.swaps, self.contingencies, self.replan):
            action.setEnabled(can)
        self.workload.setEnabled(self._bridge.project.directory.service is not None)

    def book_swaps(self) -> None:
        """Look at the next real date, and book what is otherwise on it."""
        self.look_at_day(None)

    def look_at_day(self, on: date | None) -> None:
        """Look at a real date, None = the next one; what is otherwise on it is booked there."""
        page = self._page
        if page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.day_swap_dialog import DaySwapDialog  # late: start-up

        dialog = DaySwapDialog(self._bridge, page.runner, page.notify, page.plan.id, page)
        if on is not None:
            dialog.go(on)
        self.ask(dialog)

    def open_contingencies(self) -> None:
        """Get ready for days on which some rooms cannot be used, or take that up on a day."""
        page = self._page
        if page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.contingency_dialog import ContingencyDialog  # late

        self.ask(ContingencyDialog(self._bridge, page.runner, page.notify, page.plan.id, page))

    def replan_week(self) -> None:
        """Somebody is ill or a room is lost for longer: the fewest changes of the plan."""
        page = self._page
        if page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.replan_dialog import ReplanDialog  # late: start-up

        dialog = ReplanDialog(self._bridge, page.runner, page.notify, page.plan.id, page)
        dialog.spot_asked.connect(self._plan_acts.go_to_spot)
        dialog.swap_asked.connect(self.book_swaps)
        dialog.slips_asked.connect(self._plan_acts.compare_versions)
        self.ask(dialog)

    def count_workload(self) -> None:
        """Count what everybody has really served: the base of flexible hours."""
        from shuangjian_desktop.gui.dialogs.workload_dialog import WorkloadDialog  # late: start-up

        self.ask(WorkloadDialog(self._bridge, self._page.notify, self._page))
