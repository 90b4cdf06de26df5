"""Open one SQLite connection the way a school file needs it, and say storage faults in Chinese.

Knows pragmas and error texts; nothing of tables.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shuangjian_desktop.errors import Damaged, StorageError

BUSY_SECONDS = 5.0
_DAMAGED = ("not a database", "malformed", "corrupt", "could not decode")


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return an autocommit connection: rollback journal, synchronous=FULL, foreign keys on.

    The rollback journal, not WAL: school files travel on USB sticks, and SQLite before 3.51.3 can
    corrupt a WAL shared by two connections.
    """
    mode = "ro" if read_only else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    if not read_only:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def said_in_chinese(path: Path) -> Iterator[None]:
    """Turn SQLite's faults into one sentence a school can act on; bugs of ours pass unchanged.

    Damaged bytes reach us as text that is no UTF-8, at times in the error's own message.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Damaged(
            f"学校文件“{path.name}”里的数据互相对不上，什么都没有改动；"
            "请用 doctor 命令检查这个文件，或用最近的备份恢复。"
        ) from error
    except sqlite3.DatabaseError as error:
        raise _told(path, error) from error
    except UnicodeDecodeError as error:
        raise Damaged(_damaged(path.name)) from error


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Say that a row holds what no version of ours writes, where values are made of rows (F47)."""
    try:
        yield
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(
            f"学校文件“{path.name}”里有读不懂的内容，程序没有改动它；"
            "请用 doctor 命令检查这个文件，或用最近的备份恢复。"
        ) from error


def _told(path: Path, error: sqlite3.DatabaseError) -> StorageError:
    if any(mark in str(error).lower() for mark in _DAMAGED):
        return Damaged(_damaged(path.name))
    return StorageError(_sentence(path, error))


def _sentence(path: Path, error: sqlite3.DatabaseError) -> str:
    text, name = str(error).lower(), path.name
    if "locked" in text or "busy" in text:
        return f"学校文件“{name}”正被另一个程序写入，什么都没有改动；请稍等几秒再试一次。"
    if "full" in text:
        return f"磁盘已满，无法写入“{name}”，什么都没有改动；请清理磁盘空间后再试。"
    if getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_DBMOVED":
        return (
            f"学校文件“{name}”在打开以后被移走、改名或换掉了，什么都没有改动；"
            "请关掉窗口，再从文件现在的位置打开。"
        )
    if "readonly" in text or "read-only" in text:
        return f"学校文件“{name}”是只读的，什么都没有改动；请取消只读或换一个可写的位置。"
    if "unable to open" in text:
        return f"打不开学校文件“{name}”；请检查文件是否还在原处、是否有权限读取。"
    raise error


def _damaged(name: str) -> str:
    return f"学校文件“{name}”已损坏或不是学校文件，程序没有改动它；请用最近的备份恢复。"
