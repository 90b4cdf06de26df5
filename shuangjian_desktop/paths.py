"""Where files are: what the program ships, and what it keeps for the person using it.

Knows nothing of what stands in those files; folders are looked up when asked for, not at import.
"""

import os
import sys
from pathlib import Path

from shuangjian_desktop.errors import UserError

APP_FOLDER = "shuangjian"
DATA_DIR_VARIABLE = "SHUANGJIAN_DATA_DIR"
UNFINISHED_FOLDER = "unfinished"
"""In our own folder: notes of app/unfinished, looked for by every window that opens."""
PORTABLE_MARK, PORTABLE_FOLDER = "portable.txt", "data"


def resources_dir() -> Path:
    """The read-only files the program ships: rulebooks, fonts, icons, the sample school.

    Three homes: the folder PyInstaller unpacks to, the installed package, a checkout.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """One shipped file or folder, e.g. `resource("rulebooks")`; it may be absent."""
    return resources_dir().joinpath(*parts)


def program_dir() -> Path:
    """The folder of main.py, or of the program file in a bundle."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parent.parent


def portable_dir() -> Path | None:
    """The data folder beside the program when it is marked as portable, else None (P35)."""
    folder = program_dir()
    return folder / PORTABLE_FOLDER if (folder / PORTABLE_MARK).exists() else None


def user_data_dir(profile: Path | None = None) -> Path:
    """Our own folder in this person's profile, made when missing.

    `profile` is where programs keep their data, for a caller that knows it already (Qt does, and
    platformdirs takes a while to import); it is the same folder.

    The variable `SHUANGJIAN_DATA_DIR` overrides it; a program marked portable keeps everything in
    `data` beside itself. School files live where people put them.

    Raises UserError when it cannot be made.
    """
    override = os.environ.get(DATA_DIR_VARIABLE)
    folder = Path(override) if override else portable_dir() or _platform_folder(profile)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"无法建立程序的数据文件夹 {folder}（{error.strerror}）："
            f"请检查磁盘和权限，或用环境变量 {DATA_DIR_VARIABLE} 另指一个文件夹。"
        ) from error
    return folder


def log_dir() -> Path:
    """Where logs and crash reports go, made when missing."""
    folder = user_data_dir() / "logs"
    folder.mkdir(exist_ok=True)
    return folder


def _platform_folder(profile: Path | None) -> Path:
    if profile is not None:
        return profile / APP_FOLDER
    import platformdirs  # start-up time

    return platformdirs.user_data_path(APP_FOLDER, appauthor=False)
