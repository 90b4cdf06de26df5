"""Why there is no plan, and what could be changed so that there is one: plain values.

Knows nothing of how they were found; sentences are complete and may be shown as they are.
"""

from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.rules_named import NamedRule

AND = "，并"
"""Between the changes of one way out, in its words."""


class Verdict(StrEnum):
    """The ends of an explanation; time that ran out is never called impossible."""

    FEASIBLE = "可以排出"
    IMPOSSIBLE = "排不出"
    GAVE_UP = "未算完"
    CANCELLED = "已停止"


class ChangeKind(StrEnum):
    """What is changed; the value is a name for programs, the words are in `Repair.words`."""

    UNLOCK = "unlock"  # work
    SPREAD = "spread"  # work: its activity may have two sessions on a day
    PER_WEEK = "per_week"  # person, value = new limit
    PER_DAY = "per_day"  # person, value = new limit
    SLOTS = "slots"  # work, slot: one more slot for the session
    STAFF = "staff"  # work, person: one more who may lead
    ROOMS = "rooms"  # work, room: one more room it may use
    BUSY = "busy"  # person, slot: made free there
    COVER = "cover"  # one_class, slot: need not have anything there
    ENDS = "ends"  # classes, weekday: that day's end is not asked of them
    LONGER = "longer"  # weekday: its last slots last until people get off work
    LATER = "later"  # weekday: the slots that could be added to that day are there
    WEEKLY = "weekly"  # work: all sessions of its activity in its weeks are held every week
    UNBROKEN = "unbroken"  # one_class: may have gaps
    DIVIDED = "divided"  # one_class: may be in several sessions at once
    STAFF_WANTED = "staff_wanted"  # work, value = new number of people
    DROP = "drop"  # work: one session fewer


class Change(NamedTuple):
    """One change of the week; which of the numbers are given is said at `ChangeKind`."""

    kind: ChangeKind
    work: int | None = None
    person: int | None = None
    room: int | None = None
    slot: int | None = None
    one_class: int | None = None
    value: int | None = None
    classes: tuple[int, ...] = ()
    weekday: int = 0


class Repair(NamedTuple):
    """A way out that was solved on the whole week before it was offered.

    `plan` is a plan for `problem`, the changed week, with the numbers of the week before;
    `cost`: see repairs.COSTS. A dropped session is an empty shell in both: nobody is in it.
    """

    changes: tuple[Change, ...]
    words: str
    cost: int
    problem: Problem
    plan: Plan

    @property
    def dropped(self) -> frozenset[int]:
        """Return the sessions that are held no more."""
        found = (one.work for one in self.changes if one.kind is ChangeKind.DROP)
        return frozenset(work for work in found if work is not None)


class Source(StrEnum):
    """How a reason was found."""

    COUNTING = "数出来的"
    SOLVER = "试出来的"


class Reason(NamedTuple):
    """Rules and locks that clash over some sessions.

    `works`: the sessions that cannot all be placed. `is_minimal`: it was tried that the sessions
    can be placed once any one of `rules` is dropped. `words`: one sentence for a person.
    """

    words: str
    rules: tuple[NamedRule, ...]
    works: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
    classes: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()
    source: Source = Source.SOLVER
    is_minimal: bool = False


class Explanation(NamedTuple):
    """The end: reasons only if impossible; repairs cheapest first, `plan` only if feasible."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    repairs: tuple[Repair, ...] = ()
    plan: Plan | None = None
    words: str = ""
    seconds: float = 0.0
