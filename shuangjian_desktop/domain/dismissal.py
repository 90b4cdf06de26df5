"""错峰放学: gates, the waves classes leave in, and what must hold of them whoever made them.

Frozen values and the check; how waves are found is domain/gate_waves and domain/gate_shares.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ClassId, GateId
from shuangjian_desktop.domain.school import LeaveOrder, SchoolClass
from shuangjian_desktop.domain.service_kinds import Parity

MOST_AT_ONCE = 99
USUAL_INTERVAL_MINUTES = 5
MOST_INTERVAL_MINUTES = 30
LONG_WAIT_MINUTES = 15
"""What children may wait for their wave before it is told; the school's word, no clause's."""


class Gate(NamedTuple):
    """校门: how many classes leave by it in one wave, and which grades; `grades` () = any."""

    id: GateId
    name: str
    position: int
    at_once: int
    grades: tuple[int, ...] = ()


class LeavingDay(NamedTuple):
    """When classes are over on a weekday (1..7), in the weeks of `parity`; minutes of the day."""

    weekday: int
    parity: Parity
    ready: Mapping[ClassId, int]


class LeavingCase(NamedTuple):
    """What waves are to be found for; `interval` = minutes from one wave of a gate to the next."""

    classes: tuple[SchoolClass, ...]
    days: tuple[LeavingDay, ...]
    gates: tuple[Gate, ...]
    interval: int = USUAL_INTERVAL_MINUTES
    order: LeaveOrder = LeaveOrder.YOUNGER_FIRST


class Wave(NamedTuple):
    """一批: classes that leave together by one gate; `minute` of the day, past 1440 = next day."""

    gate_id: GateId
    weekday: int
    parity: Parity
    minute: int
    class_ids: tuple[ClassId, ...]


class Dismissal(NamedTuple):
    """Every class's gate, the same all week, and the waves by day, gate and time."""

    gate_of: dict[ClassId, GateId]
    waves: tuple[Wave, ...]


class LeavingRule(StrEnum):
    """What must hold of every dismissal."""

    NOT_BEFORE_END = "not before its own end"
    AT_ONCE = "no more classes in a wave than the gate lets out"
    INTERVAL = "waves of a gate stand the interval apart"
    ONE_GATE = "a class leaves by its own gate every day"
    OPEN_GATE = "a gate lets out the grades it is for"
    TOGETHER = "a grade no gate is tied to leaves by one gate"
    ONCE = "a class that has a gate leaves once every day it is there"
    IN_TURN = "who is over first leaves no later, the asked order decides"


class LeavingFault(NamedTuple):
    """One rule that a dismissal breaks, and for whom."""

    rule: LeavingRule
    where: str


def gates_for(grade: int, gates: Iterable[Gate]) -> tuple[Gate, ...]:
    """Return the gates a grade may use: those tied to it, else those that are for any."""
    every = tuple(gates)
    tied = tuple(gate for gate in every if grade in gate.grades)
    return tied or tuple(gate for gate in every if not gate.grades)


def turn_of(order: LeaveOrder, one: SchoolClass) -> tuple[int, int, str]:
    """Return what classes that are over together are sorted by."""
    grade = one.grade if order is LeaveOrder.YOUNGER_FIRST else -one.grade
    return grade, one.number, one.id


def dismissal_faults(case: LeavingCase, found: Dismissal) -> list[LeavingFault]:
    """Return every rule a dismissal breaks; knows nothing of how it was found."""
    gates = {gate.id: gate for gate in case.gates}
    days = {(day.weekday, day.parity): day for day in case.days}
    faults = _gate_faults(case, found)
    for wave in found.waves:
        gate, day = gates.get(wave.gate_id), days.get((wave.weekday, wave.parity))
        where = f"{wave.weekday} {wave.parity} {wave.minute}"
        if gate is None or len(wave.class_ids) > gate.at_once:
            faults.append(LeavingFault(LeavingRule.AT_ONCE, where))
        for one in wave.class_ids:
            if found.gate_of.get(one) != wave.gate_id:
                faults.append(LeavingFault(LeavingRule.ONE_GATE, one))
            if day is None or one not in day.ready:
                faults.append(LeavingFault(LeavingRule.ONCE, one))
            elif wave.minute < day.ready[one]:
                faults.append(LeavingFault(LeavingRule.NOT_BEFORE_END, one))
    return [*faults, *_wave_faults(case, found), *_count_faults(case, found)]


def _gate_faults(case: LeavingCase, found: Dismissal) -> list[LeavingFault]:
    """Look at which gate each class has."""
    faults = []
    for grade, own in groupby(sorted(case.classes, key=_by_grade), key=_by_grade):
        open_gates = {gate.id for gate in gates_for(grade, case.gates)}
        used = {found.gate_of.get(each.id) for each in own}
        if used - open_gates and (open_gates or used != {None}):
            faults.append(LeavingFault(LeavingRule.OPEN_GATE, str(grade)))
        is_tied = any(grade in gate.grades for gate in case.gates)
        if len(used) > 1 and not is_tied:
            faults.append(LeavingFault(LeavingRule.TOGETHER, str(grade)))
    return faults


def _wave_faults(case: LeavingCase, found: Dismissal) -> list[LeavingFault]:
    """Look at the waves of each gate and day as they follow each other."""
    faults = []
    turns = {each.id: turn_of(case.order, each) for each in case.classes}
    rows: dict[tuple[GateId, int, Parity], list[Wave]] = defaultdict(list)
    for wave in found.waves:
        rows[wave.gate_id, wave.weekday, wave.parity].append(wave)
    ready = {(day.weekday, day.parity): day.ready for day in case.days}
    for (_, weekday, parity), row in rows.items():
        at = ready.get((weekday, parity), {})
        for one, other in pairwise(sorted(row, key=lambda wave: wave.minute)):
            where = f"{weekday} {parity} {other.minute}"
            if other.minute - one.minute < case.interval:
                faults.append(LeavingFault(LeavingRule.INTERVAL, where))
            first = [(at[each], turns[each]) for each in one.class_ids if each in at]
            later = [(at[each], turns[each]) for each in other.class_ids if each in at]
            if first and later and max(first) > min(later):
                faults.append(LeavingFault(LeavingRule.IN_TURN, where))
    return faults


def _count_faults(case: LeavingCase, found: Dismissal) -> list[LeavingFault]:
    """Look whether everybody leaves, and nobody twice."""
    left: dict[tuple[int, Parity], list[ClassId]] = defaultdict(list)
    for wave in found.waves:
        left[wave.weekday, wave.parity] += wave.class_ids
    return [
        LeavingFault(LeavingRule.ONCE, one)
        for day in case.days
        for one in day.ready
        if left[day.weekday, day.parity].count(one) != (one in found.gate_of)
    ]


def _by_grade(one: SchoolClass) -> int:
    return one.grade
