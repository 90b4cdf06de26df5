"""Put rows from a file into the school so that the same file twice changes nothing.

Counts what was created, updated and found unchanged; knows tables by name only.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from shuangjian_desktop.store.journal import Row, Writer

Watch = Callable[[int, int], None]
"""Told how many rows of how many are done; raises Cancelled to stop an import."""


@dataclass
class Tally:
    """How many things of each kind an import created, updated or found as they are."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)

    def as_unchanged(self) -> "Tally":
        """Return the same things counted as left alone."""
        return Tally(unchanged=self.created + self.updated + self.unchanged)


class Merger:
    """Writes rows by natural key: inserts, updates what differs, leaves the rest alone."""

    def __init__(self, writer: Writer, tally: Tally, watch: Watch | None = None) -> None:
        self.writer = writer
        self.tally = tally
        self._watch = watch

    def reached(self, done: int, total: int) -> None:
        """Say how many rows of the file are through; Cancelled when somebody has had enough."""
        if self._watch is not None:
            self._watch(done, total)

    def put(self, table: str, key: Row, values: Row | None = None) -> str:
        """Make the row with this key hold `values`; return its id."""
        found = self.writer.find(table, **key)
        if not found:
            self.tally.created[table] += 1
            return self.writer.insert(table, key | (values or {}))
        row_id = found[0][0]
        self.change(table, row_id, values or {})
        return row_id

    def change(self, table: str, row_id: str, values: Row) -> None:
        """Update an existing row where it differs and count it."""
        if values and self.writer.update(table, row_id, values):
            self.tally.updated[table] += 1
        else:
            self.tally.unchanged[table] += 1

    def add(self, table: str, values: Row) -> str:
        """Insert a row that is known to be new."""
        self.tally.created[table] += 1
        return self.writer.insert(table, values)

    def remove(self, table: str, row_id: str) -> None:
        """Delete a row the file no longer has; counted as an update of its table."""
        self.writer.delete(table, row_id)
        self.tally.updated[table] += 1
