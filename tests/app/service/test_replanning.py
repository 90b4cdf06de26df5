"""The sample school with somebody ill or a room lost: colleagues, slots and rooms stay."""

from collections.abc import Iterator
from datetime import date

import pytest

from shuangjian_desktop.app.demo import build_demo
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.queries.losses import Loss, hit, planner_losses
from shuangjian_desktop.app.service.queries.task import move_lines, told_moves
from shuangjian_desktop.app.service.replanning import Why, reasoned_moves
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.planning.board import Board
from shuangjian_desktop.planning.outcome import Kind
from shuangjian_desktop.planning.problem import Place
from shuangjian_desktop.planning.replan import Replanned, replan
from shuangjian_desktop.planning.solver import solve
from shuangjian_desktop.planning.staying import must_change
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.dates_desk import person

SINCE = date(2026, 11, 25)
SECONDS = 120.0


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    made = build_demo(tmp_path_factory.mktemp("sample") / "样例.sjdb")
    yield made
    made.close()


def case_in(project: Project, state: PlanState) -> Case:
    plans = service_table.plans(project.database)
    return load_case(project, next(plan.id for plan in plans if plan.state is state))


@pytest.fixture(scope="module")
def case(project: Project) -> Case:
    return case_in(project, PlanState.PUBLISHED)


def was(case: Case, number: int) -> Place:
    place = case.placed[number]
    assert place is not None
    return place


def replanned(case: Case, loss: Loss, seed: int = 1) -> Replanned:
    losses = planner_losses(case, loss)
    return replan(case.problem, case.placed, losses, seconds=SECONDS, seed=seed)


def able_and_free(case: Case, number: int) -> set[int]:
    """Return who could step into a session where it stands, all the others standing still."""
    board, place = Board(case.problem, case.placed), was(case, number)
    return {
        one
        for one in case.problem.works[number].staff
        if one not in place.staff and board.person_fits(number, place.slot, one)
    }


@pytest.mark.parametrize("name", ["葛长林", "丛玉梅"])
@pytest.mark.parametrize("seed", [1, 2])
def test_who_is_ill_is_covered_in_place_and_no_colleague_is_exchanged(
    project: Project, case: Case, name: str, seed: int
) -> None:
    loss = Loss((person(project, name),), (), None, SINCE)
    ill, lost = case.people.index(person(project, name)), hit(case, loss)
    assert len(lost) >= 4
    assert all(able_and_free(case, number) for number in lost), "else it need not be so"
    found = replanned(case, loss, seed)
    assert (found.kind, found.bound) == (Kind.BEST, len(lost))
    assert {move.work for move in found.moves} == set(lost)
    for move in found.moves:
        before = was(case, move.work)
        assert move.now[:2] == before[:2]
        assert set(before.staff) - set(move.now.staff) == {ill}
        assert set(move.now.staff) - set(before.staff) <= able_and_free(case, move.work)


def test_a_plan_short_of_somebody_elsewhere_is_not_put_right_along_the_way(
    project: Project, case: Case
) -> None:
    short = {number for fault in faults(case.problem, case.placed) for number in fault.works}
    assert short, "the sample has a session that wants three people and has two"
    loss = Loss((person(project, "葛长林"),), (), None, SINCE)
    found = replanned(case, loss)
    assert not short & {move.work for move in found.moves}
    lines = reasoned_moves(case, loss, found.moves)
    assert {line.why for line in lines} == {Why.LOST.value}
    assert all(line.what.startswith("葛长林 → ") for line in lines)


def lost_at_one_time(case: Case) -> list[tuple[int, Loss]]:
    """Return sessions and the loss of their room then, where another that suits is free."""
    board = Board(case.problem, case.placed)
    found = []
    for number, place in enumerate(case.placed):
        if place is None or place.room is None or case.problem.works[number].locked:
            continue
        work = case.problem.works[number]
        others = (
            board.free_room(number, place.slot, other) == other
            for other in work.rooms
            if other != place.room
        )
        loss = Loss((), (case.rooms[place.room].id,), (case.slots[place.slot].id,), SINCE)
        if any(others) and hit(case, loss) == (number,):
            found.append((number, loss))
    return found


def test_where_another_room_is_free_a_lost_room_changes_nothing_but_the_room(case: Case) -> None:
    lost = lost_at_one_time(case)
    assert len(lost) >= 5
    for number, loss in lost[:5]:
        found = replanned(case, loss)
        assert found.kind is Kind.BEST
        (move,) = found.moves
        before = was(case, number)
        assert move.work == number
        assert move.now == before._replace(room=move.now.room)
        (line,) = told_moves(case, found.moves)
        assert line.what.split(" → ")[0] == case.problem.rooms[before.room or 0].name


def test_few_changes_put_right_in_place_what_is_wrong_and_say_so(project: Project) -> None:
    draft = case_in(project, PlanState.DRAFT)
    wrong = must_change(draft.problem, draft.placed)
    assert any(place is None for place in draft.placed)
    outcome = solve(draft.problem, seconds=SECONDS, old=draft.placed)
    assert outcome.kind is Kind.BEST
    assert outcome.plan is not None
    for number in range(len(draft.placed)):
        place, now = draft.placed[number], outcome.plan[number]
        if place is not None and number in wrong:
            assert now is not None
            assert (now[:2], set(place.staff) - set(now.staff)) == (place[:2], set())
    told = {draft.number_of(line.session_id): line for line in move_lines(draft, outcome.plan)}
    assert len(told) == outcome.cost
    assert wrong <= told.keys()
    for number, line in told.items():
        assert bool(line.why) is (number in wrong and draft.placed[number] is not None)
