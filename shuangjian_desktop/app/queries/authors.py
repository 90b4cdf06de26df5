"""Who wrote a class-day, and whether somebody may be the one who reviews it [§1].

Reads the journal; who may review at all by role is app/rights.
"""

from collections.abc import Iterable

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.people import NOBODY, Role
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.store import steps
from shuangjian_desktop.store.tables import review as review_table

Author = tuple[str, StaffId | None]
"""The name of then and the person's id, None where nobody had said who it was."""
_STATE_ONLY = frozenset({"status", "release_at", "position"})


def authors(project: Project, day: ClassDay) -> tuple[Author, ...]:
    """Return those who wrote what stands on a class-day now, each once under each name.

    What was typed with nobody picked counts as its teacher's; with no teacher, as nobody's.
    Handing in, returning and reordering are no writing.
    """
    teachers: dict[str, StaffId | None] = {item.id: item.staff_id for item in day.items}
    if not day.items and day.declared_none:
        none = review_table.none_row_ids(project.database, day.class_id, day.day.date)
        teachers = dict.fromkeys(none)
    if not teachers:
        return ()
    labels = {person.id: person.label for person in project.directory.staff}
    found: dict[Author, None] = {}
    written = steps.writers(project.database, tuple(teachers), ignoring=_STATE_ONLY)
    for row_id, who, who_id in written:
        teacher = teachers[row_id]
        if who != NOBODY:
            found[who, who_id] = None
        elif teacher in labels:
            found[labels[teacher], teacher] = None
    return tuple(found)


def is_only_author(
    project: Project, written_by: Iterable[Author], reviewer: str, reviewer_id: StaffId | None
) -> bool:
    """Return whether the reviewer alone wrote what is to be reviewed.

    By the id where there is one: a name may have gone to somebody else since.
    """
    known = {who_id or _identity(project, name) for name, who_id in written_by}
    return known == {reviewer_id or _identity(project, reviewer)}


def others_who_may(project: Project, school_class: SchoolClass, reviewer: str) -> str:
    """Return 王芳（班主任）、李强（年级组长）: who else could review a class, or roles alone."""
    labels = {person.id: person.label for person in project.directory.staff}
    found: dict[str, str] = {}
    if school_class.homeroom:
        found[labels.get(school_class.homeroom, "")] = Role.HOMEROOM.value
    for held in project.directory.roles:
        leads = held.role is Role.GRADE_LEAD and held.grade in (None, school_class.grade)
        if leads or held.role is Role.OFFICE:
            found.setdefault(labels.get(held.staff_id, ""), held.role.value)
    told = [f"{name}（{role}）" for name, role in found.items() if name not in ("", reviewer)]
    return "、".join(told) or "班主任、年级组长或教务里的另一位老师"


def _identity(project: Project, name: str) -> str:
    """Return the id of the person a name means, or the name when that is nobody's or several's.

    The journal knows people by the label they had then: one who was renamed is found by it.
    """
    staff = project.directory.staff
    meant = (
        [p.id for p in staff if p.label == name]
        or _once_called(project, name)
        or [p.id for p in staff if p.name == name]
    )
    return meant[0] if len(meant) == 1 else name


def _once_called(project: Project, label: str) -> list[StaffId]:
    """Return who of the staff had a label at some time, read from the journal."""
    ids = [person.id for person in project.directory.staff]
    rows: dict[str, dict[str, object]] = {}
    found: dict[str, None] = {}
    for row_id, written in steps.written(project.database, ids):
        row = rows[row_id] = rows.get(row_id, {}) | written
        if f"{row.get('name')}{row.get('suffix') or ''}" == label:
            found[row_id] = None
    return [StaffId(row_id) for row_id in found]
