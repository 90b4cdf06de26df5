"""Which after-school plan is meant when none is named: the newest draft, then the newest of all.

Reads the list of plans only.
"""

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.service import PlanState, ServicePlan
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import service as service_table


def chosen_plan(project: Project, name: str | None = None) -> ServicePlan:
    """Return the newest draft, else the newest published plan, of a name or of any.

    UserError when there is none.
    """
    plans = service_table.plans(project.database)
    if not plans:
        raise UserError("学校还没有课后服务安排；请先新建一个，或导入课后服务安排表。")
    named = [plan for plan in plans if name in (None, plan.name)]
    if not named:
        known = "、".join(dict.fromkeys(f"“{plan.name}”" for plan in plans))
        raise UserError(f"没有叫“{name}”的课后服务安排；现有{known}。")
    drafts = [plan for plan in named if plan.state is PlanState.DRAFT]
    return max(drafts or named, key=lambda plan: (plan.since, plan.version))


def draft_beside(project: Project, plan: ServicePlan) -> ServicePlan | None:
    """Return the draft that keeps a published plan from being taken up again; a draft has none."""
    if plan.state is PlanState.DRAFT:
        return None
    drafts = (
        one
        for one in service_table.plans(project.database)
        if one.name == plan.name and one.state is PlanState.DRAFT
    )
    return next(drafts, None)
