"""Term plans add up by weekday; shares always add up to a hundred."""

from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.plan import PlanLine
from shuangjian_desktop.rules.plan import percents, subject_minutes, weekday_sums
from shuangjian_desktop.rules.totals import written_minutes
from tests.rules.class_days import item

YW, SX = SubjectId("语文"), SubjectId("数学")


def test_each_weekday_is_held_against_the_cap_by_itself() -> None:
    lines = (PlanLine(YW, 1, 40), PlanLine(SX, 1, 25), PlanLine(SX, 2, 60))
    sums = {day.weekday: (day.minutes, day.over_by) for day in weekday_sums(lines, 60)}
    assert sums == {1: (65, 5), 2: (60, 0), 3: (0, 0), 4: (0, 0), 5: (0, 0)}


def test_without_a_cap_nothing_is_over_and_a_planned_saturday_is_shown() -> None:
    sums = weekday_sums((PlanLine(YW, 6, 400),), None)
    assert [(day.weekday, day.over_by) for day in sums][-1] == (6, 0)


def test_a_subject_counts_its_longest_path_and_leaves_optional_work_out() -> None:
    items = tuple(map(item, ("语文 10", "语文 5 A", "语文 15 B", "语文 60 选做", "语文 9 口头")))
    assert sum(subject_minutes(items).values()) == 25 == written_minutes(items)


@given(st.dictionaries(st.text(min_size=1), st.floats(0, 1e6), min_size=1))
def test_shares_add_up_to_a_hundred_or_there_is_nothing_to_share(minutes: dict) -> None:
    shares = percents(minutes)
    assert sum(shares.values()) == (100 if sum(minutes.values()) > 0 else 0)
    assert all(share >= 0 for share in shares.values())
