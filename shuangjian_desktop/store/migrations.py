"""The layouts a school file has had, oldest first, applied through sqlite-utils' Migrations.

Frozen text: a migration never uses today's models. Imported only to make or update a file.
"""

from shuangjian_desktop.store.schema import SCHEMA_VERSION
from shuangjian_desktop.store.utils_import import Database, Migrations

school_file = Migrations("school_file")

_KEY = "school_id TEXT NOT NULL, id TEXT NOT NULL"
_END = "PRIMARY KEY (school_id, id)) STRICT"
_CLASS = "FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, id)"
_SUBJECT = "FOREIGN KEY (school_id, subject_id) REFERENCES subject (school_id, id)"
_STAFF = "FOREIGN KEY (school_id, staff_id) REFERENCES staff (school_id, id)"

_FIRST = (
    "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    f"""CREATE TABLE school ({_KEY}, name TEXT NOT NULL, complaint_phone TEXT,
        boarding INTEGER NOT NULL CHECK (boarding IN (0, 1)),
        first_grade INTEGER NOT NULL CHECK (first_grade BETWEEN 1 AND 9),
        last_grade INTEGER NOT NULL CHECK (last_grade BETWEEN first_grade AND 9),
        primary_grades INTEGER NOT NULL CHECK (primary_grades IN (5, 6)), {_END}""",
    f"CREATE TABLE setting ({_KEY}, key TEXT NOT NULL, value TEXT NOT NULL, "
    f"UNIQUE (school_id, key), {_END}",
    f"""CREATE TABLE term ({_KEY}, name TEXT NOT NULL, first_day TEXT NOT NULL,
        last_day TEXT NOT NULL CHECK (last_day >= first_day), document TEXT,
        UNIQUE (school_id, name), {_END}""",
    f"""CREATE TABLE off_work ({_KEY}, since TEXT NOT NULL, time TEXT NOT NULL, weekdays TEXT,
        document TEXT, {_END}""",
    f"CREATE TABLE public_year ({_KEY}, year INTEGER NOT NULL, source TEXT, "
    f"UNIQUE (school_id, year), {_END}",
    f"""CREATE TABLE public_day ({_KEY}, date TEXT NOT NULL, kind TEXT NOT NULL,
        name TEXT NOT NULL, UNIQUE (school_id, date), {_END}""",
    f"""CREATE TABLE day_exception ({_KEY}, date TEXT NOT NULL, kind TEXT NOT NULL,
        reason TEXT NOT NULL, follows_weekday INTEGER CHECK (follows_weekday BETWEEN 1 AND 7),
        UNIQUE (school_id, date), {_END}""",
    f"CREATE TABLE staff ({_KEY}, name TEXT NOT NULL, suffix TEXT, {_END}",
    f"CREATE TABLE subject ({_KEY}, name TEXT NOT NULL, position INTEGER NOT NULL, "
    f"UNIQUE (school_id, name), {_END}",
    f"""CREATE TABLE class ({_KEY}, school_year INTEGER NOT NULL,
        grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 9),
        number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 99), homeroom_id TEXT,
        UNIQUE (school_id, school_year, grade, number),
        FOREIGN KEY (school_id, homeroom_id) REFERENCES staff (school_id, id), {_END}""",
    f"""CREATE TABLE teaching ({_KEY}, class_id TEXT NOT NULL, subject_id TEXT NOT NULL,
        staff_id TEXT NOT NULL, UNIQUE (school_id, class_id, subject_id, staff_id),
        {_CLASS}, {_SUBJECT}, {_STAFF}, {_END}""",
    f"""CREATE TABLE lesson ({_KEY}, term_id TEXT, class_id TEXT NOT NULL,
        weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
        period INTEGER NOT NULL CHECK (period BETWEEN 0 AND 20), starts TEXT, ends TEXT,
        subject_id TEXT NOT NULL, staff_id TEXT,
        UNIQUE (school_id, term_id, class_id, weekday, period),
        FOREIGN KEY (school_id, term_id) REFERENCES term (school_id, id),
        {_CLASS}, {_SUBJECT}, {_STAFF}, {_END}""",
    f"""CREATE TABLE homework ({_KEY}, class_id TEXT NOT NULL, date TEXT NOT NULL,
        subject_id TEXT NOT NULL, content TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 600), kind TEXT NOT NULL,
        requirement TEXT NOT NULL, tier TEXT, place TEXT NOT NULL, forms TEXT, staff_id TEXT,
        note TEXT, position INTEGER NOT NULL, {_CLASS}, {_SUBJECT}, {_STAFF}, {_END}""",
    "CREATE INDEX homework_by_day_class ON homework (school_id, date, class_id)",
    f"CREATE TABLE no_homework ({_KEY}, class_id TEXT NOT NULL, date TEXT NOT NULL, "
    f"UNIQUE (school_id, class_id, date), {_CLASS}, {_END}",
    f"""CREATE TABLE review ({_KEY}, class_id TEXT NOT NULL, date TEXT NOT NULL,
        reviewer TEXT NOT NULL, reviewed_at TEXT NOT NULL, code TEXT NOT NULL,
        UNIQUE (school_id, class_id, date), {_CLASS}, {_END}""",
    f"""CREATE TABLE notice ({_KEY}, shape TEXT NOT NULL, scope TEXT NOT NULL,
        first_date TEXT NOT NULL, number TEXT NOT NULL, version INTEGER NOT NULL,
        published_on TEXT NOT NULL, code TEXT NOT NULL, issued_at TEXT NOT NULL,
        UNIQUE (school_id, number, version), {_END}""",
    f"""CREATE TABLE notice_day ({_KEY}, notice_id TEXT NOT NULL, class_id TEXT NOT NULL,
        date TEXT NOT NULL, code TEXT NOT NULL,
        FOREIGN KEY (school_id, notice_id) REFERENCES notice (school_id, id), {_CLASS}, {_END}""",
    "CREATE INDEX notice_day_by_class_day ON notice_day (school_id, class_id, date)",
    f"CREATE TABLE import_file ({_KEY}, kind TEXT NOT NULL, sha256 TEXT NOT NULL, "
    f"name TEXT NOT NULL, imported_at TEXT NOT NULL, UNIQUE (school_id, kind, sha256), {_END}",
    f"""CREATE TABLE step ({_KEY}, seq INTEGER NOT NULL, label TEXT NOT NULL, who TEXT NOT NULL,
        at TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'setup')),
        reverses INTEGER, hash TEXT NOT NULL, UNIQUE (school_id, id),
        PRIMARY KEY (school_id, seq)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE change (school_id TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL,
        table_name TEXT NOT NULL, row_id TEXT NOT NULL, before TEXT, after TEXT,
        PRIMARY KEY (school_id, seq, n)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX change_by_row ON change (school_id, row_id)",
)


@school_file()
def first_layout(db: Database) -> None:
    """Everything the main line needs: school, calendar, people, homework, notices, journal."""
    for statement in _FIRST:
        db.execute(statement)


_SECOND = (
    """CREATE TABLE new_step (school_id TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL,
        label TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'setup', 'fixed')),
        reverses INTEGER, hash TEXT NOT NULL, who_id TEXT, UNIQUE (school_id, id),
        PRIMARY KEY (school_id, seq)) STRICT, WITHOUT ROWID""",
    "INSERT INTO new_step (school_id, id, seq, label, who, at, kind, reverses, hash) "
    "SELECT school_id, id, seq, label, who, at, kind, reverses, hash FROM step",
    "DROP TABLE step",
    "ALTER TABLE new_step RENAME TO step",
    "ALTER TABLE homework ADD COLUMN status TEXT NOT NULL DEFAULT '已提交' "
    "CHECK (status IN ('草稿', '已提交', '已退回'))",
    "ALTER TABLE staff ADD COLUMN left_on TEXT",
    "ALTER TABLE homework ADD COLUMN release_at TEXT",
    "ALTER TABLE homework ADD COLUMN due TEXT",
    "ALTER TABLE review ADD COLUMN reviewer_id TEXT",
    "ALTER TABLE notice ADD COLUMN rulebook TEXT",
    "ALTER TABLE notice ADD COLUMN reason TEXT",
    "ALTER TABLE notice ADD COLUMN issued_by TEXT",
    "ALTER TABLE notice ADD COLUMN content_sha256 TEXT",
    """CREATE TABLE notice_content (school_id TEXT NOT NULL, notice_id TEXT NOT NULL,
        content BLOB NOT NULL, PRIMARY KEY (school_id, notice_id),
        FOREIGN KEY (school_id, notice_id) REFERENCES notice (school_id, id)) STRICT""",
    f"""CREATE TABLE role ({_KEY}, staff_id TEXT NOT NULL, role TEXT NOT NULL,
        grade INTEGER CHECK (grade BETWEEN 1 AND 9),
        UNIQUE (school_id, staff_id, role, grade), {_STAFF}, {_END}""",
    f"CREATE TABLE credential ({_KEY}, staff_id TEXT NOT NULL, hash TEXT NOT NULL, "
    f"UNIQUE (school_id, staff_id), {_STAFF}, {_END}",
    f"""CREATE TABLE policy ({_KEY}, rule TEXT NOT NULL, on_save TEXT NOT NULL,
        on_publish TEXT NOT NULL, UNIQUE (school_id, rule), {_END}""",
    f"""CREATE TABLE own_limit ({_KEY}, since TEXT NOT NULL,
        first_grade INTEGER NOT NULL CHECK (first_grade BETWEEN 1 AND 9),
        last_grade INTEGER NOT NULL CHECK (last_grade BETWEEN first_grade AND 9),
        minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 600),
        document TEXT NOT NULL, {_END}""",
    f"""CREATE TABLE day_lock ({_KEY}, first_day TEXT NOT NULL,
        last_day TEXT NOT NULL CHECK (last_day >= first_day), grade INTEGER, note TEXT,
        who TEXT NOT NULL, at TEXT NOT NULL, {_END}""",
    f"""CREATE TABLE day_mark ({_KEY}, first_day TEXT NOT NULL,
        last_day TEXT NOT NULL CHECK (last_day >= first_day), kind TEXT NOT NULL, grades TEXT,
        name TEXT NOT NULL, document TEXT, {_END}""",
    f"""CREATE TABLE handling ({_KEY}, class_id TEXT NOT NULL, date TEXT NOT NULL,
        act TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, item_id TEXT, reason TEXT,
        code TEXT, {_CLASS}, {_END}""",
    "CREATE INDEX handling_by_class_day ON handling (school_id, class_id, date)",
    f"""CREATE TABLE reason ({_KEY}, class_id TEXT NOT NULL, date TEXT NOT NULL,
        kind TEXT NOT NULL, about TEXT, text TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        found TEXT, {_CLASS}, {_END}""",
    "CREATE INDEX reason_by_class_day ON reason (school_id, class_id, date)",
    f"""CREATE TABLE consultation ({_KEY}, class_id TEXT NOT NULL, date TEXT NOT NULL,
        opened_at TEXT NOT NULL, opened_by TEXT NOT NULL, before TEXT NOT NULL,
        proposals TEXT, agreed_by TEXT, after TEXT, closed_at TEXT, closed_by TEXT,
        {_CLASS}, {_END}""",
    "CREATE INDEX consultation_by_class_day ON consultation (school_id, class_id, date)",
    f"""CREATE TABLE template ({_KEY}, grade INTEGER, subject_id TEXT NOT NULL,
        content TEXT NOT NULL, minutes INTEGER CHECK (minutes BETWEEN 0 AND 600),
        kind TEXT NOT NULL, requirement TEXT NOT NULL, tier TEXT, place TEXT NOT NULL, note TEXT,
        position INTEGER NOT NULL, {_SUBJECT}, {_END}""",
    f"""CREATE TABLE plan ({_KEY}, term_id TEXT NOT NULL, grade INTEGER NOT NULL, words TEXT,
        author TEXT, audited_by TEXT, audited_at TEXT, approved_by TEXT, approved_at TEXT,
        code TEXT, UNIQUE (school_id, term_id, grade),
        FOREIGN KEY (school_id, term_id) REFERENCES term (school_id, id), {_END}""",
    f"""CREATE TABLE plan_line ({_KEY}, plan_id TEXT NOT NULL, subject_id TEXT NOT NULL,
        weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
        minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 600),
        UNIQUE (school_id, plan_id, subject_id, weekday),
        FOREIGN KEY (school_id, plan_id) REFERENCES plan (school_id, id), {_SUBJECT}, {_END}""",
    f"""CREATE TABLE attachment ({_KEY}, about TEXT NOT NULL, name TEXT NOT NULL,
        sha256 TEXT NOT NULL, size INTEGER NOT NULL CHECK (size > 0), who TEXT NOT NULL,
        at TEXT NOT NULL, UNIQUE (school_id, about, sha256), {_END}""",
    """CREATE TABLE attachment_content (school_id TEXT NOT NULL, sha256 TEXT NOT NULL,
        content BLOB NOT NULL, PRIMARY KEY (school_id, sha256)) STRICT""",
    "INSERT OR REPLACE INTO about VALUES ('needed_program', '0.2.0')",
)


@school_file()
def second_layout(db: Database) -> None:
    """What the homework desk needs: states, people, review, policy, marks, plans, templates."""
    for statement in _SECOND:
        db.execute(statement)


_PLAN = "FOREIGN KEY (school_id, plan_id) REFERENCES service_plan (school_id, id)"
_PARITY = "parity TEXT NOT NULL DEFAULT '每周' CHECK (parity IN ('每周', '单周', '双周'))"
_WEEKDAY = "weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7)"
_TIMES = "starts TEXT NOT NULL, ends TEXT NOT NULL CHECK (ends > starts)"
_THIRD = (
    f"""CREATE TABLE room ({_KEY}, name TEXT NOT NULL, kind TEXT NOT NULL,
        capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 9999),
        UNIQUE (school_id, name), {_END}""",
    f"""CREATE TABLE service_staff ({_KEY}, staff_id TEXT NOT NULL, source TEXT NOT NULL,
        kinds TEXT, valid_from TEXT, valid_until TEXT, document TEXT,
        per_day INTEGER CHECK (per_day BETWEEN 0 AND 20),
        per_week INTEGER CHECK (per_week BETWEEN 0 AND 99),
        here_from TEXT, here_until TEXT, UNIQUE (school_id, staff_id), {_STAFF}, {_END}""",
    f"""CREATE TABLE busy_time ({_KEY}, staff_id TEXT NOT NULL, {_WEEKDAY}, {_TIMES},
        reason TEXT NOT NULL, {_PARITY},
        is_wish INTEGER NOT NULL DEFAULT 0 CHECK (is_wish IN (0, 1)), {_STAFF}, {_END}""",
    f"""CREATE TABLE service_plan ({_KEY}, name TEXT NOT NULL, since TEXT NOT NULL,
        until TEXT CHECK (until >= since), state TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1), published_at TEXT, published_by TEXT,
        wishes TEXT, despite TEXT, decided_by TEXT, decided_why TEXT, {_END}""",
    f"""CREATE TABLE slot ({_KEY}, plan_id TEXT NOT NULL, {_WEEKDAY},
        position INTEGER NOT NULL, name TEXT NOT NULL, {_TIMES}, stage TEXT, {_PLAN}, {_END}""",
    f"""CREATE TABLE activity ({_KEY}, plan_id TEXT NOT NULL, kind TEXT NOT NULL,
        title TEXT NOT NULL, class_ids TEXT NOT NULL,
        per_week INTEGER NOT NULL CHECK (per_week BETWEEN 1 AND 50),
        staff_wanted INTEGER NOT NULL CHECK (staff_wanted BETWEEN 0 AND 20),
        room_kind TEXT, pupils INTEGER NOT NULL CHECK (pupils BETWEEN 0 AND 9999), staff TEXT,
        by_own_teacher INTEGER NOT NULL CHECK (by_own_teacher IN (0, 1)),
        is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
        position INTEGER NOT NULL, agreement TEXT,
        may_repeat INTEGER NOT NULL DEFAULT 0 CHECK (may_repeat IN (0, 1)), {_PLAN}, {_END}""",
    "CREATE INDEX activity_by_plan ON activity (school_id, plan_id)",
    f"""CREATE TABLE session ({_KEY}, plan_id TEXT NOT NULL, activity_id TEXT NOT NULL,
        number INTEGER NOT NULL, {_PARITY}, slot_id TEXT, room_id TEXT, staff TEXT,
        is_locked INTEGER NOT NULL CHECK (is_locked IN (0, 1)), root TEXT,
        accepted TEXT,
        FOREIGN KEY (school_id, activity_id) REFERENCES activity (school_id, id),
        FOREIGN KEY (school_id, slot_id) REFERENCES slot (school_id, id),
        FOREIGN KEY (school_id, room_id) REFERENCES room (school_id, id), {_PLAN}, {_END}""",
    "CREATE INDEX session_by_plan ON session (school_id, plan_id)",
    f"""CREATE TABLE end_exception ({_KEY},
        first_grade INTEGER NOT NULL CHECK (first_grade BETWEEN 1 AND 9),
        last_grade INTEGER NOT NULL CHECK (last_grade BETWEEN first_grade AND 9),
        weekday INTEGER CHECK (weekday BETWEEN 1 AND 7), since TEXT NOT NULL,
        until TEXT NOT NULL CHECK (until >= since), reason TEXT NOT NULL, who TEXT NOT NULL,
        document TEXT, {_END}""",
    f"""CREATE TABLE service_change ({_KEY}, swap_id TEXT NOT NULL, date TEXT NOT NULL,
        origin TEXT, is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)), reason TEXT NOT NULL,
        starts TEXT, ends TEXT CHECK (ends > starts), room_id TEXT, staff TEXT, kind TEXT,
        title TEXT, class_ids TEXT, UNIQUE (school_id, swap_id, date, origin),
        FOREIGN KEY (school_id, room_id) REFERENCES room (school_id, id), {_END}""",
    "CREATE INDEX service_change_by_date ON service_change (school_id, date)",
    f"""CREATE TABLE contingency ({_KEY}, name TEXT NOT NULL, room_ids TEXT NOT NULL,
        UNIQUE (school_id, name), {_END}""",
    f"""CREATE TABLE contingency_place ({_KEY}, contingency_id TEXT NOT NULL,
        origin TEXT NOT NULL, is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)), room_id TEXT,
        UNIQUE (school_id, contingency_id, origin),
        FOREIGN KEY (school_id, contingency_id) REFERENCES contingency (school_id, id),
        FOREIGN KEY (school_id, room_id) REFERENCES room (school_id, id), {_END}""",
    f"""CREATE TABLE gate ({_KEY}, name TEXT NOT NULL, position INTEGER NOT NULL,
        at_once INTEGER NOT NULL CHECK (at_once BETWEEN 1 AND 99), grades TEXT,
        UNIQUE (school_id, name), {_END}""",
    "INSERT OR REPLACE INTO about VALUES ('needed_program', '0.3.0')",
)


@school_file()
def third_layout(db: Database) -> None:
    """What after-school service needs: rooms, who serves, dated plans, gates to leave by."""
    for statement in _THIRD:
        db.execute(statement)


def bring_up_to_date(db: Database) -> None:
    """Apply what is missing and stamp the layout number; each migration is one transaction."""
    school_file.apply(db)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
