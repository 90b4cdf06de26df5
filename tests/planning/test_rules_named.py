"""Rules by their names, as a school says them; and few of many, each needed."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Problem
from shuangjian_desktop.planning.relaxed import without
from shuangjian_desktop.planning.rules_named import named_rules
from shuangjian_desktop.planning.shrinking import shrunk, without_kinds
from tests.planning.instances import problems, small_week


def test_every_rule_has_its_sentence() -> None:
    problem, _plan = small_week()
    problem = problem._replace(ends=((0, 1, (1,)),), unbroken=frozenset({1}))
    words = {(rule.kind, rule.words) for rule in named_rules(problem)}
    assert {
        (Requirement.PER_WEEK, "甲每周最多3次"),
        (Requirement.PER_DAY, "乙每天最多1次"),
        (Requirement.STAFF_BUSY, "甲单周周二第1节没有空"),
        (Requirement.SLOT_ALLOWED, "三(1)辅导只能排在周一第1节、周二第1节"),
        (Requirement.STAFF_ALLOWED, "合唱只能由丙带"),
        (Requirement.ROOM_ALLOWED, "棋只能用操场"),
        (Requirement.ROOM_CLASH, "音乐教室、操场同一时间各只能有一项"),
        (Requirement.SPREAD, "三(1)辅导每天最多一次"),
        (Requirement.COVER, "三(2)周一第2节要有活动"),
        (Requirement.ENDS, "三(1)在周一第2节要有活动，不早于下班时间结束"),
        (Requirement.UNBROKEN, "三(2)的活动中间不能有空档"),
        (Requirement.CLASS_CLASH, "三(1)同一时间只能有一项活动"),
    } <= words


HELD_BY_OTHERS = {Requirement.ROOM_CLASH, Requirement.STAFF_ALLOWED, Requirement.SLOT_ALLOWED}
"""Rooms may be in other rules too, people in a lock, slots kept where a gap would be new."""


@given(problems())
def test_a_rule_is_there_once_and_gone_when_it_is_dropped(problem: Problem) -> None:
    rules = named_rules(problem)
    assert len(set(rules)) == len(rules)
    for rule in rules:
        if rule.kind not in HELD_BY_OTHERS:
            assert rule not in named_rules(without(problem, [rule]))


@given(st.sets(st.integers(0, 30), max_size=6), st.sets(st.integers(0, 30), max_size=6))
def test_what_is_left_clashes_and_nothing_of_it_may_go(one: set[int], other: set[int]) -> None:
    def clash(items: Sequence[int]) -> bool:
        return one <= set(items) or other <= set(items)

    left = set(shrunk(range(31), clash))
    assert left in (one, other)


@given(st.sets(st.integers(0, 30), min_size=1, max_size=4))
def test_whole_kinds_go_first_where_they_may(core: set[int]) -> None:
    asked: list[int] = []

    def clash(items: Sequence[int]) -> bool:
        asked.append(len(items))
        return core <= set(items)

    kinds = [range(start, 31, 5) for start in range(5)]
    kept = without_kinds(range(31), kinds, clash)
    assert core <= set(kept)
    assert {number % 5 for number in kept} == {number % 5 for number in core}
    assert len(asked) == 5
