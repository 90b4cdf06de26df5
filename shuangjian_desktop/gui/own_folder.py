"""Where the window keeps what it remembers of this person on this PC.

Knows the folder; nothing of what is kept in it.
"""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from shuangjian_desktop import paths


def own_folder() -> Path:
    """Return the program's own folder, made when missing; UserError when it cannot be made."""
    kept = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return paths.user_data_dir(Path(kept))
