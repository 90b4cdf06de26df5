"""What must be said of a date whose weekly timetable is printed: no service then, or otherwise.

Words only; a timetable shows the week of the plan in force, never one single date.
"""

from datetime import date

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.dates import RealDay, RealDays
from shuangjian_desktop.domain.calendar import OUTSIDE_TERMS, DayKind, day_words

_AS_ALWAYS = "表上是每周的样子"


def date_words(project: Project, on: date) -> str:
    """Return what the sheet of a date does not show of it, in one sentence; "" = nothing."""
    real = RealDays(project).on(on)
    when = f"{on.year}年{day_words(on)}"
    if not real.held:
        return f"{when}{_why_none(real)}{_AS_ALWAYS}；{_next_step(real)}。"
    otherwise = sum(1 for each in real.occurrences if each.why)
    if otherwise or real.aways:
        told = f"有{otherwise}处临时调整" if otherwise else "有人请假或场地停用"
        return f"{when}{told}，{_AS_ALWAYS}，没有写进去；当天的请在课后页选那一天查看。"
    return ""


def _why_none(real: RealDay) -> str:
    day = real.day
    label = f"（{day.label}）" if day.label else ""
    if day.kind is DayKind.UNCONFIRMED:
        if day.label == OUTSIDE_TERMS:
            return f"{OUTSIDE_TERMS}，这一天没有课后服务，"
        return "的放假安排还没有导入，不知道这一天有没有课后服务，"
    if not day.is_school_day:
        return f"是{day.kind.value}{label}，不上课，这一天没有课后服务，"
    if real.occurrences:
        reasons = "、".join(dict.fromkeys(each.why for each in real.occurrences))
        return f"的课后服务都停了（{reasons}），"
    return f"{day.kind.value}{label}，但安排里这一天没有课后服务，"


def _next_step(real: RealDay) -> str:
    day = real.day
    if day.kind is DayKind.UNCONFIRMED:
        return (
            "请先设好学期，或换一个日期"
            if day.label == OUTSIDE_TERMS
            else "请先导入那一年的放假安排"
        )
    if day.kind is DayKind.MAKE_UP and day.follows_weekday is None and not real.occurrences:
        return "请在校历里写明按星期几上，或换一个日期"
    return "要看有课后服务的日子，请换一个日期"
