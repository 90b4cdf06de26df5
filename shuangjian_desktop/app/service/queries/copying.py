"""What of an earlier after-school plan cannot come along into a new one, told before it is copied.

Copying is app/service/commands/plans.
"""

from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_plan
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.store.tables import service as table


class LeftBehind(NamedTuple):
    """Classes the new plan's school year does not have, and people who have left the school."""

    classes: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return one sentence; "" when everything comes along."""
        parts = [f"{'、'.join(self.classes)}那一年没有这些班"] if self.classes else []
        parts += [f"{'、'.join(self.people)}已经离校"] if self.people else []
        return f"{'，'.join(parts)}，不带过来。" if parts else ""


def left_behind(project: Project, source: ServicePlanId, since: date) -> LeftBehind:
    """Return what of a plan stays behind in one that begins on a date."""
    plan = load_plan(project, source)
    activities = table.activities(project.database, source)
    named = {one for each in activities for one in each.staff}
    named |= {one for each in table.sessions(project.database, source) for one in each.staff}
    used = {one for each in activities for one in each.class_ids}
    known = {(c.grade, c.number) for c in project.directory.classes(since)}
    return LeftBehind(
        tuple(
            each.name
            for each in project.directory.classes(plan.since)
            if each.id in used and (each.grade, each.number) not in known
        ),
        tuple(p.label for p in project.directory.staff if p.id in named and p.left_on),
    )
