"""Where a held session may stand: the board agrees with the verifier, and is quick."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning import fits
from shuangjian_desktop.planning.faults import Fault, Requirement
from shuangjian_desktop.planning.problem import Place, Plan, Problem
from shuangjian_desktop.planning.verify import faults
from tests.effort import Effort
from tests.planning.exhaustive import _options
from tests.planning.instances import problems, small_week

DEMANDS = {Requirement.UNPLACED, Requirement.COVER, Requirement.ENDS}


def _kinds(found: list[Fault]) -> set[Requirement]:
    return {fault.requirement for fault in found}


@st.composite
def held(draw: st.DrawFn) -> tuple[Problem, Plan, int, Place]:
    """Return a week with a plan, right or wrong, one session and a place to try it in."""
    problem = draw(problems(6))
    plan = tuple(draw(st.sampled_from([None, *_options(work)][:12])) for work in problem.works)
    work = draw(st.integers(0, len(problem.works) - 1))
    rooms = st.sampled_from([None, *range(len(problem.rooms))])
    people = st.lists(st.integers(0, len(problem.people) - 1), max_size=2, unique=True)
    slot = st.integers(0, len(problem.slots) - 1)
    return problem, plan, work, Place(draw(slot), draw(rooms), tuple(draw(people)))


@settings(max_examples=300)
@given(held())
def test_reasons_are_exactly_what_the_verifier_finds_anew(
    case: tuple[Problem, Plan, int, Place],
) -> None:
    problem, plan, work, place = case
    before = list(faults(problem, (*plan[:work], None, *plan[work + 1 :])))
    after = list(faults(problem, (*plan[:work], place, *plan[work + 1 :])))
    new = [fault for fault in after if fault not in before]
    found = fits.reasons(problem, plan, work, place)
    assert _kinds(list(found)) == _kinds(new) - DEMANDS
    for kind in (Requirement.CLASS_CLASH, Requirement.SPREAD):
        assert {f.works for f in found if f.requirement is kind} == {
            f.works for f in new if f.requirement is kind
        }
    for kind in (Requirement.STAFF_BUSY, Requirement.PER_DAY, Requirement.PER_WEEK):
        assert {f.people for f in found if f.requirement is kind} == {
            f.people for f in new if f.requirement is kind
        }


@settings(max_examples=200)
@given(held())
def test_a_slot_is_possible_exactly_if_some_place_there_has_no_reason(
    case: tuple[Problem, Plan, int, Place],
) -> None:
    problem, plan, number, _place = case
    work = problem.works[number]
    for fit in fits.board(problem, plan, number):
        options = _options(work._replace(slots=(fit.slot,)))
        free = [one for one in options if not fits.reasons(problem, plan, number, one)]
        assert fit.is_possible is bool(free)
        assert fit.is_possible is (not fits.reasons(problem, plan, number, fit.slot))


def test_all_reasons_are_said_at_once_in_words() -> None:
    problem, plan = small_week()
    found = fits.reasons(problem, plan, 5, 1)
    assert [fault.message for fault in found] == [
        "棋不能排在周一第2节。",
        "三(2)在周一第2节已有合唱。",
        "三(2)在周一第2节已有足球。",
        "甲在周一第2节已带足球。",
        "甲双周周一已有2次，每天上限2次。",
        "丙在周一第2节已带合唱。",
        "操场在周一第2节已有足球。",
    ]


def test_a_session_no_room_suits_fits_nowhere_and_the_board_says_why() -> None:
    problem, plan = small_week()
    roomless = problem.works[0]._replace(no_room="没有音乐室这种场地")
    problem = problem._replace(works=(roomless, *problem.works[1:]))
    (fit,) = (fit for fit in fits.board(problem, plan, 0) if fit.slot == 0)
    assert [fault.message for fault in fit.short] == ["三(1)辅导一没有音乐室这种场地。"]
    place = plan[0]
    assert place is not None
    (fault,) = fits.reasons(problem, plan, 0, place)
    assert fault.message == "三(1)辅导一没有音乐室这种场地。"


def test_people_and_rooms_that_are_free_are_counted_slot_by_slot() -> None:
    problem, plan = small_week()
    assert fits.free_people(problem, plan, 2, Parity.EVEN) == (0, 1)
    assert fits.free_people(problem, plan, 2) == (1,)
    assert fits.free_rooms(problem, plan, 4, Parity.ODD) == (0, 1)
    assert fits.free_rooms(problem, plan, 4) == (0,)
    first = fits.counts(problem, plan)[0]
    assert first == fits.Count(0, 1, 2)


def test_what_is_not_placed_says_slot_by_slot_why() -> None:
    problem, plan = small_week()
    said = fits.board(problem, (None, *plan[1:]), 0)
    assert [fit.is_possible for fit in said] == [True, False, False, False, False]


def test_the_board_of_a_school_stands_while_a_chip_is_lifted() -> None:
    from benchmarks.planning import make_week

    problem = make_week(60)
    plan = tuple(
        Place(work.slots[number % 5], work.rooms[0] if work.rooms else None, work.staff[:1])
        for number, work in enumerate(problem.works)
    )
    efforts = []
    for work in range(0, 600, 60):
        with Effort() as effort:
            assert len(fits.board(problem, plan, work + 5)) == 10
        efforts.append(effort.units)
    assert min(efforts) < 7  # some 50 ms
