"""Which cells of a class's week the person acting may write, and why not the others.

Asks app/rights; the gate asks again for every row that is written.
"""

from typing import NamedTuple

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import ClassWeek
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import SubjectId

NOT_YOURS = "只能看：{name}不教这个班的这门课。"
ONLY_LOOKING = "只能看：现在以“{name}”的身份打开，不能改动。"


class Editable(NamedTuple):
    """`subjects` may be written on every day of the week; None = all. `why_not` is for the rest."""

    subjects: frozenset[SubjectId] | None
    why_not: str = ""

    def may_enter(self, subject_id: SubjectId) -> bool:
        return self.subjects is None or subject_id in self.subjects


EVERYTHING_EDITABLE = Editable(None)


def editable_cells(project: Project, week: ClassWeek) -> Editable:
    """Return the subjects of a class the person acting may write in a week."""
    actor, school_class = project.actor, week.school_class
    if actor.is_free or rights.may_lead(actor, school_class):
        return EVERYTHING_EDITABLE
    if rights.reads_only(actor):
        return Editable(frozenset(), ONLY_LOOKING.format(name=actor.name))
    on = week.days[0].class_day.day.date
    own = frozenset(
        subject.id
        for subject in week.subjects
        if rights.may_enter(actor, project.directory, on, school_class, subject.id)
    )
    return Editable(own, NOT_YOURS.format(name=actor.name))


def why_not_editable(project: Project, item: HomeworkItem) -> str:
    """Return why the person acting may only look at an item; nothing when they may write it."""
    actor, directory = project.actor, project.directory
    if actor.is_free:
        return ""
    if rights.reads_only(actor):
        return ONLY_LOOKING.format(name=actor.name)
    school_class = directory.class_by_id(item.class_id, item.date)
    if rights.may_enter(actor, directory, item.date, school_class, item.subject_id):
        return ""
    return NOT_YOURS.format(name=actor.name)
