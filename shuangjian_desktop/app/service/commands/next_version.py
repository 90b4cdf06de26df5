"""Change a plan that may already be published: in the draft of its next version, in one step.

What is published stays as it was; a draft is changed where it stands.
"""

from collections.abc import Callable, Mapping

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.commands.plans import set_wishes
from shuangjian_desktop.app.service.commands.sessions import take_plan
from shuangjian_desktop.app.service.commands.versions import copy_as_next
from shuangjian_desktop.domain.ids import ActivityId, ServicePlanId, SessionId, SlotId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.planning.problem import Plan
from shuangjian_desktop.store.journal import Writer

Make = Callable[[Case], Command]
REVISED = "修订并"
"""How the step begins in the journal when a published plan was taken up again for it."""


def in_draft(case: Case, make: Make) -> Command:
    """Return `make(case)`; of a published plan, made for the draft of the next version.

    UserError, when it is run, while the published plan has a draft already.
    """
    if case.plan.state is PlanState.DRAFT:
        return make(case)

    def apply(writer: Writer) -> None:
        ids = copy_as_next(writer, case.plan.id)
        make(followed(case, ids)).apply(writer)

    return Command(f"{REVISED}{make(case).label}", apply)


def take_in_draft(case: Case, plan: Plan, weights: Mapping[Wish, Weight]) -> Command:
    """Take a computed plan over, with the wishes it was computed for, in one step."""

    def make(draft: Case) -> Command:
        taking = take_plan(draft, plan)

        def apply(writer: Writer) -> None:
            set_wishes(draft.plan, weights).apply(writer)
            taking.apply(writer)

        return Command(taking.label, apply) if weights else taking

    return in_draft(case, make)


def followed(case: Case, ids: Mapping[str, str]) -> Case:
    """Return a case of a plan as the case of its copy, ids for ids; the numbers stay.

    `content` is left as it was: commands go by sessions, slots, people and rooms.
    """
    sessions = tuple(
        each._replace(
            id=SessionId(ids[each.id]),
            plan_id=ServicePlanId(ids[each.plan_id]),
            activity_id=ActivityId(ids[each.activity_id]),
            slot_id=SlotId(ids[each.slot_id]) if each.slot_id else None,
            root=each.origin,
        )
        for each in case.sessions
    )
    slots = tuple(
        each._replace(id=SlotId(ids[each.id]), plan_id=ServicePlanId(ids[each.plan_id]))
        for each in case.slots
    )
    plan = case.plan._replace(id=ServicePlanId(ids[case.plan.id]), state=PlanState.DRAFT)
    return case._replace(plan=plan, sessions=sessions, slots=slots)
