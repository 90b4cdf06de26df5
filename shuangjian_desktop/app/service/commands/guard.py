"""What every change of an after-school plan asks first: the plan is there and still a draft.

Writes nothing but the step back of a session into the tray.
"""

from datetime import date, time

from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer

_MORNING = time(6)
TRAY: Row = {"slot_id": None, "room_id": None, "staff": None, "is_locked": 0}
"""What a session has while it waits to be placed: people and room are free for others."""


def plan_row_of(writer: Writer, plan_id: ServicePlanId) -> Row:
    """Return a plan's row; UserError when somebody has deleted it."""
    plan = writer.row("service_plan", plan_id)
    if plan is None:
        raise UserError("这个课后服务安排已被删除，没有改动；请刷新后再看。")
    return plan


def draft_row_of(writer: Writer, plan_id: ServicePlanId) -> Row:
    """Return a draft's row; UserError for a published plan, which stays as it was."""
    plan = plan_row_of(writer, plan_id)
    if plan["state"] == PlanState.PUBLISHED:
        raise UserError(
            f"{plan_words(plan)}已经发布，要保持原样，没有改动；请先“修订”，再改修订稿。"
        )
    return plan


def refuse_small_hours(at: time | None, what: str) -> None:
    """Raise UserError for a time before six in the morning: 3点40分 was meant for 15:40."""
    if at is not None and time(0, 1) <= at < _MORNING:
        raise UserError(f"{what}{at:%H:%M}是凌晨，没有改动；下午请写 {at.hour + 12}:{at:%M}。")


def plan_words(plan: Row) -> str:
    """Return “秋季课后服务”第2版."""
    return f"“{plan['name']}”第{plan['version']}版"


def refuse_other_year(writer: Writer, plan_id: str, row: Row, since: date) -> None:
    """The classes of a plan's activities are those of its school year."""
    was = date.fromisoformat(row["since"])
    if school_year_of(was) == school_year_of(since):
        return
    if writer.find("activity", plan_id=plan_id):
        raise UserError(
            f"{plan_words(row)}的活动是{school_year_of(was)}学年的班级，不能移到别的学年，没有改动；"
            "请“新建”一个，照着它建。"
        )
