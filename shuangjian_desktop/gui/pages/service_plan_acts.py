"""What can be done to the plan on the week board as a whole: an act opens its dialog, or is a step.

Knows which dialog belongs to which act; each is imported when first opened.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries.plans import plan_titles
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.pages.dialog_acts import DialogActs
from shuangjian_desktop.gui.pages.service_day_acts import ServiceDayActs
from shuangjian_desktop.gui.widgets.service_bar import ServiceBar

if TYPE_CHECKING:
    from shuangjian_desktop.app.service.queries.reasons import Spot
    from shuangjian_desktop.gui.pages.service import ServicePage

_SETUP = "service_plans"
_WARM_UP_MS = 1000
"""How long after the board is first shown the planner's process is started beside it."""


class ServicePlanActs(DialogActs):
    """The actions serve the bar, its menu and the command palette alike."""

    def __init__(self, bridge: Bridge, page: "ServicePage") -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page
        self._is_warm = False
        self.days = ServiceDayActs(bridge, page, self)
        self.schedule = self.act("排课…", self.schedule_plan)
        self.publish = self.act("发布…", self.publish_plan)
        self.revise = self.act("修订", self.revise_plan)
        self.relaxed = self.act("已放宽的规则…", self.show_relaxed)
        self.paper = self.act("打印与导出…", self.put_out)
        self.versions = self.act("版本对比…", self.compare_versions)
        self.why = self.act("为何排不上…", self.show_why)
        self.activity = self.act("添加活动…", self.add_activity)
        self.setup = self.act("时段、活动、愿望…", self.open_setup)
        self.new = self.act("新建安排…", self.new_plan)

    def make_bar(self) -> ServiceBar:
        """Return the bar over the board, with every act on it or under 更多."""
        roomy = (self.days.swaps, self.paper)
        days = (self.days.contingencies, self.days.replan, self.days.workload)
        look = (self.versions, self.why, self.relaxed)
        rest = (self.activity, self.setup, self.new)
        return ServiceBar((self.schedule, self.publish), roomy, (*roomy, *days, *look, *rest))

    def update(self) -> None:
        """Offer what can be done with the plan that is shown."""
        page = self._page
        plan, has_board = page.plan, page.board is not None
        is_draft = plan is not None and plan.state is PlanState.DRAFT
        self.schedule.setEnabled(page.may_set_up and has_board)
        self.publish.setVisible(is_draft)
        self.publish.setEnabled(is_draft and not page.why_not)
        self.revise.setEnabled(page.may_set_up and plan is not None)
        self.days.update()
        self.relaxed.setEnabled(plan is not None)
        if page.may_set_up and has_board and not self._is_warm:
            self._is_warm = True
            QTimer.singleShot(_WARM_UP_MS, self, self._warm_up)
        self.paper.setEnabled(has_board)
        self.versions.setEnabled(plan is not None)
        self.why.setEnabled(page.board is not None and bool(page.board.tray))
        self.activity.setEnabled(is_draft and not page.why_not)
        self.new.setEnabled(page.may_set_up)

    def schedule_plan(self) -> None:
        """Let the sessions be placed by computing; a published plan's go into its next draft."""
        page = self._page
        if page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.schedule_dialog import ScheduleDialog  # late: start-up

        dialog = ScheduleDialog(self._bridge, page.runner, page.notify, page.plan.id, page)
        dialog.spot_asked.connect(self.go_to_spot)
        self.ask(dialog)

    def publish_plan(self) -> None:
        if self._page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.publish_plan_dialog import PublishPlanDialog  # late

        self.ask(PublishPlanDialog(self._bridge, self._page.plan, self._page))

    def revise_plan(self) -> None:
        """Begin the next version of a published plan, or go to the one begun already."""
        plan = self._page.plan
        if plan is None:
            return
        drafts = [
            title.plan.id
            for title in plan_titles(self._bridge.project)
            if title.is_draft and title.plan.name == plan.name
        ]
        if drafts:
            self._page.show_plan(drafts[0])
        else:
            self._bridge.run(revise_plan(plan.id))  # the page goes to the draft by itself

    def show_relaxed(self) -> None:
        """List every rule that was relaxed for the plan, each with the way back."""
        if self._page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.accepted_dialog import AcceptedDialog  # late: start-up

        self.ask(AcceptedDialog(self._bridge, self._page.plan.id, self._page))

    def put_out(self) -> None:
        """Print the timetables of the plan, or write them to files."""
        page = self._page
        if page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.timetable_export import TimetableExport  # late

        self.ask(TimetableExport(self._bridge, page.runner, page.notify, page.plan.id, page))

    def compare_versions(self) -> None:
        """Tell what moved between two versions, and whom it concerns."""
        page = self._page
        if page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.versions_dialog import VersionsDialog  # late: start-up

        self.ask(VersionsDialog(self._bridge, page.runner, page.notify, page.plan.id, page))

    def show_why(self) -> None:
        """Tell of every session of the tray, slot by slot, why it does not stand there."""
        page = self._page
        if page.case is None or page.board is None:
            return
        from shuangjian_desktop.gui.dialogs.why_unplaced_dialog import WhyUnplacedDialog  # late

        ids = [chip.session_id for chip in page.board.tray]
        chosen = page.tray.current_chip()
        if chosen is not None and chosen.session_id in ids:
            ids = [chosen.session_id, *(one for one in ids if one != chosen.session_id)]
        self.ask(WhyUnplacedDialog(page.case, page.board, ids, page))

    def new_plan(self) -> None:
        from shuangjian_desktop.gui.dialogs.service_plan_dialog import ServicePlanDialog  # late

        dialog = ServicePlanDialog(self._bridge, None, self._page)
        if dialog.exec() and dialog.plan_id is not None:
            self._page.show_plan(dialog.plan_id)
        dialog.deleteLater()

    def add_activity(self) -> None:
        if self._page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.activity_dialog import ActivityDialog  # late: start-up

        self.ask(ActivityDialog(self._bridge, self._page.plan.id, None, self._page))

    def open_setup(self) -> None:
        """Go where slots, activities and wishes of the plans are listed."""
        self._page.place.open_section(_SETUP)

    def go_to_spot(self, spot: "Spot") -> None:
        """Show what a reason of the planner is about."""
        page = self._page
        if spot.section:
            page.place.open_section(spot.section)
        elif spot.session_id is not None:
            page.stand_on(spot.session_id)
        elif spot.class_id is not None:
            page.place.go(class_id=spot.class_id)

    def _warm_up(self) -> None:
        """Have the planner's process ready before it is asked."""
        from shuangjian_desktop.gui.planner import planner_of  # late: start-up time

        planner_of(self._page.runner).start()
