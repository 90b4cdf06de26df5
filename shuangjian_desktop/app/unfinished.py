"""What a putting out was about to do, noted in our own folder until it is done; mended later.

A program that is killed between file and record leaves its note; the next one makes the files
agree with the record: recorded ones get their place, the others are taken back. Knows no window.
"""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from shuangjian_desktop import paths, safe_files
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.safe_files import Staged
from shuangjian_desktop.store.tables import notices as notices_table

_KEPT_SECONDS = 30 * 86400.0


class Entry(NamedTuple):
    """One file on its way; `printed` are number, version and code of the notices in it."""

    staged: Staged
    digest: str
    had_old: bool
    printed: tuple[tuple[str, int, str], ...]


class Mended(NamedTuple):
    """How many files were given their place, and how many were taken back."""

    finished: int
    taken_back: int

    @property
    def sentence(self) -> str:
        """Return what a person is told; "" when there was nothing to mend."""
        told = []
        if self.finished:
            told.append(f"补上了{self.finished}个已记为公示的文件")
        if self.taken_back:
            told.append(f"收回了{self.taken_back}个没有记为公示的文件，需要时请再导出一次")
        return f"上次导出公示时程序中途停止，{'；'.join(told)}。" if told else ""


def digest(data: bytes) -> str:
    """Return what tells our file from one that was put there since."""
    return sha256(data).hexdigest()


def note(project: Project, entries: Sequence[Entry]) -> Path | None:
    """Note what is about to be put in place; None where nothing is recorded or can be noted."""
    if project.database.read_only or not entries:
        return None
    told = {
        "school": _where(project),
        "entries": [
            {
                "files": [str(path) for path in each.staged],
                "digest": each.digest,
                "had_old": each.had_old,
                "printed": each.printed,
            }
            for each in entries
        ],
    }
    try:
        path = _folder() / f"{uuid4().hex}.json"
        safe_files.write_durably(path, json.dumps(told).encode())
    except (UserError, OSError):
        return None  # a profile that takes no file must not keep a school from its notices
    return path


def forget(path: Path | None) -> None:
    """Remove a note whose putting out has come to its end."""
    if path is not None:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def mend(project: Project) -> Mended:
    """Make files agree with the record where a program of ours was stopped in between.

    Holds the write lock: a putting out under way elsewhere holds it too, so it is never disturbed.
    """
    if project.database.read_only or not _notes(project):
        return Mended(0, 0)
    finished = taken_back = 0
    with project.database.writing():
        for path, entries in _notes(project):
            done = [_mend(each, is_recorded=is_recorded(project, each)) for each in entries]
            finished += done.count("finished")
            taken_back += done.count("taken back")
            if "not now" not in done:
                forget(path)
    return Mended(finished, taken_back)


def _mend(entry: Entry, *, is_recorded: bool) -> str:
    """Return what was done with one file: "finished", "taken back", "not now" or ""."""
    staged = entry.staged
    if not staged.target.parent.is_dir():
        return "not now"  # a stick that was pulled out may come back
    is_waiting = staged.temporary.exists()
    done = ""
    try:
        if is_recorded and is_waiting:
            staged.temporary.replace(staged.target)
            done = "finished"
        elif not is_recorded and not is_waiting and _is_ours(entry):
            safe_files.take_back(staged, had_old=entry.had_old)
            done = "taken back"
    except OSError:
        return "not now"
    safe_files.discard(staged)
    return done


def _is_ours(entry: Entry) -> bool:
    """Return whether what stands there is still what was put there: else it is left alone."""
    if entry.had_old and not entry.staged.aside.exists():
        return False
    return (
        entry.staged.target.is_file() and digest(entry.staged.target.read_bytes()) == entry.digest
    )


def is_recorded(project: Project, entry: Entry) -> bool:
    """Return whether the school file says that all the notices of a file are out."""
    numbers = {number for number, _, _ in entry.printed}
    found = {
        (each.number, each.version, each.code)
        for number in numbers
        for each in notices_table.versions(project.database, number)
    }
    return found >= set(entry.printed)


def _notes(project: Project) -> list[tuple[Path, list[Entry]]]:
    """Return the notes of this school; what cannot be read or is a month old is cleared away."""
    found, where = [], _where(project)
    try:
        paths_there = sorted(_folder().glob("*.json"))
    except (UserError, OSError):
        return []
    for path in paths_there:
        try:
            told = json.loads(path.read_bytes())
            if told["school"] == where:
                found.append((path, [_entry(each) for each in told["entries"]]))
            elif path.stat().st_mtime < time.time() - _KEPT_SECONDS:
                forget(path)
        except OSError:
            continue
        except (ValueError, KeyError, TypeError):
            forget(path)
    return found


def _entry(told: dict[str, Any]) -> Entry:
    target, temporary, aside = map(Path, told["files"])
    printed = tuple((str(n), int(v), str(c)) for n, v, c in told["printed"])
    staged = Staged(target, temporary, aside)
    return Entry(staged, str(told["digest"]), bool(told["had_old"]), printed)


def _where(project: Project) -> str:
    return os.path.normcase(os.path.realpath(project.path))


def _folder() -> Path:
    folder = paths.user_data_dir() / paths.UNFINISHED_FOLDER
    folder.mkdir(exist_ok=True)
    return folder
