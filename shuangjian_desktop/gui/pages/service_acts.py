"""What can be done to the sessions of the week board: each act one command, one undo step.

Knows the page's board and the commands; what a letting go means is service_hold.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from shuangjian_desktop.app.service.commands.activities import set_parity
from shuangjian_desktop.app.service.commands.sessions import (
    lock_sessions,
    place_session,
    unplace_sessions,
)
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.grid_action import grid_action

if TYPE_CHECKING:
    from shuangjian_desktop.gui.pages.service import ServicePage

KEYS = (
    ("空格 / Enter", "拿起选中的活动；绿色能放，斜线不能放，右侧列出全部原因；再按一次放下"),
    ("方向键 / Esc", "移动拿着的活动；放回原处"),
    ("Delete", "撤下，放回待排区"),
    ("L", "锁定／解锁，自动排课不动锁定的"),
    ("F2 / Alt+↓", "换人、换场地，拿着时也可以；不能用的列出原因"),
    ("F8", "到下一处不合要求的活动"),
    ("Tab", "到待排区；在那里按空格拿起"),
)


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
        view.edited.connect(self.edit)

    def update(self) -> None:
        """Offer what can be done with what is selected; say why not the rest."""
        page = self._page
        chips, may, is_held = (
            page.view.selected_chips(),
            not page.why_not,
            page.hold.hand is not None,
        )
        for action in (*self.actions.values(), *self.parity.values()):
            action.setEnabled(may and bool(chips) and not is_held)
            action.setToolTip(page.why_not)
        all_locked = bool(chips) and all(chip.is_locked for chip in chips)
        self.actions["lock"].setText("解锁" if all_locked else "锁定")
        has_one = is_held or page.view.current_chip() is not None
        self.actions["edit"].setEnabled(may and has_one)

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
        if page.hold.hand is not None:
            self._choose_while_held()
            return
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

    def _choose_while_held(self) -> None:
        """Choose people and room for the cell under the hand, and put it down there with them."""
        page, hand, target = self._page, self._page.hold.hand, self._page.model.held.target
        verdict = page.model.held.verdict(*target) if target else None
        if page.case is None or hand is None or verdict is None or verdict.slot is None:
            return
        if not verdict.is_possible:
            page.hold.let_go()  # which says why not
            return
        from shuangjian_desktop.gui.dialogs.place_dialog import PlaceDialog  # late: start-up time

        dialog = PlaceDialog(page.case, hand.session_id, page, verdict.slot)
        if dialog.exec():
            page.hold.drop_all()
            place = place_session(hand.session_id, dialog.slot_id, dialog.room, dialog.staff)
            if self._bridge.run(place) is not None:
                page.view.select_session(hand.session_id)
        dialog.deleteLater()

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


class _ParitySetter:
    """A call that remembers which weeks it means."""

    def __init__(self, acts: ServiceActs, parity: Parity) -> None:
        self._acts, self._parity = acts, parity

    def __call__(self, *_: object) -> None:
        self._acts.set_parity(self._parity)
