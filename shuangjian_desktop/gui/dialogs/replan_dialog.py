"""临时缺人、缺场地: who is ill or which room is lost, the fewest changes, the next version.

Runs app/service/replanning in the window's planner process; nothing is written before 采用.
"""

import time
from datetime import date

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.case import judged_on, load_case
from shuangjian_desktop.app.service.queries.choice import draft_beside
from shuangjian_desktop.app.service.queries.losses import Loss, loss_words
from shuangjian_desktop.app.service.queries.reasons import Spot, reason_card, repair_card
from shuangjian_desktop.app.service.replanning import (
    Listener,
    Rearranged,
    Replanning,
    is_short,
    take_rearranged,
)
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models import replan_words, schedule_words
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.planner import planner_of
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.widgets.loss_form import LossForm
from shuangjian_desktop.gui.widgets.plain import label, link
from shuangjian_desktop.gui.widgets.schedule_reasons import ScheduleReasons
from shuangjian_desktop.gui.widgets.schedule_result import ScheduleResult
from shuangjian_desktop.gui.widgets.schedule_run import ScheduleRun
from shuangjian_desktop.planning.outcome import Incumbent
from shuangjian_desktop.planning.wire import Progress

_SECONDS = 60.0
_TICK_MS = 200


class ReplanDialog(QDialog):
    """Accepted once a replanned week was taken over.

    `swap_asked` carries the first date when the person would rather change single days (换课),
    `spot_asked` a service_reasons.Spot; `slips_asked` comes when slips are wanted for what was
    taken over. The dialog is closed by then.
    """

    swap_asked = Signal(object)
    spot_asked = Signal(object)
    slips_asked = Signal()

    def __init__(
        self,
        bridge: Bridge,
        runner: Runner,
        notify: Notify,
        plan_id: ServicePlanId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("临时缺人、缺场地")
        self._bridge, self._notify = bridge, notify
        self._planner = planner_of(runner)
        self._planner.start()
        self.case = load_case(bridge.project, plan_id)
        self._search: Replanning | None = None
        self._found: Rearranged | None = None
        self._lost: Loss | None = None
        self._draft = draft_beside(bridge.project, self.case.plan)
        self._began = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self.form = self._make_form()
        self.told, self.swap = label(), link("只改那几天，用“换课”…")
        self.start = QPushButton("找改动最少的安排(&S)")
        self.run = ScheduleRun()
        self.outcome, self.reasons = ScheduleResult(), ScheduleReasons()
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._follow()

    @property
    def is_running(self) -> bool:
        """Return whether something is being computed."""
        return self._search is not None

    def begin(self) -> None:
        """Look for the fewest changes."""
        if self.is_running:
            return
        listener = Listener(self._hear_better, self._hear_step, self._hear_end, self._hear_fault)
        try:
            self.case = load_case(self._bridge.project, self.case.plan.id)
            search = Replanning(self.case, self.form.loss(), self._planner.worker, listener)
            search.start(_SECONDS)
        except UserError as error:
            self._notify.error(error)
            return
        self._search, self._found, self._lost = search, None, search.loss
        self._began = time.monotonic()
        self.form.setEnabled(False)
        self.start.setEnabled(False)
        self.run.begin(few_changes=True)
        self._bring(self.run, self.run.stop)
        self._tick.start()

    def stop(self) -> None:
        """Stop; the plan with the fewest changes so far is kept."""
        if self._search is not None:
            self.run.stopping()
            self._search.cancel()

    def take(self) -> None:
        """Take the replanned week over, in one step."""
        found, loss = self._found, self._lost
        if found is None or found.plan is None or loss is None:
            return
        if self._bridge.run(take_rearranged(self.case, loss, found.plan)) is not None:
            is_new = self.case.plan.state is PlanState.PUBLISHED
            self._notify.say(replan_words.taken(len(found.moves), is_new_version=is_new))
            self.accept()

    def take_and_print(self) -> None:
        """Take it over, then ask for slips for those it touches."""
        self.take()
        if self.result() == QDialog.DialogCode.Accepted:
            self.slips_asked.emit()

    def done(self, result: int) -> None:
        """Close; what is still being computed is ended with its process."""
        self._tick.stop()
        if self._search is not None:
            self._search.leave()
            self._search = None
            self._planner.drop()
        super().done(result)

    def _make_form(self) -> LossForm:
        serving = {one for place in self.case.placed if place for one in place.staff}
        used = {place.room for place in self.case.placed if place and place.room is not None}
        ids = {self.case.people[number] for number in serving}
        people = [each for each in self._bridge.project.directory.staff if each.id in ids]
        rooms = [self.case.rooms[number] for number in sorted(used)]
        since = max(self._bridge.project.today(), judged_on(self._bridge.project, self.case.plan))
        return LossForm(people, rooms, self.case.slots, since)

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(label(self.case.plan.title, is_bold=True, points=theme.TITLE_POINTS))
        column.addWidget(self.form, 1)
        for part in (self.told, self.swap, self.start):
            column.addWidget(part)
        for page in (self.reasons, self.run, self.outcome):
            self._stack.addWidget(page)
        self._stack.setContentsMargins(theme.MEDIUM, 0, 0, 0)
        self.reasons.again.hide()
        self.outcome.tabs.setTabVisible(1, False)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._stack)
        split.setStretchFactor(1, 1)
        wide, high = self.fontMetrics().horizontalAdvance("字"), self.fontMetrics().height()
        split.setSizes([24 * wide, 48 * wide])
        QHBoxLayout(self).addWidget(split)
        room = self.screen().availableSize()
        self.resize(QSize(76 * wide, 34 * high).boundedTo(room * 0.95))
        self.reasons.show_all(*replan_words.INTRODUCTION, ())
        self.start.setDefault(True)
        self.form.staff.setFocus()

    def _connect(self) -> None:
        self._tick.timeout.connect(self._go_on)
        self.form.changed.connect(self._follow)
        self.start.clicked.connect(self.begin)
        self.swap.clicked.connect(self._ask_swap)
        self.run.stop.clicked.connect(self.stop)
        self.outcome.take.clicked.connect(self.take)
        self.outcome.again.setText("采用，再印通知条(&P)…")
        self.outcome.again.clicked.connect(self.take_and_print)
        self.outcome.leave.clicked.connect(self._put_aside)
        self.reasons.asked.connect(self._ask_spot)

    def _loss(self) -> Loss | None:
        try:
            return self.form.loss()
        except UserError:
            return None

    def _follow(self) -> None:
        """Say at once what is lost and how many sessions it hits."""
        try:
            loss = self.form.loss()
            words = loss_words(self._bridge.project, self.case, loss)
        except UserError as error:
            self.told.setText(str(error))
            self.swap.hide()
            self.start.setEnabled(False)
            return
        self.told.setText(f"{words}{replan_words.SHORT}" if is_short(loss) else words)
        self.swap.setVisible(is_short(loss))
        if self._draft is not None:
            self.told.setText(schedule_words.version(self.case.plan, self._draft))
        self.start.setEnabled(not self.is_running and self._draft is None)

    def _go_on(self) -> None:
        self.run.go_on(time.monotonic() - self._began)

    def _hear_better(self, better: Incumbent) -> None:
        seconds = time.monotonic() - self._began
        words = replan_words.better(better.cost, better.bound)
        self.run.show_better(seconds, better.cost, better.bound, words)

    def _hear_step(self, step: Progress) -> None:
        self.run.show_step(step.words)

    def _hear_fault(self, words: str) -> None:
        self._rest()
        self.reasons.show_all("计算没有做完", words, ())
        self._bring(self.reasons, self.start)

    def _hear_end(self, found: Rearranged) -> None:
        self._rest()
        self._found = found
        if found.plan is None:
            cards = [reason_card(self.case, one) for one in found.reasons]
            advice = [repair_card(one) for one in found.advice]
            self.reasons.show_all(*replan_words.without_plan(found), cards, (), advice)
            self._bring(self.reasons, self.start)
            return
        is_new = self.case.plan.state is PlanState.PUBLISHED
        head, words = replan_words.with_plan(found, is_new_version=is_new)
        self.outcome.show_plan(head, words, found.moves, ())
        self.outcome.offer("不采用(&N)", may_go_on=is_new)
        self._bring(self.outcome, self.outcome.take)

    def _rest(self) -> None:
        self._tick.stop()
        self._search = None
        self.form.setEnabled(True)
        self._follow()

    def _put_aside(self) -> None:
        self._found = None
        self.reasons.show_all(*replan_words.INTRODUCTION, ())
        self._bring(self.reasons, self.start)

    def _ask_swap(self) -> None:
        loss = self._loss()
        since: date | None = loss.since if loss else None
        self.reject()
        self.swap_asked.emit(since)

    def _ask_spot(self, spot: Spot) -> None:
        self.reject()
        self.spot_asked.emit(spot)

    def _bring(self, page: QWidget, button: QPushButton) -> None:
        self._stack.setCurrentWidget(page)
        button.setDefault(True)
        button.setFocus()
