"""Totals of a class-day against a table of examples and against a slow, obvious reckoning."""

from collections import defaultdict
from datetime import date
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.homework import HomeworkItem, Kind, Place, Requirement, Tier
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, SubjectId
from shuangjian_desktop.rules.rulebook import Rulebook, load_rulebook
from shuangjian_desktop.rules.totals import DayState, DayTotals, day_totals
from tests.rules.class_days import RULEBOOK, class_day, from_words, rows

BOOK = load_rulebook(RULEBOOK)
COLUMNS = {
    "书面": "written",
    "家庭书面": "written_home",
    "选做": "optional",
    "其他": "other",
    "校内": "in_school",
    "带回家": "take_home",
    "上限": "limit",
    "状态": "state",
}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["说明"]) for _, row in rows("totals.md")])
def test_a_day_adds_up_as_the_table_says(row: dict[str, str], book: Rulebook) -> None:
    totals = day_totals(from_words(row["班级"], row["日子"], row["作业"], row["情况"]), book)
    said = {column: getattr(totals, name) for column, name in COLUMNS.items()}
    assert {column: "无" if value is None else str(value) for column, value in said.items()} == {
        column: row[column] for column in COLUMNS
    }


def test_over_by_is_the_distance_from_the_limit(book: Rulebook) -> None:
    totals = day_totals(class_day("语文 40；数学 35"), book)
    assert (totals.tested, totals.limit, totals.over_by) == (75, 60, 15)
    assert day_totals(class_day("语文 40"), book).over_by == 0


def test_before_the_measures_were_in_force_there_is_no_limit(book: Rulebook) -> None:
    totals = day_totals(class_day("语文 200", on=date(2020, 11, 23)), book)
    assert (totals.limit, totals.state) == (None, DayState.WITHIN)


def test_items_beat_a_declaration_of_no_homework(book: Rulebook) -> None:
    assert day_totals(class_day("语文 70", declared_none=True), book).state is DayState.OVER


homework_items = st.lists(
    st.builds(
        HomeworkItem,
        id=st.uuids().map(lambda value: HomeworkId(str(value))),
        class_id=st.just(ClassId("class")),
        date=st.just(date(2026, 11, 23)),
        subject_id=st.sampled_from([SubjectId("语文"), SubjectId("数学"), SubjectId("英语")]),
        content=st.just("练习册"),
        minutes=st.integers(0, 60),
        kind=st.sampled_from([Kind.WRITTEN, Kind.WRITTEN, Kind.ORAL, Kind.SPORT]),
        requirement=st.sampled_from(Requirement),
        tier=st.none() | st.sampled_from(Tier),
        place=st.sampled_from(Place),
    ),
    max_size=9,
).map(tuple)


def reckon(items: tuple[HomeworkItem, ...]) -> int:
    """Let every possible pupil, one tier a subject, do their items; return the longest time."""
    subjects = sorted({item.subject_id for item in items})
    longest = 0
    for choice in product(Tier, repeat=len(subjects)):
        tier_of = dict(zip(subjects, choice, strict=True))
        mine = [item for item in items if item.tier in (None, tier_of[item.subject_id])]
        longest = max(longest, sum(item.minutes for item in mine))
    return longest


def totals_of(items: tuple[HomeworkItem, ...]) -> DayTotals:
    return day_totals(class_day(items), BOOK)


@given(homework_items)
def test_totals_are_those_of_the_longest_working_pupil(items: tuple[HomeworkItem, ...]) -> None:
    kept: dict[str, list[HomeworkItem]] = defaultdict(list)
    for item in items:
        required = item.requirement is Requirement.REQUIRED
        if item.kind is Kind.WRITTEN and required:
            kept["written"].append(item)
            kept["written_home" if item.place is Place.HOME else "in_school"].append(item)
        elif item.kind is Kind.WRITTEN:
            kept["optional"].append(item)
        elif required:
            kept["other"].append(item)
    totals = totals_of(items)
    for name in ("written", "written_home", "in_school", "optional", "other"):
        assert getattr(totals, name) == reckon(tuple(kept[name])), name


@given(homework_items, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(
    items: tuple[HomeworkItem, ...], chance: Random
) -> None:
    mixed = list(items)
    chance.shuffle(mixed)
    assert totals_of(tuple(mixed)) == totals_of(items)


@given(homework_items, homework_items)
def test_more_homework_never_lowers_a_total(
    items: tuple[HomeworkItem, ...], more: tuple[HomeworkItem, ...]
) -> None:
    before, after = totals_of(items), totals_of(items + more)
    for name in ("written", "written_home", "in_school", "optional", "other", "over_by"):
        assert getattr(after, name) >= getattr(before, name), name


@given(homework_items)
def test_optional_and_unwritten_work_never_touches_the_limit(
    items: tuple[HomeworkItem, ...],
) -> None:
    counted = tuple(
        item
        for item in items
        if item.kind is Kind.WRITTEN and item.requirement is Requirement.REQUIRED
    )
    whole, bare = totals_of(items), totals_of(counted)
    assert (whole.tested, whole.over_by, whole.take_home) == (
        bare.tested,
        bare.over_by,
        bare.take_home,
    )
