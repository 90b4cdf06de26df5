"""二次会商: what an over-full class-day was or is, what proposals would make of it, the records.

Shapes only; totals are rules/, storing is commands/consultation.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, judge
from shuangjian_desktop.app.queries.past_days import last_over
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.consultation import (
    Consultation,
    ItemThen,
    Measure,
    Proposal,
    Snapshot,
    all_changed,
)
from shuangjian_desktop.domain.homework import HomeworkItem, Place, Requirement
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.people import Role
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import consultations as table


class Case(NamedTuple):
    """A class-day to talk over. `is_past`: solved already, `proposals` tell how; else all KEEP.

    `people` are those who would sit at the table: teachers of the class, 班主任 first.
    """

    before: JudgedDay
    now: JudgedDay
    proposals: tuple[Proposal, ...]
    is_past: bool
    opened_at: str
    opened_by: str
    people: tuple[str, ...]

    @property
    def items(self) -> tuple[HomeworkItem, ...]:
        return self.before.class_day.items


def open_case(project: Project, class_id: ClassId, on: date) -> Case:
    """Return the day as it is over the limit, or as it last was; UserError if it never was."""
    now = judged_day(project, class_id, on)
    people = _people(project, now)
    at = project.clock().isoformat(timespec="seconds")
    if now.totals.over_by:
        keep = tuple(Proposal(i.id, Measure.KEEP, i.minutes) for i in now.class_day.items)
        return Case(now, now, keep, False, at, project.who, people)
    past = last_over(project, now)
    if past is None:
        name = now.class_day.class_name
        raise UserError(
            f"{name}班{on.month}月{on.day}日没有超过上限，不用会商；超限的班在“今日”最左边一栏。"
        )
    proposals = _what_was_done(past.judged, now, past.who)
    return Case(past.judged, now, proposals, True, past.at, past.who, people)


def outcome(project: Project, case: Case, proposals: Sequence[Proposal]) -> JudgedDay:
    """Return the day as it would be with the proposals; of a past case as it is."""
    if case.is_past:
        return case.now
    items = all_changed(case.items, proposals)
    return judge(project, case.now.class_day._replace(items=items))


def record(
    project: Project,
    case: Case,
    proposals: Sequence[Proposal],
    agreed_by: Sequence[str],
    words: str,
) -> Consultation:
    """Return the record to store, closed now by the person acting."""
    day = case.now.class_day
    return Consultation(
        day.class_id,
        day.day.date,
        case.opened_at,
        case.opened_by,
        snapshot(project, case.before),
        tuple(proposals),
        tuple(dict.fromkeys(filter(None, (name.strip() for name in agreed_by)))),
        " ".join(words.split()),
        snapshot(project, outcome(project, case, proposals)),
        project.clock().isoformat(timespec="seconds"),
        project.who,
    )


def snapshot(project: Project, judged: JudgedDay) -> Snapshot:
    """Return a class-day in the words of paper."""
    staff, order = project.directory.staff_names, project.directory.subject_positions
    items = tuple(
        ItemThen(
            item.id,
            judged.class_day.subject_names.get(item.subject_id, ""),
            item.content,
            item.minutes,
            item.kind.value,
            item.requirement.value,
            item.tier.value if item.tier else "",
            item.place.value,
            staff.get(item.staff_id, "") if item.staff_id else "",
        )
        for item in sorted(
            judged.class_day.items,
            key=lambda i: (order.get(i.subject_id, 0), i.tier or "", i.position, i.id),
        )
    )
    return Snapshot(items, judged.totals.tested, judged.totals.limit)


def month(project: Project, on: date) -> tuple[Consultation, ...]:
    """Return the records about the days of a date's month."""
    first = on.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return tuple(table.between(project.database, first, following - timedelta(days=1)))


def _people(project: Project, day: JudgedDay) -> tuple[str, ...]:
    """Return 班主任, teachers by their subject, then leads and office: as a list on paper."""
    directory, known = project.directory, day.class_day
    school_class = directory.class_by_id(known.class_id, known.day.date)
    order = directory.subject_positions
    teachers = [(order.get(i.subject_id, 0), i.staff_id) for i in known.items if i.staff_id]
    teachers += [
        (order.get(link.subject_id, 0), link.staff_id)
        for link in directory.teachings(known.day.date)
        if link.class_id == known.class_id
    ]
    leads = [
        (held.role is Role.OFFICE, held.staff_id)
        for held in directory.roles
        if (held.role is Role.GRADE_LEAD and held.grade in (None, known.grade))
        or held.role is Role.OFFICE
    ]
    labels = {person.id: person.label for person in directory.staff}
    ids = [school_class.homeroom] if school_class.homeroom else []
    for group in (teachers, leads):
        named = ((rank, labels[who], who) for rank, who in group if who in labels)
        ids += [who for _, _, who in sorted(named)]
    return tuple(dict.fromkeys(labels[i] for i in ids if i in labels))


def _what_was_done(before: JudgedDay, now: JudgedDay, who: str) -> tuple[Proposal, ...]:
    """Return what happened to each item between the two moments, as if it had been proposed."""
    left = {item.id: item for item in now.class_day.items}
    return tuple(
        Proposal(
            item.id,
            _measure(item, left.get(item.id)),
            left[item.id].minutes if item.id in left else item.minutes,
            who,
        )
        for item in before.class_day.items
    )


def _measure(before: HomeworkItem, after: HomeworkItem | None) -> Measure:
    if after is None:
        return Measure.REMOVE
    if (before.requirement, after.requirement) == (Requirement.REQUIRED, Requirement.OPTIONAL):
        return Measure.OPTIONAL
    if (before.place, after.place) == (Place.HOME, Place.SCHOOL):
        return Measure.SCHOOL
    return Measure.MINUTES if before.minutes != after.minutes else Measure.KEEP
