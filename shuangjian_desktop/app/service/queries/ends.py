"""When the after-school service of some classes ends, weekday by weekday, against off-work [§6].

For the line every timetable carries; what is judged day by day is rules/checks/service.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from shuangjian_desktop.app.directory import Directory
from shuangjian_desktop.app.service.content import PlanContent
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.off_work import off_work_for
from shuangjian_desktop.domain.school import GRADE_NUMERALS, OffWork, SchoolClass, grade_name
from shuangjian_desktop.domain.service import (
    EndException,
    Parity,
    ServicePlan,
    Slot,
)
from shuangjian_desktop.domain.service_day import NOT_FOR_ALL
from shuangjian_desktop.reports.service_data import AcceptedEnd, EarlyEnd, EndRule, Ends

_SCHOOL_DAYS = (1, 2, 3, 4, 5)
_MOST_NAMED = 6


def ends_of(
    directory: Directory,
    plan: ServicePlan,
    content: PlanContent,
    exceptions: Sequence[EndException],
    classes: Sequence[SchoolClass],
    on: date,
) -> Ends:
    """Return when service ends for some classes; `on` is the date off-work is looked up for."""
    last = {each.id: _last_ends(content, each.id) for each in classes}
    days = sorted({day for ends in last.values() for day in ends})
    shown = tuple(days) or _SCHOOL_DAYS
    found = {day: off_work_for(directory.off_works, day, on) for day in shown}
    early: dict[tuple[int, time], list[SchoolClass]] = {}
    accepted: list[EndException] = []
    for each in classes:
        for day, ends in last[each.id].items():
            off_work = found[day]
            if off_work is None or ends >= off_work.time:
                continue
            held = _accepting(exceptions, each.grade, day, on)
            if held is None:
                early.setdefault((day, ends), []).append(each)
            elif held not in accepted:
                accepted.append(held)
    end = plan.until or _end_of_term(directory, on)
    return Ends(
        tuple(days),
        _rules(found),
        _later(directory.off_works, on, end),
        _told_early(directory, classes, early),
        tuple(_told_accepted(directory, each) for each in accepted),
        tuple(day for day in shown if found[day] is None),
    )


def _last_ends(content: PlanContent, class_id: ClassId) -> dict[int, time]:
    """Return when a class's general service is over on each weekday, in its earlier week."""
    by_week: dict[tuple[int, Parity], time] = {}
    for session in content.of_class.get(class_id, ()):
        slot: Slot | None = content.slots.get(session.slot_id) if session.slot_id else None
        if slot is None or content.activities[session.activity_id].kind in NOT_FOR_ALL:
            continue
        for week in (Parity.ODD, Parity.EVEN):
            if session.parity.meets(week):
                key = slot.weekday, week
                by_week[key] = max(by_week.get(key, time.min), slot.ends)
    found: dict[int, time] = {}
    for (day, _), ends in by_week.items():
        found[day] = min(found.get(day, time.max), ends)
    return found


def _accepting(
    exceptions: Iterable[EndException], grade: int, weekday: int, on: date
) -> EndException | None:
    """Return the exception that holds for a weekday in the week from a date on."""
    day = on + timedelta((weekday - on.isoweekday()) % 7)
    return next((each for each in exceptions if each.holds(grade, day)), None)


def _rules(found: dict[int, OffWork | None]) -> tuple[EndRule, ...]:
    grouped: dict[OffWork, list[int]] = {}
    for day, off_work in found.items():
        if off_work is not None:
            grouped.setdefault(off_work, []).append(day)
    return tuple(_rule(off_work, days) for off_work, days in grouped.items())


def _rule(off_work: OffWork, days: Sequence[int]) -> EndRule:
    return EndRule(tuple(days), off_work.time, off_work.document, off_work.since)


def _later(off_works: Iterable[OffWork], on: date, end: date | None) -> tuple[EndRule, ...]:
    if end is None:
        return ()
    coming = [each for each in off_works if on < each.since <= end]
    return tuple(_rule(each, each.weekdays or _SCHOOL_DAYS) for each in coming)


def _end_of_term(directory: Directory, on: date) -> date | None:
    term = directory.calendar.term(on)
    return term.last_day if term else None


def _told_early(
    directory: Directory,
    classes: Sequence[SchoolClass],
    early: dict[tuple[int, time], list[SchoolClass]],
) -> tuple[EarlyEnd, ...]:
    """Join weekdays on which the same classes end at the same time."""
    joined: dict[tuple[tuple[str, ...], time], list[int]] = {}
    for (day, ends), those in sorted(early.items(), key=lambda item: item[0]):
        joined.setdefault((tuple(each.id for each in those), ends), []).append(day)
    by_id = {each.id: each for each in classes}
    return tuple(
        EarlyEnd(classes_words(directory, [by_id[ClassId(i)] for i in ids]), tuple(days), ends)
        for (ids, ends), days in joined.items()
    )


def _told_accepted(directory: Directory, each: EndException) -> AcceptedEnd:
    whom = grades_words(directory, each.first_grade, each.last_grade)
    return AcceptedEnd(whom, each.weekday, each.until, each.reason, each.who, each.document)


def grades_words(directory: Directory, first: int, last: int) -> str:
    """Return 全校, 五年级 or 一至三年级."""
    school = directory.school
    if first <= school.first_grade and last >= school.last_grade:
        return "全校"
    if first == last:
        return grade_name(first)
    return f"{GRADE_NUMERALS[first - 1]}至{grade_name(last)}"


def classes_words(directory: Directory, classes: Sequence[SchoolClass]) -> str:
    """Return some classes of one school year in few words: 全校, 三年级, 三(1)、三(2)班."""
    if not classes:
        return ""
    every = directory.classes(date(classes[0].school_year, 9, 1))
    if len(every) > 1 and len(classes) == len(every):
        return "全校"
    words: list[str] = []
    for grade in sorted({each.grade for each in classes}):
        own = [each for each in classes if each.grade == grade]
        whole = [each for each in every if each.grade == grade]
        is_whole = len(own) == len(whole) > 1
        words += [grade_name(grade)] if is_whole else [each.name for each in own]
    if len(words) > _MOST_NAMED:
        return f"{'、'.join(words[:_MOST_NAMED])}等{len(classes)}个班"
    return "、".join(words) + ("" if words[-1].endswith("年级") else "班")
