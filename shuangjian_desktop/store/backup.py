"""Proven copies of a school file: made by SQLite itself, looked over before they count.

Knows files and the journal's chain; nothing of what the rows mean, nor which copies to keep.
"""

import json
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from shuangjian_desktop import paths
from shuangjian_desktop.domain.ids import SchoolId
from shuangjian_desktop.errors import StorageError, UserError
from shuangjian_desktop.safe_files import safe_file_name
from shuangjian_desktop.store import inspection, steps
from shuangjian_desktop.store.connection import connect, said_in_chinese
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.schema import APPLICATION_ID

ENDING = ".sjdb"
BEFORE_UPGRADE = "升级前"
_FOLDER = "backups"
_SIDE_FILES = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a copy was found to hold. `broken_step` is None when the journal's chain is whole.

    `rows` counts the rows of every table; `last_hash` binds the whole journal.
    """

    school_id: str
    school: str
    rows: dict[str, int] = field(hash=False)
    last_hash: str
    broken_step: int | None = None

    @property
    def steps(self) -> int:
        return self.rows.get("step", 0)

    @property
    def items(self) -> int:
        return self.rows.get("homework", 0)


def copy_proven(source: Path, target: Path, *, deep: bool = True) -> Proof:
    """Copy a school file to a path that must not exist yet, and prove the copy.

    One reading transaction: somebody who writes meanwhile waits, and is in the copy whole or not at
    all. `deep` walks the journal's chain too. UserError when there is no sound copy to be had;
    nothing is left behind then.
    """
    if target.exists():
        raise UserError(f"“{target}”已经存在，程序没有改动它；请换一个文件名。")
    draft = target.with_name(f".~{uuid4().hex}{ENDING}")
    try:
        with said_in_chinese(source), closing(_reading(source)) as held:
            known = _about(held)
            with closing(sqlite3.connect(draft, isolation_level=None)) as written:
                held.backup(written)
        proof = prove(draft, name=source.name, deep=deep)
        if (proof.rows, proof.last_hash) != (known.rows, known.last_hash):
            raise StorageError(f"“{source.name}”的备份与原文件对不上，没有留下；请再试一次。")
        _sync(draft)
        draft.replace(target)
    except OSError as error:
        raise StorageError(
            f"备份没有写成（{error.strerror}）：请检查“{target.parent}”能否写入、磁盘是否已满。"
        ) from error
    finally:
        for ending in ("", *_SIDE_FILES):
            with suppress(OSError):
                draft.with_name(draft.name + ending).unlink(missing_ok=True)
    return proof


def prove(path: Path, *, name: str = "", deep: bool = True) -> Proof:
    """Look a copy over and return what it holds; StorageError when it is not sound."""
    name = name or path.name
    if not path.is_file():
        raise UserError(f"找不到“{path}”；请检查文件名。")
    with said_in_chinese(path), closing(connect(path, read_only=True)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise UserError(f"“{name}”不是学校文件，程序没有改动它；请选择扩展名为 .sjdb 的备份。")
        about = _about(connection)
        database = Database(path, connection, read_only=True)
        database.school_id = SchoolId(about.school_id)
        fault = inspection.integrity_fault(database)
        if fault is not None:
            raise StorageError(f"“{name}”已损坏（{fault}），不能作备份；请换一份更早的备份。")
        broken = steps.broken_link(database) if deep else None
    return Proof(about.school_id, about.school, about.rows, about.last_hash, broken)


def put_back(backup: Path, into: Path, kept: Path) -> Proof:
    """Make `into` a proven copy of a backup; what stood there is first kept whole as `kept`.

    At every moment `into` is either the old file or the new one.
    """
    if into.resolve() == backup.resolve():
        raise UserError(f"“{backup}”不能恢复到它自己；请另给一个文件名。")
    if not into.parent.is_dir():
        raise UserError(f"文件夹“{into.parent}”不存在；请先建立这个文件夹，或换一个位置。")
    fresh = into.with_name(f".~{uuid4().hex}.new{ENDING}")
    proof = copy_proven(backup, fresh)
    try:
        if into.exists():
            _keep(into, kept)
        fresh.replace(into)
    except OSError as error:
        raise StorageError(
            f"没有恢复成（{error.strerror}）：请关闭正在使用“{into.name}”的程序后再试。"
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
    return proof


def backups_folder() -> Path:
    """Return the folder with one folder of copies for each school; it may be missing."""
    return paths.user_data_dir() / _FOLDER


def copy_home(source: Path, kind: str, at: datetime, *, deep: bool = True) -> Path:
    """Make a proven copy in our own folder with a label beside it, and return its path.

    The label says what is known of the copy, so that a list need not open every one.
    """
    waiting = paths.user_data_dir() / f".~{uuid4().hex}{ENDING}"
    proof = copy_proven(source, waiting, deep=deep)
    folder = backups_folder() / safe_file_name(proof.school_id)
    label = {"kind": kind, "made_at": at.isoformat(), "source": str(source.absolute())}
    told = json.dumps(label | {"proof": asdict(proof)}, ensure_ascii=False, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = free_name(folder, f"{source.stem}_{at:%Y%m%d-%H%M%S}")
        target.with_suffix(".json").write_text(told, encoding="utf-8")
        waiting.replace(target)
    except OSError as error:
        raise StorageError(f"备份没有写成（{error.strerror}）；请检查磁盘是否已满。") from error
    finally:
        waiting.unlink(missing_ok=True)
    return target


def free_name(folder: Path, stem: str) -> Path:
    """Return a path nothing stands at yet, with 2, 3 … where two come in one second."""
    path, number = folder / f"{stem}{ENDING}", 2
    while path.exists():
        path, number = folder / f"{stem}_{number}{ENDING}", number + 1
    return path


def read_label(copy: Path) -> dict[str, object] | None:
    """Return what was written beside a copy, None when it is not there or cannot be read."""
    try:
        told = json.loads(copy.with_suffix(".json").read_text(encoding="utf-8"))
        proof = Proof(**told.pop("proof"))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return dict(told) | {"proof": proof}


def discard(copy: Path) -> None:
    """Remove a copy and what stands beside it."""
    for path in (copy, copy.with_suffix(".json")):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _reading(path: Path) -> sqlite3.Connection:
    """Open a file for reading in one transaction; a torn write is mended first where allowed."""
    if not path.is_file():
        raise UserError(f"找不到学校文件“{path}”；请检查文件名。")
    read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    connection = connect(path, read_only=read_only)
    try:
        connection.execute("BEGIN")
        found = connection.execute("PRAGMA application_id").fetchone()[0]
        if found != APPLICATION_ID:
            raise UserError(
                f"“{path.name}”不是学校文件，程序没有改动它；请选择扩展名为 .sjdb 的文件。"
            )
    except BaseException:
        connection.close()
        raise
    return connection


def _about(connection: sqlite3.Connection) -> Proof:
    """Count what an open file holds, without looking it over."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    rows = {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for (name,) in sorted(tables)
    }
    school = connection.execute("SELECT id, name FROM school").fetchone()
    if school is None:
        raise StorageError("文件里没有学校，不能作备份；请换一份备份。")
    last = connection.execute("SELECT hash FROM step ORDER BY seq DESC LIMIT 1").fetchone()
    return Proof(school[0], school[1], rows, last[0] if last else "")


def _keep(path: Path, kept: Path) -> None:
    """Set a file aside with its side files: a journal left behind would be played into the next."""
    shutil.copy2(path, kept)
    _sync(kept)
    for ending in _SIDE_FILES:
        side = path.with_name(path.name + ending)
        if side.exists():
            shutil.move(side, kept.with_name(kept.name + ending))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
