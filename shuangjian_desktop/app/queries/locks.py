"""Which days are locked, by whom and why.

Reads only; what a lock asks for is the gate's.
"""

from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.policy import DayLock
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.store.tables import review as review_table


class LockLine(NamedTuple):
    """One lock in words: 11月1日至11月30日, 全校 or 三年级, note, who, when."""

    id: str
    days: str
    scope: str
    note: str
    who: str
    at: str


def is_locked(project: Project, school_class: SchoolClass, on: date) -> bool:
    """Return whether changes to a class-day need a reason because it is locked."""
    return lock_on(project, school_class.grade, on) is not None


def lock_on(project: Project, grade: int, on: date) -> DayLock | None:
    """Return the lock that closes a date for a grade, or None."""
    day = on.isoformat()
    for lock in project.directory.locks:
        if lock.first_day <= day <= lock.last_day and lock.grade in (None, grade):
            return lock
    return None


def lock_lines(project: Project) -> tuple[LockLine, ...]:
    """Return every lock, the newest days first."""
    found = []
    for row_id, lock, who, at in review_table.lock_rows(project.database):
        first, last = (date.fromisoformat(d) for d in (lock.first_day, lock.last_day))
        days = f"{first:%Y年}{first.month}月{first.day}日"
        if last != first:
            days += f"至{last.month}月{last.day}日" if last.year == first.year else f"至{last}"
        scope = grade_name(lock.grade) if lock.grade else "全校"
        found.append(LockLine(row_id, days, scope, lock.note or "", who, at[:16].replace("T", " ")))
    return tuple(reversed(found))


def locked_words(project: Project, on: date) -> str:
    """Return 已锁定, 已锁定：三年级 or nothing, for a date's heading."""
    day = on.isoformat()
    held = [lock for lock in project.directory.locks if lock.first_day <= day <= lock.last_day]
    if not held:
        return ""
    grades = sorted({lock.grade for lock in held if lock.grade is not None})
    if any(lock.grade is None for lock in held):
        return "已锁定"
    return f"已锁定：{'、'.join(grade_name(grade) for grade in grades)}"
