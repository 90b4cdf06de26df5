"""The part of the gate that looks at signatures under a term plan: nobody signs his own work [§1].

Looks at the rows a command has written; what may be signed at all is app/commands/plan.
"""

from typing import TYPE_CHECKING

from shuangjian_desktop.app.queries.plan_authors import (
    refuse_author_as_approver,
    refuse_author_as_auditor,
)
from shuangjian_desktop.errors import NotAllowed

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project
    from shuangjian_desktop.store.journal import Writer

_SIGNED = (
    ("审核", "audited_by", frozenset({"audited_by", "audited_at"}), refuse_author_as_auditor),
    ("批准", "approved_by", frozenset({"approved_by", "approved_at"}), refuse_author_as_approver),
)


def check_plans(project: "Project", writer: "Writer") -> None:
    """Raise NotAllowed or UserError for a plan signed in another's name or by one who wrote it."""
    for change in writer.changes:
        if change.table != "plan" or change.after is None:
            continue
        row = writer.row("plan", change.row_id) or {}
        for act, column, written, refuse in _SIGNED:
            who = row.get(column)
            if not who or written.isdisjoint(change.after):
                continue
            actor = project.actor
            if actor.staff_id is not None and actor.name != who:
                raise NotAllowed(
                    f"现在是{actor.name}在操作，不能用{who}的名义{act}，没有改动；"
                    "请先在右上角换人。"
                )
            refuse(project, change.row_id, who)
