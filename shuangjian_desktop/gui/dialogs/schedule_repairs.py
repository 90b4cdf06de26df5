"""Ways out of an impossible week, for the dialog of 排课: tried without writing, taken in one step.

Each is placed again first so that little is moved; knows nothing of how it was found.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.gentle_repair import GentleRepair
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.commands.next_version import in_draft
from shuangjian_desktop.app.service.commands.repairs import take_repair
from shuangjian_desktop.app.service.queries.reasons import RepairCard
from shuangjian_desktop.app.service.queries.weighed import weigh_repair
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.repair_exception_dialog import RepairExceptionDialog
from shuangjian_desktop.gui.planner import Planner
from shuangjian_desktop.gui.widgets.schedule_pages import SchedulePages
from shuangjian_desktop.planning.explanation import Repair

Then = Callable[[RepairCard], None]


class ScheduleRepairs(QObject):
    """`taken` carries the words of what was done. `case` is the week that cannot be placed."""

    taken = Signal(str)

    def __init__(
        self, bridge: Bridge, planner: Planner, pages: SchedulePages, dialog: QWidget
    ) -> None:
        super().__init__(dialog)
        self._bridge, self._planner, self._pages, self._dialog = bridge, planner, pages, dialog
        self.case: Case | None = None
        self.tried: RepairCard | None = None
        self._search: GentleRepair | None = None
        self._gentle: dict[str, RepairCard] = {}

    @property
    def is_running(self) -> bool:
        """Return whether a way out is being placed just now."""
        return self._search is not None

    def begin(self, case: Case) -> None:
        """Forget the week before."""
        self.case, self.tried = case, None
        self._gentle.clear()

    def look(self, card: RepairCard) -> None:
        """Show what a way out would change; nothing is written."""
        self._soften(card, self._show)

    def take(self, card: RepairCard) -> None:
        """Relax what a way out says and take its plan over, in one step."""
        self._soften(card, self._store)

    def stop(self) -> None:
        """Stop placing it again; it will do as it was found."""
        if self._search is not None:
            self._search.cancel()

    def leave(self) -> bool:
        """Hear no more; True when something was still being computed."""
        search, self._search = self._search, None
        if search is not None:
            search.leave()
        return search is not None

    def _soften(self, card: RepairCard, then: Then) -> None:
        if self.case is None or self.is_running:
            return
        if card.words in self._gentle:
            then(self._gentle[card.words])
            return

        def done(repair: Repair) -> None:
            self._search = None
            self._gentle[card.words] = card._replace(repair=repair)
            then(self._gentle[card.words])

        search = GentleRepair(self.case, card.repair, self._planner.worker, done)
        try:
            search.start()
        except UserError:
            then(card)  # the planner is at something else: the way out works as it is
            return
        self._search = search
        self._pages.run.begin(few_changes=True)
        self._pages.run.show_step(f"按“{card.words}”试排，尽量少动")
        self._pages.bring(self._pages.run, self._pages.run.stop)

    def _show(self, card: RepairCard) -> None:
        assert self.case is not None
        self.tried = card
        weighed, outcome = weigh_repair(self.case, card), self._pages.outcome
        words = f"{card.price}。还没有写入。"
        outcome.show_plan(f"试试看：{card.words}", words, weighed.moves, weighed.costs)
        outcome.offer("返回原因(&N)", may_go_on=False)
        outcome.take.setEnabled(True)
        self._pages.bring(outcome, outcome.take)

    def _store(self, card: RepairCard) -> None:
        assert self.case is not None
        self._pages.bring(self._pages.reasons, self._pages.reasons.again)
        if card.asks_exception:
            dialog = RepairExceptionDialog(self._bridge, self.case, card.repair, self._dialog)
            is_taken = bool(dialog.exec())
            dialog.deleteLater()
        else:
            command = in_draft(self.case, lambda draft: take_repair(draft, card.repair))
            is_taken = self._bridge.run(command) is not None
        if is_taken:
            self.taken.emit(f"采用修复：{card.words}")
