"""The part of the gate that looks at after-school plans: what was published stays as it was.

Looks at the rows of a step, so that an undo of what somebody did before meets it as well; commands
say it earlier and in better words (app/service/commands/guard).
"""

from typing import TYPE_CHECKING

from shuangjian_desktop.app.service.commands.guard import draft_row_of, plan_words
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project
    from shuangjian_desktop.store.journal import RowChange, Writer

_CONTENT = ("slot", "activity", "session")


def check_service(project: "Project", writer: "Writer", *, is_restored: bool) -> None:
    """Raise UserError for a step that would alter a published plan, or unpublish an older one.

    A step that publishes a plan, and its undo, may also write what belongs to the plan. What an
    undo or redo brings back was decided when it was done.
    """
    moved = [change for change in writer.changes if change.table == "service_plan"]
    for change in moved:
        _refuse_two_drafts(writer, change)
    known = {change.row_id for change in moved}
    for plan_id in _touched(writer) - known:
        if writer.row("service_plan", plan_id) is not None:
            draft_row_of(writer, ServicePlanId(plan_id))
    if moved and not is_restored:
        from shuangjian_desktop.app.gate_published import check_published  # late: few steps do

        check_published(project, writer)


def _touched(writer: "Writer") -> set[str]:
    """Return the plans whose slots, activities or sessions a step wrote, before it or after."""
    found: set[str] = set()
    for change in writer.changes:
        if change.table in _CONTENT:
            rows = (change.before, change.after, writer.row(change.table, change.row_id))
            found.update(row["plan_id"] for row in rows if row and row.get("plan_id"))
    return found


def _refuse_two_drafts(writer: "Writer", change: "RowChange") -> None:
    """Taking a publication back is for the newest version only."""
    was, row = change.before or {}, writer.row("service_plan", change.row_id)
    if was.get("state") != PlanState.PUBLISHED or row is None:
        return
    if row["state"] == PlanState.PUBLISHED:
        return
    versions = [other["version"] for _, other in writer.find("service_plan", name=row["name"])]
    if max(versions) > row["version"]:
        raise UserError(
            f"{plan_words(row)}已经有了更新的一版，不能撤销发布，没有改动；请在新的一版里改。"
        )
