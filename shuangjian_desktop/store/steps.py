"""Read the journal: what can be undone or redone, what happened to a row, whether the chain holds.

Reads only; writing is journal.Writer's.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.journal import GENESIS, ChangeLine, RowChange, Step, chain_hash

_COLUMNS = "s.seq, s.id, s.label, s.who, s.at, s.kind, s.reverses, s.hash, s.who_id"
_WIDTH = 9
_STEP = f"SELECT {_COLUMNS} FROM step s WHERE s.school_id = ?"
IsMine = Callable[[Step], bool]
_BY_ROW = "INDEXED BY change_by_row"  # left to itself SQLite walks the whole journal
_PAGE = 16
_LOOKED_AT = 12  # rows of a step that are asked where they belong


def latest(db: Database, limit: int = 100) -> list[Step]:
    """Return the newest steps first."""
    rows = db.rows(f"{_STEP} ORDER BY seq DESC LIMIT ?", (db.school_id, limit))
    return [Step(*row) for row in rows]


def newest_of(db: Database, tables: Sequence[str]) -> Step | None:
    """Return the newest step that wrote a row of some tables; None = there is none."""
    among = ", ".join("?" * len(tables))
    (seq,) = db.one(
        f"SELECT max(seq) FROM change WHERE school_id = ? AND table_name IN ({among})",
        (db.school_id, *tables),
    ) or (None,)
    rows = db.rows(f"{_STEP} AND seq = ?", (db.school_id, seq))
    return Step(*rows[0]) if rows else None


def found(
    db: Database,
    limit: int,
    *,
    who: str | None = None,
    since: str | None = None,
    kinds: Sequence[str] = (),
) -> list[tuple[Step, int]]:
    """Return the newest steps first, each with its number of rows; `since` is a local ISO day."""
    tests = ["s.school_id = ?"]
    params: list[str | int] = [db.school_id]
    for test, value in (("s.who = ?", who), ("s.at >= ?", since)):
        if value is not None:
            tests.append(test)
            params.append(value)
    if kinds:
        tests.append(f"s.kind IN ({', '.join('?' * len(kinds))})")
        params += kinds
    rows = db.rows(
        f"SELECT {_COLUMNS}, (SELECT count(*) FROM change c "
        "WHERE c.school_id = s.school_id AND c.seq = s.seq) FROM step s "
        f"WHERE {' AND '.join(tests)} ORDER BY s.seq DESC LIMIT ?",
        (*params, limit),
    )
    return [(Step(*row[:_WIDTH]), row[_WIDTH]) for row in rows]


def places(db: Database, seqs: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the (class id, ISO date) pairs the rows of some steps are about, few a step.

    A row that was only changed is looked up as it is now; one that is gone tells by its deletion.
    """
    rows = db.rows(
        "SELECT c.seq, coalesce(json_extract(c.after, '$.class_id'), "
        "json_extract(c.before, '$.class_id'), h.class_id), "
        "coalesce(json_extract(c.after, '$.date'), json_extract(c.before, '$.date'), h.date) "
        "FROM change c LEFT JOIN homework h "
        "ON h.school_id = c.school_id AND h.id = c.row_id "
        f"WHERE c.school_id = ? AND c.seq IN ({', '.join('?' * len(seqs))}) AND c.n < ? "
        "ORDER BY c.seq, c.n",
        (db.school_id, *seqs, _LOOKED_AT),
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for seq, class_id, on in rows:
        here = found.setdefault(seq, [])
        if class_id and on and (class_id, on) not in here:
            here.append((class_id, on))
    return found


def people(db: Database) -> list[tuple[str, StaffId | None]]:
    """Return everybody who has done a step under each name, by name; None: nobody in particular."""
    rows = db.rows(
        "SELECT DISTINCT who, who_id FROM step WHERE school_id = ? ORDER BY who", (db.school_id,)
    )
    return [(row[0], row[1]) for row in rows]


def undoable(db: Database, is_mine: IsMine) -> Step | None:
    """Return the step undo would take back: the newest one somebody did and has not yet undone.

    Other people's steps are passed over (P15), as are the "fixed" ones.
    """
    for step in _standing(db):
        if step.kind == "do" and is_mine(step):
            return step
        if step.kind == "setup":
            return None
    return None


def redoable(db: Database, is_mine: IsMine) -> Step | None:
    """Return somebody's undo that redo would take back; a newer act of theirs closes the way."""
    for step in _standing(db):
        if step.kind == "setup":
            return None
        if step.kind in ("undo", "do") and is_mine(step):
            return step if step.kind == "undo" else None
    return None


def _standing(db: Database) -> Iterator[Step]:
    """Steps newest first, without those an undo or redo has taken back; read a few at a time."""
    reversed_: set[int] = set()
    below = None
    while page := _page(db, below):
        for step in page:
            if step.seq in reversed_:
                continue
            if step.reverses is not None:
                reversed_.add(step.reverses)
            yield step
        below = page[-1].seq


def _page(db: Database, below: int | None) -> list[Step]:
    """The newest steps, or those before a seq."""
    limit = "" if below is None else f"AND seq < {below:d} "
    rows = db.rows(f"{_STEP} {limit}ORDER BY seq DESC LIMIT ?", (db.school_id, _PAGE))
    return [Step(*row) for row in rows]


def changes_of(db: Database, seq: int) -> list[RowChange]:
    """Return a step's row changes in the order they were made."""
    rows = db.rows(
        "SELECT table_name, row_id, before, after FROM change "
        "WHERE school_id = ? AND seq = ? ORDER BY n",
        (db.school_id, seq),
    )
    return [RowChange(row[0], row[1], _row(row[2]), _row(row[3])) for row in rows]


def history(db: Database, row_id: str) -> list[tuple[Step, RowChange]]:
    """Return what happened to one row, oldest first."""
    rows = db.rows(
        f"SELECT {_COLUMNS}, c.table_name, c.row_id, c.before, c.after FROM change c "
        f"{_BY_ROW} JOIN step s ON s.school_id = c.school_id AND s.seq = c.seq "
        "WHERE c.school_id = ? AND c.row_id = ? ORDER BY c.seq, c.n",
        (db.school_id, row_id),
    )
    return [_told(row) for row in rows]


def labelled(db: Database, beginning: str) -> list[tuple[Step, RowChange]]:
    """Return every change of the steps whose label begins so, newest first; no undo, no redo."""
    rows = db.rows(
        f"SELECT {_COLUMNS}, c.table_name, c.row_id, c.before, c.after FROM step s "
        "JOIN change c ON c.school_id = s.school_id AND c.seq = s.seq "
        "WHERE s.school_id = ? AND s.kind = 'do' AND substr(s.label, 1, ?) = ? "
        "ORDER BY s.seq DESC, c.n",
        (db.school_id, len(beginning), beginning),
    )
    return [_told(row) for row in rows]


def writers(
    db: Database, row_ids: Sequence[str], *, ignoring: frozenset[str]
) -> list[tuple[str, str, StaffId | None]]:
    """Return (row id, who, who's id) of all who wrote more than the `ignoring` columns of rows.

    Oldest first, each pair once; a row's deletion is no writing.
    """
    rows = db.rows(
        f"SELECT c.row_id, s.who, s.who_id, c.before, c.after FROM change c {_BY_ROW} "
        "JOIN step s ON s.school_id = c.school_id AND s.seq = c.seq WHERE c.school_id = ? "
        f"AND c.row_id IN ({', '.join('?' * len(row_ids))}) ORDER BY c.seq, c.n",
        (db.school_id, *row_ids),
    )
    found: dict[tuple[str, str, StaffId | None], None] = {}
    for row_id, who, who_id, before, after in rows:
        written = _row(after)
        if written is not None and (before is None or not set(written) <= ignoring):
            found[row_id, who, who_id] = None
    return list(found)


def written(db: Database, row_ids: Sequence[str]) -> list[tuple[str, dict[str, object]]]:
    """Return (row id, columns written) of every write to some rows, oldest first."""
    rows = db.rows(
        f"SELECT row_id, after FROM change {_BY_ROW} WHERE school_id = ? AND after IS NOT NULL "
        f"AND row_id IN ({', '.join('?' * len(row_ids))}) ORDER BY seq, n",
        (db.school_id, *row_ids),
    )
    return [(row_id, json.loads(after)) for row_id, after in rows]


def broken_link(db: Database) -> int | None:
    """Return the seq of the first step whose hash does not follow, or None when the chain holds.

    Also of a file of 0.1.0, proven before it is brought up to date, which has no `who_id` yet.
    What somebody writes meanwhile is left for the next time: half a step would look broken.
    """
    newest = db.newest_step()
    has_ids = any(row[1] == "who_id" for row in db.rows("PRAGMA table_info(step)"))
    all_steps = _STEP if has_ids else _STEP.replace("s.who_id", "NULL")
    lines: dict[int, list[ChangeLine]] = {}
    for seq, *line in db.rows(
        "SELECT seq, table_name, row_id, before, after FROM change WHERE school_id = ? "
        "ORDER BY seq, n",
        (db.school_id,),
    ):
        lines.setdefault(seq, []).append((line[0], line[1], line[2], line[3]))
    previous = GENESIS
    for row in db.rows(f"{all_steps} AND seq <= ? ORDER BY seq", (db.school_id, newest)):
        step = Step(*row)
        if chain_hash(previous, step, lines.pop(step.seq, [])) != step.hash:
            return step.seq
        previous = step.hash
    written_since = range(newest + 1, db.newest_step() + 1)
    return min((seq for seq in lines if seq not in written_since), default=None)


def count(db: Database) -> int:
    """Return how many steps the journal holds."""
    row = db.one("SELECT count(*) FROM step WHERE school_id = ?", (db.school_id,))
    return int(row[0]) if row else 0


def _told(row: Sequence[Any]) -> tuple[Step, RowChange]:
    table, row_id, before, after = row[_WIDTH:]
    return Step(*row[:_WIDTH]), RowChange(table, row_id, _row(before), _row(after))


def _row(text: str | None) -> dict[str, object] | None:
    return None if text is None else json.loads(text)
