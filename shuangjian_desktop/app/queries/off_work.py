"""The dated off-work times: which is in force today, which are to come, which are past [§6].

Reads what is stored; what the after-school service makes of it is another room's.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.off_work import off_work_for, off_work_on
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.store.tables.calendar import off_works_by_id


class OffWorkStanding(StrEnum):
    """Whether an entry counts now."""

    NOW = "现在执行"
    LATER = "还没开始"
    PAST = "已被代替"


@dataclass(frozen=True, slots=True)
class OffWorkLine:
    """One entry with its row id."""

    id: str
    off_work: OffWork
    standing: OffWorkStanding


@dataclass(frozen=True, slots=True)
class OffWorkBoard:
    """All entries, newest first, and the one in force today, None when there is none."""

    lines: tuple[OffWorkLine, ...]
    today: date
    in_force: OffWork | None


def off_work_board(project: Project) -> OffWorkBoard:
    """Return the off-work times of the school."""
    today = project.today()
    stored = off_works_by_id(project.database)
    entries = tuple(stored.values())
    used = {off_work_for(entries, weekday, today) for weekday in range(1, 8)}
    lines = [
        OffWorkLine(row_id, entry, _standing(entry, today, is_used=entry in used))
        for row_id, entry in stored.items()
    ]
    return OffWorkBoard(tuple(reversed(lines)), today, off_work_on(entries, today))


def _standing(entry: OffWork, today: date, *, is_used: bool) -> OffWorkStanding:
    if entry.since > today:
        return OffWorkStanding.LATER
    return OffWorkStanding.NOW if is_used else OffWorkStanding.PAST
