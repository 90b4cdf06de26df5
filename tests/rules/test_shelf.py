"""Which rulebook judges a date: the newest in force, unless a notice remembers another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.school import OwnLimit, SchoolSettings, Stage
from shuangjian_desktop.rules.book import Rulebook, RulebookError
from shuangjian_desktop.rules.limits import effective_limit
from shuangjian_desktop.rules.rulebook import load_rulebook
from shuangjian_desktop.rules.shelf import shelf_of
from tests.rules.class_days import MONDAY, RULEBOOK

BOOK = load_rulebook(RULEBOOK, is_proven=True)
DAYS = st.dates(date(2021, 7, 24), date(2030, 12, 31))


def book_since(since: date, version: str = "1") -> Rulebook:
    return BOOK._replace(id=f"b{since}", since=since, version=version)


@given(st.sets(DAYS, min_size=1, max_size=5), st.dates(date(2020, 1, 1), date(2031, 1, 1)))
def test_a_date_is_judged_by_the_newest_book_not_after_it(sinces: set[date], on: date) -> None:
    shelf = shelf_of(book_since(since) for since in sinces)
    begun = [since for since in sinces if since <= on]
    assert shelf.in_force(on).since == (max(begun) if begun else min(sinces))


@given(st.sets(DAYS, min_size=2, max_size=5), DAYS)
def test_a_book_holds_until_the_day_before_the_next(sinces: set[date], on: date) -> None:
    shelf = shelf_of(book_since(since) for since in sinces)
    assert shelf.in_force(max(sinces) - timedelta(days=1)).since < max(sinces)
    assert shelf.judging(on, f"b{min(sinces)} 1").since == min(sinces)


def test_what_a_notice_remembers_wins_and_a_forgotten_book_falls_back_on_the_date() -> None:
    old, new = book_since(date(2021, 7, 24)), book_since(date(2026, 9, 1), "2")
    shelf = shelf_of((new, old))
    assert shelf.judging(MONDAY, old.name) is old
    assert shelf.judging(MONDAY, "gone 9") is new
    assert shelf.judging(MONDAY, None) is new


def test_of_two_versions_of_one_day_the_higher_holds() -> None:
    nine, ten = BOOK._replace(version="2026.9"), BOOK._replace(version="2026.10")
    assert shelf_of((ten, nine)).in_force(MONDAY) is ten


def test_two_books_of_one_name_and_an_empty_folder_are_refused() -> None:
    with pytest.raises(RulebookError, match="删去其中一个"):
        shelf_of((BOOK, BOOK._replace()))
    with pytest.raises(RulebookError, match="没有规则文件"):
        shelf_of(())


LIMITS = st.builds(
    OwnLimit,
    DAYS,
    st.integers(1, 9),
    st.integers(1, 9),
    st.integers(0, 600),
    st.just("本校办法"),
)


@given(st.lists(LIMITS, max_size=4), st.integers(1, 9), DAYS)
def test_a_school_is_never_looser_than_the_rulebook(
    limits: list[OwnLimit], grade: int, on: date
) -> None:
    stage = Stage.PRIMARY if grade <= 6 else Stage.JUNIOR
    settings = SchoolSettings(own_limits=tuple(limits))
    own = effective_limit(BOOK, settings, grade, stage, on)
    plain = BOOK.written_limit(grade, stage, on)
    assert own is not None
    assert plain is not None
    assert own.value <= plain.value
    assert own.tested is plain.tested


def test_the_newest_own_limit_holds_from_its_day_for_its_grades() -> None:
    settings = SchoolSettings(
        own_limits=(
            OwnLimit(date(2026, 9, 1), 3, 4, 45, "办法一"),
            OwnLimit(date(2026, 11, 1), 3, 3, 50, "办法二"),
        )
    )

    def minutes(grade: int, on: date) -> int:
        figure = effective_limit(BOOK, settings, grade, Stage.PRIMARY, on)
        assert figure is not None
        return figure.value

    assert minutes(3, date(2026, 8, 31)) == 60
    assert minutes(3, date(2026, 9, 1)) == 45
    assert minutes(3, MONDAY) == 50
    assert minutes(4, MONDAY) == 45
    assert minutes(5, MONDAY) == 60
