"""What the grid, its heads and the heat map say of days and items, in a few characters or aloud.

Words only: every figure comes ready from the rules.
"""

from datetime import date

from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.domain.calendar import Day, DayKind, MarkKind, weekday_name
from shuangjian_desktop.domain.homework import HomeworkItem, Kind, Place, Requirement, Status
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.rules.findings import Severity
from shuangjian_desktop.rules.totals import DayState

BADGES = {
    DayKind.SCHOOL: "上课",
    DayKind.MAKE_UP: "班",
    DayKind.WEEKEND: "休",
    DayKind.HOLIDAY: "休",
    DayKind.BREAK: "休",
    DayKind.UNCONFIRMED: "未确认",
}
MARK_SIGNS = {
    MarkKind.EXAM: "考",
    MarkKind.SPORTS: "运",
    MarkKind.NO_HOMEWORK: "免",
    MarkKind.ACTIVITY: "活",
}
"""The same letters as in the year's calendar, for heads too narrow for the words."""
NONE_WORDS, MISSING_WORDS = "无作业", "未填"
_STATES = {
    DayState.OVER: "超限",
    DayState.WITHIN: "未超限",
    DayState.NONE: NONE_WORDS,
    DayState.MISSING: MISSING_WORDS,
    DayState.UNCONFIRMED: "节假日未确认",
}
PROGRESS_SIGNS = {
    Progress.DRAFT: "○",
    Progress.RETURNED: "←",
    Progress.SUBMITTED: "●",
    Progress.REVIEWED: "√",
}
LATE_MARK = "迟"
_SHORT_STATUSES = {Status.DRAFT: "草稿", Status.RETURNED: "退回"}
_SEVERITIES = {Severity.BREACH: "有违反", Severity.WARNING: "需留意", Severity.ADVICE: "有提示"}
_SHORT_KINDS = {
    Kind.ORAL: "口",
    Kind.READING: "读",
    Kind.PRACTICE: "践",
    Kind.SPORT: "体",
    Kind.LABOUR: "劳",
}


def weekday_short(on: date) -> str:
    """Return 周一."""
    return weekday_name(on).replace("星期", "周")


def date_short(on: date) -> str:
    """Return 周一 11/23."""
    return f"{weekday_short(on)} {on.month}/{on.day}"


def badge_words(day: JudgedDay) -> str:
    """Return 上课, 班, 休 …; on a school day with a calendar mark what it is: 考试周, 运动会."""
    on, marks = day.class_day.day, day.class_day.marks
    return marks[0].kind.value if marks and on.kind is DayKind.SCHOOL else BADGES[on.kind]


def badge_sign(day: JudgedDay) -> str:
    """Return 考, 运, 免 … of a marked school day, else the badge itself: for a narrow head."""
    on, marks = day.class_day.day, day.class_day.marks
    return MARK_SIGNS[marks[0].kind] if marks and on.kind is DayKind.SCHOOL else badge_words(day)


def rest_words(day: Day) -> str:
    """Return why there is no school: 国庆节, 周末, 寒暑假."""
    return day.label or day.kind.value


def state_words(day: JudgedDay) -> str:
    """Return one word or two for a day's state; a day off says why."""
    if day.totals.state is DayState.NO_SCHOOL:
        return rest_words(day.class_day.day)
    return _STATES[day.totals.state]


def progress_words(day: JudgedDay) -> str:
    """Return ○草稿, ←已退回, ●已提交 or √已审; nothing where nothing is entered: 未填 says so."""
    progress = day.class_day.progress
    sign = PROGRESS_SIGNS.get(progress)
    return f"{sign}{progress.value}" if sign else ""


def figure_words(day: JudgedDay) -> str:
    """Return 55/60分, 35分 where nobody has set a limit, or the state of a day without items.

    Where the limit is none at all (grades 1-2, home work only): 家庭0 校内20分 [§2].
    """
    totals = day.totals
    if totals.state not in (DayState.OVER, DayState.WITHIN):
        return state_words(day)
    if totals.limit is None:
        return f"{totals.tested}分"
    if totals.limit:
        return f"{totals.tested}/{totals.limit}分"
    in_school = f" 校内{totals.in_school}" if totals.in_school and not totals.over_by else ""
    return f"家庭{totals.tested}{in_school}分"


def credit_words(day: JudgedDay, *, short: bool = False) -> str:
    """Return 校内可完成40 带回家35分 of a day with tutoring, else nothing; the cap ignores it [§4].

    Short: 校内40 带回35.
    """
    totals = day.totals
    if not totals.has_credit:
        return ""
    if short:
        return f"校内{totals.done_in_school} 带回{totals.take_home}"
    return f"校内可完成{totals.done_in_school} 带回家{totals.take_home}分"


def over_words(day: JudgedDay, *, short: bool = False) -> str:
    """Return ▲超15分钟, or nothing within the limit."""
    if not day.totals.over_by:
        return ""
    return f"▲超{day.totals.over_by}" if short else f"▲超{day.totals.over_by}分钟"


def day_spoken(day: JudgedDay) -> str:
    """Return the whole of a day's head as sentences, for the tooltip and for screen readers."""
    totals, on = day.totals, day.class_day.day
    said = [f"{date_short(on.date)} {BADGES[on.kind]}" + (f"（{on.label}）" if on.label else "")]
    if day.class_day.marks:
        said.append("、".join(dict.fromkeys(mark.name for mark in day.class_day.marks)))
    if totals.state in (DayState.OVER, DayState.WITHIN):
        limit = "没有设上限" if totals.limit is None else f"上限{totals.limit}分钟"
        said.append(f"计入上限{totals.tested}分钟，{limit}，{state_words(day)}")
        if totals.over_by:
            said.append(f"超过{totals.over_by}分钟")
        said.append(
            f"书面必做{totals.written}分钟，其中校内{totals.in_school}分钟；"
            f"书面选做{totals.optional}分钟，其他{totals.other}分钟"
        )
        said.extend(credit_sentences(day))
    else:
        said.append(state_words(day))
    if day.class_day.progress in PROGRESS_SIGNS:
        said.append(day.class_day.progress.value)
    said.extend(finding.message for finding in day.findings)
    return "\n".join(said)


def credit_sentences(day: JudgedDay) -> tuple[str, ...]:
    """Return what tutoring leaves to take home, for a tooltip; nothing without tutoring."""
    totals = day.totals
    if not totals.has_credit:
        return ()
    return (
        f"校内可完成{totals.done_in_school}分钟（作业辅导{totals.tutoring}分钟），"
        f"约带回家{totals.take_home}分钟；是否超限仍按全部书面作业算",
    )


def item_marks(item: HomeworkItem) -> tuple[str, ...]:
    """Return the marks a cell shows before the content: state, tier, 选, 校, kind if not 书面."""
    marks = [_SHORT_STATUSES[item.status]] if item.status in _SHORT_STATUSES else []
    if item.tier:
        marks.append(item.tier.value)
    if item.requirement is Requirement.OPTIONAL:
        marks.append("选")
    if item.place is Place.SCHOOL:
        marks.append("校")
    if item.kind in _SHORT_KINDS:
        marks.append(_SHORT_KINDS[item.kind])
    return tuple(marks)


def counts_to_limit(item: HomeworkItem) -> bool:
    """Say whether a cell shows the minutes as ones that count: 书面 and 必做 [§2]."""
    return item.kind is Kind.WRITTEN and item.requirement is Requirement.REQUIRED


def item_line(item: HomeworkItem) -> str:
    """Return content and minutes on one line."""
    return f"{one_line(item.content)} {item.minutes}分钟"


def item_full(item: HomeworkItem) -> str:
    """Return an item with everything that is not the rule, for a tooltip."""
    marks = [item.kind.value, item.requirement.value, item.place.value]
    if item.tier:
        marks.append(f"{item.tier.value}层")
    if item.status is not Status.SUBMITTED:
        marks.append(item.status.value)
    if item.status is Status.DRAFT and item.release_at:
        marks.append(f"{item.release_at:%m月%d日%H:%M}自动提交")
    if item.due:
        marks.append(f"{date_short(item.due)}交")
    note = f"（{one_line(item.note)}）" if item.note else ""
    return f"{item.content} {item.minutes}分钟 · {'、'.join(marks)}{note}"


def item_spoken(item: HomeworkItem, severity: Severity | None, *, is_late: bool = False) -> str:
    """Return an item as a screen reader says it, findings included."""
    extra = [] if item.status is Status.SUBMITTED else [item.status.value]
    if is_late:
        extra.append("迟交")
    if item.kind is not Kind.WRITTEN:
        extra.append(item.kind.value)
    if item.tier:
        extra.append(f"{item.tier.value}层")
    if item.requirement is Requirement.OPTIONAL:
        extra.append(item.requirement.value)
    if item.place is Place.SCHOOL:
        extra.append(item.place.value)
    if severity:
        extra.append(_SEVERITIES[severity])
    return " ".join((item_line(item), *extra))


def one_line(text: str) -> str:
    return " ".join(text.split())
