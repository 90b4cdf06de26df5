"""The after-school plans of a school as a list to choose from: what each is called and its state.

Reads plans only; what is in one is app/service/case.
"""

from typing import NamedTuple

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState, ServicePlan, in_force
from shuangjian_desktop.store.tables import service as service_table

IN_FORCE = "正在执行"
MAY_NOT = "课后服务由教务安排，这里只能看；要改请先在右上角换成教务。"


class PlanTitle(NamedTuple):
    """One version: `state` is 草稿, 已发布 or 正在执行."""

    plan: ServicePlan
    state: str

    @property
    def is_draft(self) -> bool:
        return self.plan.state is PlanState.DRAFT


def plan_titles(project: Project) -> tuple[PlanTitle, ...]:
    """Return all versions: drafts first, then the newest begun."""
    plans = service_table.plans(project.database)
    now = in_force(plans, project.today())
    titles = [
        PlanTitle(plan, IN_FORCE if now is not None and plan.id == now.id else plan.state.value)
        for plan in plans
    ]
    return tuple(
        sorted(titles, key=lambda title: (title.is_draft, title.plan.since, title.plan.version))
    )[::-1]


def usual_plan(titles: tuple[PlanTitle, ...]) -> ServicePlanId | None:
    """Return which to show first: what is being worked at, else what is in force, else the last."""
    drafts = [title for title in titles if title.is_draft]
    current = [title for title in titles if title.state == IN_FORCE]
    found = next(iter((*drafts, *current, *titles)), None)
    return found.plan.id if found else None


def why_read_only(project: Project, plan: ServicePlan) -> str:
    """Return why nothing of a plan may be moved; "" = it may."""
    if project.database.read_only:
        return "文件只能读取，不能改动。"
    if not rights.may_set_up(project.actor):
        return MAY_NOT
    if plan.state is PlanState.PUBLISHED:
        return f"{plan.title}已发布，要保持原样；要改请修订，在新的一版里改。"
    return ""
