"""Write finished files whole or not at all, and turn a title into a name that every system takes.

Knows nothing of schools, tables or notices: bytes in, a whole file or an untouched one out.
"""

import errno
import os
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from shuangjian_desktop.errors import UserError

MAX_NAME_CHARACTERS = 80
MAX_NAME_BYTES = 200
BUSY_PATIENCE_SECONDS = 5.0
UNFINISHED = ".~未完成的导出-"
"""What every temporary file of ours is called at the start: whoever finds one sees what it is."""
_ASIDE = "-原件"
_LEFT_BEHIND_SECONDS = 3600.0
_RETRY_STEP_SECONDS = 0.1
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_BAD_NAMES = (123, 206)  # Windows: name not valid, name too long
_SHARING_VIOLATIONS = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation


class FileFault(UserError):
    """One file cannot be written; others beside it may be."""


class TargetBusy(FileFault):
    """Another program holds the target (F35): it is untouched, the new content is in `kept`."""

    def __init__(self, message: str, kept: Path) -> None:
        super().__init__(message)
        self.kept = kept


class Staged(NamedTuple):
    """A file written beside its destination, waiting to take its place; `aside` keeps the old."""

    target: Path
    temporary: Path
    aside: Path


def replace_atomically(
    path: Path, data: bytes, *, patience_seconds: float = BUSY_PATIENCE_SECONDS
) -> Path:
    """Write `data` as the whole file `path`: either the new file stands there or the old one does.

    Raises UserError when the folder is missing, read-only or full (F36, nothing left behind) and
    TargetBusy when the file stays open elsewhere for `patience_seconds` (F35, new file kept).
    """
    staged = stage(path, data)
    try:
        put_in_place(staged, patience_seconds=patience_seconds)
    except TargetBusy as error:
        raise kept_for_later(error, staged) from error
    except BaseException:
        _remove(staged.temporary)
        raise
    sync_folder(staged.target.parent)
    return staged.target


def stage(path: Path, data: bytes) -> Staged:
    """Write `data` safely onto the disk beside `path`, which stays as it is.

    FileFault when the name will not do, UserError when the folder will not; nothing is left then.
    """
    target = Path(os.path.realpath(path))
    mark = f"{UNFINISHED}{uuid4().hex[:12]}"
    suffix = target.suffix[:10]
    made = Staged(
        target, target.with_name(mark + suffix), target.with_name(f"{mark}{_ASIDE}{suffix}")
    )
    _refuse_bad_name(path.name)
    try:
        if target.is_dir():
            raise FileFault(f"“{target}”是一个文件夹，请给出文件名。")
        write_durably(made.temporary, data)
    except OSError as error:
        _remove(made.temporary)
        raise _fault(error, target) from error
    except BaseException:
        _remove(made.temporary)
        raise
    return made


def keep_old(staged: Staged) -> bool:
    """Keep what stands at the destination as `aside`; return whether anything stood there."""
    if not os.path.lexists(staged.target):
        return False
    try:
        try:
            os.link(staged.target, staged.aside)
        except OSError:  # many a stick and share knows no second name for a file
            shutil.copyfile(staged.target, staged.aside)
    except OSError as error:
        _remove(staged.aside)
        raise _fault(error, staged.target) from error
    return True


def put_in_place(staged: Staged, *, patience_seconds: float = BUSY_PATIENCE_SECONDS) -> None:
    """Give a staged file its name. TargetBusy while another program holds what stands there."""
    target = staged.target
    try:
        _patiently(lambda: staged.temporary.replace(target), patience_seconds)
    except OSError as error:
        if not _is_sharing_violation(error):
            raise _fault(error, target) from error
        message = f"“{target.name}”正被其他程序打开，没有写入；请关闭后重试或另存为其他名称。"
        raise TargetBusy(message, staged.temporary) from error


def take_back(staged: Staged, *, had_old: bool) -> bool:
    """Undo `put_in_place`: what stood there stands there again. False when the disk refuses."""
    try:
        if staged.aside.exists():
            staged.aside.replace(staged.target)
        elif not had_old:
            staged.target.unlink(missing_ok=True)
    except OSError:
        return False
    return staged.target.parent.is_dir()


def discard(staged: Staged) -> None:
    """Remove what staging left beside the destination."""
    _remove(staged.temporary)
    _remove(staged.aside)


def kept_for_later(busy: TargetBusy, staged: Staged) -> TargetBusy:
    """Keep the new content of a file that is held elsewhere, and say where it is."""
    kept = staged.target.with_name(staged.temporary.name.replace(UNFINISHED, ".~暂存-"))
    _remove(staged.aside)
    try:
        staged.temporary.replace(kept)
    except OSError:
        kept = staged.temporary
    return TargetBusy(f"{str(busy).removesuffix('。')}，新内容暂存在“{kept}”。", kept)


def clear_left_behind(folder: Path) -> None:
    """Remove what a program that was killed an hour ago or more left unfinished in a folder.

    Never what it had kept of the school's own: as old as the file it was, and perhaps the only one.
    """
    oldest = time.time() - _LEFT_BEHIND_SECONDS
    with suppress(OSError):
        for each in folder.glob(f"{UNFINISHED}*"):
            with suppress(OSError):
                if not each.stem.endswith(_ASIDE) and each.stat().st_mtime < oldest:
                    each.unlink()


def _refuse_bad_name(name: str) -> None:
    """Refuse what only this system would take: Windows writes `a:b.pdf` to where nobody looks."""
    bad = _FORBIDDEN.search(name)
    if bad is not None:
        raise FileFault(f"文件名“{name[:40]}”里的“{bad[0]}”不能用（别的系统不认）；请换一个名称。")
    if name != name.rstrip(" .") or is_reserved_name(name) or not name.isprintable():
        raise FileFault(f"文件名“{name[:40]}”不能用（别的系统不认）；请换一个名称。")


def write_durably(path: Path, data: bytes) -> None:
    """Write a new file that a power cut no longer takes away; OSError as the system raises it."""
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


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


def _fault(error: OSError, target: Path) -> UserError:
    """Return the sentence for a fault of the disk: of the folder, or of this file only."""
    folder, code = target.parent, error.errno
    if code in (errno.ENAMETOOLONG, errno.EINVAL) or getattr(error, "winerror", 0) in _BAD_NAMES:
        return FileFault(f"文件名“{target.name[:40]}”太长或含有不能用的字符，请换一个名称。")
    if not folder.is_dir():
        return UserError(f"文件夹“{folder}”不存在或已断开（U盘可能被拔出），请换一个位置保存。")
    if code == errno.ENOENT:  # Windows says so of a path beyond 260 characters
        return FileFault(f"“{target.name[:40]}”连同文件夹的名字太长，请换一个位置或名称。")
    if code in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return UserError(f"磁盘空间不足，“{target.name}”没有写入；请清理磁盘或换一个位置保存。")
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError(f"没有权限写入文件夹“{folder}”，请换一个位置保存。")
    if code in (errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY, errno.EEXIST):
        return FileFault(f"“{target.name}”那里有一个同名的文件夹，没有写入；请给它改名后再试。")
    return UserError(f"“{target.name}”没有写入（磁盘错误{code or ''}），请换一个位置保存后重试。")


def _remove(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
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
