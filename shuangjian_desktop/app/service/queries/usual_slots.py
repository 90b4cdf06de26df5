"""The usual time slots of a new after-school plan: from the last lesson until people get off work.

A proposal only; the school changes it as it likes.
"""

from collections import defaultdict
from datetime import date, time
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.ids import ServicePlanId, SlotId
from shuangjian_desktop.domain.off_work import off_work_for
from shuangjian_desktop.domain.school import Lesson, Stage
from shuangjian_desktop.domain.service import Slot, minute_of_day
from shuangjian_desktop.store.tables import calendar as calendar_table

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project

SCHOOL_WEEK = range(1, 6)
_LESSON_MINUTES = {Stage.PRIMARY: 40, Stage.JUNIOR: 45}
_LEAST_MINUTES, _STEP, _BREAK, _PAUSE = 30, 5, 5, 10
_MOST_SLOTS, _FEWEST_SLOTS = 4, 2
_USUAL_END = 15 * 60 + 30
_LAST_MOMENT = 23 * 60
Span = tuple[int, int]


def usual_slots(project: "Project", plan_id: ServicePlanId, since: date) -> tuple[Slot, ...]:
    """Return slots for Monday to Friday and each stage; one for both where they are alike.

    They begin ten minutes after the last lesson and reach the off-work time of `since`, and the
    minutes the school has set; two or three, seldom four, each about as long as a lesson.
    """
    ends = _last_lessons(project, since)
    slots: list[Slot] = []
    for weekday in SCHOOL_WEEK:
        grids = {
            stage: day_spans(
                ends.get((weekday, stage), _USUAL_END),
                _goal(project, weekday, since),
                project.directory.settings.service_minimum_minutes or 0,
                _LESSON_MINUTES[stage],
            )
            for stage in stages(project)
        }
        is_one = len(set(grids.values())) == 1
        for stage, spans in list(grids.items())[: 1 if is_one else None]:
            own = None if is_one else stage
            slots += [_slot(plan_id, weekday, n, span, own) for n, span in enumerate(spans, 1)]
    return tuple(slots)


def stages(project: "Project") -> tuple[Stage, ...]:
    """Return the stages the school has grades of."""
    school = project.directory.school
    return tuple(s for s in Stage if any(school.stage(grade) is s for grade in school.grades))


def _slot(
    plan_id: ServicePlanId, weekday: int, position: int, span: Span, stage: Stage | None
) -> Slot:
    starts, ends = (time(*divmod(minute, 60)) for minute in span)
    return Slot(SlotId(""), plan_id, weekday, position, f"第{position}节", starts, ends, stage)


def _goal(project: "Project", weekday: int, since: date) -> int:
    """Return the minute of the day service should last until; 0 when nobody has said."""
    off_work = off_work_for(project.directory.off_works, weekday, since)
    return minute_of_day(off_work.time) if off_work else 0


def day_spans(last_lesson: int, goal: int, least: int, usual: int) -> tuple[Span, ...]:
    """Return the spans whose length is nearest to a lesson's, `usual`; `least` minutes in all."""
    begins = last_lesson + _PAUSE
    found = []
    for count in range(_FEWEST_SLOTS, _MOST_SLOTS + 1):
        wanted = max(goal - begins - (count - 1) * _BREAK, least)
        rounded = -(-wanted // (count * _STEP)) * _STEP
        minutes = max(_LEAST_MINUTES, rounded) if wanted > 0 else usual
        found.append((abs(minutes - usual), count, minutes))
    _, count, minutes = min(found)
    starts = [begins + n * (minutes + _BREAK) for n in range(count)]
    return tuple((at, at + minutes) for at in starts if at + minutes <= _LAST_MOMENT)


def _last_lessons(project: "Project", since: date) -> dict[tuple[int, Stage], int]:
    """Return when the last lesson of a weekday ends, for each stage that has lessons then."""
    school = project.directory.school
    grades = {each.id: each.grade for each in project.directory.classes(since)}
    found: dict[tuple[int, Stage], int] = defaultdict(int)
    for lesson in _lessons(project, since):
        if lesson.ends is not None and lesson.class_id in grades:
            key = (lesson.weekday, school.stage(grades[lesson.class_id]))
            found[key] = max(found[key], minute_of_day(lesson.ends))
    return dict(found)


def _lessons(project: "Project", since: date) -> list[Lesson]:
    """Return the timetable of the term of a date; where that has none, all there is."""
    term = project.directory.calendar.term(since)
    own = calendar_table.lessons(project.database, term.id) if term else []
    return own or calendar_table.lessons(project.database)
