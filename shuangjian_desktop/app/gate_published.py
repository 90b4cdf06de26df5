"""The part of the gate that looks at a plan being published: past a rule only with who and why.

Nothing is relaxed silently: what was broken then is kept beside who decided it.
"""

from typing import TYPE_CHECKING

from shuangjian_desktop.app.service.commands.guard import plan_words
from shuangjian_desktop.app.service.queries.ready import readiness
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project
    from shuangjian_desktop.store.journal import RowChange, Writer


class NeedsDecision(UserError):
    """A plan that breaks rules is published only when somebody decides it, and says why."""


def check_published(project: "Project", writer: "Writer") -> None:
    """Raise NeedsDecision for a step that publishes a plan past a rule and names nobody.

    What it is past is written beside the decision; a decision that was not needed is not kept.
    """
    for change in writer.changes:
        if _publishes(change):
            _look(project, writer, ServicePlanId(change.row_id))


def _publishes(change: "RowChange") -> bool:
    was, now = change.before or {}, change.after or {}
    return (
        change.table == "service_plan"
        and now.get("state") == PlanState.PUBLISHED
        and was.get("state") == PlanState.DRAFT
    )


def _look(project: "Project", writer: "Writer", plan_id: ServicePlanId) -> None:
    row = writer.row("service_plan", plan_id)
    assert row is not None
    broken = readiness(project, plan_id).broken
    if broken and not (row["decided_by"] and row["decided_why"]):
        more = f"等{len(broken)}处" if len(broken) > 1 else ""
        raise NeedsDecision(
            f"{plan_words(row)}还有违反规则的地方{more}（{broken[0].rstrip('。')}），没有发布；"
            "请先改好，或写明谁决定仍然发布、为什么。"
        )
    if broken:
        writer.update("service_plan", plan_id, {"despite": "\n".join(broken)})
    elif row["decided_by"] or row["decided_why"]:
        writer.update("service_plan", plan_id, {"decided_by": None, "decided_why": None})
