"""Files of one putting out: staged beside their places, put in place together, or taken back.

Knows files and the numbers of the notices in them; what the record says is app/publishing.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shuangjian_desktop import safe_files
from shuangjian_desktop.app import unfinished
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notices import PreparedNotice
from shuangjian_desktop.app.rendering import NoticeFile, Progress
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.safe_files import FileFault, Staged, TargetBusy

PATIENCE_SECONDS = 1.0


@dataclass(slots=True)
class _Waiting:
    """One file on its way. `is_out` once it stands at its place, `had_old` where another stood."""

    path: Path
    file: NoticeFile
    staged: Staged | None = None
    had_old: bool = False
    is_out: bool = False
    fault: FileFault | None = None


class FileBatch:
    """Nothing is seen at the destination before `put_in_place`; nothing is left of a `give_up`.

    A fault of one file keeps its notice back; a fault of the folder is raised and ends the batch.
    """

    def __init__(self, targets: Mapping[Path, NoticeFile]) -> None:
        self._waiting = [_Waiting(path, file) for path, file in targets.items()]
        self._note: Path | None = None
        self._entries: list[unfinished.Entry] = []
        self._is_placed = False

    @property
    def out(self) -> list[tuple[Path, NoticeFile]]:
        return [(each.path, each.file) for each in self._waiting if each.is_out]

    @property
    def faults(self) -> tuple[FileFault, ...]:
        return tuple(each.fault for each in self._waiting if each.fault is not None)

    @property
    def left(self) -> tuple[PreparedNotice, ...]:
        """Return the notices none of whose files has failed so far."""
        return self._notices(failed=False)

    @property
    def failed(self) -> tuple[PreparedNotice, ...]:
        """Return the notices with a file that could not be written."""
        return self._notices(failed=True)

    def stage(self, progress: Progress | None = None) -> None:
        """Write every file beside its place; any thread. `progress` may raise to stop it."""
        for folder in {each.path.parent for each in self._waiting}:
            safe_files.clear_left_behind(folder)
        for done, each in enumerate(self._waiting, 1):
            try:
                each.staged = safe_files.stage(each.path, each.file.pdf.data)
            except FileFault as fault:
                each.fault = fault
            if progress:
                progress(done, len(self._waiting))

    def put_in_place(self, project: Project) -> frozenset[str]:
        """Give every file its name; return the numbers of the notices that did not get theirs.

        Called inside the transaction that records them: until it ends, `give_up` takes all back.
        """
        self._note = self._write_note(project)
        deadline = time.monotonic() + PATIENCE_SECONDS
        for each in self._waiting:
            if each.staged is not None:
                self._put(each, max(0.0, deadline - time.monotonic()))
        lost = self._numbers(failed=True)
        for each in self._waiting:
            if each.is_out and lost & _numbers_of(each.file):
                each.is_out = False  # a notice of several pages is out when all of them are
                if each.staged is not None:
                    safe_files.take_back(each.staged, had_old=each.had_old)
        for folder in {each.path.parent for each in self._waiting}:
            safe_files.sync_folder(folder)
        self._is_placed = True
        return lost

    def settle(self) -> None:
        """Clear away what is no longer needed, once the record stands."""
        for each in self._waiting:
            if each.staged is not None:
                safe_files.discard(each.staged)
        unfinished.forget(self._note)

    def end(self, project: Project) -> None:
        """Give up what was stopped in between; what is recorded already is out and stays.

        Whoever presses Ctrl+C while the record is being written stops it a moment too late.
        """
        out = [each.staged for each in self._waiting if each.is_out]
        placed = [each for each in self._entries if each.staged in out]
        if self._is_placed and all(unfinished.is_recorded(project, each) for each in placed):
            self.settle()
        else:
            self.give_up()

    def give_up(self) -> None:
        """Take everything back: nothing was put out."""
        is_whole = True
        for each in self._waiting:
            if each.staged is None:
                continue
            if each.is_out and not safe_files.take_back(each.staged, had_old=each.had_old):
                is_whole = False
                continue
            each.is_out = False
            safe_files.discard(each.staged)
        if is_whole:
            unfinished.forget(self._note)  # else it is tried again when the folder is back

    def kept_when_busy(self) -> UserError:
        """Return the fault of the only file; one held elsewhere has its new content kept."""
        (only,) = self._waiting
        assert only.fault is not None
        if isinstance(only.fault, TargetBusy) and only.staged is not None:
            staged, only.staged = only.staged, None  # so that it is not cleared away
            return safe_files.kept_for_later(only.fault, staged)
        return only.fault

    def _put(self, each: _Waiting, patience: float) -> None:
        assert each.staged is not None
        try:
            each.had_old = safe_files.keep_old(each.staged)
            each.is_out = True  # said before it is done: taking back what is not there is harmless
            safe_files.put_in_place(each.staged, patience_seconds=patience)
        except FileFault as fault:
            each.fault, each.is_out = fault, False

    def _write_note(self, project: Project) -> Path | None:
        self._entries = [
            unfinished.Entry(
                each.staged,
                unfinished.digest(each.file.pdf.data),
                each.staged.target.exists(),
                tuple(
                    (n.record.number, n.record.version, n.record.code) for n in each.file.notices
                ),
            )
            for each in self._waiting
            if each.staged is not None
        ]
        return unfinished.note(project, self._entries)

    def _notices(self, *, failed: bool) -> tuple[PreparedNotice, ...]:
        wanted = self._numbers(failed=failed)
        found = {n.record.number: n for each in self._waiting for n in each.file.notices}
        return tuple(notice for number, notice in found.items() if number in wanted)

    def _numbers(self, *, failed: bool) -> frozenset[str]:
        lost = _all_numbers([each.file for each in self._waiting if each.fault is not None])
        return lost if failed else _all_numbers([each.file for each in self._waiting]) - lost


def _numbers_of(file: NoticeFile) -> frozenset[str]:
    return frozenset(notice.record.number for notice in file.notices)


def _all_numbers(files: Sequence[NoticeFile]) -> frozenset[str]:
    return frozenset().union(*map(_numbers_of, files))
