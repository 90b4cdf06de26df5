"""The shape of a rulebook: clauses, dated figures, rules, word lists, and how they are looked up.

Holds no number and no sentence of any policy; knows nothing of TOML: rulebook.py reads the file.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.rules.findings import Severity
from shuangjian_desktop.rules.words import WordList

WRITTEN_LIMIT = "written_limit_minutes"
WORDING_PLACES = frozenset({"where", "measured", "limit", "excess", "item", "hint"})


class RulebookError(UserError):
    """A rulebook that cannot be trusted: the message names the file and, where known, the line."""


class Level(StrEnum):
    """What can be checked: A by a program, B by a register, C binds others than the school."""

    A = "A"
    B = "B"
    C = "C"


class Unit(StrEnum):
    """What a figure or a measurement counts; `none` for rules that measure nothing."""

    MINUTE = "minute"
    PERCENT = "percent"
    REPEAT = "repeat"
    PERSON = "person"
    MINUTE_OF_DAY = "minute_of_day"
    NONE = "none"


class Tested(StrEnum):
    """Which total a written limit is compared with."""

    WRITTEN = "written"
    WRITTEN_HOME = "written_home"


class Moment(StrEnum):
    """When a rule can be held against what somebody does."""

    SAVE = "save"
    PUBLISH = "publish"


class Clause(NamedTuple):
    """One clause in our own words. `evidence` is what one prints for 督导."""

    number: int
    heading: str
    statement: str
    binds: tuple[str, ...]
    level: Level
    checkable: str
    evidence: tuple[str, ...]


class Figure(NamedTuple):
    """A number of the policy, in force from `since` to `until` (both included; None = no end).

    `stage` and `grades` (first and last, included) narrow whom it holds for; None = everybody.
    `rest_days` says that it holds on weekends and holidays too.
    """

    name: str
    value: int
    unit: Unit
    since: date
    clause: int
    document: str
    until: date | None = None
    stage: Stage | None = None
    grades: tuple[int, int] | None = None
    tested: Tested = Tested.WRITTEN
    rest_days: bool = False

    def is_in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    def holds_for(self, grade: int, stage: Stage) -> bool:
        first, last = self.grades or (grade, grade)
        return (self.stage is None or self.stage is stage) and first <= grade <= last


class Variant(NamedTuple):
    """Another strength of a rule: its own severity and sentence."""

    severity: Severity
    wording: str


class Rule(NamedTuple):
    """What a check is called, the clause it serves and its sentence (`wording`, a template).

    `moments`: when it can be held against somebody; `cure`: what to do first, 改到上限以内.
    """

    name: str
    clause: int
    severity: Severity
    unit: Unit
    title: str
    wording: str
    variants: Mapping[str, Variant] = MappingProxyType({})
    moments: tuple[Moment, ...] = tuple(Moment)
    cure: str = ""


class Rulebook(NamedTuple):
    """One policy as data, in force from `since`. Compared by identity alone."""

    id: str
    version: str
    title: str
    short_title: str
    document: str
    since: date
    clauses: Mapping[int, Clause]
    rules: Mapping[str, Rule]
    figures: Mapping[str, tuple[Figure, ...]]
    words: Mapping[str, WordList]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    @property
    def name(self) -> str:
        """Return `id version`: how the record of a notice names the book it was judged by."""
        return f"{self.id} {self.version}"

    def figure(self, name: str, on: date) -> int:
        """Return the value of an unscoped figure on a date; RulebookError when none is in force."""
        for figure in self.figures.get(name, ()):
            if figure.is_in_force(on) and figure.stage is None and figure.grades is None:
                return figure.value
        raise RulebookError(
            f"规则库 {self.id} 在{on.isoformat()}没有数值“{name}”，请核对日期，或更换规则库。"
        )

    def figure_for(self, name: str, grade: int, stage: Stage, on: date) -> int | None:
        """Return the value of a figure that depends on grade or stage; None where none holds."""
        for figure in self.figures.get(name, ()):
            if figure.is_in_force(on) and figure.holds_for(grade, stage):
                return figure.value
        return None

    def hint(self, rule: str, content: str, note: str | None, on: date) -> str | None:
        """Return the words of an item that hint at the forbidden form of a rule, or None."""
        words = self.words.get(rule)
        if words is None:
            return None
        least = self.figure(words.least, on) if words.least else 0
        return words.find(f"{content}\n{note}" if note else content, least)

    def written_limit(self, grade: int, stage: Stage, on: date) -> Figure | None:
        """Return the written-work figure a grade is held to; None before there was one [§2]."""
        for figure in self.figures[WRITTEN_LIMIT]:
            if figure.is_in_force(on) and figure.holds_for(grade, stage):
                return figure
        return None

    def written_cap_minutes(self, grade: int, stage: Stage, on: date) -> int | None:
        """Return the minutes of a school day: 0 in grades 1-2 (tested on home work alone) [§2]."""
        figure = self.written_limit(grade, stage, on)
        return None if figure is None else figure.value

    def forbids_home_written(self, grade: int, stage: Stage, on: date) -> bool:
        """Say whether a grade's limit is tested on written home work alone (grades 1-2) [§2]."""
        figure = self.written_limit(grade, stage, on)
        return figure is not None and figure.tested is Tested.WRITTEN_HOME
