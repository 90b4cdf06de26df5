"""Adds up one class-day as the contracts say: the longest required path; 选做, other kinds apart.

Knows no number of the policy (the rulebook has them) and reports nothing: that is checks/.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.calendar import DayKind
from shuangjian_desktop.domain.homework import HomeworkItem, Kind, Place, Requirement
from shuangjian_desktop.rules.book import Figure, Rulebook, Tested
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.rules.limits import effective_limit

_WRITTEN, _WRITTEN_HOME, _OPTIONAL, _OTHER, _IN_SCHOOL = range(5)
_REQUIRED_AT_HOME = (_WRITTEN, _WRITTEN_HOME)
_REQUIRED_IN_SCHOOL = (_WRITTEN, _IN_SCHOOL)
_OPTIONAL_ONLY = (_OPTIONAL,)
_OTHER_ONLY = (_OTHER,)
_NOTHING: tuple[int, ...] = ()
_FRIDAY = 5
_PERCENT = 100


class DayState(StrEnum):
    """What a class-day is, as every list, colour and file of the program says it."""

    OVER = "over"
    WITHIN = "within"
    NONE = "none"
    MISSING = "missing"
    NO_SCHOOL = "no-school"
    UNCONFIRMED = "unconfirmed"


class LimitBasis(StrEnum):
    """Where a class-day's limit comes from."""

    HOME_WRITTEN = "home-written"
    SCHOOL_DAY = "school-day"
    REST_DAY = "rest-day"


class DayTotals(NamedTuple):
    """The figures of one class-day, whole minutes; `limit` None = nobody has set one for this day.

    `tested` is the total the limit is held against; `over_by` how far it is above, else 0.
    """

    written: int
    written_home: int
    optional: int
    other: int
    in_school: int
    tutoring: int
    take_home: int
    tested: int
    limit: int | None
    state: DayState
    over_by: int

    @property
    def done_in_school(self) -> int:
        """Return the minutes of written work that fit into school time, tutoring included [§4]."""
        return self.written - self.take_home

    @property
    def has_credit(self) -> bool:
        """Whether tutoring is worth telling: not where nothing written may go home anyway."""
        return bool(self.tutoring and self.written and self.limit != 0)


def day_totals(class_day: ClassDay, rulebook: Rulebook) -> DayTotals:
    """Add up a class-day and hold it against its limit [§2].

    Grades 1-2: the limit is 0 on every day, rest days and unconfirmed days included, and is
    tested on written home work alone. From grade 3: on school days the rulebook's cap, or the
    school's own stricter one; on weekends, holidays and breaks the school's own setting. On an
    unconfirmed day Monday to Friday count as school days, so that a forgotten holiday table never
    hides an over-full day.
    """
    written, written_home, optional, other, in_school = _sums(class_day.items)
    figure = limit_figure(class_day, rulebook)
    if figure is not None and (figure.rest_days or _uses_school_cap(class_day)):
        limit: int | None = figure.value
    elif _uses_school_cap(class_day):
        limit = None
    else:
        limit = class_day.settings.weekend_limit_minutes
    tested = written_home if _is_home_only(figure) else written
    over_by = 0 if limit is None or tested <= limit else tested - limit
    return DayTotals(
        written,
        written_home,
        optional,
        other,
        in_school,
        class_day.tutoring_minutes,
        max(0, written - in_school - class_day.tutoring_minutes),
        tested,
        limit,
        _state(class_day, over_by > 0),
        over_by,
    )


def limit_figure(class_day: ClassDay, rulebook: Rulebook) -> Figure | None:
    """Return the figure a class's school days are held to, the school's own where stricter [§2]."""
    settings, on = class_day.settings, class_day.day.date
    return effective_limit(rulebook, settings, class_day.grade, class_day.stage, on)


def limit_basis(class_day: ClassDay, rulebook: Rulebook) -> LimitBasis:
    """Return what kind of limit a class-day is held to, whether or not a number is set."""
    if _is_home_only(limit_figure(class_day, rulebook)):
        return LimitBasis.HOME_WRITTEN
    return LimitBasis.SCHOOL_DAY if _uses_school_cap(class_day) else LimitBasis.REST_DAY


def in_school_percent(totals: DayTotals) -> int | None:
    """Return how much required written work fits into school time, 0..100, rounded down [§4].

    In-school items and tutoring minutes both count; None when there is no written work.
    """
    if not totals.written:
        return None
    done = min(totals.written, totals.in_school + totals.tutoring)
    return done * _PERCENT // totals.written


def wanted_in_school_percent(class_day: ClassDay) -> int | None:
    """Return the share the school wants done in school, 0..100; None if not set [§4]."""
    share = class_day.settings.in_school_share(class_day.stage)
    return None if share is None else round(share * _PERCENT)


def optional_home_written(class_day: ClassDay) -> tuple[HomeworkItem, ...]:
    """Return the 书面 选做 items to be done at home."""
    return tuple(
        item
        for item in class_day.items
        if item.kind is Kind.WRITTEN
        and item.requirement is Requirement.OPTIONAL
        and item.place is Place.HOME
    )


def optional_minutes(items: Iterable[HomeworkItem]) -> int:
    """Return the minutes of the longest 书面 选做 path over the items."""
    return _sums(items)[_OPTIONAL]


def written_minutes(items: Iterable[HomeworkItem]) -> int:
    """Return the minutes of the longest 书面 必做 path over the items of a day or a subject."""
    return _sums(items)[_WRITTEN]


def required_written(class_day: ClassDay) -> tuple[HomeworkItem, ...]:
    """Return the items that count towards the written total."""
    return tuple(item for item in class_day.items if _WRITTEN in _measures(item))


def _measures(item: HomeworkItem) -> tuple[int, ...]:
    """Return which sums an item counts in."""
    required = item.requirement is Requirement.REQUIRED
    if item.kind is Kind.WRITTEN:
        if not required:
            return _OPTIONAL_ONLY
        return _REQUIRED_AT_HOME if item.place is Place.HOME else _REQUIRED_IN_SCHOOL
    return _OTHER_ONLY if required else _NOTHING


def _sums(items: Iterable[HomeworkItem]) -> list[int]:
    """Return the five longest paths, one pass over the items.

    Per subject a path is its untiered items plus its fullest tier; so the untiered minutes of all
    subjects may be added at once, and only tiered ones need to be kept apart.
    """
    sums = [0, 0, 0, 0, 0]
    tiers: dict[tuple[int, str], dict[str, int]] = {}
    for item in items:
        if item.tier is None:
            for measure in _measures(item):
                sums[measure] += item.minutes
        else:
            for measure in _measures(item):
                by_tier = tiers.setdefault((measure, item.subject_id), {})
                by_tier[item.tier] = by_tier.get(item.tier, 0) + item.minutes
    for (measure, _), by_tier in tiers.items():
        sums[measure] += max(by_tier.values())
    return sums


def _is_home_only(figure: Figure | None) -> bool:
    return figure is not None and figure.tested is Tested.WRITTEN_HOME


def _uses_school_cap(class_day: ClassDay) -> bool:
    kind = class_day.day.kind
    if kind is DayKind.UNCONFIRMED:
        return _is_weekday(class_day.day.date)
    return kind is DayKind.SCHOOL or kind is DayKind.MAKE_UP


def _is_weekday(on: date) -> bool:
    return on.isoweekday() <= _FRIDAY


def _state(class_day: ClassDay, is_over: bool) -> DayState:
    if class_day.items:
        return DayState.OVER if is_over else DayState.WITHIN
    if class_day.declared_none:
        return DayState.NONE
    if class_day.day.kind is DayKind.UNCONFIRMED:
        return DayState.UNCONFIRMED
    return DayState.MISSING if class_day.day.is_school_day else DayState.NO_SCHOOL
