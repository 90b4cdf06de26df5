"""What of some class-days waits, in one line for the bar: 草稿2天 · 已退回1天.

Counts days by their state; judges nothing.
"""

from collections import Counter
from collections.abc import Iterable

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.next_week import next_week, next_week_due
from shuangjian_desktop.app.queries.week import ClassWeek
from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.rules.class_day import ClassDay

WAITING = (Progress.RETURNED, Progress.DRAFT)


def waiting_words(days: Iterable[ClassDay]) -> str:
    """Return how many days wait to be handed in, returned ones first."""
    counts = Counter(day.progress for day in days)
    return " · ".join(f"{state.value}{counts[state]}天" for state in WAITING if counts[state])


def ahead_words(project: Project, week: ClassWeek | None) -> str:
    """Return that a class's list of next week is due and not ready, or nothing."""
    due = next_week_due(project)
    if due is None or week is None or project.clock() < due:
        return ""
    ahead = next_week(project, (week.school_class,))
    if not ahead.waiting:
        return ""
    lacks = ahead.waiting[0]
    told = [f"{lacks.empty_days}天未填"] if lacks.empty_days else []
    told += [f"{lacks.draft_days}天未提交"] if lacks.draft_days else []
    return (
        f"▲ 下周清单{'、'.join(told)}（{weekday_name(due).replace('星期', '周')}{due:%H:%M}截止）"
    )
