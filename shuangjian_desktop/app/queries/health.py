"""Is everything sound: file, journal, SQLite, fonts, disk — what `doctor` and a worried person ask.

Reads only; mends nothing.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.sample import demo_clock
from shuangjian_desktop.store import inspection

_LOW_DISK_BYTES = 200 * 1024 * 1024
_DAYS_WITHOUT_COPY = 7
_MEGABYTE, _GIGABYTE = 1024**2, 1024**3


@dataclass(frozen=True, slots=True)
class HealthPoint:
    """One thing looked at. `name` is stable for scripts, `message` a Chinese sentence."""

    name: str
    is_good: bool
    value: str | int | None
    message: str


def health(project: Project) -> list[HealthPoint]:
    """Look at everything once, most important first."""
    looks: tuple[Callable[[Project], HealthPoint], ...] = (
        _integrity,
        _journal,
        _notices,
        _attachments,
        _backups,
        _clock,
        _sqlite,
        _fonts,
        _disk,
    )
    return [look(project) for look in looks]


def _integrity(project: Project) -> HealthPoint:
    fault = inspection.integrity_fault(project.database)
    message = (
        "学校文件完好。" if fault is None else f"学校文件有损坏（{fault}）；请用最近的备份恢复。"
    )
    return HealthPoint("integrity", fault is None, fault, message)


def _journal(project: Project) -> HealthPoint:
    broken, count = inspection.journal_state(project.database)
    if broken is None:
        return HealthPoint("journal", True, count, f"操作记录{count}步，首尾相连，没有被改动过。")
    message = f"操作记录从第{broken}步起对不上，可能被别的程序改动过；请与备份核对。"
    return HealthPoint("journal", False, broken, message)


def _notices(project: Project) -> HealthPoint:
    from shuangjian_desktop.app.notice_book import unsound_notices  # late: start-up time

    bad, count = unsound_notices(project)
    if not bad:
        return HealthPoint("notices", True, count, f"留存的公示{count}份，都与公示时一致。")
    told = "、".join(bad[:3]) + (f"等{len(bad)}份" if len(bad) > 3 else "")
    message = f"留存的公示与公示时不一致：{told}；请与备份核对。"
    return HealthPoint("notices", False, len(bad), message)


def _attachments(project: Project) -> HealthPoint:
    from shuangjian_desktop.app.official_copies import unsound_copies  # late: start-up time

    bad, count = unsound_copies(project)
    if not bad:
        message = f"附上的文件{count}份，都与附上时一致。" if count else "没有附上文件。"
        return HealthPoint("attachments", True, count, message)
    told = "、".join(bad[:3]) + (f"等{len(bad)}份" if len(bad) > 3 else "")
    message = f"附上的文件与附上时不一致：{told}；请用备份核对，或在“规则库”里重新附上。"
    return HealthPoint("attachments", False, len(bad), message)


def _backups(project: Project) -> HealthPoint:
    """Tell of the newest copy; it is a fault only when days of work are in no copy at all."""
    from shuangjian_desktop.app.backup import backups_of  # late: start-up time

    copies = backups_of(project.database.school_id)
    if not copies:
        return HealthPoint("backups", True, 0, "还没有备份；请在“文件与备份”里做一份。")
    newest = max(copy.made_at.replace(tzinfo=None) for copy in copies)
    age = max((project.today() - newest.date()).days, 0)
    told = (
        f"备份{len(copies)}份，最新的是{newest:%Y-%m-%d %H:%M}（{f'{age}天前' if age else '今天'}）"
    )
    latest = inspection.latest_step_time(project.database)
    worked_on = datetime.fromisoformat(latest).date() if latest else newest.date()
    worked_on = min(worked_on, project.today())  # a clock that stood ahead is another point's
    is_good = (worked_on - newest.date()).days <= _DAYS_WITHOUT_COPY
    words = "。" if is_good else "，之后的改动都没有备份；请现在备份一次。"
    return HealthPoint("backups", is_good, len(copies), told + words)


def clock_warning(project: Project) -> str:
    """Return what is to be said when the clock stands before what was done last (F18), or ""."""
    point = _clock(project)
    return "" if point.is_good else point.message


def _clock(project: Project) -> HealthPoint:
    latest = inspection.latest_step_time(project.database)
    now = told = project.clock().isoformat(timespec="seconds")
    if inspection.is_marked_sample(project.database):
        told = max(now, demo_clock().isoformat(timespec="seconds"))  # its story is no clock's word
    if latest is None or latest <= told:
        return HealthPoint("clock", True, now, "电脑时间正常。")
    message = f"最后一次操作记在{latest}，晚于电脑现在的时间{now}；请校准电脑时间。"
    return HealthPoint("clock", False, now, message)


def _sqlite(_: Project) -> HealthPoint:
    version = inspection.sqlite_version()
    return HealthPoint("sqlite", True, version, f"SQLite {version}，回滚日志方式。")


def _fonts(_: Project) -> HealthPoint:
    from shuangjian_desktop.reports.fonts import font_problems  # late: start-up time

    problems = font_problems()
    message = "公示用的字体齐全。" if not problems else "；".join(problems)
    return HealthPoint("fonts", not problems, len(problems), message)


def _disk(project: Project) -> HealthPoint:
    free = shutil.disk_usage(project.path.absolute().parent).free
    is_good = free >= _LOW_DISK_BYTES
    end = "。" if is_good else "，快满了；请清理磁盘。"
    message = f"磁盘还有 {size_in_words(free)} 可用{end}"
    return HealthPoint("disk", is_good, free, message)


def size_in_words(size: int) -> str:
    """Return 0.4 MB, 67.7 GB: bytes as a person reads them, one decimal."""
    if size < _GIGABYTE:
        return f"{size / _MEGABYTE:.1f} MB"
    return f"{size / _GIGABYTE:.1f} GB"
