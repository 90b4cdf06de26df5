"""Rows of terms, public days, the school's own exceptions, off-work times and the lesson timetable.

Turns rows into domain values; which day is a school day is decided in domain/calendar.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any

from shuangjian_desktop.domain.calendar import (
    DayException,
    DayKind,
    DayMark,
    MarkKind,
    PublicDay,
    PublicDayKind,
    SchoolCalendar,
)
from shuangjian_desktop.domain.ids import ClassId, LessonId, StaffId, SubjectId, TermId
from shuangjian_desktop.domain.school import Lesson, OffWork, Term
from shuangjian_desktop.store.database import Database


def calendar(db: Database) -> SchoolCalendar:
    """Return everything that decides a day's kind, for all years in the file."""
    public = db.rows("SELECT date, kind, name FROM public_day WHERE school_id = ?", (db.school_id,))
    years = db.rows("SELECT year FROM public_year WHERE school_id = ?", (db.school_id,))
    own = db.rows(
        "SELECT date, kind, reason, follows_weekday FROM day_exception WHERE school_id = ?",
        (db.school_id,),
    )
    exceptions = [DayException(date.fromisoformat(r[0]), DayKind(r[1]), r[2], r[3]) for r in own]
    return SchoolCalendar(
        tuple(terms(db)),
        PublicDays({row[0]: (row[1], row[2]) for row in public}),
        frozenset(row[0] for row in years),
        {exception.date: exception for exception in exceptions},
        tuple(marks(db)),
    )


def marks(db: Database) -> list[DayMark]:
    """Return the calendar facts by first day: exam weeks, sports days, days without homework."""
    return list(marks_by_id(db).values())


def marks_by_id(db: Database) -> dict[str, DayMark]:
    """Return row id -> calendar fact, by first day."""
    rows = db.rows(
        "SELECT id, first_day, last_day, kind, name, grades, document FROM day_mark "
        "WHERE school_id = ? ORDER BY first_day, last_day, id",
        (db.school_id,),
    )
    return {
        r[0]: DayMark(
            date.fromisoformat(r[1]), date.fromisoformat(r[2]), MarkKind(r[3]), r[4],
            _numbers(r[5]), r[6],
        )
        for r in rows
    }  # fmt: skip


def mark_row(mark: DayMark) -> dict[str, Any]:
    """Return the columns of a calendar fact."""
    return {
        "first_day": mark.first_day.isoformat(),
        "last_day": mark.last_day.isoformat(),
        "kind": mark.kind.value,
        "name": mark.name,
        "grades": _joined(mark.grades),
        "document": mark.document,
    }


def public_years(db: Database) -> dict[int, str]:
    """Return year -> the document its public days come from, for every known year."""
    rows = db.rows("SELECT year, source FROM public_year WHERE school_id = ?", (db.school_id,))
    return {row[0]: row[1] or "" for row in rows}


class PublicDays(Mapping[date, PublicDay]):
    """The public days of all years, made into values one by one: a page looks at seven of them."""

    def __init__(self, texts: dict[str, tuple[str, str]]) -> None:
        self._texts = texts

    def __getitem__(self, on: date) -> PublicDay:
        kind, name = self._texts[on.isoformat()]
        return PublicDay(on, PublicDayKind(kind), name)

    def __iter__(self) -> Iterator[date]:
        return map(date.fromisoformat, self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def terms(db: Database) -> list[Term]:
    """Return the terms by first day."""
    rows = db.rows(
        "SELECT id, name, first_day, last_day, document FROM term WHERE school_id = ? "
        "ORDER BY first_day",
        (db.school_id,),
    )
    return [
        Term(TermId(r[0]), r[1], date.fromisoformat(r[2]), date.fromisoformat(r[3]), r[4])
        for r in rows
    ]


def off_works(db: Database) -> list[OffWork]:
    """Return the off-work times by the day they take force."""
    return list(off_works_by_id(db).values())


def off_works_by_id(db: Database) -> dict[str, OffWork]:
    """Return row id -> off-work time, by the day they take force."""
    rows = db.rows(
        "SELECT id, since, time, document, weekdays FROM off_work WHERE school_id = ? "
        "ORDER BY since, time, id",
        (db.school_id,),
    )
    return {
        r[0]: OffWork(date.fromisoformat(r[1]), time.fromisoformat(r[2]), r[3], _numbers(r[4]))
        for r in rows
    }


def off_work_row(off_work: OffWork) -> dict[str, Any]:
    """Return the columns of an off-work time."""
    return {
        "since": off_work.since.isoformat(),
        "time": off_work.time.isoformat(),
        "weekdays": _joined(off_work.weekdays),
        "document": off_work.document,
    }


def lessons(db: Database, term_id: TermId | None = None) -> list[Lesson]:
    """Return timetable entries, all or of one term, by class, weekday and period."""
    where, params = ("AND term_id = ?", (term_id,)) if term_id else ("", ())
    rows = db.rows(
        "SELECT id, term_id, class_id, weekday, period, starts, ends, subject_id, staff_id "
        f"FROM lesson WHERE school_id = ? {where} ORDER BY class_id, weekday, period",
        (db.school_id, *params),
    )
    return [_lesson(row) for row in rows]


def lessons_on(
    db: Database, weekday: int, class_ids: Iterable[ClassId], terms: Iterable[TermId | None]
) -> list[Lesson]:
    """Return the lessons of some classes on a weekday (Monday is 1) in some terms, in their order.

    A term of None means the timetables that belong to no term.
    """
    wanted = tuple(class_ids)
    found: list[Lesson] = []
    for term_id in dict.fromkeys(terms):
        rows = db.rows(
            "SELECT id, term_id, class_id, weekday, period, starts, ends, subject_id, staff_id "
            "FROM lesson WHERE school_id = ? AND term_id IS ? AND weekday = ? "
            f"AND class_id IN ({', '.join('?' * len(wanted))}) ORDER BY class_id, period",
            (db.school_id, term_id, weekday, *wanted),
        )
        found += [_lesson(row) for row in rows]
    return found


def lessons_end(db: Database, weekday: int, term_id: TermId | None) -> dict[ClassId, time]:
    """Return when the last lesson of a weekday is over, of classes all of whose times are known.

    Timetables that belong to no term count as well.
    """
    rows = db.rows(
        "SELECT class_id, max(ends) FROM lesson WHERE school_id = ? AND weekday = ? "
        "AND (term_id IS NULL OR term_id IS ?) GROUP BY class_id HAVING count(ends) = count(*)",
        (db.school_id, weekday, term_id),
    )
    return {ClassId(class_id): time.fromisoformat(ends) for class_id, ends in rows}


def lesson_count(db: Database) -> int:
    """Return how many lessons the timetables of all terms hold."""
    row = db.one("SELECT count(*) FROM lesson WHERE school_id = ?", (db.school_id,))
    return int(row[0]) if row else 0


def _lesson(row: tuple[Any, ...]) -> Lesson:
    return Lesson(
        LessonId(row[0]),
        TermId(row[1]) if row[1] else None,
        ClassId(row[2]),
        row[3],
        row[4],
        time.fromisoformat(row[5]) if row[5] else None,
        time.fromisoformat(row[6]) if row[6] else None,
        SubjectId(row[7]),
        StaffId(row[8]) if row[8] else None,
    )


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",")) if text else ()


def _joined(numbers: tuple[int, ...]) -> str | None:
    return ",".join(str(number) for number in sorted(numbers)) or None
