"""After-school service of a class-day from words a teacher could write.

`作业辅导15:40-16:20` a session of a kind, `晚自习19:30-20:30`, `无课后` a plan without a session,
`停上：运动会` one dropped, `下班17:00` (else nobody has said), `例外到1月15日` accepted by 李主任,
`寄宿`, `15:30放学` the last lesson's end. Of every session: `名为新课`, `应有2人`, `没有人`,
`王老师过期`, `王老师没有证件`, `有协议`, `45名学生`, `容40人`, `要用机房`, `3个班各在教室`,
`冲突：王老师…`. The settings: `至少120`, `最晚20:30`, `每人看30`, `周末上限60`, `校内占比80%`.
"""

import re
from datetime import date, time

from shuangjian_desktop.domain.ids import EndExceptionId
from shuangjian_desktop.domain.school import OffWork, SchoolSettings
from shuangjian_desktop.domain.service import EndException, SessionKind
from shuangjian_desktop.domain.service_day import HeldSession, ServiceDay

_SESSION = re.compile(r"(\D+?)(\d{1,2}:\d{2})-(\d{1,2}:\d{2})")
_EVENING = "晚自习"


def of_service(words: list[str]) -> tuple[ServiceDay | None, list[str]]:
    """Return the service the words tell, None when they tell none, and the words left over."""
    sessions: list[HeldSession] = []
    about: dict[str, object] = {}
    day: dict[str, object] = {"off_work": None}
    left: list[str] = []
    for word in words:
        if found := _SESSION.fullmatch(word):
            title = found[1]
            kind = SessionKind.EVENING_STUDY if title == _EVENING else SessionKind(title)
            sessions.append(HeldSession(kind, title, _time(found[2]), _time(found[3]), ("王老师",)))
        elif told := _of_day(word):
            day |= told
        elif told := _of_sessions(word):
            about |= told
        else:
            left.append(word)
    if not sessions and len(day) == 1:
        return None, left
    marked = tuple(each._replace(**about) for each in sessions)  # type: ignore[arg-type]
    day.pop("is_told", None)
    return ServiceDay("本学期课后服务", marked, **day), left  # type: ignore[arg-type]


def _of_day(word: str) -> dict[str, object]:
    """Return what a word says of the day as a whole; nothing when it is another word."""
    if word == "无课后":
        return {"is_told": True}
    if word == "寄宿":
        return {"is_boarding": True}
    if word.endswith("放学"):
        return {"lessons_end": _time(word.removesuffix("放学"))}
    if word.startswith("停上："):
        return {"dropped": (word.removeprefix("停上："),)}
    if word.startswith("下班"):
        at = _time(word.removeprefix("下班"))
        return {"off_work": OffWork(date(2026, 9, 1), at, "市里的通知")}
    if found := re.fullmatch(r"例外到(\d+)月(\d+)日", word):
        until = date(2027, int(found[1]), int(found[2]))
        accepted = EndException(
            EndExceptionId("e"), 1, 9, None, date(2026, 9, 1), until, "集体教研", "李主任"
        )
        return {"exception": accepted}
    return {}


def _of_sessions(word: str) -> dict[str, object]:
    """Return what a word says of every session; nothing when it is another word."""
    if found := re.fullmatch(
        r"(?P<wanted>应有)?(?P<capacity>容)?(\d+)(?:人|(?P<pupils>名学生))", word
    ):
        return {next(name for name, told in found.groupdict().items() if told): int(found[3])}
    plain: dict[str, dict[str, object]] = {
        "王老师过期": {"unfit": ("王老师",)},
        "王老师没有证件": {"unproven": ("王老师（志愿者）没有写资质或协议文件和有效期",)},
        "没有人": {"people": ()},
        "有协议": {"agreement": "协议在办公室"},
    }
    if word.startswith("要用"):
        return {"room_kind": word.removeprefix("要用")}
    if found := re.fullmatch(r"(\d)个班各在教室", word):
        return {"classrooms": int(found[1])}
    if word.startswith("名为"):
        return {"title": word.removeprefix("名为")}
    if word.startswith("冲突："):
        return {"clashes": (word.removeprefix("冲突："),)}
    return plain.get(word, {})


def own_settings(words: list[str]) -> tuple[SchoolSettings, list[str]]:
    """Return what the words say of the school's own settings, and the words left over."""
    settings, left = SchoolSettings(), []
    for word in words:
        if word.startswith("至少"):
            settings = settings._replace(service_minimum_minutes=int(word.removeprefix("至少")))
        elif word.startswith("最晚"):
            settings = settings._replace(evening_latest=_time(word.removeprefix("最晚")))
        elif word.startswith("每人看"):
            settings = settings._replace(pupils_per_adult=int(word.removeprefix("每人看")))
        elif word.startswith("周末上限"):
            settings = settings._replace(weekend_limit_minutes=int(word.removeprefix("周末上限")))
        elif word.startswith("校内占比"):
            share = int(word.removeprefix("校内占比").rstrip("%")) / 100
            settings = settings._replace(
                in_school_share_primary=share, in_school_share_junior=share
            )
        else:
            left.append(word)
    return settings, left


def _time(text: str) -> time:
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute))
