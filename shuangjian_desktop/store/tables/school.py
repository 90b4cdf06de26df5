"""Rows of the school itself, its settings, classes, subjects, staff and who teaches what.

Turns rows into domain values and domain values into rows; no rule is applied here.
"""

from datetime import date, time

from shuangjian_desktop.domain.ids import ClassId, SchoolId, StaffId, SubjectId
from shuangjian_desktop.domain.school import (
    LeaveOrder,
    OwnLimit,
    School,
    SchoolClass,
    SchoolSettings,
    Staff,
    Subject,
    Teaching,
)
from shuangjian_desktop.store.database import Database


def school(db: Database) -> School:
    """Return the one school of the file."""
    row = db.one(
        "SELECT id, name, first_grade, last_grade, primary_grades, complaint_phone, boarding "
        "FROM school WHERE school_id = ?",
        (db.school_id,),
    )
    assert row is not None
    return School(SchoolId(row[0]), row[1], row[2], row[3], row[4], row[5], bool(row[6]))


def settings(db: Database) -> SchoolSettings:
    """Return the school's own settings; absent keys are None."""
    found = dict(db.rows("SELECT key, value FROM setting WHERE school_id = ?", (db.school_id,)))
    return SchoolSettings(
        _integer(found.get("weekend_limit_minutes")),
        _share(found.get("in_school_share_primary")),
        _share(found.get("in_school_share_junior")),
        _integer(found.get("service_minimum_minutes")),
        _time(found.get("evening_latest")),
        _time(found.get("entry_cut_off")),
        _integer(found.get("next_week_weekday")),
        _time(found.get("next_week_time")),
        tuple(own_limits(db)),
        _integer(found.get("pupils_per_adult")),
        _integer(found.get("gate_interval_minutes")),
        LeaveOrder(found["leave_order"]) if "leave_order" in found else None,
    )


def own_limits(db: Database) -> list[OwnLimit]:
    """Return the school's own written limits by the day they take force."""
    rows = db.rows(
        "SELECT since, first_grade, last_grade, minutes, document FROM own_limit "
        "WHERE school_id = ? ORDER BY since, first_grade",
        (db.school_id,),
    )
    return [OwnLimit(date.fromisoformat(row[0]), *row[1:]) for row in rows]


def settings_rows(value: SchoolSettings) -> dict[str, str]:
    """Return key -> text for every setting that is set."""
    texts = {
        "weekend_limit_minutes": value.weekend_limit_minutes,
        "in_school_share_primary": value.in_school_share_primary,
        "in_school_share_junior": value.in_school_share_junior,
        "service_minimum_minutes": value.service_minimum_minutes,
        "evening_latest": value.evening_latest,
        "entry_cut_off": value.entry_cut_off,
        "next_week_weekday": value.next_week_weekday,
        "next_week_time": value.next_week_time,
        "pupils_per_adult": value.pupils_per_adult,
        "gate_interval_minutes": value.gate_interval_minutes,
        "leave_order": value.leave_order,
    }
    return {key: str(item) for key, item in texts.items() if item is not None}


def classes(db: Database, school_year: int) -> list[SchoolClass]:
    """Return the classes of one school year by grade and number."""
    rows = db.rows(
        "SELECT id, school_year, grade, number, homeroom_id FROM class "
        "WHERE school_id = ? AND school_year = ? ORDER BY grade, number",
        (db.school_id, school_year),
    )
    return [SchoolClass(ClassId(r[0]), r[1], r[2], r[3], r[4]) for r in rows]


def school_years(db: Database) -> list[int]:
    """Return the school years that have classes, oldest first."""
    sql = "SELECT DISTINCT school_year FROM class WHERE school_id = ? ORDER BY school_year"
    return [row[0] for row in db.rows(sql, (db.school_id,))]


def subjects(db: Database) -> list[Subject]:
    """Return the subjects in the school's order."""
    sql = "SELECT id, name, position FROM subject WHERE school_id = ? ORDER BY position, name"
    return [Subject(SubjectId(r[0]), r[1], r[2]) for r in db.rows(sql, (db.school_id,))]


def staff(db: Database) -> list[Staff]:
    """Return the staff by name."""
    sql = "SELECT id, name, suffix, left_on FROM staff WHERE school_id = ? ORDER BY name, suffix"
    return [Staff(StaffId(r[0]), r[1], r[2], r[3]) for r in db.rows(sql, (db.school_id,))]


def teachings(db: Database, school_year: int) -> list[Teaching]:
    """Return who teaches which subject to which class in one school year."""
    rows = db.rows(
        "SELECT t.class_id, t.subject_id, t.staff_id FROM teaching t "
        "JOIN class c ON c.school_id = t.school_id AND c.id = t.class_id "
        "WHERE t.school_id = ? AND c.school_year = ?",
        (db.school_id, school_year),
    )
    return [Teaching(ClassId(r[0]), SubjectId(r[1]), StaffId(r[2])) for r in rows]


def _integer(text: str | None) -> int | None:
    return None if text is None else int(text)


def _time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def _share(text: str | None) -> float | None:
    return None if text is None else float(text)


def has_published_service(db: Database) -> bool:
    """Return whether any after-school plan was published: most files need read no further."""
    found = db.one(
        "SELECT 1 FROM service_plan WHERE school_id = ? AND state = '已发布' LIMIT 1",
        (db.school_id,),
    )
    return found is not None
