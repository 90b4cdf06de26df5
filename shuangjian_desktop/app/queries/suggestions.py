"""What this school's own past says about minutes: like items of the grade, how many, how spread.

By grade and subject only, never by teacher (T16); nothing here fills anything in.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.workbooks import Work, read_work
from shuangjian_desktop.store.tables import past as past_table

LOOK_BACK = timedelta(days=400)  # this school year, and the same lessons of the year before
FEWEST = 3
_CLOSE = 4  # page counts within a quarter of the larger one are alike


class PastItem(NamedTuple):
    """One thing once set: copies for parallel classes of the same day are one."""

    date: date
    content: str
    minutes: int
    work: Work


class Past(NamedTuple):
    """What a grade had in a subject up to the day before, newest first."""

    items: tuple[PastItem, ...]


class MinutesHint(NamedTuple):
    """`times` like items; `low` to `high` holds the middle half of them; whole minutes."""

    times: int
    median: int
    low: int
    high: int

    @property
    def sentence(self) -> str:
        """Return 过去12次相近作业：中位20分，多在15–25分."""
        if self.low == self.high:
            return f"过去{self.times}次相近作业：多为{self.median}分"
        middle = f"中位{self.median}分，多在{self.low}–{self.high}分"
        return f"过去{self.times}次相近作业：{middle}"


def past_of(project: Project, grade: int, subject_id: SubjectId, on: date) -> Past:
    """Read what a grade was set in a subject before a day: one bounded read."""
    first = on - LOOK_BACK
    classes = {
        c.id for day in (on, first) for c in project.directory.classes(day) if c.grade == grade
    }
    rows = past_table.before(project.database, classes, subject_id, first, on)
    distinct = dict.fromkeys((on, content, minutes) for on, content, minutes in rows)
    return Past(tuple(PastItem(*row, read_work(row[1])) for row in distinct))


def minutes_like(past: Past, content: str) -> MinutesHint | None:
    """Return what like items took, or None when there are fewer than three."""
    work = read_work(content)
    minutes = sorted(item.minutes for item in past.items if is_like(work, item.work))
    if len(minutes) < FEWEST:
        return None
    return MinutesHint(len(minutes), _at(minutes, 2), _at(minutes, 1), _at(minutes, 3))


def is_like(work: Work, other: Work) -> bool:
    """Return whether two texts ask for about as much of the same.

    The same words with about as many pages; or, where both name pages, the same book.
    """
    if not _are_close(work.page_count, other.page_count):
        return False
    if work.words and work.words == other.words:
        return True
    return bool(work.book_key and work.page_count) and work.book_key == other.book_key


def _are_close(count: int, other: int) -> bool:
    return abs(count - other) * _CLOSE <= max(count, other)


def _at(ordered: Sequence[int], quarter: int) -> int:
    """Return the value a quarter, a half or three quarters of the way through, rounded."""
    place, part = divmod((len(ordered) - 1) * quarter, 4)
    if not part:
        return ordered[place]
    below, above = ordered[place], ordered[place + 1]
    return below + ((above - below) * part + 2) // 4
