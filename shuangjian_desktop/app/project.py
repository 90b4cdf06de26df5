"""One open school: the only writer. `run(command)` is how every change reaches the disk.

Knows transactions, the journal and who is listening; nothing of what a command means.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from shuangjian_desktop import paths
from shuangjian_desktop.app.changes import EVERYTHING, NOTHING, Changes
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.directory import KINDS as DIRECTORY_KINDS
from shuangjian_desktop.app.directory import Directory
from shuangjian_desktop.app.own_steps import OwnSteps, redoable, undoable
from shuangjian_desktop.app.place_of_file import refuse_network
from shuangjian_desktop.app.rulebooks import load_shelf
from shuangjian_desktop.domain.people import NOBODY, Actor
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.rules.book import Rulebook
from shuangjian_desktop.rules.shelf import Shelf
from shuangjian_desktop.store import database as store
from shuangjian_desktop.store.database import Database

if TYPE_CHECKING:  # the journal loads with the first command: start-up time
    from shuangjian_desktop.store.journal import Step, Writer

_CALENDAR = ("term", "public_year", "public_day", "day_exception", "day_mark")
Clock = Callable[[], datetime]
Listener = Callable[[Changes], None]


class Project:
    """One open school file, its cached directory and rulebook, and the people listening."""

    def __init__(
        self,
        database: Database,
        *,
        who: str = NOBODY,
        clock: Clock = datetime.now,
        rulebooks: Shelf | None = None,
    ) -> None:
        self.database = database
        self.actor = Actor(who, is_free=True)
        self.clock = clock
        self._listeners: list[Listener] = []
        self._directory: Directory | None = None
        self.rulebook_folder = paths.resource("rulebooks")
        self._rulebooks = rulebooks
        self._seen_version = database.data_version()
        self._seen_step = database.newest_step()
        self.own_steps = OwnSteps(self._seen_step)
        self.is_closed = False

    @classmethod
    def open(cls, path: Path, *, who: str = NOBODY, clock: Clock = datetime.now) -> "Project":
        """Open an existing school file; UserError says why not."""
        refuse_network(path)
        return cls(store.open_file(path), who=who, clock=clock)

    @property
    def who(self) -> str:
        """Return the name every step of the journal is written under."""
        return self.actor.name

    @property
    def path(self) -> Path:
        return self.database.path

    @property
    def directory(self) -> Directory:
        """School, calendar, subjects, staff and classes: read once, again after they change."""
        if self._directory is None:
            self._directory = Directory(self.database)
        return self._directory

    @property
    def rulebooks(self) -> Shelf:
        """Every rulebook of `rulebook_folder`, read once."""
        if self._rulebooks is None:
            self._rulebooks = load_shelf(self.rulebook_folder)
        return self._rulebooks

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook in force today; a date is judged by `rulebooks.in_force(on)`."""
        return self.rulebooks.in_force(self.today())

    def today(self) -> date:
        return self.clock().date()

    def run(self, command: Command, *, reason: str | None = None) -> Changes:
        """Do one command in one transaction; return what changed once it is safely on disk.

        A command that changes nothing leaves no step behind. NeedsReason when it may be done only
        with a `reason`, NotAllowed when not by this actor: see app/gate.
        """

        def record(writer: "Writer") -> "Step | None":
            command.apply(writer)
            if not writer.changes:
                return None
            if command.kind != "setup" or not self.actor.is_free:
                self._pass_gate(writer, reason, asks_policy=command.asks_policy)
            return writer.record(command.label, self.actor, self._now(), command.kind)

        return self._write(command.label, record)

    def undo(self, *, reason: str | None = None) -> Changes:
        """Take back the actor's newest step not yet undone; Conflict when its rows moved on."""
        return self._reverse(undoable(self), "undo", "没有可以撤销的操作。", reason)

    def redo(self, *, reason: str | None = None) -> Changes:
        """Take back the actor's newest undo."""
        return self._reverse(redoable(self), "redo", "没有可以重做的操作。", reason)

    def _pass_gate(
        self, writer: "Writer", reason: str | None, *, asks_policy: bool, kind: str = "do"
    ) -> None:
        from shuangjian_desktop.app.gate import pass_gate  # late: start-up time

        if any(change.table in _CALENDAR for change in writer.changes):
            self._directory = None  # homework moved along is judged by the calendar it moves to
        pass_gate(self, writer, reason=reason, asks_policy=asks_policy, kind=kind)

    def _reverse(self, step: "Step | None", kind: str, none: str, reason: str | None) -> Changes:
        from shuangjian_desktop.store.journal import take_back
        from shuangjian_desktop.store.steps import changes_of

        if step is None:
            raise UserError(none)
        changes = changes_of(self.database, step.seq)

        def record(writer: "Writer") -> "Step":
            take_back(writer, changes)
            is_read_in = any(change.table == "import_file" for change in changes)
            self._pass_gate(writer, reason, asks_policy=not is_read_in, kind=kind)
            return writer.record(step.label, self.actor, self._now(), kind, step.seq)

        return self._write(step.label, record)

    def _write(self, label: str, record: "Callable[[Writer], Step | None]") -> Changes:
        from shuangjian_desktop.store.journal import Writer

        try:
            with self.database.writing() as connection:
                writer = Writer(connection, self.database.school_id)
                step = record(writer)
        except BaseException:
            self._directory = None  # it may have been read while it stood otherwise
            raise
        if step is None:
            return NOTHING
        changes = Changes(
            frozenset(change.table for change in writer.changes),
            frozenset(change.row_id for change in writer.changes),
            label,
            step.seq,
        )
        self.own_steps.wrote(step.seq)
        self._see(step.seq)
        self._tell(changes)
        return changes

    def _see(self, seq: int) -> bool:
        """Take a step as read when it follows the newest one read; say whether it does."""
        is_next = seq == self._seen_step + 1
        self._seen_step += is_next
        return is_next

    def _now(self) -> str:
        return self.clock().isoformat(timespec="seconds")

    def has_foreign_changes(self) -> bool:
        """Return whether another process has written since this one last read."""
        return self.database.data_version() != self._seen_version

    def notice_foreign_changes(self) -> bool:
        """Tell everybody to read again when another process has written to the file."""
        version = self.database.data_version()
        if version == self._seen_version:
            return False
        self._seen_version = version
        self._seen_step = self.database.newest_step()
        self._tell(Changes(frozenset((EVERYTHING, *DIRECTORY_KINDS)), frozenset(), "", None))
        return True

    def take_in(self, changes: Changes) -> None:
        """Tell everybody of a step that our own second connection has written: see app/beside.

        What others have written around it still waits for `notice_foreign_changes`.
        """
        if changes.seq is not None:
            self.own_steps.wrote(changes.seq)
            version = self.database.data_version()
            if self._see(changes.seq) and self.database.newest_step() == changes.seq:
                self._seen_version = version
        self._tell(changes)

    def subscribe(self, listener: Listener) -> None:
        """Call `listener` after every change, on the thread that made it."""
        self._listeners.append(listener)

    def _tell(self, changes: Changes) -> None:
        if changes.touches(*DIRECTORY_KINDS):
            self._directory = None
            self._renew_actor()
        for listener in tuple(self._listeners):
            listener(changes)

    def _renew_actor(self) -> None:
        """Whoever has just lost a class or a role has lost it now, not at the next start."""
        if self.actor.staff_id is None:
            return
        from shuangjian_desktop.app.people import actor_of  # late: start-up time

        self.actor = actor_of(self, self.actor.staff_id)

    def close(self) -> None:
        """Let go of the file; a timer that fires afterwards looks at `is_closed` first."""
        self.is_closed = True
        self._listeners.clear()
        self.database.close()
