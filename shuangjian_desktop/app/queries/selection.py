"""What is selected and what the rules say of it: the inspector's reading.

Shapes only; judges nothing itself.
"""

from dataclasses import dataclass
from datetime import date

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, check
from shuangjian_desktop.app.queries.citations import basis, judged_by
from shuangjian_desktop.app.queries.overrides import Override, overrides
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.rules.book import Clause
from shuangjian_desktop.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with the clause it cites, what it rests on, and the reasons given for it."""

    finding: Finding
    clause: Clause
    basis: str
    reasons: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """One class-day, perhaps one item of it, and the findings: the item's own first.

    `reasons` are those given for the day that stand beside no finding: 迟交, 更正, a rule that is
    kept again. They stay in sight for ever [§1].
    """

    school_class: SchoolClass
    day: JudgedDay
    item: HomeworkItem | None
    notes: tuple[Note, ...]
    judged_by: str = ""
    reasons: tuple[Override, ...] = ()


def selection(
    project: Project, class_id: ClassId | None, on: date, item_id: HomeworkId | None
) -> Selection | None:
    """Return what is selected, or None when no class is, or it is not of that year."""
    found = next((c for c in project.directory.classes(on) if c.id == class_id), None)
    if found is None:
        return None
    return selection_of(project, found, check(project, (found,), (on,)).days[0], item_id)


def selection_of(
    project: Project, found: SchoolClass, day: JudgedDay, item_id: HomeworkId | None
) -> Selection:
    """Return a judged day as a selection: also one that is only being typed."""
    item = next((i for i in day.class_day.items if i.id == item_id), None)
    on = day.class_day.day.date
    given = overrides(project, on, on, (found,))
    notes = _notes(project, day, item, given)
    told = {id(reason) for note in notes for reason in note.reasons}
    others = tuple(reason for reason in given if id(reason) not in told)
    return Selection(found, day, item, notes, judged_by(project, found.id, on), others)


def _notes(
    project: Project, day: JudgedDay, item: HomeworkItem | None, given: tuple[Override, ...]
) -> tuple[Note, ...]:
    on = day.class_day.day.date
    if not day.findings:
        return ()
    clauses = project.rulebooks.judging(on, day.class_day.rulebook).clauses
    notes = tuple(
        Note(
            finding,
            clauses[finding.clause],
            basis(project, finding),
            tuple(each for each in given if each.rule == finding.rule),
        )
        for finding in day.findings
    )
    if item is None:
        return notes
    return tuple(sorted(notes, key=lambda note: item.id not in note.finding.item_ids))
