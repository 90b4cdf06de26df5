"""Who has written a term plan: nobody who has may be the one who audits or approves it [§1].

Reads the journal; who may audit at all by role is app/rights.
"""

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.authors import Author, is_only_author
from shuangjian_desktop.domain.people import NOBODY
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import RowChange
from shuangjian_desktop.store.stories import plan_story

SIGNATURES = frozenset({"audited_by", "audited_at", "approved_by", "approved_at", "code"})
_AUDIT = "{who}制定或改过这份规划，不能只由本人审核，没有改动；请由没有改过它的教研组长或教务审核。"
_APPROVE = "{who}制定或改过这份规划，不能由本人批准，没有改动；请由没有改过它的教务或校长批准。"


def plan_authors(project: Project, plan_id: str) -> tuple[Author, ...]:
    """Return name of then and id of all who wrote any of a plan, whatever became of it.

    What was taken back by undo was not written; signing is no writing; nobody picked is nobody.
    """
    found: dict[Author, None] = {}
    taken_back: set[int] = set()
    for step, change in reversed(plan_story(project.database, plan_id)):
        if step.seq in taken_back:
            continue
        if step.reverses is not None:
            taken_back.add(step.reverses)
        elif step.who != NOBODY and _is_writing(change):
            found[step.who, step.who_id] = None
    return tuple(reversed(found))


def refuse_author_as_auditor(project: Project, plan_id: str, who: str) -> None:
    """Raise UserError when who is to audit a plan has written any of it."""
    _refuse(project, plan_id, who, _AUDIT)


def refuse_author_as_approver(project: Project, plan_id: str, who: str) -> None:
    """Raise UserError when who is to approve a plan has written any of it."""
    _refuse(project, plan_id, who, _APPROVE)


def _refuse(project: Project, plan_id: str, who: str, sentence: str) -> None:
    for author in plan_authors(project, plan_id):
        if is_only_author(project, (author,), who, None):
            raise UserError(sentence.format(who=who))


def _is_writing(change: RowChange) -> bool:
    if change.table != "plan" or change.before is None or change.after is None:
        return True
    return not set(change.after) <= SIGNATURES
