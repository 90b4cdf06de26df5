"""Publish an after-school plan, or take up a published one again as the draft of a new version.

What is published stays as it was, so that every day can say which plan it had.
"""

from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.app.service.commands.guard import plan_row_of, refuse_other_year
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer

_OWN = ("slot", "activity", "session")
_MOST_WHO, _MOST_WHY = 50, 100
_UNDECIDED: Row = {"despite": None, "decided_by": None, "decided_why": None}


class Decision(NamedTuple):
    """Who decided that a plan is published past a rule, and why."""

    who: str
    why: str


def publish_plan(
    plan_id: ServicePlanId,
    at: str,
    who: str,
    *,
    since: date | None = None,
    decision: Decision | None = None,
) -> Command:
    """Put a draft in force from `since`, or from its own first day.

    Of a plan that breaks rules the gate asks for a decision (app/gate_published) and keeps it;
    one that was not needed is not kept.
    """
    decided = _decided(decision) if decision else {}

    def apply(writer: Writer) -> None:
        plan = plan_row_of(writer, plan_id)
        if plan["state"] == PlanState.PUBLISHED:
            raise UserError(f"“{plan['name']}”第{plan['version']}版已经发布过，没有改动。")
        placed = [r for _, r in writer.find("session", plan_id=plan_id) if r["slot_id"]]
        if not placed:
            raise UserError(f"“{plan['name']}”里还没有排好的活动，没有发布；请先排好再发布。")
        begins = since.isoformat() if since else plan["since"]
        if plan["until"] and begins > plan["until"]:
            raise UserError(f"开始日期{begins}晚于这个安排的结束日期，没有发布；请改日期。")
        refuse_other_year(writer, plan_id, plan, date.fromisoformat(begins))
        stamp = {"published_at": at, "published_by": who, "since": begins, **decided}
        writer.update("service_plan", plan_id, {"state": PlanState.PUBLISHED.value, **stamp})

    return Command("发布课后服务安排", apply)


def _decided(decision: Decision) -> Row:
    """Return the columns of a decision; UserError when who or why is not said."""
    who = read_name(decision.who, what="决定人", limit=_MOST_WHO)
    return {"decided_by": who, "decided_why": read_name(decision.why, what="理由", limit=_MOST_WHY)}


def revise_plan(plan_id: ServicePlanId) -> Command:
    """Copy a plan with all that belongs to it as the draft of its next version."""

    def apply(writer: Writer) -> None:
        copy_as_next(writer, plan_id)

    return Command("修订课后服务安排", apply)


def copy_as_next(writer: Writer, plan_id: ServicePlanId) -> dict[str, str]:
    """Write the draft of a plan's next version; return the id in it of each id of the plan.

    The plan's own id is among them. UserError while there is a draft already.
    """
    plan = plan_row_of(writer, plan_id)
    known = [row for _, row in writer.find("service_plan", name=plan["name"])]
    if any(row["state"] == PlanState.DRAFT for row in known):
        raise UserError(f"“{plan['name']}”已有一份草稿，没有再建；请接着改那一份。")
    version = max(row["version"] for row in known) + 1
    fresh = {"state": PlanState.DRAFT.value, "published_at": None, "published_by": None}
    fresh |= _UNDECIDED
    copy = writer.insert("service_plan", plan | fresh | {"version": version})
    return {plan_id: copy, **_copy_content(writer, plan_id, copy)}


def _copy_content(writer: Writer, plan_id: str, copy: str) -> dict[str, str]:
    ids: dict[str, str] = {}
    for table in _OWN:
        for row_id, row in writer.find(table, plan_id=plan_id):
            mapped = {
                column: ids.get(value, value) if isinstance(value, str) else value
                for column, value in row.items()
            }
            if table == "session":
                mapped["root"] = row["root"] or row_id
                mapped["accepted"] = _mapped_words(row["accepted"], ids)
            ids[row_id] = writer.insert(table, mapped | {"plan_id": copy})
    return ids


def _mapped_words(text: str | None, ids: dict[str, str]) -> str | None:
    """Return `slot:ID room:ID` with the slots of the copy; rooms and people stay who they are."""
    if text is None:
        return None
    told = (word.partition(":") for word in text.split())
    return " ".join(f"{what}:{ids.get(one, one)}" for what, _, one in told)
