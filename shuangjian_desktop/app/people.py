"""Who works at the school, what each one is to it, and who is acting now.

Roles 教师 and 班主任 follow from the directory; what a role may do is app/rights.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.directory import Directory
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.people import INSPECTOR, Actor, Role
from shuangjian_desktop.domain.school import SchoolClass, Staff, grade_name
from shuangjian_desktop.errors import NotAllowed, UserError
from shuangjian_desktop.store.tables import people as people_table


class Person(NamedTuple):
    """One line of the pick list. `duties`: 年级组长（三年级）、三(1)班主任、语文 — all in words."""

    staff: Staff
    actor: Actor
    duties: str
    has_password: bool

    @property
    def label(self) -> str:
        return self.staff.label


def people(project: Project, *, with_gone: bool = False) -> tuple[Person, ...]:
    """Return everybody who has not left, those with a given role first, then by name."""
    directory, hashes = project.directory, people_table.password_hashes(project.database)
    found = [
        Person(
            person,
            actor_of(project, person.id),
            duties_in_words(directory, person.id, project.today()),
            person.id in hashes,
        )
        for person in directory.staff
        if with_gone or not person.left_on
    ]
    given = {holding.staff_id for holding in directory.roles}
    return tuple(sorted(found, key=lambda person: person.staff.id not in given))


def matching(found: Iterable[Person], typed: str) -> tuple[Person, ...]:
    """Return the people a name, part of it or its pinyin initials mean, best first; "" is all."""
    from shuangjian_desktop.app import pinyin  # late: start-up time

    asked = pinyin.typed(typed)
    if not asked:
        return tuple(found) if not typed.strip() else ()
    ranked = [(pinyin.rank(asked, person.label, is_name=True), person) for person in found]
    hits = [(rank, person) for rank, person in ranked if rank is not None]
    return tuple(person for _, person in sorted(hits, key=lambda hit: hit[0]))


def asks_who(project: Project) -> bool:
    """Return whether people have to say who they are: the school has given roles."""
    return bool(project.directory.roles)


def may_be_anyone(project: Project) -> bool:
    """Return whether every right can be had without a password: no roles, or a 教务 without one."""
    offices = [each.staff_id for each in project.directory.roles if each.role is Role.OFFICE]
    hashes = people_table.password_hashes(project.database)
    return not offices or any(staff_id not in hashes for staff_id in offices)


def actor_of(project: Project, staff_id: StaffId) -> Actor:
    """Return somebody with their roles of today; nobody known, or gone, may only look.

    In a school that has given no roles everybody may do everything under their own name. 督导 is
    nothing else besides, whatever is taught: such a person writes nothing.
    """
    directory, on = project.directory, project.today()
    person = next((each for each in directory.staff if each.id == staff_id), None)
    if person is None or person.left_on:
        return INSPECTOR
    holdings = [each for each in directory.roles if each.staff_id == staff_id]
    roles = {holding.role for holding in holdings}
    if Role.INSPECTOR in roles:
        return Actor(person.label, staff_id, frozenset({Role.INSPECTOR}))
    if any(teaching.staff_id == staff_id for teaching in directory.teachings(on)):
        roles.add(Role.TEACHER)
    if homerooms(directory, staff_id, on):
        roles.add(Role.HOMEROOM)
    leads = (each.grade for each in holdings if each.role is Role.GRADE_LEAD)
    grades = frozenset(grade for grade in leads if grade is not None)
    is_free = not directory.roles
    return Actor(person.label, staff_id, frozenset(roles), grades, is_free=is_free)


def homerooms(directory: Directory, staff_id: StaffId, on: date) -> tuple[SchoolClass, ...]:
    """Return the classes somebody is 班主任 of in the school year of a date."""
    return tuple(each for each in directory.classes(on) if each.homeroom == staff_id)


def roles_in_words(directory: Directory, staff_id: StaffId) -> str:
    """Return the given roles of one person: 教务、年级组长（三年级、四年级）."""
    held = [each for each in directory.roles if each.staff_id == staff_id]
    words = []
    for role in dict.fromkeys(each.role for each in held):
        grades = sorted(each.grade for each in held if each.role is role and each.grade)
        led = "、".join(grade_name(grade) for grade in grades)
        words.append(f"{role.value}（{led}）" if led else role.value)
    return "、".join(words)


def teaching_in_words(directory: Directory, staff_id: StaffId, on: date) -> str:
    """Return what somebody teaches: 语文 三(1)、三(2)；道法 三(1)."""
    classes = {each.id: each.name for each in directory.classes(on)}
    taught: dict[str, list[str]] = {}
    for teaching in directory.teachings(on):
        if teaching.staff_id == staff_id and teaching.class_id in classes:
            subject = directory.subject_names.get(teaching.subject_id, "")
            taught.setdefault(subject, []).append(classes[teaching.class_id])
    order, subjects = list(classes.values()), list(directory.subject_names.values())
    return "；".join(
        f"{subject} {'、'.join(sorted(taught[subject], key=order.index))}"
        for subject in subjects
        if subject in taught
    )


def duties_in_words(directory: Directory, staff_id: StaffId, on: date) -> str:
    """Return roles, own class and subjects in one line, for telling people apart in a list."""
    own = "、".join(f"{each.title}班主任" for each in homerooms(directory, staff_id, on))
    parts = (roles_in_words(directory, staff_id), own, teaching_in_words(directory, staff_id, on))
    return "；".join(part for part in parts if part)


def standing_in_words(actor: Actor) -> str:
    """Return how the window names who is acting: 王芳 · 年级组长; the weightiest role only."""
    order = (Role.OFFICE, Role.PRINCIPAL, Role.GRADE_LEAD, Role.HOMEROOM, Role.TEACHER)
    role = next((each for each in (*order, Role.INSPECTOR) if each in actor.roles), None)
    return f"{actor.name} · {role.value}" if role else actor.name


def password_hash(project: Project, staff_id: StaffId) -> str | None:
    """Return what a typed password is held against; None when somebody has none."""
    return people_table.password_hash(project.database, staff_id)


def sign_in(project: Project, staff_id: StaffId, password: str | None = None) -> Actor:
    """Let somebody act from now on. NotAllowed on a wrong password; takes 0.1 s with one.

    The window checks passwords on another thread and calls `act_as`.
    """
    from shuangjian_desktop.app import passwords  # late: start-up time

    kept = password_hash(project, staff_id)
    if kept is not None and not (password and passwords.is_right(kept, password)):
        raise NotAllowed(passwords.WRONG)
    return act_as(project, staff_id)


def act_as(project: Project, staff_id: StaffId | None) -> Actor:
    """Let somebody act, whose password has been checked where there is one; None only looks."""
    actor = INSPECTOR if staff_id is None else actor_of(project, staff_id)
    if staff_id is not None and actor.staff_id is None:
        raise UserError("这位教职工已不在名单里；请刷新后重新选择。")
    project.actor = actor
    return actor


def demo_actor(project: Project) -> Actor | None:
    """Return the teaching office of the sample school, as whom it opens without asking."""
    offices = (each.staff_id for each in project.directory.roles if each.role is Role.OFFICE)
    staff_id = next(offices, None)
    return actor_of(project, staff_id) if staff_id else None
