"""Take over a replanned week: the draft of the next version with its changes, in one step.

The published plan stays as it was; the draft is published like any other.
"""

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.commands.guard import plan_row_of, refuse_other_year
from shuangjian_desktop.app.service.commands.sessions import placed_row
from shuangjian_desktop.app.service.commands.versions import copy_as_next
from shuangjian_desktop.app.service.queries.losses import Loss
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.planning.problem import Plan
from shuangjian_desktop.store.journal import Writer


def take_replan(case: Case, loss: Loss, plan: Plan, label: str = "采用重排结果") -> Command:
    """Make the draft of the next version, in force from the loss on, as a replanned week says.

    `case` is the published plan without the loss, `plan` has one place per session of it (more
    are left out). A plan lost until a day ends then, and the version before is in force again.
    """
    if case.plan.state is not PlanState.PUBLISHED:
        raise UserError(
            f"“{case.plan.title}”还是草稿，不用另出一版，没有改动；请直接在草稿里重排。"
        )

    def apply(writer: Writer) -> None:
        rows = {row_id for row_id, _ in writer.find("session", plan_id=case.plan.id)}
        if rows != {session.id for session in case.sessions}:
            raise Conflict("重排期间活动有增减，结果没有采用；请再排一次。")
        ids = copy_as_next(writer, case.plan.id)
        since = max(case.plan.since, loss.since)
        refuse_other_year(writer, case.plan.id, plan_row_of(writer, case.plan.id), since)
        ends = [one for one in (case.plan.until, loss.until) if one]
        until = min(ends).isoformat() if ends else None
        values = {"since": since.isoformat(), "until": until}
        writer.update("service_plan", ids[case.plan.id], values)
        for session, was, place in zip(case.sessions, case.placed, plan, strict=False):
            if place is not None and place != was:
                found = placed_row(case, place)
                writer.update(
                    "session", ids[session.id], found | {"slot_id": ids[found["slot_id"]]}
                )

    return Command(label, apply)
