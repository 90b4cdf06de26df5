"""One judged class-day in the words a notice prints.

Turns ids into names and enums into the school's words; knows nothing of versions or layout.
"""

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.codes import public_items
from shuangjian_desktop.domain.calendar import Day
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.reports.notice_data import NoticeDay, NoticeLine, NoticeState
from shuangjian_desktop.rules.totals import DayState

_STATES = {
    DayState.OVER: NoticeState.ENTERED,
    DayState.WITHIN: NoticeState.ENTERED,
    DayState.NONE: NoticeState.NONE,
    DayState.MISSING: NoticeState.MISSING,
    DayState.NO_SCHOOL: NoticeState.NO_SCHOOL,
    DayState.UNCONFIRMED: NoticeState.UNCONFIRMED,
}


def notice_day(project: Project, judged: JudgedDay, *, no_home_written: bool) -> NoticeDay:
    """Return the printed form of a class-day, items by subject, tier and order of entry.

    Where nothing written may go home, tutoring makes nothing better and is not told.
    """
    day, totals = judged.class_day, judged.totals
    tutoring = totals.tutoring if totals.written and not no_home_written else 0
    position = project.directory.subject_positions
    items = sorted(
        public_items(day),
        key=lambda i: (position.get(i.subject_id, 0), i.tier or "", i.position, i.id),
    )
    return NoticeDay(
        date=day.day.date,
        day_label=day_label(day.day),
        state=_STATES[totals.state],
        lines=tuple(_line(project, item) for item in items),
        written=totals.written,
        written_home=totals.written_home,
        optional=totals.optional,
        other=totals.other,
        in_school=totals.in_school,
        take_home=totals.take_home if tutoring else max(0, totals.written - totals.in_school),
        tested=totals.tested,
        limit=totals.limit,
        over=totals.state is DayState.OVER,
        tutoring=tutoring,
    )


def day_label(day: Day) -> str:
    """Return 放假（国庆节）, 上课, 未确认 …"""
    return f"{day.kind.value}（{day.label}）" if day.label else day.kind.value


def _line(project: Project, item: HomeworkItem) -> NoticeLine:
    directory = project.directory
    return NoticeLine(
        subject=directory.subject_names.get(item.subject_id, ""),
        content=item.content,
        kind=item.kind.value,
        requirement=item.requirement.value,
        tier=item.tier.value if item.tier else "",
        place=item.place.value,
        minutes=item.minutes,
        teacher=directory.staff_names.get(item.staff_id, "") if item.staff_id else "",
        note=item.note or "",
    )
