"""排课: ask the planner, watch it, take its plan or a way out; nothing is written before 采用.

Runs app/service/scheduling in the window's planner process; decides nothing itself.
"""

import time

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.next_version import take_in_draft
from shuangjian_desktop.app.service.commands.plans import set_wishes
from shuangjian_desktop.app.service.queries import reasons as service_reasons
from shuangjian_desktop.app.service.queries import task as service_task
from shuangjian_desktop.app.service.queries.accepted import accepted_in
from shuangjian_desktop.app.service.queries.choice import draft_beside
from shuangjian_desktop.app.service.queries.costs import CostLine, cost_lines
from shuangjian_desktop.app.service.queries.reasons import Spot
from shuangjian_desktop.app.service.queries.weighed import (
    Counted,
    Weighed,
    count,
    weigh,
)
from shuangjian_desktop.app.service.scheduling import Answer, Found, Listener, Search, wishing
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.accepted_dialog import AcceptedDialog
from shuangjian_desktop.gui.dialogs.schedule_repairs import ScheduleRepairs
from shuangjian_desktop.gui.models import schedule_words
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.planner import planner_of
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.widgets.schedule_pages import SchedulePages
from shuangjian_desktop.planning.outcome import Incumbent
from shuangjian_desktop.planning.problem import Problem
from shuangjian_desktop.planning.wire import Progress

_TICK_MS = 200


class ScheduleDialog(QDialog):
    """Accepted once something was taken over.

    `spot_asked` carries a service_reasons.Spot the person wants to see; the dialog is closed by
    then. `setup`, `run`, `outcome`, `reasons` are its parts.
    """

    spot_asked = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        runner: Runner,
        notify: Notify,
        plan_id: ServicePlanId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("排课")
        self._bridge, self._notify, self._plan_id = bridge, notify, plan_id
        self._runner, self._planner = runner, planner_of(runner)
        self._planner.start()
        self._weights: dict[Wish, Weight] = {}
        self.case = load_case(bridge.project, plan_id)
        self._search: Search | None = None
        self._found: Found | None = None
        self._asked: tuple[Problem, bool] | None = None
        self._fresh: Incumbent | None = None
        self._is_counting = False
        self._began = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self.pages = SchedulePages()
        self.setup, self.run = self.pages.setup, self.pages.run
        self.outcome, self.reasons = self.pages.outcome, self.pages.reasons
        self._repairs = ScheduleRepairs(bridge, self._planner, self.pages, self)
        self._build()
        self._connect()
        self._show_task()
        self._show_before()

    @property
    def is_running(self) -> bool:
        """Return whether something is being computed."""
        return self._search is not None or self._repairs.is_running

    def begin(self, known: Incumbent | None = None) -> None:
        """Start a search; `known` is a plan of the one before, to be bettered."""
        if self.is_running or not self.setup.may_start:
            return
        try:
            self.case = self._load()
            listener = Listener(
                self._hear_better, self._hear_step, self._hear_end, self._hear_fault
            )
            few = self.setup.few_changes
            worker = self._planner.worker
            search = Search(self._bridge.project, self.case, worker, listener, few_changes=few)
            asked = (self.case.problem, few)
            if asked != self._asked:
                known = None  # it was a plan of another question
            search.start(self.setup.chosen_seconds(), self.setup.seed.value(), known)
        except UserError as error:
            self._notify.error(error)
            return
        self._search, self._asked = search, asked
        self._fresh, self._began = None, time.monotonic()
        self._found = None
        self._repairs.begin(self.case)
        self.setup.lock(True)
        self.run.begin(few_changes=few)
        self.pages.bring(self.run, self.run.stop)
        self._tick.start()

    def stop(self) -> None:
        """Stop the search; the best plan so far is kept."""
        if self._search is not None:
            self.run.stopping()
            self._search.cancel()
        self._repairs.stop()

    def take(self) -> None:
        """Take over the shown plan, or the repair that is being tried, in one step."""
        if self._repairs.tried is not None:
            self._repairs.take(self._repairs.tried)
        elif self._found is not None and self._found.plan is not None:
            command = take_in_draft(self.case, self._found.plan, self._weights)
            if self._bridge.run(command) is not None:
                self._close_after(f"采用排课结果，{self.outcome.tabs.tabText(0)}")

    def show_accepted(self) -> None:
        """Open the list of relaxed rules."""
        dialog = AcceptedDialog(self._bridge, self._plan_id, self)
        dialog.exec()
        dialog.deleteLater()
        self.case = self._load()
        self._show_task()

    def done(self, result: int) -> None:
        """Close; what is still being computed is ended with its process."""
        self._tick.stop()
        search, self._search = self._search, None
        if search is not None:
            search.leave()
        if self._repairs.leave() or search is not None:
            self._planner.drop()
        super().done(result)

    def _build(self) -> None:
        QHBoxLayout(self).addWidget(self.pages)
        wide, high = self.fontMetrics().horizontalAdvance("字"), self.fontMetrics().height()
        room = self.screen().availableSize()
        self.resize(QSize(76 * wide, 34 * high).boundedTo(room * 0.95))

    def _connect(self) -> None:
        self._tick.timeout.connect(self._go_on)
        self.setup.start.clicked.connect(self._begin_anew)
        self.setup.wished.connect(self._wish)
        self.setup.accepted_asked.connect(self.show_accepted)
        self.setup.accepted.clicked.connect(self.setup.accepted_asked)
        self.run.stop.clicked.connect(self.stop)
        self.outcome.take.clicked.connect(self.take)
        self.outcome.again.clicked.connect(self._continue)
        self.outcome.leave.clicked.connect(self._put_aside)
        self.reasons.again.clicked.connect(self._begin_anew)
        self.reasons.tried.connect(self._repairs.look)
        self.reasons.taken.connect(self._repairs.take)
        self._repairs.taken.connect(self._close_after)
        self.reasons.asked.connect(self._ask_spot)

    def _load(self) -> Case:
        case = load_case(self._bridge.project, self._plan_id)
        return wishing(case, self._weights) if self._weights else case

    def _show_task(self) -> None:
        project, plan = self._bridge.project, self.case.plan
        draft = draft_beside(project, plan)
        accepted = len(accepted_in(project, self.case))
        version = schedule_words.version(plan, draft)
        self.setup.show_task(service_task.task_of(self.case), plan, accepted, version)
        self.setup.may_start = draft is None
        self.setup.lock(False)

    def _show_before(self) -> None:
        """Count what there is, which may take a moment in a large school; one may start at once."""
        self.reasons.show_all("先数一数：人、场地和时段够不够…", "", ())
        self.reasons.again.hide()
        self.pages.bring(self.reasons, self.setup.start)
        case = self.case
        job = self._runner.start("数一数够不够", lambda _progress, _stop: count(case))
        job.done.connect(self._show_counted)

    def _show_counted(self, counted: Counted) -> None:
        if self._found is None and not self.is_running:
            head, words = schedule_words.before(counted.cards, counted.standing)
            notes = [(line.wish.value, line.words) for line in counted.costs]
            self.reasons.show_all(head, words, counted.cards, notes=notes)

    def _wish(self, wish: Wish, weight: Weight) -> None:
        """A draft keeps its wishes at once; a published plan gets them with the next version."""
        if self.case.plan.state is PlanState.PUBLISHED:
            self._weights[wish] = weight
        elif self._bridge.run(set_wishes(self.case.plan, {wish: weight})) is None:
            self._show_task()
            return
        self.case = self._load()

    def _go_on(self) -> None:
        self.run.go_on(time.monotonic() - self._began)
        if self._fresh is None or self._is_counting:
            return
        case, plan, self._fresh = self.case, self._fresh.plan, None
        self._is_counting = True
        job = self._runner.start(
            "看愿望照顾得怎样", lambda _progress, _stop: cost_lines(case, plan)
        )
        job.done.connect(self._show_costs)

    def _show_costs(self, lines: tuple[CostLine, ...]) -> None:
        self._is_counting = False
        self.run.show_costs(lines)

    def _hear_better(self, better: Incumbent) -> None:
        self._fresh = better
        seconds = time.monotonic() - self._began
        words = schedule_words.on_the_way(better, few_changes=self.setup.few_changes)
        self.run.show_better(seconds, better.cost, better.bound, words)

    def _hear_step(self, step: Progress) -> None:
        self.run.show_step(step.words)

    def _hear_fault(self, words: str) -> None:
        self._rest()
        self.reasons.show_all("计算没有做完", words, ())
        self.pages.bring(self.reasons, self.reasons.again)

    def _hear_end(self, found: Found) -> None:
        self._rest()
        self._found = found
        if found.plan is None:
            reasons = [service_reasons.reason_card(self.case, one) for one in found.reasons]
            repairs = [service_reasons.repair_card(one) for one in found.repairs]
            elsewhere = [service_reasons.repair_card(one) for one in found.elsewhere]
            head, words = schedule_words.without_plan(found)
            self.reasons.show_all(head, words, reasons, repairs, elsewhere)
            self.pages.bring(self.reasons, self.reasons.again)
            return
        case, plan = self.case, found.plan
        job = self._runner.start("核对排课结果", lambda _progress, _stop: weigh(case, plan))
        job.done.connect(self._show_found)

    def _show_found(self, weighed: Weighed) -> None:
        found = self._found
        if found is None or found.plan is not weighed.plan:
            return  # another search has begun
        head, words = schedule_words.with_plan(found, weighed.standing)
        self.outcome.show_plan(head, words, weighed.moves, weighed.costs)
        self.outcome.offer("不采用(&N)", may_go_on=found.answer is Answer.GOOD)
        self.pages.bring(self.outcome, self.outcome.take)

    def _begin_anew(self) -> None:
        self.begin()

    def _rest(self) -> None:
        self._tick.stop()
        self._search = None
        self.setup.lock(False)
        self.reasons.again.show()

    def _continue(self) -> None:
        found = self._found
        if found is not None and found.plan is not None:
            self.setup.seed.setValue(self.setup.seed.value() + 1)  # elsewhere than before
            self.begin(Incumbent(found.plan, found.cost, found.bound))

    def _put_aside(self) -> None:
        """Back to the reasons a repair was tried from, else to the beginning."""
        if self._repairs.tried is not None:
            self._repairs.tried = None
            self.pages.bring(self.reasons, self.reasons.again)
        else:
            self._found = None
            self._show_before()

    def _ask_spot(self, spot: Spot) -> None:
        self.reject()
        self.spot_asked.emit(spot)

    def _close_after(self, words: str) -> None:
        self._notify.say(f"已{words}；按Ctrl+Z可以整个撤销。")
        self.accept()
