"""The journal: every row written leaves step, who, when, before and after in the same transaction.

The one mechanism behind undo, history and the audit trail; knows rows, not what they mean.
"""

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shuangjian_desktop.domain.ids import SchoolId, StaffId, new_id
from shuangjian_desktop.domain.people import Actor
from shuangjian_desktop.errors import Conflict
from shuangjian_desktop.store.schema import COLUMNS

Row = dict[str, Any]
GENESIS = "0" * 64
_SECRETS = {"credential": ("hash",)}
_TOLD = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # dumps makes one a row


class RowChange(NamedTuple):
    """One row of a step: `before` None = inserted, `after` None = deleted, else changed columns."""

    table: str
    row_id: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the journal. `reverses` is the seq of the step an undo or redo takes back.

    `who` is the label of that time, `who_id` the person, None for nobody in particular.
    """

    seq: int
    id: str
    label: str
    who: str
    at: str
    kind: str
    reverses: int | None
    hash: str = field(default="", compare=False)
    who_id: StaffId | None = None


class Writer:
    """The only way rows change: inside one transaction, each write remembered for the journal."""

    def __init__(self, connection: sqlite3.Connection, school_id: SchoolId) -> None:
        self.connection = connection
        self.school_id = school_id
        self.changes: list[RowChange] = []

    def insert(self, table: str, values: Row, *, row_id: str | None = None) -> str:
        """Insert one row and return its id; `values` must name known columns only."""
        identity = row_id or new_id()
        columns = _known(table, values)
        self.connection.execute(
            f"INSERT INTO {table} (school_id, id, {', '.join(columns)}) "
            f"VALUES (?, ?{', ?' * len(columns)})",
            (self.school_id, identity, *(values[column] for column in columns)),
        )
        self.changes.append(RowChange(table, identity, None, dict(values)))
        return identity

    def update(self, table: str, row_id: str, values: Row) -> bool:
        """Write only what differs; return whether anything did. Conflict if the row is gone."""
        _known(table, values)
        current = self.row(table, row_id)
        if current is None:
            raise Conflict("要修改的内容已被别人删除，没有改动；请刷新后再看。")
        after = {key: value for key, value in values.items() if current[key] != value}
        if not after:
            return False
        self.connection.execute(
            f"UPDATE {table} SET {', '.join(f'{column} = ?' for column in after)} "
            "WHERE school_id = ? AND id = ?",
            (*after.values(), self.school_id, row_id),
        )
        self.changes.append(RowChange(table, row_id, {key: current[key] for key in after}, after))
        return True

    def delete(self, table: str, row_id: str) -> None:
        """Delete one row; the journal keeps it whole. Raises Conflict if it is gone already."""
        current = self.row(table, row_id)
        if current is None:
            raise Conflict("要删除的内容已被别人删除，没有改动；请刷新后再看。")
        self.connection.execute(
            f"DELETE FROM {table} WHERE school_id = ? AND id = ?", (self.school_id, row_id)
        )
        self.changes.append(RowChange(table, row_id, current, None))

    def row(self, table: str, row_id: str) -> Row | None:
        """Return the writable columns of one row, or None."""
        columns = COLUMNS[table]
        found = self.connection.execute(
            f"SELECT {', '.join(columns)} FROM {table} WHERE school_id = ? AND id = ?",
            (self.school_id, row_id),
        ).fetchone()
        return dict(zip(columns, found, strict=True)) if found else None

    def find(self, table: str, **where: Any) -> list[tuple[str, Row]]:
        """Return (id, row) of every row whose columns equal the given values; None matches NULL."""
        columns = COLUMNS[table]
        _known(table, where)
        test = "".join(f" AND {column} IS ?" for column in where)
        found = self.connection.execute(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE school_id = ?{test} ORDER BY id",
            (self.school_id, *where.values()),
        ).fetchall()
        return [(row[0], dict(zip(columns, row[1:], strict=True))) for row in found]

    def record(
        self, label: str, actor: Actor, at: str, kind: str = "do", reverses: int | None = None
    ) -> Step:
        """Write the step and its changes, chained to the step before by hash; return the step."""
        last = self.connection.execute(
            "SELECT seq, hash FROM step WHERE school_id = ? ORDER BY seq DESC LIMIT 1",
            (self.school_id,),
        ).fetchone() or (0, GENESIS)
        lines = [_change_line(change) for change in self.changes]
        seq = last[0] + 1
        who, who_id = actor.name, actor.staff_id
        step = Step(seq, new_id(), label, who, at, kind, reverses, who_id=who_id)
        digest = chain_hash(last[1], step, lines)
        self.connection.execute(
            "INSERT INTO step (school_id, id, seq, label, who, at, kind, reverses, hash, who_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.school_id, step.id, seq, label, who, at, kind, reverses, digest, who_id),
        )
        self.connection.executemany(
            "INSERT INTO change (school_id, seq, n, table_name, row_id, before, after) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(self.school_id, seq, number, *line) for number, line in enumerate(lines)],
        )
        return step


ChangeLine = tuple[str, str, str | None, str | None]


def chain_hash(previous: str, step: Step, lines: list[ChangeLine]) -> str:
    """Return the hex SHA-256 that binds a step to all steps before it.

    A step of nobody in particular is hashed as 0.1.0 did, which knew no one else.
    """
    from hashlib import sha256  # late: start-up time, OpenSSL loads with it

    told: tuple[object, ...] = (step.seq, step.id, step.label, step.who, step.at, step.kind)
    told += (step.reverses,) if step.who_id is None else (step.reverses, step.who_id)
    text = _TOLD.encode([previous, told, lines])
    return sha256(text.encode()).hexdigest()


def take_back(writer: Writer, changes: list[RowChange]) -> None:
    """Restore `before` of every change, last first; a row not as it was left is a Conflict.

    So is one that others have named since, or made again under another id.
    """
    try:
        for change in reversed(changes):
            _refuse_if_moved_on(change, writer.row(change.table, change.row_id))
            if change.before is None:
                writer.delete(change.table, change.row_id)
            elif change.after is None:
                writer.insert(change.table, change.before, row_id=change.row_id)
            else:
                writer.update(change.table, change.row_id, change.before)
    except sqlite3.IntegrityError as error:
        raise Conflict(
            "这一步的内容后来又被用到或重新添加过，不能撤销，没有改动；请先改掉后来的内容。"
        ) from error


def _refuse_if_moved_on(change: RowChange, current: Row | None) -> None:
    if change.after is None:
        if current is not None:
            raise Conflict("要恢复的内容已经存在，没有改动；请刷新后再看。")
        return
    now = None if current is None else {key: current.get(key) for key in change.after}
    if now != change.after:
        words = "已被删除" if now is None else f"现在是{_told(now, change.after)}"
        raise Conflict(f"这一处后来又改过，不能撤销：当时改成{_told(change.after, now)}，{words}。")


def _told(values: Row, other: Row | None) -> str:
    differing = {k: v for k, v in values.items() if other is None or other.get(k) != v}
    return "、".join(f"“{value if value is not None else '空'}”" for value in differing.values())


def _known(table: str, values: Row) -> tuple[str, ...]:
    allowed = COLUMNS[table]
    strange = [column for column in values if column not in allowed]
    if strange:
        raise KeyError(f"{table} has no column {strange}")
    return tuple(values)


def _change_line(change: RowChange) -> ChangeLine:
    told = [_without_secrets(change.table, row) for row in (change.before, change.after)]
    return change.table, change.row_id, _json(told[0]), _json(told[1])


def _without_secrets(table: str, row: Row | None) -> Row | None:
    """A password's hash is gone from the file once it is changed: the journal never held it."""
    if row is None or table not in _SECRETS:
        return row
    return {column: "•" if column in _SECRETS[table] else row[column] for column in row}


def _json(row: Row | None) -> str | None:
    return None if row is None else _TOLD.encode(row)
