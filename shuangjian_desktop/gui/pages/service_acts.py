"""What can be done to the sessions of the week board and to its plan: each act one undo step.

Knows the page's board and the commands; what a letting go means is service_hold.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu

from shuangjian_desktop.app.commands.service import revise_plan
from shuangjian_desktop.app.commands.service_activities import set_parity
from shuangjian_desktop.app.commands.service_sessions import (
    lock_sessions,
    place_session,
    unplace_sessions,
)
from shuangjian_desktop.app.queries.service_plans import plan_titles
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.domain.service import Parity, PlanState
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.grid_action import grid_action

if TYPE_CHECKING:
    from shuangjian_desktop.app.queries.service_reasons import Spot
    from shuangjian_desktop.gui.pages.service import ServicePage

KEYS = (
    ("空格 / Enter", "拿起选中的活动；绿色能放，斜线不能放，右侧列出全部原因；再按一次放下"),
    ("方向键 / Esc", "移动拿着的活动；放回原处"),
    ("Delete", "撤下，放回待排区"),
    ("L", "锁定／解锁，自动排课不动锁定的"),
    ("F2 / Alt+↓", "换人、换场地；不能用的列出原因"),
    ("Tab", "到待排区；在那里按空格拿起"),
)
_SETUP = "service_plans"


class ServiceActs(QObject):
    """`actions` serve menu, buttons and keys alike."""

    def __init__(self, bridge: Bridge, page: "ServicePage") -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page
        view = page.view
        self.actions = {
            "edit": grid_action(view, "换人、换场地…", self.edit, ("F2", "Alt+Down")),
            "lock": grid_action(view, "锁定", self.toggle_lock, ("L",)),
            "off": grid_action(view, "撤下", self.take_off, ("Del",), "delete"),
        }
        self.parity = {
            parity: grid_action(view, parity.value, self._parity_setter(parity))
            for parity in Parity
        }
        self.schedule = self._act("排课…", self.schedule_plan)
        self.publish = self._act("发布…", self.publish_plan)
        self.revise = self._act("修订", self.revise_plan)
        self.why = self._act("为何排不上…", self.show_why)
        self.activity = self._act("添加活动…", self.add_activity)
        self.new = self._act("新建安排…", self.new_plan)
        self.setup = self._act("时段、活动、愿望…", self.open_setup)
        view.edited.connect(self.edit)

    def update(self) -> None:
        """Offer what can be done with what is selected; say why not the rest."""
        page = self._page
        chips, may = page.view.selected_chips(), not page.why_not
        is_draft = page.plan is not None and page.plan.state is PlanState.DRAFT
        for action in (*self.actions.values(), *self.parity.values()):
            action.setEnabled(may and bool(chips))
            action.setToolTip(page.why_not)
        all_locked = bool(chips) and all(chip.is_locked for chip in chips)
        self.actions["lock"].setText("解锁" if all_locked else "锁定")
        self.actions["edit"].setEnabled(may and page.view.current_chip() is not None)
        self.publish.setVisible(is_draft)
        self.publish.setEnabled(is_draft and may)
        self.revise.setVisible(page.plan is not None and not is_draft)
        self.revise.setEnabled(page.may_set_up)
        self.new.setEnabled(page.may_set_up)
        self.schedule.setEnabled(page.may_set_up and page.board is not None)
        self.activity.setEnabled(is_draft and may)
        self.why.setEnabled(page.board is not None and bool(page.board.tray))

    def take_off(self) -> None:
        """Take the selected sessions off the board, locked ones stay and are told of."""
        if self._page.hold.hand is not None:
            self._page.hold.take_off()
            return
        chips = self._page.view.selected_chips()
        free = [chip.session_id for chip in chips if not chip.is_locked]
        if free and self._bridge.run(unplace_sessions(free)) is None:
            return
        if locked := len(chips) - len(free):
            self._bridge.notify.say(f"{locked}次已锁定，没有撤下；先按 L 解锁。")

    def toggle_lock(self) -> None:
        """Lock the selected sessions, or free them when all of them are locked."""
        chips = self._page.view.selected_chips()
        ids = [chip.session_id for chip in chips]
        if ids:
            are_locked = all(chip.is_locked for chip in chips)
            self._bridge.run(lock_sessions(ids, is_locked=not are_locked))

    def edit(self) -> None:
        """Choose who leads the current session and where, with reasons for whoever cannot."""
        page, chip = self._page, self._page.view.current_chip()
        if chip is None or page.case is None or page.why_not:
            page.notify.say(page.why_not or "先选一次活动。")
            return
        if chip.is_locked:
            page.notify.say(f"{chip.title}已锁定；按 L 解锁后再换人。")
            return
        from shuangjian_desktop.gui.dialogs.place_dialog import PlaceDialog  # late: start-up time

        dialog = PlaceDialog(page.case, chip.session_id, page)
        if dialog.exec():
            self._bridge.run(
                place_session(chip.session_id, dialog.slot_id, dialog.room, dialog.staff)
            )
        dialog.deleteLater()

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
        self._ask(WhyUnplacedDialog(page.case, ids, page))

    def schedule_plan(self) -> None:
        """Let the sessions be placed by computing; a published plan's go into its next draft."""
        page = self._page
        if page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.schedule_dialog import ScheduleDialog  # late

        dialog = ScheduleDialog(self._bridge, page.runner, page.notify, page.plan.id, page)
        dialog.spot_asked.connect(self._go_to_spot)
        self._ask(dialog)

    def _go_to_spot(self, spot: "Spot") -> None:
        """Show what a reason of the planner is about."""
        page = self._page
        if spot.section:
            page.place.open_section(spot.section)
        elif spot.session_id is not None:
            page.stand_on(spot.session_id)
        elif spot.class_id is not None:
            page.place.go(class_id=spot.class_id)

    def publish_plan(self) -> None:
        if self._page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.publish_plan_dialog import PublishPlanDialog  # late

        self._ask(PublishPlanDialog(self._bridge, self._page.plan, self._page))

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

    def new_plan(self) -> None:
        from shuangjian_desktop.gui.dialogs.service_plan_dialog import ServicePlanDialog  # late

        dialog = ServicePlanDialog(self._bridge, None, self._page)
        if dialog.exec() and dialog.plan_id is not None:
            self._page.show_plan(dialog.plan_id)
        dialog.deleteLater()

    def add_activity(self) -> None:
        if self._page.plan is None:
            return
        from shuangjian_desktop.gui.dialogs.activity_dialog import ActivityDialog  # late

        self._ask(ActivityDialog(self._bridge, self._page.plan.id, None, self._page))

    def open_setup(self) -> None:
        """Go where slots, activities and wishes of the plans are listed."""
        self._page.place.open_section(_SETUP)

    def open_menu(self, at: QPoint) -> None:
        """Show all acts on what is selected at a point of the board."""
        view = self._page.view
        menu = QMenu(view)
        for action in self.actions.values():
            menu.addAction(action)
        weeks = menu.addMenu("单双周")
        weeks.addActions(list(self.parity.values()))
        weeks.setEnabled(self.actions["off"].isEnabled())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(view.viewport().mapToGlobal(at))

    def _parity_setter(self, parity: Parity) -> "_ParitySetter":
        return _ParitySetter(self, parity)

    def set_parity(self, parity: Parity) -> None:
        """Hold the selected sessions every week, or in odd or even weeks."""
        ids: list[SessionId] = [chip.session_id for chip in self._page.view.selected_chips()]
        if ids:
            self._bridge.run(set_parity(ids, parity))

    def _act(self, text: str, call: object) -> QAction:
        action = QAction(text, self._page)
        action.triggered.connect(call)
        return action

    def _ask(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()


class _ParitySetter:
    """A call that remembers which weeks it means."""

    def __init__(self, acts: ServiceActs, parity: Parity) -> None:
        self._acts, self._parity = acts, parity

    def __call__(self, *_: object) -> None:
        self._acts.set_parity(self._parity)
