"""Who may do what [§1]: teachers their own subjects, form teachers their class, leads their grade.

Pure questions about an actor; the gate asks them for every row written, the window to grey out.
"""

from datetime import date

from shuangjian_desktop.app.directory import Directory
from shuangjian_desktop.domain.ids import ClassId, StaffId, SubjectId
from shuangjian_desktop.domain.people import Actor, Role
from shuangjian_desktop.domain.school import SchoolClass


def reads_only(actor: Actor) -> bool:
    """Return whether the person can look at everything and change nothing."""
    does = (Role.TEACHER, Role.HOMEROOM, Role.GRADE_LEAD, Role.OFFICE)
    return only_looks(actor) or not (actor.is_free or actor.has(*does))


def only_looks(actor: Actor) -> bool:
    """Return whether the person is 督导, named or not: sees and prints, and writes nothing at all.

    This goes before all that follows from teaching or leading a class.
    """
    return actor.has(Role.INSPECTOR)


def may_enter(
    actor: Actor, directory: Directory, on: date, school_class: SchoolClass, subject_id: SubjectId
) -> bool:
    """Return whether the person may write homework of a subject for a class (人科对应)."""
    if may_lead(actor, school_class):
        return True
    if only_looks(actor):
        return False
    wanted = (school_class.id, subject_id, actor.staff_id)
    return any((t.class_id, t.subject_id, t.staff_id) == wanted for t in directory.teachings(on))


def may_lead(actor: Actor, school_class: SchoolClass) -> bool:
    """Return whether the person answers for a class as a whole: 班主任, 年级组长 or 教务.

    They may say 无作业, review, and put notices out.
    """
    if only_looks(actor):
        return False
    if actor.is_free or actor.has(Role.OFFICE):
        return True
    if actor.has(Role.GRADE_LEAD) and school_class.grade in actor.grades:
        return True
    return actor.staff_id is not None and school_class.homeroom == actor.staff_id


def teaches(actor: Actor, directory: Directory, on: date, class_id: ClassId) -> bool:
    """Return whether the person teaches the class anything, and may act on it."""
    return not only_looks(actor) and any(
        t.class_id == class_id and t.staff_id == actor.staff_id for t in directory.teachings(on)
    )


def may_set_up(actor: Actor) -> bool:
    """Return whether the person may change the school, its calendar, people and rules."""
    return not only_looks(actor) and (actor.is_free or actor.has(Role.OFFICE))


def may_set_password(actor: Actor, staff_id: str) -> bool:
    """Return whether the person may set, change or remove somebody's password."""
    return may_set_up(actor) or (actor.staff_id == staff_id and not only_looks(actor))


def may_plan(actor: Actor, grade: int) -> bool:
    """Return whether the person may write a grade's term plan [§1]."""
    return may_set_up(actor) or (actor.has(Role.GRADE_LEAD) and grade in actor.grades)


def may_approve(actor: Actor) -> bool:
    """Return whether the person may approve a term plan."""
    return may_set_up(actor) or actor.has(Role.PRINCIPAL)


def teachers_seen(actor: Actor, directory: Directory, on: date) -> frozenset[StaffId] | None:
    """Return whom the person may look at by name (T16): None = everybody; a lead, the grade's."""
    if actor.is_free or actor.has(Role.OFFICE, Role.PRINCIPAL):
        return None
    led = {each.id for each in directory.classes(on) if each.grade in actor.grades}
    homerooms = (each.homeroom for each in directory.classes(on) if each.id in led)
    taught = (each.staff_id for each in directory.teachings(on) if each.class_id in led)
    return frozenset(each for each in (actor.staff_id, *homerooms, *taught) if each)


def roles_in_words(actor: Actor) -> str:
    """Return 班主任、年级组长: the person's roles in the school's order."""
    return "、".join(role.value for role in Role if role in actor.roles)
