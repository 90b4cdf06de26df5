"""Days no slot of which is late enough: one clash for all classes, and what helps is solved."""

import pytest

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.changes import apply
from shuangjian_desktop.planning.checked import check_problem
from shuangjian_desktop.planning.codec import NotUnderstood
from shuangjian_desktop.planning.counting import shortages
from shuangjian_desktop.planning.explain import explain
from shuangjian_desktop.planning.explanation import Change, ChangeKind, Explanation, Verdict
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import (
    EarlyDay,
    NewSlot,
    Person,
    Place,
    Problem,
    Room,
    Slot,
    Work,
)
from shuangjian_desktop.planning.relaxed import part, without
from shuangjian_desktop.planning.replan import Loss, lost
from shuangjian_desktop.planning.rules_named import named_rules
from shuangjian_desktop.planning.verify import faults
from tests.planning.exhaustive import right_plans

MONDAY, LATE_MONDAY, FRIDAY = 0, 1, 2
SLOTS = (
    Slot("周一第1节", 1, 940, 980),
    Slot("周一第2节", 1, 985, 1025),
    Slot("周五第1节", 5, 880, 920),
)
SECOND = Slot("周五第2节", 5, 980, 1020)
CLASSES = ("三(1)", "三(2)", "三(3)", "三(4)")


def week(*, count: int = 2, sessions: int = 3, slots: tuple[NewSlot, ...] | None = None) -> Problem:
    """Classes with sessions that may be anywhere; Friday ends at 15:20, off-work is 17:00."""
    classes, people = tuple(range(count)), tuple(Person(name) for name in "甲乙丙丁"[:count])
    works = tuple(
        Work(f"{CLASSES[one]}辅导{n}", one, (one,), (0, 1, 2), classes)
        for one in classes
        for n in range(sessions)
    )
    new = (NewSlot(SECOND, tuple(range(len(works))), classes),) if slots is None else slots
    kept = tuple((one, FRIDAY) for one in classes)
    return Problem(
        SLOTS, people, (Room("操场"),), CLASSES[:count], works,
        ends=tuple((one, *day) for one in classes for day in ((1, (LATE_MONDAY,)), (5, ()))),
        unbroken=frozenset(classes),
        early=(EarlyDay(5, classes, "三年级", 17 * 60, new, kept),),
    )  # fmt: skip


def told(found: Explanation) -> list[tuple[str, int]]:
    return [(one.words, one.cost) for one in found.repairs]


ADDED = ("给三年级周五加一个17:00结束的时段（16:20–17:00）", 8)
EXCEPTED = ("登记例外：三年级周五提前结束（要写明谁同意、为什么、到什么时候）", 10)


def test_a_day_is_one_clash_for_all_its_classes_and_both_ways_out_are_solved() -> None:
    problem = week()
    found = explain(problem, seconds=30)
    (reason,) = found.reasons
    assert reason.words == (
        "三年级周五没有一个时段能到下班时间17:00；请添加更晚的时段，或登记提前结束的例外。"
    )
    assert [(rule.kind, rule.words, rule.classes) for rule in reason.rules] == [
        (Requirement.ENDS, "三年级周五不早于下班时间结束", (0, 1))
    ]
    assert reason.is_minimal
    assert told(found) == [ADDED, EXCEPTED]
    for one in found.repairs:
        assert one.problem == apply(problem, one.changes)
        assert faults(one.problem, one.plan) == ()


def test_the_clash_is_one_and_without_its_rule_there_is_a_plan() -> None:
    problem = week()
    (reason,) = shortages(problem)
    every = set(named_rules(problem))
    assert set(reason.rules) <= every
    alone = part(without(problem, every - set(reason.rules)), reason.works)[0]
    assert next(right_plans(alone), None) is None
    assert next(right_plans(without(problem, reason.rules)), None) is not None


def test_pupils_do_not_begin_later_because_their_day_ends_later() -> None:
    (added, _) = explain(week(), seconds=30).repairs
    where = {(one, place.slot) for work, place in zip(added.problem.works, added.plan, strict=True)
             if place is not None for one in work.classes}  # fmt: skip
    assert {(0, FRIDAY), (0, len(SLOTS)), (1, FRIDAY), (1, len(SLOTS))} <= where


def test_the_last_slot_may_last_longer_and_who_is_busy_then_does_not_serve() -> None:
    until = SLOTS[FRIDAY]._replace(ends=17 * 60)
    busy = ((0, Parity.EVERY),)
    problem = week(sessions=2)
    longer = ((FRIDAY, NewSlot(until, (), (0, 1))),)
    problem = problem._replace(early=(problem.early[0]._replace(longer=longer),))
    found = explain(problem, seconds=30)
    assert told(found) == [("把周五第1节延长到17:00结束（原来15:20）", 8), EXCEPTED]
    assert found.repairs[0].problem.slots[FRIDAY] == until
    for one in found.repairs:
        assert one.problem == apply(problem, one.changes)
        assert faults(one.problem, one.plan) == ()
    longer = ((FRIDAY, NewSlot(until, (), (0, 1), busy)),)
    problem = problem._replace(early=(problem.early[0]._replace(longer=longer),))
    assert told(explain(problem, seconds=30)) == [EXCEPTED], "two classes, one person"


def test_a_slot_for_which_sessions_or_people_are_missing_is_not_offered() -> None:
    assert told(explain(week(sessions=2), seconds=30)) == [EXCEPTED]
    nobody = tuple((person, Parity.EVERY) for person in (0, 1))
    busy = (NewSlot(SECOND, (0, 1, 2, 3, 4, 5), (0, 1), nobody),)
    assert told(explain(week(slots=busy), seconds=30)) == [EXCEPTED]
    assert told(explain(week(slots=()), seconds=30)) == [EXCEPTED]


def test_another_clash_beside_it_is_repaired_with_it() -> None:
    problem = week()
    works = list(problem.works)
    for number in (0, 1):
        works[number] = works[number]._replace(locked=Place(MONDAY))
    found = explain(problem._replace(works=tuple(works)), seconds=30)
    assert len(found.reasons) == 2
    kinds = [{change.kind for change in one.changes} for one in found.repairs]
    assert {ChangeKind.LATER, ChangeKind.UNLOCK} in kinds
    assert {ChangeKind.ENDS, ChangeKind.UNLOCK} in kinds
    for one in found.repairs:
        assert faults(one.problem, one.plan) == ()


def test_more_than_three_clashes_are_counted_and_repaired_together() -> None:
    problem = week(count=4)
    problem = problem._replace(
        works=tuple(work._replace(parity=Parity.ODD) for work in problem.works)
    )
    found = explain(problem, seconds=30)
    assert found.verdict is Verdict.IMPOSSIBLE
    assert len(found.reasons) == 3
    assert found.words == "一共5处冲突，先说3处，另外还有2处；下面的办法把5处一起解决。"
    weekly = "活动1、活动2、活动3、活动4单周的各次"
    assert told(found) == [
        (f"{ADDED[0]}，并{weekly}都改成每周都有", 32),
        (f"{EXCEPTED[0]}，并{weekly}都改成每周都有", 34),
    ]
    for one in found.repairs:
        assert one.problem == apply(problem, one.changes)
        assert faults(one.problem, one.plan) == ()


def test_clashes_nothing_helps_against_are_counted_all_the_same() -> None:
    problem = week(slots=())
    nobody = tuple(work._replace(staff=(), slots=(MONDAY,)) for work in problem.works)
    found = explain(problem._replace(works=nobody), seconds=30)
    assert len(found.reasons) == 3
    assert found.words.startswith("一共")
    for one in found.repairs:
        assert faults(one.problem, one.plan) == ()


def test_what_stood_in_odd_weeks_stands_in_every_week() -> None:
    works = tuple(
        Work(f"辅导{n}", 0, (0,), (LATE_MONDAY, FRIDAY), (0,), parity=parity)
        for n, parity in enumerate((Parity.ODD, Parity.ODD, Parity.EVEN))
    )
    problem = week()._replace(works=works, ends=(), early=(), cover=())
    changed = apply(problem, [Change(ChangeKind.WEEKLY, work=1)])
    assert [one.parity for one in changed.works] == [Parity.EVERY, Parity.EVERY, Parity.EVEN]


def test_who_is_lost_takes_the_proposed_slots_away() -> None:
    problem = week()
    changed, _ = lost(problem, (None,) * len(problem.works), (Loss(person=0),))
    assert [day.slots for day in changed.early] == [()]
    assert told(explain(changed, seconds=30))[:1] != [ADDED]


@pytest.mark.parametrize(
    "day",
    [
        EarlyDay(5, (7,), "", 0),
        EarlyDay(5, (0,), "", 0, (), ((0, 9),)),
        EarlyDay(5, (0,), "", 0, (NewSlot(SECOND, (99,)),)),
        EarlyDay(5, (0,), "", 0, longer=((9, NewSlot(SECOND, ())),)),
        EarlyDay(5, (0,), "", 0, (NewSlot(SECOND, (0,), (), ((9, Parity.ODD),)),)),
    ],
)
def test_proposals_with_numbers_of_nothing_are_refused(day: EarlyDay) -> None:
    with pytest.raises(NotUnderstood):
        check_problem(week()._replace(early=(day,)))
