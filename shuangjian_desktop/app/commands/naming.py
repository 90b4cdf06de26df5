"""What a name of the school may be, and whether anything still names what is to be deleted.

Shared by the commands on people, classes and subjects; writes nothing.
"""

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables.people import named_in

_PLACES = {
    "class": "班主任",
    "teaching": "任课",
    "lesson": "课程表",
    "homework": "作业",
    "no_homework": "无作业的日子",
    "review": "审核记录",
    "notice_day": "公示",
    "handling": "办理记录",
    "reason": "理由记录",
    "consultation": "会商记录",
    "template": "作业模板",
    "plan_line": "学期作业规划",
    "credential": "密码",
    "service_staff": "课后服务条件",
    "busy_time": "不能来的时间",
    "activity": "课后活动",
    "session": "课后排班",
    "service_change": "课后临时安排",
}


def read_name(text: str, *, what: str, limit: int, may_be_empty: bool = False) -> str:
    """Return a name as it may be stored, rare characters kept (F11); UserError says why not."""
    reading = read_text(text, name=what, limit=limit, fold_lines=True)
    if reading.problem:
        raise UserError(reading.problem)
    if not reading.value and not may_be_empty:
        raise UserError(f"{what}是空的，没有改动；请填写{what}。")
    return reading.value or ""


def refuse_if_named(
    project: Project, table: str, row_id: str, title: str, instead: str = ""
) -> None:
    """Raise UserError with the places that name a row, when there are any."""
    found = named_in(project.database, table, row_id)
    if not found:
        return
    places = "、".join(f"{_PLACES[other]}{count}处" for other, count in found.items())
    raise UserError(f"{title}还用在{places}，不能删除，没有改动；{instead or '请先改掉这些地方。'}")
