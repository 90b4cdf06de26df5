"""Between window and project: runs commands, tells pages what changed, knows if all is saved.

Knows no page and no widget; whatever goes wrong is said through notify.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import Cancelled, StorageError, UserError
from shuangjian_desktop.gui.notify import Notify

if TYPE_CHECKING:
    from shuangjian_desktop.app.queries.history import UndoState
    from shuangjian_desktop.domain.ids import StaffId

Act = Callable[[str | None], Changes]
"""Something that writes, given the reason for it when one is due."""
SAVED, TYPING, FAILED, READ_ONLY = "已保存", "正在输入", "未能保存", "只读"
STALE = "别处已改"
_MAKE_A_PERSON = ("role", "staff", "class", "teaching", EVERYTHING)
_NEVER_UNDONE = ("notice", "credential")


class Bridge(QObject):
    """One project for all pages. `changed` carries one Changes after every step, undo included."""

    changed = Signal(object)
    standing_changed = Signal(str)
    undo_changed = Signal()

    def __init__(self, project: Project, notify: Notify, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.notify = notify
        self._undo: UndoState | None = None
        self._is_reversing = False
        self._resting = self._rest()
        self._standing = self._resting
        project.subscribe(self._tell)

    @property
    def standing(self) -> str:
        """已保存, 正在输入 (an editor is open), 未能保存 (a fault of the file), 只读.

        Or 别处已改: another window has written and what is being typed keeps it from being read.
        """
        return self._standing

    @property
    def is_open(self) -> bool:
        """False once the school file is closed: what comes later has nothing to read or write."""
        return not self.project.is_closed

    @property
    def is_reversing(self) -> bool:
        """True while `changed` tells of a step that was undone or redone."""
        return self._is_reversing

    @property
    def undo_state(self) -> "UndoState":
        """Return the labels of what 撤销 and 重做 would do."""
        from shuangjian_desktop.app.queries.history import undo_state  # late: start-up time

        if self._undo is None:
            self._undo = undo_state(self.project)
        return self._undo

    def run(self, command: Command, *, reason: str | None = None) -> Changes | None:
        """Run a command; None when it was refused, and the person has been told why.

        What may be stored only with a reason asks for one, then runs again.
        """
        return self._do(lambda said: self.project.run(command, reason=said or reason))

    def undo(self) -> Changes | None:
        """Take back the newest step; None when that is not possible, and the person was told."""
        return self._reverse(lambda said: self.project.undo(reason=said), "已撤销")

    def redo(self) -> Changes | None:
        return self._reverse(lambda said: self.project.redo(reason=said), "已重做")

    def set_typing(self, is_typing: bool) -> None:
        """Called by editors when they open and close, so that 已保存 is never said too early."""
        if is_typing:
            self._stand(TYPING)
        elif self._standing in (TYPING, STALE):
            was_stale = self._standing == STALE
            self._stand(self._resting)
            if was_stale:
                self.notice_foreign_changes()

    def set_read_only(self, is_read_only: bool) -> None:
        """Write no more, or again: when the disk is full, or is not any longer (F46)."""
        self.project.database.read_only = is_read_only
        self._resting = self._rest()
        self._stand(self._resting)

    def act_as(self, staff_id: "StaffId | None") -> None:
        """Let somebody else act, whose password has been checked; None only looks."""
        from shuangjian_desktop.app import people  # late: start-up time, as is the next
        from shuangjian_desktop.app.directory import KINDS

        try:
            people.act_as(self.project, staff_id)
        except UserError as error:
            self.notify.error(error)
            return
        self._tell(Changes(frozenset((EVERYTHING, *KINDS)), frozenset(), "", None))
        self._stand(self._resting)

    def look_around(self) -> None:
        """Ask whether another window has written; what is being typed is never pulled away."""
        if not self.is_open:
            return
        if self._standing not in (TYPING, STALE):
            self.notice_foreign_changes()
        elif self.project.has_foreign_changes():
            self._stand(STALE)

    def notice_foreign_changes(self) -> None:
        """Read again when another process has written to the file."""
        if not self.is_open:
            return
        try:
            self.project.notice_foreign_changes()
        except UserError as error:
            self.notify.say(str(error))

    def _reverse(self, act: Act, done: str) -> Changes | None:
        self._is_reversing = True
        try:
            changes = self._do(act)
        finally:
            self._is_reversing = False
        if changes is not None:
            self.notify.say(f"{done}“{changes.label}”")
        return changes

    def _do(self, act: Act, reason: str | None = None) -> Changes | None:
        QGuiApplication.inputMethod().commit()  # the last syllable must not be lost (P4)
        if not self.is_open:
            return None
        try:
            changes = act(reason)
        except UserError as error:
            said = None if reason else self.notify.ask_reason(error)
            if said is not None:
                return self._do(act, said) if said else None
            # What was refused for what it says leaves everything saved; a full disk does not.
            self._stand(FAILED if isinstance(error, StorageError) else self._resting)
            self.notify.error(error)
            self._stand(self._resting)
            return None
        except Cancelled:
            return None
        self._stand(self._resting)
        return changes

    def _tell(self, changes: Changes) -> None:
        from shuangjian_desktop.app.queries.history import UndoState  # late: start-up time

        if changes.touches(*_MAKE_A_PERSON):
            self._resting = self._rest()
        is_plain = changes.seq is not None and not self._is_reversing
        is_plain = is_plain and not changes.touches(*_NEVER_UNDONE)
        self._undo = UndoState(changes.label, None) if is_plain else None
        self.undo_changed.emit()
        self.changed.emit(changes)

    def _rest(self) -> str:
        """Return what stands while nothing is being done: 只读 where nothing would be stored."""
        actor = self.project.actor
        if not (self.project.database.read_only or actor.is_free):
            from shuangjian_desktop.app import rights  # late: start-up time

            return READ_ONLY if rights.reads_only(actor) else SAVED
        return READ_ONLY if self.project.database.read_only else SAVED

    def _stand(self, standing: str) -> None:
        if standing != self._standing:
            self._standing = standing
            self.standing_changed.emit(standing)
