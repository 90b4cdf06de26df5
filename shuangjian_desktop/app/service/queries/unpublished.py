"""After-school plans that were made but not published, where the checks find no published one.

The checks go by what is published; a school that planned must be told, once, not class by class.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.content import load_content
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.service import PlanState, ServicePlan, in_force
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.store.tables import service as service_table


def with_draft_told(project: Project, days: Sequence[ClassDay]) -> list[ClassDay]:
    """Return the class-days, the first without a published plan but with a draft told of it."""
    plans = service_table.plans(project.database)
    drafts = [each for each in plans if each.state is PlanState.DRAFT]
    found = list(days)
    if not drafts:
        return found
    for place, each in enumerate(found):
        on = each.day.date
        if each.day.is_school_day and in_force(plans, on) is None:
            named = _held_on(project, drafts, on)
            if named is not None:
                found[place] = each._replace(draft_plan=named.title)
                break
    return found


def _held_on(project: Project, drafts: Iterable[ServicePlan], on: date) -> ServicePlan | None:
    """Return the draft that would be in force on a date and has something in it."""
    would = [
        each._replace(state=PlanState.PUBLISHED)
        for each in drafts
        if school_year_of(each.since) == school_year_of(on)
        and load_content(project.database, each.id).sessions
    ]
    return in_force(would, on)
