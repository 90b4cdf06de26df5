"""错峰放学: the waves found are as good as any, and the judge of waves barks at every fault."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.domain.dismissal import (
    Dismissal,
    Gate,
    LeavingCase,
    LeavingRule,
    Wave,
    dismissal_faults,
    gates_for,
)
from shuangjian_desktop.domain.gate_shares import share_gates
from shuangjian_desktop.domain.gate_waves import best_waves
from shuangjian_desktop.domain.ids import ClassId, GateId
from shuangjian_desktop.domain.school import LeaveOrder
from shuangjian_desktop.domain.service_kinds import Parity
from tests.domain.leaving import (
    classes,
    day,
    gate,
    least_share,
    least_waits,
    leaving_cases,
)

END = 1025  # 17:05


def told(found: Dismissal) -> list[tuple[int, tuple[ClassId, ...]]]:
    return [(wave.minute, wave.class_ids) for wave in found.waves]


def waits(case: LeavingCase, found: Dismissal) -> tuple[int, int]:
    """The longest wait, and all waits of an odd and an even week."""
    ready = {(each.weekday, each.parity): each.ready for each in case.days}
    each_ = [
        (wave.minute - ready[wave.weekday, wave.parity][one], 2 - (wave.parity != Parity.EVERY))
        for wave in found.waves
        for one in wave.class_ids
    ]
    return max((wait for wait, _ in each_), default=0), sum(wait * weeks for wait, weeks in each_)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 14), max_size=5), st.integers(1, 4), st.integers(1, 9))
def test_no_order_and_no_cut_into_waves_waits_less(
    ready: list[int], at_once: int, interval: int
) -> None:
    wait, waves = best_waves(sorted(ready), at_once, interval)
    assert tuple(wait) == least_waits(ready, at_once, interval)
    assert sum(count for _, count in waves) == len(ready)


@settings(max_examples=80, deadline=None)
@given(leaving_cases())
def test_no_choice_of_gates_waits_less_and_the_judge_finds_no_fault(case: LeavingCase) -> None:
    found = share_gates(case)
    assert dismissal_faults(case, found) == []
    assert waits(case, found) == least_share(case)


@settings(max_examples=60, deadline=None)
@given(leaving_cases(most_classes=6, most_days=3), st.integers(0, 3))
def test_without_time_to_search_nothing_is_broken_and_twice_is_the_same(
    case: LeavingCase, tries: int
) -> None:
    found = share_gates(case, tries)
    assert dismissal_faults(case, found) == []
    assert found == share_gates(case, tries)


def test_it_pays_to_wait_for_a_class_that_is_over_a_minute_later() -> None:
    wait, waves = best_waves([0, 1, 1, 1], at_once=4, interval=10)
    assert waves == ((1, 4),)  # going at once would let the other three wait for nine
    assert wait == (1, 1) == least_waits([0, 1, 1, 1], 4, 10)


def test_younger_grades_leave_first_unless_the_school_says_otherwise() -> None:
    own = classes(1, 1, 1)
    case = LeavingCase(own, (day(own, END),), (gate(1, 1),), 5)
    assert [ids for _, ids in told(share_gates(case))] == [("1-1",), ("2-1",), ("3-1",)]
    older = case._replace(order=LeaveOrder.OLDER_FIRST)
    assert [ids for _, ids in told(share_gates(older))] == [("3-1",), ("2-1",), ("1-1",)]


def test_who_is_over_earlier_never_waits_for_the_order() -> None:
    own = classes(1, 1)
    case = LeavingCase(own, (day(own, END + 50, END),), (gate(1, 4),), 5)
    assert told(share_gates(case)) == [(END, ("2-1",)), (END + 50, ("1-1",))]


def test_grades_are_dealt_to_gates_by_how_many_each_lets_out() -> None:
    own = classes(2, 2, 2)
    case = LeavingCase(own, (day(own, END),), (gate(1, 4), gate(2, 2)), 5)
    found = share_gates(case)
    assert waits(case, found) == (0, 0)
    assert sorted(found.gate_of.values()) == ["g1"] * 4 + ["g2"] * 2


def test_a_shorter_longest_wait_is_worth_more_minutes_waited_in_all() -> None:
    own = classes(2, 1, 1, 1)
    days = (
        day(own, 1000, 1005, 1003, 1003, 1001),
        day(own, 1005, 1003, 1002, 1002, 1001, weekday=2),
    )
    case = LeavingCase(own, days, (gate(1, 2), gate(2, 2)), 3)
    assert waits(case, share_gates(case)) == least_share(case) == (1, 10)  # not (2, 6)


def test_a_wait_of_every_week_counts_twice_one_of_odd_weeks() -> None:
    own = classes(1, 1, 1)
    days = (
        day(own, END, END, END + 30),
        day(own, END, END + 30, END, weekday=2),
        day(own, END + 30, END, END, weekday=3)._replace(parity=Parity.ODD),
    )
    case = LeavingCase(own, days, (gate(1, 1), gate(2, 1)), 5)
    found = share_gates(case)
    assert waits(case, found) == least_share(case) == (5, 5)
    assert found.gate_of[own[1].id] == found.gate_of[own[2].id] != found.gate_of[own[0].id]


def test_with_nothing_to_wait_for_the_crowd_is_even() -> None:
    own = classes(1, 1, 1, 1)
    case = LeavingCase(own, (day(own, END),), (gate(1, 8), gate(2, 8)), 5)
    assert sorted(share_gates(case).gate_of.values()) == ["g1", "g1", "g2", "g2"]


def test_a_class_keeps_its_gate_on_days_that_end_otherwise() -> None:
    own = classes(2, 2)
    days = (day(own, END), day(own, END, END, END + 20, weekday=5))
    case = LeavingCase(own, days, (gate(1, 2), gate(2, 2)), 5)
    found = share_gates(case)
    assert dismissal_faults(case, found) == []
    assert {found.gate_of[one.id] for one in own if one.grade == 1} != {
        found.gate_of[one.id] for one in own if one.grade == 2
    }


def test_a_grade_tied_to_two_gates_is_cut_by_number_and_one_tied_to_none_stays_together() -> None:
    own = classes(4)
    tied = LeavingCase(own, (day(own, END),), (gate(1, 2, 1), gate(2, 2, 1)), 5)
    assert list(share_gates(tied).gate_of.values()) == ["g1", "g1", "g2", "g2"]
    free = tied._replace(gates=(gate(1, 2), gate(2, 2)))
    assert set(share_gates(free).gate_of.values()) == {"g1"}


def test_a_grade_no_gate_is_for_leaves_by_none() -> None:
    own = classes(1, 1)
    case = LeavingCase(own, (day(own, END),), (gate(1, 2, 1),), 5)
    found = share_gates(case)
    assert found.gate_of == {"1-1": "g1"}
    assert dismissal_faults(case, found) == []
    assert gates_for(2, case.gates) == ()


def test_no_gate_and_no_class_are_no_dismissal() -> None:
    own = classes(1)
    assert share_gates(LeavingCase(own, (day(own, END),), ())) == Dismissal({}, ())
    assert share_gates(LeavingCase((), (), (gate(1, 1),))) == Dismissal({}, ())


def test_twelve_classes_of_every_grade_at_eight_gates_tied_to_all_are_still_dealt() -> None:
    own = classes(*[12] * 9)
    gates = tuple(gate(n, 1 + n % 4, *range(1, 10)) for n in range(8))
    case = LeavingCase(own, (day(own, END),), gates, 5)
    found = share_gates(case, 2000)
    assert dismissal_faults(case, found) == []
    assert waits(case, found)[0] <= 30  # 108 classes, 20 at once


OWN = classes(2, 1)
GATES = (gate(1, 2), gate(2, 2, 2))
CASE = LeavingCase(OWN, (day(OWN, END),), GATES, 5)
GOOD = share_gates(CASE)
Spoil = Callable[[list[Wave], dict[ClassId, GateId]], object]


def _set(number: int, **fields: object) -> Spoil:
    def spoil(waves: list[Wave], _: dict[ClassId, GateId]) -> None:
        waves[number] = waves[number]._replace(**fields)  # type: ignore[arg-type]

    return spoil


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        (LeavingRule.NOT_BEFORE_END, _set(0, minute=END - 1)),
        (LeavingRule.AT_ONCE, _set(0, class_ids=("1-1", "1-2", "2-1"))),
        (LeavingRule.AT_ONCE, _set(0, gate_id="g9")),
        (LeavingRule.INTERVAL, lambda waves, _: waves.insert(
            0, waves[0]._replace(minute=END + 4, class_ids=()))),
        (LeavingRule.ONE_GATE, _set(1, gate_id="g1")),
        (LeavingRule.OPEN_GATE, lambda _, gates: gates.update({ClassId("2-1"): GateId("g1")})),
        (LeavingRule.OPEN_GATE, lambda _, gates: gates.pop(ClassId("1-1"))),
        (LeavingRule.TOGETHER, lambda _, gates: gates.update({ClassId("1-2"): GateId("g2")})),
        (LeavingRule.ONCE, lambda waves, _: waves.pop()),
        (LeavingRule.ONCE, lambda waves, _: waves.append(waves[0]._replace(minute=END + 30))),
        (LeavingRule.ONCE, _set(0, weekday=2)),
    ],
)  # fmt: skip
def test_the_judge_barks_at(rule: LeavingRule, spoil: Spoil) -> None:
    assert dismissal_faults(CASE, GOOD) == []
    waves, gates = list(GOOD.waves), dict(GOOD.gate_of)
    spoil(waves, gates)
    assert rule in {fault.rule for fault in dismissal_faults(CASE, Dismissal(gates, tuple(waves)))}


def test_the_judge_barks_at_who_passes_another() -> None:
    own = classes(1, 1)
    case = LeavingCase(own, (day(own, END),), (gate(1, 1),), 5)
    (one, other) = share_gates(case).waves
    passed = (one._replace(class_ids=other.class_ids), other._replace(class_ids=one.class_ids))
    faults = dismissal_faults(case, Dismissal(share_gates(case).gate_of, passed))
    assert [fault.rule for fault in faults] == [LeavingRule.IN_TURN]


def test_gates_of_a_grade_are_those_tied_to_it_else_those_for_any() -> None:
    open_, own = gate(1, 2), gate(2, 2, 3)
    gates: list[Gate] = [open_, own]
    assert gates_for(3, gates) == (own,)
    assert gates_for(1, gates) == (open_,)
