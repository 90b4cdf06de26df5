"""Write a finished file in one step, and turn a title into a file name that every system takes.

Knows nothing of schools, tables or notices: bytes in, a whole file or an untouched one out.
"""

import errno
import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from shuangjian_desktop.errors import UserError

MAX_NAME_CHARACTERS = 80
MAX_NAME_BYTES = 200
BUSY_PATIENCE_SECONDS = 5.0
_RETRY_STEP_SECONDS = 0.1
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_SHARING_VIOLATIONS = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation


class TargetBusy(UserError):
    """Another program holds the target (F35): it is untouched, the new content is in `kept`."""

    def __init__(self, message: str, kept: Path) -> None:
        super().__init__(message)
        self.kept = kept


def replace_atomically(
    path: Path, data: bytes, *, patience_seconds: float = BUSY_PATIENCE_SECONDS
) -> Path:
    """Write `data` as the whole file `path`: either the new file stands there or the old one does.

    Raises UserError when the folder is missing, read-only or full (F36, nothing left behind) and
    TargetBusy when the file stays open elsewhere for `patience_seconds` (F35, new file kept).
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise UserError(f"“{target}”是一个文件夹，请给出文件名。")
    temporary = target.with_name(f".~{uuid4().hex}{target.suffix[:10]}")
    try:
        _write_durably(temporary, data)
    except OSError as error:
        _remove(temporary)
        raise UserError(_reason(error, target)) from error
    except BaseException:
        _remove(temporary)
        raise
    _put_in_place(temporary, target, patience_seconds)
    _sync_folder(target.parent)
    return target


def _write_durably(temporary: Path, data: bytes) -> None:
    with temporary.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _put_in_place(temporary: Path, target: Path, patience_seconds: float) -> None:
    try:
        _patiently(lambda: temporary.replace(target), patience_seconds)
    except OSError as error:
        if _is_sharing_violation(error):
            message = (
                f"“{target.name}”正被其他程序打开，没有写入；请关闭后重试或另存为其他名称，"
                f"新内容暂存在“{temporary}”。"
            )
            raise TargetBusy(message, temporary) from error
        _remove(temporary)
        raise UserError(_reason(error, target)) from error


def _patiently(action: Callable[[], object], patience_seconds: float) -> None:
    """Repeat while another program (WPS, a virus scanner) holds the file, up to the limit (F55)."""
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            action()
        except OSError as error:
            if not _is_sharing_violation(error) or time.monotonic() >= deadline:
                raise
        else:
            return
        time.sleep(_RETRY_STEP_SECONDS)


def _is_sharing_violation(error: OSError) -> bool:
    code = getattr(error, "winerror", None)
    return code in _SHARING_VIOLATIONS or error.errno in (errno.EBUSY, errno.ETXTBSY)


def _reason(error: OSError, target: Path) -> str:
    folder = target.parent
    if not folder.is_dir():
        return f"文件夹“{folder}”不存在或已断开（U盘可能被拔出），请换一个位置保存。"
    if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else None):
        return f"磁盘空间不足，“{target.name}”没有写入；请清理磁盘或换一个位置保存。"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"没有权限写入文件夹“{folder}”，请换一个位置保存。"
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return f"文件名“{target.name[:40]}”太长或含有不能用的字符，请换一个名称。"
    return f"“{target.name}”没有写入（磁盘错误{error.errno or ''}），请换一个位置保存后重试。"


def _remove(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def safe_file_name(title: str, suffix: str = "") -> str:
    """Return a file name, never a path, for any title (F37); `suffix` such as ".pdf" is appended.

    At most 80 characters and 200 bytes in all, no reserved device name, no dot or blank at an end.
    """
    kept = "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in title
    )
    name = _FORBIDDEN.sub("_", " ".join(unicodedata.normalize("NFC", kept).split()))
    name = _shorten(name.strip(" ._"), suffix) or "未命名"
    if is_reserved_name(name):
        name = f"_{name}"
    return f"{name}{suffix}"


def is_reserved_name(name: str) -> bool:
    """Return whether Windows takes a file name for a device, whatever its suffix: CON, nul.pdf."""
    return _RESERVED.fullmatch(name.split(".", maxsplit=1)[0].strip()) is not None


def _shorten(name: str, suffix: str) -> str:
    name = name[: MAX_NAME_CHARACTERS - len(suffix)]
    room = MAX_NAME_BYTES - len(suffix.encode())
    return name.encode()[:room].decode(errors="ignore").rstrip(" .")
