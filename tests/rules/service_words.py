"""After-school service of a class-day from words a teacher could write.

`作业辅导15:40-16:20` a session of a kind, `晚自习19:30-20:30`, `无课后` a plan without a session,
`下班17:00` (else nobody has said), `寄宿`, `王老师过期` on every session. The settings: `至少120`,
`最晚20:30`, `周末上限60`, `校内占比80%`.
"""

import re
from datetime import date, time

from shuangjian_desktop.domain.school import OffWork, SchoolSettings
from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.domain.service_day import HeldSession, ServiceDay

_SESSION = re.compile(r"(\D+?)(\d{1,2}:\d{2})-(\d{1,2}:\d{2})")
_EVENING = "晚自习"


def of_service(words: list[str]) -> tuple[ServiceDay | None, list[str]]:
    """Return the service the words tell, None when they tell none, and the words left over."""
    sessions: list[HeldSession] = []
    left: list[str] = []
    off_work, is_boarding, unfit, is_told = None, False, (), False
    for word in words:
        if found := _SESSION.fullmatch(word):
            title = found[1]
            kind = SessionKind.EVENING_STUDY if title == _EVENING else SessionKind(title)
            sessions.append(HeldSession(kind, title, _time(found[2]), _time(found[3]), ("王老师",)))
        elif word == "无课后":
            is_told = True
        elif word.startswith("下班"):
            off_work = OffWork(date(2026, 9, 1), _time(word.removeprefix("下班")), "市里的通知")
        elif word == "寄宿":
            is_boarding = True
        elif word == "王老师过期":
            unfit = ("王老师",)
        else:
            left.append(word)
    if not sessions and not is_told:
        return None, left
    marked = tuple(each._replace(unfit=unfit) for each in sessions)
    return ServiceDay("本学期课后服务", marked, off_work, is_boarding), left


def own_settings(words: list[str]) -> tuple[SchoolSettings, list[str]]:
    """Return what the words say of the school's own settings, and the words left over."""
    settings, left = SchoolSettings(), []
    for word in words:
        if word.startswith("至少"):
            settings = settings._replace(service_minimum_minutes=int(word.removeprefix("至少")))
        elif word.startswith("最晚"):
            settings = settings._replace(evening_latest=_time(word.removeprefix("最晚")))
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
