"""What holds in a plan as it begins and will not hold until its end: papers, later off-work times.

For the text before publishing, the board and its right side; what breaks now is planning/verify.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, judged_on
from shuangjian_desktop.app.service.queries.day_ends import DayEnds
from shuangjian_desktop.app.service.queries.ends import classes_words
from shuangjian_desktop.app.service.shapes import DayEnd, Foreseen
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS, DayKind
from shuangjian_desktop.domain.school import OffWork, SchoolClass
from shuangjian_desktop.domain.service import ServicePlan, ServiceStaff, Session
from shuangjian_desktop.rules.wording import day_words
from shuangjian_desktop.store.tables import service_days as days_table
from shuangjian_desktop.store.tables import service_people as people_table

_DAY = timedelta(days=1)


def foreseen(project: Project, case: Case) -> tuple[Foreseen, ...]:
    """Return what will not hold of a plan until its last day: of one without, its term's."""
    return (*_papers(project, case), *_later_ends(project, case))


def last_day(project: Project, plan: ServicePlan) -> date | None:
    """Return the last day of a plan, else of its term; None where neither is known."""
    term = project.directory.calendar.term(plan.since)
    return plan.until or (term.last_day if term else None)


def _papers(project: Project, case: Case) -> Iterator[Foreseen]:
    """Yield whose papers run out, begin too late or were never written down [§8]."""
    held: dict[str, list[Session]] = defaultdict(list)
    for session in case.sessions:
        for one in session.staff if session.slot_id else ():
            held[one].append(session)
    names = {one.id: one.label for one in project.directory.staff}
    for terms in people_table.service_staff(project.database):
        mine = held.get(terms.staff_id)
        if mine and terms.staff_id in names:
            name, ids = names[terms.staff_id], frozenset(each.id for each in mine)
            if lacks := terms.lacking:
                words = f"{name}是{terms.source}，没有写{'和'.join(lacks)}（第8条）；请补上或换人。"
                yield Foreseen(words, ids)
            if words := _run_out(project, case, terms, mine):
                yield Foreseen(f"{name}{words}；请续期或换人。", ids)


def _run_out(project: Project, case: Case, terms: ServiceStaff, mine: Sequence[Session]) -> str:
    """Return until when papers hold and how often nobody is there then; "" = to the end."""
    last, begins = last_day(project, case.plan), judged_on(project, case.plan)
    until, since = terms.valid_until, terms.valid_from
    if until is not None and (last is None or until < last):
        told = f"的证件到{day_words(until)}为止，以后"
        first, end = max(until + _DAY, begins), last
    elif since is not None and since > begins:
        told, first, end = f"的证件从{day_words(since)}起才有效，此前", begins, since - _DAY
    else:
        return ""
    if end is None:
        return f"{told}没有人带"
    count = _times(project, case, mine, first, end)
    alone = _times(project, case, [s for s in mine if len(s.staff) == 1], first, end)
    if not count or alone == count:
        return f"{told}{count}次没有人带" if count else ""
    return f"{told}{count}次少一人" + (f"，其中{alone}次没有人带" if alone else "")


def _times(project: Project, case: Case, mine: Sequence[Session], first: date, last: date) -> int:
    """Return how often some sessions are held on the days `first`..`last`.

    A working day of a year whose holidays are not known yet counts: it is school until then.
    """
    calendar, slots = project.directory.calendar, case.content.slots
    weekly = [(slots[s.slot_id].weekday, s.parity) for s in mine if s.slot_id in slots]
    count, on = 0, first
    while on <= last:
        day = calendar.day(on)
        is_likely = day.kind is DayKind.UNCONFIRMED and on.isoweekday() < 6
        if day.is_school_day or is_likely:
            weekday, week = day.follows_weekday or on.isoweekday(), calendar.week_number(on) or 1
            count += sum(each == weekday and parity.holds(week) for each, parity in weekly)
        on += _DAY
    return count


class _Late(NamedTuple):
    """On which weekdays some classes end too early from a day on, against which off-work time."""

    off_work: OffWork
    classes: tuple[int, ...]


def _later_ends(project: Project, case: Case) -> Iterator[Foreseen]:
    """Yield from which day which classes end too early, though they do not when the plan begins.

    Off-work changes with the season, and an accepted exception has a last day [§6].
    """
    on, last = judged_on(project, case.plan), last_day(project, case.plan)
    turns = {each.since for each in project.directory.off_works}
    turns |= {each.until + _DAY for each in days_table.end_exceptions(project.database)}
    coming = sorted(turn for turn in turns if on < turn and (last is None or turn <= last))
    if not coming:
        return
    held = _held(case)
    before = _short(project, case, held, on, last)
    for turn in coming:
        now = _short(project, case, held, turn, last)
        found: dict[_Late, dict[int, int]] = defaultdict(dict)
        fresh = {key: end for key, end in now.items() if before.get(key) != end}
        for weekday in sorted({weekday for _, weekday in fresh}):
            ends = [(one, end) for (one, day), end in fresh.items() if day == weekday]
            off_work = ends[0][1].off_work
            assert off_work is not None
            late = _Late(off_work, tuple(one for one, _ in ends))
            found[late][weekday] = max(end.short_minutes for _, end in ends)
        for late, minutes in found.items():
            classes = [case.classes[one] for one in late.classes]
            yield Foreseen(
                _late_words(project, turn, late.off_work, classes, minutes),
                weekdays=tuple(minutes),
                brief=f"▲{day_words(turn)}起{len(classes)}个班早于{late.off_work.time:%H:%M}下班",
            )
        before = now


def _late_words(
    project: Project, turn: date, off_work: OffWork, classes: list[SchoolClass], by: dict[int, int]
) -> str:
    days = "、".join(f"周{WEEKDAY_NUMERALS[day - 1]}" for day in by)
    source = f"（{off_work.document}）" if off_work.document else ""
    whom = classes_words(project.directory, classes)
    most = f"早{max(by.values())}分钟" if len(classes) == 1 else f"最多早{max(by.values())}分钟"
    return (
        f"{day_words(turn)}起按{off_work.time:%H:%M}下班算{source}，{days}{whom}结束太早，{most}；"
        "请延长或登记例外。"
    )


def _held(case: Case) -> dict[tuple[int, int], list[int]]:
    """Return the sessions of a class in a slot."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (work, place) in enumerate(zip(case.problem.works, case.placed, strict=True)):
        for one in work.classes if place is not None else ():
            assert place is not None
            found[one, place.slot].append(number)
    return found


def _short(
    project: Project,
    case: Case,
    held: dict[tuple[int, int], list[int]],
    on: date,
    last: date | None,
) -> dict[tuple[int, int], DayEnd]:
    """Return by class and weekday what ends too early in the week from a day on."""
    ends, found = DayEnds(project, case, on), {}
    for number, one in enumerate(case.classes):
        mine = {slot: held.get((number, slot), []) for slot in range(len(case.slots))}
        for end in ends.of(one, mine.__getitem__):
            then = on + timedelta((end.weekday - on.isoweekday()) % 7)
            if end.is_short and (last is None or then <= last):
                found[number, end.weekday] = end
    return found
