"""Where the window keeps what it remembers of this person on this PC.

Knows the folder; nothing of what is kept in it.
"""

import os
from binascii import crc32
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from shuangjian_desktop import paths
from shuangjian_desktop.errors import UserError


def own_folder() -> Path:
    """Return the program's own folder, made when missing; UserError when it cannot be made."""
    kept = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return paths.user_data_dir(Path(kept))


def lock_file(path: Path) -> Path:
    """Return where the lock of a school file stands: the same however the file is reached."""
    real = os.path.normcase(os.path.realpath(path))
    name = f"shuangjian-{crc32(real.encode('utf-8', 'surrogatepass')):08x}.lock"
    return own_folder() / "locks" / name


def is_locked(path: Path) -> bool:
    """Return whether somebody may have a school file: a look at the disk, start-up time."""
    try:
        return lock_file(path).exists()
    except (UserError, OSError):
        return False
