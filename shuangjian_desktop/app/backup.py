"""Backups of a school file: made, listed, rotated, put back. Their home is our own data folder.

Knows which copies to keep and what they are called; copying and proving is store/backup.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.safe_files import safe_file_name
from shuangjian_desktop.store import backup as store
from shuangjian_desktop.store.backup import Proof
from shuangjian_desktop.store.database import is_older

DAYS, WEEKS, MONTHS, UPGRADES = 7, 4, 12, 3

__all__ = [
    "Backup",
    "BackupKind",
    "Proof",
    "Restored",
    "back_up",
    "backups_of",
    "restore",
    "standing_school",
]


class BackupKind(StrEnum):
    """Why a copy was made. Only 每日 and 升级前 are ever cleared away."""

    DAILY = "每日"
    MANUAL = "手动"
    UPGRADE = store.BEFORE_UPGRADE


@dataclass(frozen=True, slots=True)
class Backup:
    """One proven copy. `source` is the file it was made of, `size` in bytes."""

    path: Path
    kind: BackupKind
    made_at: datetime
    source: str
    size: int
    proof: Proof


def back_up(
    file: Path,
    kind: BackupKind = BackupKind.MANUAL,
    *,
    now: datetime | None = None,
    to: Path | None = None,
) -> Backup:
    """Make a proven copy in our own folder, or at `to`; UserError when none could be made.

    A daily copy is not walked through step by step: it must not take the machine from the person.
    """
    at = now or datetime.now()  # noqa: DTZ005 - local time, as every clock here
    source = file.absolute()
    if to is not None:
        target = to.absolute()
        proof = store.copy_proven(source, target)
        return Backup(target, kind, at, str(source), target.stat().st_size, proof)
    made = _read(store.copy_home(source, kind, at, deep=kind is not BackupKind.DAILY))
    assert made is not None
    return made


def backups_of(school_id: str) -> tuple[Backup, ...]:
    """Return the copies of one school, newest first; what is not ours is passed over."""
    return _listed(_copies(safe_file_name(school_id)))


def backups_of_file(file: Path) -> tuple[Backup, ...]:
    """Return the copies made of one file, newest first: for one too damaged to name itself."""
    source = str(file.absolute())
    return tuple(each for each in _listed(_copies("*")) if each.source == source)


def backups_for(file: Path) -> tuple[Backup, ...]:
    """Return the copies to offer for a damaged file: made of it, else of one of the same name."""
    return backups_of_file(file) or tuple(
        each for each in _listed(_copies("*")) if Path(each.source).name == file.name
    )


def trouble_with(backup: Backup) -> str:
    """Look a copy over from end to end; return what is wrong with it, "" for a sound one."""
    try:
        proof = store.prove(backup.path)
    except UserError as error:
        return str(error)
    if proof.broken_step is not None:
        return f"操作记录从第{proof.broken_step}步起对不上"
    return ""


def snapshot_of_the_day(file: Path, school_id: str, now: datetime) -> Backup | None:
    """Make today's copy and clear away old ones; None when today has one already."""
    made = [each for each in backups_of(school_id) if each.kind is BackupKind.DAILY]
    if any(each.made_at.date() == now.date() for each in made):
        return None
    new = back_up(file, BackupKind.DAILY, now=now)
    rotate(school_id)
    return new


def rotate(school_id: str) -> tuple[Backup, ...]:
    """Clear away the copies made by the program itself that are no longer due; return those."""
    everything = backups_of(school_id)
    kept = keep(everything)
    gone = tuple(each for each in everything if each not in kept)
    for each in gone:
        store.discard(each.path)
    return gone


def keep(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Return what stays: all made by hand; daily ones of 7 days, 4 weeks and 12 months; 3 upgrades.

    Days, weeks and months are counted where there is a copy, so a long holiday clears nothing.
    """
    ordered = sorted(backups, key=lambda each: each.made_at, reverse=True)
    upgrades = [each for each in ordered if each.kind is BackupKind.UPGRADE][:UPGRADES]
    kept = {each.path for each in upgrades}
    for most, span in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        newest: dict[object, Backup] = {}
        for each in ordered:
            if each.kind is BackupKind.DAILY:
                newest.setdefault(span(each.made_at.date()), each)
        kept |= {each.path for each in list(newest.values())[:most]}
    return tuple(e for e in ordered if e.kind is BackupKind.MANUAL or e.path in kept)


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; `kept`: where the file that stood there is now, if any."""

    path: Path
    proof: Proof
    kept: Path | None


def restore(
    backup: Path, into: Path, *, now: datetime | None = None, kept_as: str = "恢复前"
) -> Restored:
    """Make a file a proven copy of a backup. What stood there is kept beside it (F47)."""
    at = now or datetime.now()  # noqa: DTZ005 - local time, as every clock here
    into = into.absolute()
    aside = store.free_name(into.parent, f"{into.stem}_{kept_as}_{at:%Y%m%d-%H%M%S}")
    stood = into.exists()
    proof = store.put_back(backup.absolute(), into, aside)
    return Restored(into, proof, aside if stood else None)


def standing_school(path: Path) -> Project | None:
    """Open what a restored file would take the place of, to ask its people; the caller closes it.

    None: nothing is there, or nothing whole, or a file from before there were people.
    """
    if not path.exists() or is_older(path):
        return None
    try:
        return Project.open(path)
    except UserError:
        return None


def _copies(folders: str) -> Iterable[Path]:
    return store.backups_folder().glob(f"{folders}/*{store.ENDING}")


def _listed(copies: Iterable[Path]) -> tuple[Backup, ...]:
    found = (_read(path) for path in copies if not path.name.startswith("."))
    known = [each for each in found if each is not None]
    return tuple(sorted(known, key=lambda each: (each.made_at, each.path.name), reverse=True))


def _read(path: Path) -> Backup | None:
    label = store.read_label(path)
    if label is None:
        return None
    try:
        kind, at = BackupKind(str(label["kind"])), datetime.fromisoformat(str(label["made_at"]))
        size = path.stat().st_size
    except (KeyError, ValueError, OSError):
        return None
    proof = label["proof"]
    assert isinstance(proof, Proof)
    return Backup(path, kind, at, str(label.get("source", "")), size, proof)


def _day(on: date) -> object:
    return on


def _week(on: date) -> object:
    return on.isocalendar()[:2]


def _month(on: date) -> object:
    return (on.year, on.month)
