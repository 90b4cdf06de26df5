"""What marks a school file as ours, and which layout this program writes.

Plain constants; knows nothing of how a file is opened.
"""

APPLICATION_ID = 0x534A4442  # "SJDB"
SCHEMA_VERSION = 1
NEEDED_PROGRAM = "0.1.0"  # the oldest program that can read SCHEMA_VERSION

# Tables whose rows travel through the journal, with the columns that may be written.
COLUMNS: dict[str, tuple[str, ...]] = {
    "school": (
        "name",
        "complaint_phone",
        "boarding",
        "first_grade",
        "last_grade",
        "primary_grades",
    ),
    "setting": ("key", "value"),
    "term": ("name", "first_day", "last_day", "document"),
    "off_work": ("since", "time", "weekdays", "document"),
    "public_year": ("year", "source"),
    "public_day": ("date", "kind", "name"),
    "day_exception": ("date", "kind", "reason", "follows_weekday"),
    "staff": ("name", "suffix"),
    "subject": ("name", "position"),
    "class": ("school_year", "grade", "number", "homeroom_id"),
    "teaching": ("class_id", "subject_id", "staff_id"),
    "lesson": (
        "term_id",
        "class_id",
        "weekday",
        "period",
        "starts",
        "ends",
        "subject_id",
        "staff_id",
    ),
    "homework": (
        "class_id",
        "date",
        "subject_id",
        "content",
        "minutes",
        "kind",
        "requirement",
        "tier",
        "place",
        "forms",
        "staff_id",
        "note",
        "position",
    ),
    "no_homework": ("class_id", "date"),
    "review": ("class_id", "date", "reviewer", "reviewed_at", "code"),
    "notice": (
        "shape",
        "scope",
        "first_date",
        "number",
        "version",
        "published_on",
        "code",
        "issued_at",
    ),
    "notice_day": ("notice_id", "class_id", "date", "code"),
    "import_file": ("kind", "sha256", "name", "imported_at"),
}
