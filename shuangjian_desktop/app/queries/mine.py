"""Which classes are the acting person's own: led or taught.

Questions about a person and a class; what may be written is app/rights.
"""

from datetime import date

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.rights import teaches
from shuangjian_desktop.domain.people import Role
from shuangjian_desktop.domain.school import SchoolClass

_WHOLE_SCHOOL = (Role.OFFICE, Role.PRINCIPAL, Role.INSPECTOR)


def has_own(project: Project) -> bool:
    """Return whether the person acting has classes of his own among the others."""
    actor = project.actor
    return actor.staff_id is not None and not actor.has(*_WHOLE_SCHOOL)


def leads(project: Project, school_class: SchoolClass) -> bool:
    """Return whether the person is the class's 班主任 or leads its grade."""
    actor = project.actor
    if actor.staff_id is not None and school_class.homeroom == actor.staff_id:
        return True
    return actor.has(Role.GRADE_LEAD) and school_class.grade in actor.grades


def own_classes(project: Project, on: date) -> tuple[SchoolClass, ...]:
    """Return the classes the person leads or teaches; all for nobody in particular."""
    directory = project.directory
    classes = directory.classes(on)
    if not has_own(project):
        return classes
    return tuple(
        c for c in classes if leads(project, c) or teaches(project.actor, directory, on, c.id)
    )
