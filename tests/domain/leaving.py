"""Small schools that go home, and every way their classes could, by trying: the judge."""

from collections.abc import Iterator, Sequence
from itertools import permutations, product

from hypothesis import strategies as st

from shuangjian_desktop.domain.dismissal import Gate, LeavingCase, LeavingDay, gates_for
from shuangjian_desktop.domain.ids import ClassId, GateId
from shuangjian_desktop.domain.school import LeaveOrder, SchoolClass
from shuangjian_desktop.domain.service_kinds import Parity


def gate(number: int, at_once: int, *grades: int) -> Gate:
    return Gate(GateId(f"g{number}"), f"{number}号门", number, at_once, grades)


def classes(*counts: int) -> tuple[SchoolClass, ...]:
    """Return so many classes of grade 1, of grade 2 and so on."""
    return tuple(
        SchoolClass(ClassId(f"{grade}-{number}"), 2026, grade, number)
        for grade, count in enumerate(counts, 1)
        for number in range(1, count + 1)
    )


def day(own: Sequence[SchoolClass], *ready: int, weekday: int = 1) -> LeavingDay:
    """Return a day on which the classes are over at these minutes, the last one for the rest."""
    at = (*ready, *[ready[-1]] * len(own))
    return LeavingDay(weekday, Parity.EVERY, {one.id: at[n] for n, one in enumerate(own)})


@st.composite
def leaving_cases(
    draw: st.DrawFn, most_classes: int = 5, most_gates: int = 3, most_days: int = 2
) -> LeavingCase:
    """Draw a school small enough to try every way."""
    counts = draw(st.lists(st.integers(1, 2), min_size=1, max_size=3))
    own = classes(*counts)[:most_classes]
    tied = st.lists(st.integers(1, 3), max_size=2, unique=True).map(lambda g: tuple(sorted(g)))
    gates = [
        gate(number, draw(st.integers(1, 3)), *draw(tied))
        for number in range(draw(st.integers(1, most_gates)))
    ]
    days = tuple(
        LeavingDay(
            weekday,
            draw(st.sampled_from(Parity)),
            {one.id: 1000 + draw(st.integers(0, 12)) for one in own if draw(st.integers(0, 5))},
        )
        for weekday in range(1, draw(st.integers(1, most_days)) + 1)
    )
    order = draw(st.sampled_from(LeaveOrder))
    return LeavingCase(own, days, tuple(gates), draw(st.integers(1, 9)), order)


def least_waits(ready: Sequence[int], at_once: int, interval: int) -> tuple[int, int]:
    """Return the least (longest, total) wait of all orders and all ways to cut them in waves."""
    return min(
        (_waits(row, cuts, at_once, interval) for row in permutations(ready) for cuts in _all(row)),
        default=(0, 0),
    )


def _all(row: Sequence[int]) -> Iterator[tuple[bool, ...]]:
    return iter(product((False, True), repeat=max(len(row) - 1, 0)))


def _waits(
    row: Sequence[int], cuts: Sequence[bool], at_once: int, interval: int
) -> tuple[int, int]:
    if not row:
        return 0, 0
    waves = [[row[0]]]
    for each, is_cut in zip(row[1:], cuts, strict=True):
        if is_cut:
            waves.append([])
        waves[-1].append(each)
    if max(map(len, waves)) > at_once:
        return 9999, 9999
    waits, last = [], -9999
    for wave in waves:
        last = max(*wave, last + interval)
        waits += [last - each for each in wave]
    return max(waits), sum(waits)


def least_share(case: LeavingCase) -> tuple[int, int]:
    """Return the least (longest, total) wait of all gates the classes of every grade could use."""
    grades = sorted({one.grade for one in case.classes if gates_for(one.grade, case.gates)})
    ways = [list(_grade_ways(case, grade)) for grade in grades]
    return min(
        _week(case, {k: v for way in ways_ for k, v in way.items()}) for ways_ in product(*ways)
    )


def _grade_ways(case: LeavingCase, grade: int) -> Iterator[dict[str, Gate]]:
    """One gate for a grade; one that is tied to several is cut by number in their order."""
    own = [one.id for one in case.classes if one.grade == grade]
    may = gates_for(grade, case.gates)
    for picks in product(range(len(may)), repeat=len(own)):
        is_tied = grade in may[0].grades
        if (is_tied and list(picks) == sorted(picks)) or len(set(picks)) == 1:
            yield {one: may[pick] for one, pick in zip(own, picks, strict=True)}


def _week(case: LeavingCase, of: dict[str, Gate]) -> tuple[int, int]:
    longest = total = 0
    for each in case.days:
        weeks = 2 if each.parity is Parity.EVERY else 1
        for one in case.gates:
            ready = [at for c, at in each.ready.items() if of.get(c) == one]
            most, waits = least_waits(sorted(ready), one.at_once, case.interval)
            longest, total = max(longest, most), total + waits * weeks
    return longest, total
