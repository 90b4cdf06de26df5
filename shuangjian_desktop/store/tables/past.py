"""What was set before: content and minutes alone, a bounded span of days, newest first.

Rows to plain values; what they are like is judged in app/queries/suggestions.
"""

from collections.abc import Collection
from datetime import date

from shuangjian_desktop.domain.ids import ClassId, SubjectId
from shuangjian_desktop.store.database import Database


def before(
    db: Database, class_ids: Collection[ClassId], subject_id: SubjectId, first: date, end: date
) -> list[tuple[date, str, int]]:
    """Return (date, content, minutes) of submitted items from `first` to the day before `end`."""
    rows = db.rows(
        "SELECT date, content, minutes FROM homework WHERE school_id = ? "
        "AND date >= ? AND date < ? AND subject_id = ? AND status <> '草稿' "
        f"AND class_id IN ({', '.join('?' * len(class_ids))}) ORDER BY date DESC, class_id",
        (db.school_id, first.isoformat(), end.isoformat(), subject_id, *class_ids),
    )
    return [(date.fromisoformat(row[0]), row[1], row[2]) for row in rows]
