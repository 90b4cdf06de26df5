"""Make and open a school file: marks, layout, refusals; one open file is one `Database`.

Knows nothing of what the rows mean; the tables/ package does.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from shuangjian_desktop.domain.ids import SchoolId, new_id
from shuangjian_desktop.errors import Damaged, UserError
from shuangjian_desktop.store.connection import connect, said_in_chinese
from shuangjian_desktop.store.schema import APPLICATION_ID, NEEDED_PROGRAM, SCHEMA_VERSION

_SQLITE_HEADER = b"SQLite format 3\x00"
_HEADER_BYTES = 100

Params = Sequence[Any]


class Database:
    """One open school file. `read_only` when the file or its folder cannot be written."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only
        self.school_id = SchoolId("")

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; storage faults become UserError."""
        with said_in_chinese(self.path):
            return self.connection.execute(sql, params).fetchall()

    def one(self, sql: str, params: Params = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None."""
        with said_in_chinese(self.path):
            row: tuple[Any, ...] | None = self.connection.execute(sql, params).fetchone()
            return row

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, write lock taken first so that read-then-write cannot lose (F58)."""
        if self.read_only:
            raise UserError(
                f"学校文件“{self.path.name}”以只读方式打开，什么都没有改动；"
                "请取消文件的只读属性后重新打开。"
            )
        with said_in_chinese(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def data_version(self) -> int:
        """Return a number that changes when another process has committed to the file."""
        row = self.one("PRAGMA data_version")
        return int(row[0]) if row else 0

    def newest_step(self) -> int:
        """Return the seq of the journal's newest step; 0 in an empty one."""
        row = self.one("SELECT max(seq) FROM step WHERE school_id = ?", (self.school_id,))
        return (row and row[0]) or 0

    def close(self) -> None:
        self.connection.close()


def create(path: Path, school_name: str) -> Database:
    """Make an empty school file at a path that must not exist; half a file is never left behind."""
    if path.exists():
        raise UserError(f"“{path}”已经存在，程序没有改动它；请换一个文件名。")
    if not path.parent.is_dir():
        raise UserError(f"文件夹“{path.parent}”不存在；请先建立这个文件夹，或换一个位置。")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _build(draft, school_name)
        draft.replace(path)
    except OSError as error:
        raise UserError(f"无法在“{path.parent}”建立学校文件：没有写入权限或磁盘已满。") from error
    finally:
        draft.unlink(missing_ok=True)
    return open_file(path)


def _build(draft: Path, school_name: str) -> None:
    from shuangjian_desktop.store.migrations import bring_up_to_date  # late: start-up time
    from shuangjian_desktop.store.utils_import import Database as UtilsDatabase

    draft.unlink(missing_ok=True)
    try:
        draft.touch()
        connection = connect(draft, read_only=False)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        bring_up_to_date(UtilsDatabase(connection))
        school_id = new_id()
        with said_in_chinese(draft):
            connection.execute(
                "INSERT INTO school VALUES (?, ?, ?, NULL, 0, 1, 9, 6)",
                (school_id, school_id, school_name),
            )
            connection.execute(
                "INSERT OR REPLACE INTO about VALUES ('needed_program', ?)",
                (NEEDED_PROGRAM,),
            )
    finally:
        connection.close()


def open_file(path: Path) -> Database:
    """Open an existing school file, or say in one sentence why it cannot be (F33, F47, F49)."""
    _refuse_what_is_not_ours(path)
    read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    with said_in_chinese(path):
        connection = connect(path, read_only=read_only)
        try:
            _check_marks(path, connection, read_only=read_only)
            database = Database(path, connection, read_only=read_only)
            row = database.one("SELECT id FROM school")
            if row is None:
                raise Damaged(f"学校文件“{path.name}”里没有学校；请用最近的备份恢复。")
            database.school_id = SchoolId(row[0])
        except BaseException:
            connection.close()
            raise
    return database


def open_beside(path: Path, school_id: SchoolId, *, read_only: bool) -> Database:
    """Open a second connection to a file that is open already, for another thread.

    Nothing is read from the file by hand: closing any other handle on it would drop our locks.
    What it writes stays in memory until it commits, so that readers are not locked out meanwhile.
    """
    with said_in_chinese(path):
        connection = connect(path, read_only=read_only)
        connection.execute("PRAGMA cache_spill = OFF")
    database = Database(path, connection, read_only=read_only)
    database.school_id = school_id
    return database


def is_older(path: Path) -> bool:
    """Return whether a file is a school's in an older layout; it stays as it is."""
    try:
        _refuse_what_is_not_ours(path)
        with said_in_chinese(path), closing(connect(path, read_only=True)) as connection:
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
    except UserError:
        return False
    return bool(mark == APPLICATION_ID and version < SCHEMA_VERSION)


def _refuse_what_is_not_ours(path: Path) -> None:
    if not path.exists():
        raise UserError(f"找不到学校文件“{path}”；请检查文件名，或用 new 命令新建。")
    if path.is_dir():
        raise UserError(f"“{path}”是文件夹，不是学校文件；请选择扩展名为 .sjdb 的文件。")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise UserError(f"无法读取“{path}”；请检查是否有权限打开它。") from error
    if not header.startswith(_SQLITE_HEADER):
        raise Damaged(f"“{path.name}”不是学校文件，程序没有改动它；请选择扩展名为 .sjdb 的文件。")
    if size < _size_told(header) and not _has_journal(path):
        raise Damaged(
            f"学校文件“{path.name}”不完整，后面的部分没有了，程序没有改动它；请用最近的备份恢复。"
        )


def _size_told(header: bytes) -> int:
    """Return how many bytes the file's own header says it has; 0 where that cannot be relied on."""
    page_size = int.from_bytes(header[16:18], "big")
    is_current = header[24:28] == header[92:96]  # else an old SQLite wrote last and told no count
    pages = int.from_bytes(header[28:32], "big") if is_current else 0
    return pages * (65536 if page_size == 1 else page_size)


def _has_journal(path: Path) -> bool:
    """Whether a write was torn: SQLite mends the file by its journal, its length included."""
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def _check_marks(path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise Damaged(f"“{path.name}”是别的程序的数据库，程序没有改动它；请选择学校文件。")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        needed = connection.execute("SELECT value FROM about WHERE key = 'needed_program'")
        row = needed.fetchone()
        raise UserError(
            f"学校文件“{path.name}”由更新的版本写成，程序没有改动它；"
            f"请把本程序升级到 {row[0] if row else '更新'} 或以上版本后再打开。"
        )
    if version < SCHEMA_VERSION:
        if read_only:
            raise UserError(f"“{path.name}”是旧版学校文件且只读；请取消只读后再打开以便升级。")
        _upgrade(path, connection)


def _upgrade(path: Path, connection: sqlite3.Connection) -> None:
    """Bring an older file up to date, once a proven copy of it stands in our own folder (F53)."""
    from datetime import datetime  # late: start-up time, as are the next

    from shuangjian_desktop.store.backup import BEFORE_UPGRADE, copy_home
    from shuangjian_desktop.store.migrations import bring_up_to_date
    from shuangjian_desktop.store.utils_import import Database as UtilsDatabase

    copy_home(path, BEFORE_UPGRADE, datetime.now())  # noqa: DTZ005 - local time, as every clock
    bring_up_to_date(UtilsDatabase(connection))
