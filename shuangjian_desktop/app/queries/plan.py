"""A grade's term plan with its sums, its standing, and how what was set compares with it.

Shapes only; sums and shares are rules/plan.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.codes import short_code
from shuangjian_desktop.domain.calendar import monday_of
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import SubjectId, TermId
from shuangjian_desktop.domain.plan import TermPlan
from shuangjian_desktop.domain.school import Subject, Term, grade_name
from shuangjian_desktop.rules.limits import effective_limit
from shuangjian_desktop.rules.plan import WeekdaySum, percents, subject_minutes, weekday_sums
from shuangjian_desktop.store.tables import homework as homework_table
from shuangjian_desktop.store.tables import plans as plans_table


class PlanStanding(StrEnum):
    """How far a plan has come [§1]."""

    EMPTY = "未制定"
    DRAFT = "制定中"
    AUDITED = "已审核"
    APPROVED = "已批准"
    CHANGED = "批准后又改过"


class PlanBoard(NamedTuple):
    """One grade's plan of one term.

    `cap`: minutes of written work a day on the term's first day, the school's own where stricter;
    None = no number.
    `is_no_written`: grades 1-2, whose lines are practice in school: nothing written goes home [§2].
    """

    term: Term
    grade: int
    plan: TermPlan
    subjects: tuple[Subject, ...]
    sums: tuple[WeekdaySum, ...]
    cap: int | None
    is_no_written: bool
    standing: PlanStanding

    @property
    def title(self) -> str:
        return grade_name(self.grade)

    def minutes(self, subject_id: SubjectId, weekday: int) -> int:
        """Return what a subject may set on a weekday, 0 when nothing is planned."""
        for line in self.plan.lines:
            if (line.subject_id, line.weekday) == (subject_id, weekday):
                return line.minutes
        return 0


class SubjectUse(NamedTuple):
    """One subject over a span: mean minutes a class and day, planned (None = no plan) and set.

    Planned is over all school days, set over those with an entry; shares are of the whole, 0..100.
    """

    subject: Subject
    planned: float | None
    actual: float
    planned_percent: int | None
    actual_percent: int


class WeekUse(NamedTuple):
    """One week: mean written minutes per class and school day, planned and set."""

    monday: date
    school_days: int
    planned: float
    actual: float


class PlanUse(NamedTuple):
    """Plan against what was set, over the school days `first`..`last` of a grade.

    A class counts on the days it has an entry; days with 未填 are `days_without_entry` and pull no
    mean down.
    """

    first: date
    last: date
    school_days: int
    days_without_entry: int
    subjects: tuple[SubjectUse, ...]
    weeks: tuple[WeekUse, ...]


def plan_code(plan: TermPlan) -> str:
    """Return the code of what a plan says: lines and words, whoever audited them."""
    lines = (f"{line.subject_id}\x1f{line.weekday}\x1f{line.minutes}" for line in plan.lines)
    return short_code([plan.words, *lines])


def plan_board(project: Project, term: Term, grade: int) -> PlanBoard:
    """Return a grade's plan of a term, an empty one when nothing has been planned."""
    directory = project.directory
    found = plans_table.plan(project.database, term.id, grade)
    plan = found or TermPlan("", term.id, grade)
    stage = directory.school.stage(grade)
    book = project.rulebooks.in_force(term.first_day)
    figure = effective_limit(book, directory.settings, grade, stage, term.first_day)
    is_no_written = book.forbids_home_written(grade, stage, term.first_day)
    cap = figure.value if figure and not is_no_written else None
    return PlanBoard(
        term,
        grade,
        plan,
        _subjects(project, term, grade, plan),
        weekday_sums(plan.lines, cap),
        cap,
        is_no_written,
        _standing(plan),
    )


def _subjects(project: Project, term: Term, grade: int, plan: TermPlan) -> tuple[Subject, ...]:
    directory = project.directory
    ids = {c.id for c in directory.grade_classes(grade, term.first_day)}
    taught = {t.subject_id for t in directory.teachings(term.first_day) if t.class_id in ids}
    wanted = taught | {line.subject_id for line in plan.lines}
    return tuple(s for s in directory.subjects if not taught or s.id in wanted)


def _standing(plan: TermPlan) -> PlanStanding:
    if not plan.id:
        return PlanStanding.EMPTY
    is_as_audited = plan.code is not None and plan.code == plan_code(plan)
    if plan.approved_by:
        return PlanStanding.APPROVED if is_as_audited else PlanStanding.CHANGED
    return PlanStanding.AUDITED if is_as_audited else PlanStanding.DRAFT


def plan_use(
    project: Project, term_id: TermId | None, grade: int, first: date, last: date
) -> PlanUse:
    """Return what a grade set between two dates against its plan; no plan where `term_id` is None.

    Only school days count, a make-up day as the weekday whose lessons it follows.
    """
    directory = project.directory
    days = [first + timedelta(offset) for offset in range((last - first).days + 1)]
    school_days = [day for day in days if directory.calendar.day(day).is_school_day]
    plan = plans_table.plan(project.database, term_id, grade) if term_id else None
    actual, counts = _actual(project, grade, school_days)
    planned = _planned(project, plan, school_days)
    classes = len(directory.grade_classes(grade, first)) or 1
    missing = len(school_days) * classes - sum(counts.values())
    return PlanUse(
        first,
        last,
        len(school_days),
        missing,
        _by_subject(project, plan, actual, planned, counts),
        _by_week(actual, planned, counts, school_days),
    )


ByDay = dict[date, dict[SubjectId, float]]


def _actual(project: Project, grade: int, days: Sequence[date]) -> tuple[ByDay, dict[date, int]]:
    """Return the sums over classes per day and subject, and how many classes had an entry."""
    sums: ByDay = {}
    counts: dict[date, int] = dict.fromkeys(days, 0)
    if not days:
        return sums, counts
    classes = project.directory.grade_classes(grade, days[0])
    ids = [c.id for c in classes]
    by_day: dict[tuple[str, date], list[HomeworkItem]] = {}
    for item in homework_table.between(project.database, ids, days[0], days[-1]):
        by_day.setdefault((item.class_id, item.date), []).append(item)
    none = homework_table.days_without(project.database, ids, days[0], days[-1])
    for day in days:
        for class_id in ids:
            items = by_day.get((class_id, day))
            counts[day] += bool(items) or (class_id, day) in none
            for subject_id, minutes in subject_minutes(items or ()).items():
                of_day = sums.setdefault(day, {})
                of_day[subject_id] = of_day.get(subject_id, 0) + minutes
    return sums, counts


def _planned(project: Project, plan: TermPlan | None, days: Sequence[date]) -> ByDay:
    found: ByDay = {}
    for day in days if plan else ():
        weekday = project.directory.calendar.day(day).follows_weekday or day.isoweekday()
        for line in plan.lines if plan else ():
            if line.weekday == weekday:
                found.setdefault(day, {})[line.subject_id] = float(line.minutes)
    return found


def _by_subject(
    project: Project,
    plan: TermPlan | None,
    actual: ByDay,
    planned: ByDay,
    counts: dict[date, int],
) -> tuple[SubjectUse, ...]:
    """Return means a day: each day's mean over the classes with an entry, then over the days."""
    days, entered = len(counts) or 1, sum(count > 0 for count in counts.values()) or 1
    set_: dict[SubjectId, float] = {}
    meant: dict[SubjectId, float] = {}
    for day, by_subject in actual.items():
        for subject_id, minutes in by_subject.items():
            set_[subject_id] = set_.get(subject_id, 0) + minutes / max(counts[day], 1)
    for by_subject in planned.values():
        for subject_id, minutes in by_subject.items():
            meant[subject_id] = meant.get(subject_id, 0) + minutes
    shares, meant_shares = percents(set_), percents(meant)
    return tuple(
        SubjectUse(
            subject,
            meant.get(subject.id, 0) / days if plan else None,
            set_.get(subject.id, 0) / entered,
            meant_shares.get(subject.id, 0) if plan else None,
            shares.get(subject.id, 0),
        )
        for subject in project.directory.subjects
        if subject.id in set_ or subject.id in meant
    )


def _by_week(
    actual: ByDay, planned: ByDay, counts: dict[date, int], days: Sequence[date]
) -> tuple[WeekUse, ...]:
    found = []
    for monday in sorted({monday_of(day) for day in days}):
        own = [day for day in days if monday_of(day) == monday]
        entered = [day for day in own if counts[day]]
        means = [sum(actual.get(day, {}).values()) / counts[day] for day in entered]
        meant = [sum(planned.get(day, {}).values()) for day in own]
        found.append(
            WeekUse(
                monday,
                len(own),
                sum(meant) / len(own),
                sum(means) / len(means) if means else 0.0,
            )
        )
    return tuple(found)
