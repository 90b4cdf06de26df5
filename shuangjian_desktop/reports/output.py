"""Puts a finished PDF into a folder, whole or not at all, under a name every file system takes.

Knows nothing of notices; a fault of the disk becomes one sentence a person can act on (F35-F37).
"""

import os
import re
import tempfile
import unicodedata
from pathlib import Path

from shuangjian_desktop.errors import UserError

_MOST_CHARACTERS = 80
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_UNWANTED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+')


def safe_file_name(title: str, suffix: str = ".pdf") -> str:
    """Return a plain file name for a title: no folders in it, not reserved, never too long."""
    name = _UNWANTED.sub("_", unicodedata.normalize("NFC", title))
    name = " ".join(name.split()).strip(" ._")
    name = name[:_MOST_CHARACTERS].rstrip(" ._") or "未命名"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return name + suffix


def write_pdf(data: bytes, path: Path) -> None:
    """Write a PDF, replacing an older one only when all of it is on disk; raises UserError."""
    if not path.parent.is_dir():
        raise UserError(f"文件夹“{path.parent}”不存在，没有写入“{path.name}”，请另选一个文件夹。")
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as fault:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise UserError(_sentence(path, fault, temporary is not None)) from fault


def _sentence(path: Path, fault: OSError, was_begun: bool) -> str:
    if was_begun and (isinstance(fault, PermissionError) or path.is_dir()):
        return f"“{path.name}”可能正被其他程序打开，没有写入，请关闭它后重试，或另存为别的名字。"
    if isinstance(fault, PermissionError):
        return f"文件夹“{path.parent}”不允许写入，没有写入“{path.name}”，请另选一个文件夹。"
    reason = fault.strerror or type(fault).__name__
    return f"写入“{path.name}”时出错（{reason}），没有留下半个文件，请检查磁盘空间或U盘后重试。"
