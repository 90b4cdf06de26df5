"""A search for a plan through a real planner process: its four ends, and what is kept of it."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.queries.costs import cost_lines
from shuangjian_desktop.app.service.queries.reasons import counted, reason_card, repair_card
from shuangjian_desktop.app.service.queries.task import (
    move_lines,
    standing_of,
    task_of,
    touched,
)
from shuangjian_desktop.app.service.scheduling import Answer, Found, Listener, Search, wishing
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning.client import Worker
from shuangjian_desktop.planning.outcome import Incumbent
from shuangjian_desktop.planning.verify import cost, faults
from shuangjian_desktop.planning.wire import Progress
from shuangjian_desktop.store.journal import Writer
from tests.builders import small_school, with_service

PATIENCE = 60.0


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


class Heard:
    """Everything one search told, and its end."""

    def __init__(self, on_step: Callable[[Progress], None] | None = None) -> None:
        self.better: list[Incumbent] = []
        self.steps: list[str] = []
        self.found: list[Found] = []
        self.failures: list[str] = []
        self._over = threading.Event()
        self._on_step = on_step

    @property
    def listener(self) -> Listener:
        return Listener(self.better.append, self._step, self._end, self._fail)

    def wait(self) -> Found:
        assert self._over.wait(PATIENCE), "it never ended"
        assert not self.failures
        (found,) = self.found
        return found

    def _step(self, step: Progress) -> None:
        self.steps.append(step.words)
        if self._on_step is not None:
            self._on_step(step)

    def _end(self, found: Found) -> None:
        self.found.append(found)
        self._over.set()

    def _fail(self, words: str) -> None:
        self.failures.append(words)
        self._over.set()


def lock_both_at_once(project: Project, case: Case) -> None:
    names = [one.name for one in case.problem.works]
    first, second = (names.index(f"三(1){title}（1）") for title in ("作业辅导", "阅读"))
    slot_id = case.sessions[first].slot_id

    def apply(writer: Writer) -> None:
        for number in (first, second):
            values = {"slot_id": slot_id, "is_locked": 1}
            writer.update("session", case.sessions[number].id, values)

    project.run(Command("锁定两次", apply))


def test_the_best_plan_is_told_with_its_moves_and_costs(
    project: Project, plan_id: ServicePlanId, worker: Worker
) -> None:
    case, heard = load_case(project, plan_id), Heard()
    Search(project, case, worker, heard.listener).start(30)
    found = heard.wait()
    assert found.answer is Answer.BEST
    assert found.plan is not None
    assert faults(case.problem, found.plan) == ()
    assert found.cost == found.bound == cost(case.problem, found.plan).total
    told = [(one.cost, -one.bound) for one in heard.better]
    assert told == sorted(set(told), reverse=True)
    assert standing_of(case).cost is not None
    assert told[0][0] <= (standing_of(case).cost or 0), "it begins from the plan as it stands"
    lines = move_lines(case, found.plan)
    moved = [n for n, (was, now) in enumerate(zip(case.placed, found.plan, strict=True))
             if was != now]  # fmt: skip
    assert {line.session_id for line in lines} == {case.sessions[n].id for n in moved}
    people, classes = touched(lines)
    assert len(set(people)) == len(people)
    assert set(classes) <= set(case.problem.classes)


def test_the_same_seed_gives_the_same_plan(
    project: Project, plan_id: ServicePlanId, worker: Worker
) -> None:
    case = load_case(project, plan_id)
    plans = []
    for seed in (3, 3):
        heard = Heard()
        Search(project, case, worker, heard.listener).start(30, seed)
        plans.append(heard.wait().plan)
    assert plans[0] == plans[1]
    assert plans[0] is not None


def test_going_on_tells_only_what_is_better_than_what_was_known(
    project: Project, plan_id: ServicePlanId, worker: Worker
) -> None:
    case, first, second = load_case(project, plan_id), Heard(), Heard()
    Search(project, case, worker, first.listener).start(30)
    found = first.wait()
    assert found.plan is not None
    known = Incumbent(found.plan, found.cost, found.bound)
    Search(project, case, worker, second.listener).start(30, 2, known)
    assert second.wait().cost == found.cost
    assert second.better == []


def test_who_has_left_hears_nothing(
    project: Project, plan_id: ServicePlanId, worker: Worker
) -> None:
    heard = Heard()
    search = Search(project, load_case(project, plan_id), worker, heard.listener)
    search.start(30)
    search.leave()
    assert search.job is not None
    assert search.job.wait(PATIENCE) is not None
    assert (heard.better, heard.found, heard.failures) == ([], [], [])


def test_an_impossible_week_has_reasons_and_repairs_that_were_tried(
    project: Project, plan_id: ServicePlanId, worker: Worker
) -> None:
    lock_both_at_once(project, load_case(project, plan_id))
    case, heard = load_case(project, plan_id), Heard()
    Search(project, case, worker, heard.listener).start(30)
    found = heard.wait()
    assert found.answer is Answer.IMPOSSIBLE
    assert found.plan is None
    card = reason_card(case, found.reasons[0])
    assert any("锁定" in rule.words for rule in card.rules)
    assert "已验证" in card.proof
    assert any(rule.spot.session_id for rule in card.rules)
    assert found.repairs
    for repair in found.repairs:
        assert faults(repair.problem, repair.plan) == ()
        assert repair_card(repair).price
    assert "正在找原因" in " ".join(heard.steps)


def test_a_process_that_dies_while_it_explains_leaves_the_proof(
    project: Project, plan_id: ServicePlanId, worker: Worker
) -> None:
    lock_both_at_once(project, load_case(project, plan_id))
    case = load_case(project, plan_id)

    def kill(_step: Progress) -> None:
        child = worker._child
        if child is not None and child.pid is not None:
            os.kill(child.pid, signal.SIGTERM)

    heard = Heard(kill)
    Search(project, case, worker, heard.listener).start(30)
    found = heard.wait()
    assert found.answer is Answer.IMPOSSIBLE
    assert "已证明排不出" in found.words or found.reasons


def test_a_plan_without_sessions_has_nothing_to_place(
    project: Project, plan_id: ServicePlanId, worker: Worker
) -> None:
    def clear(writer: Writer) -> None:
        for row_id, _ in writer.find("session", plan_id=plan_id):
            writer.delete("session", row_id)

    project.run(Command("清空", clear))
    with pytest.raises(UserError, match="还没有活动"):
        Search(project, load_case(project, plan_id), worker, Heard().listener)


def test_other_weights_are_for_the_search_alone(project: Project, plan_id: ServicePlanId) -> None:
    case = load_case(project, plan_id)
    other = wishing(case, {Wish.KEEP: Weight.MOST, Wish.FAIR: Weight.NONE})
    assert (other.problem.weights.keep, other.problem.weights.fair) == (9, 0)
    assert other.problem.weights.near == case.problem.weights.near
    assert other.plan.weights[Wish.KEEP] is Weight.MOST
    assert load_case(project, plan_id) == case
    assert wishing(case, {}).problem == case.problem


def test_each_wish_opens_to_what_costs_it_and_the_sums_agree(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    lines = cost_lines(case)
    assert {line.wish for line in lines} == set(Wish)
    assert sum(line.cost for line in lines) == cost(case.problem, case.placed).total
    fair = next(line for line in lines if line.wish is Wish.FAIR)
    assert len(fair.items) == 6
    assert "李教练每周1次" in fair.items
    for line in lines:
        if line.cost and line.weight is not Weight.NONE:
            assert line.items


def test_what_stands_is_said_beside_what_was_found(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    assert standing_of(case).cost == cost(case.problem, case.placed).total
    task = task_of(case)
    assert (task.sessions, task.locked, task.placed, task.rooms) == (50, 0, 50, 2)
    tray = case.with_place(case.sessions[0].id, None)
    assert standing_of(tray).cost is None
    assert "还有1次没有排" in standing_of(tray).words
    lock_both_at_once(project, case)
    clashing = load_case(project, plan_id)
    assert standing_of(clashing).cost is None
    assert "不合规则" in standing_of(clashing).words


def test_counting_names_what_is_short_and_where_it_is_set(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    assert counted(case) == ()
    staff = next(one.id for one in project.directory.staff if one.name == "李教练")

    def away(writer: Writer) -> None:
        for weekday in range(1, 8):
            values = {"staff_id": staff, "weekday": weekday, "starts": "00:00", "ends": "23:59",
                      "reason": "外出", "parity": "每周", "is_wish": 0}  # fmt: skip
            writer.insert("busy_time", values)

    project.run(Command("外出", away))
    cards = counted(load_case(project, plan_id))
    assert len(cards) == 1
    assert "足球" in cards[0].words
    assert {rule.spot.section for rule in cards[0].rules} >= {"service_staff"}
