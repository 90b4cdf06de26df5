"""Where a school file lies: on this PC, in a synced folder (a warning), on the network (refused).

Looks at paths, environment and mount table only; opens no school file and asks no network.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from shuangjian_desktop.errors import UserError

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_KINDS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afpfs", "fuse.sshfs", "davfs", "fuse.davfs2")
)
_SYNC_VARIABLES = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}
_SYNC_NAMES = (
    ("onedrive", "OneDrive"),
    ("坚果云", "坚果云"),
    ("我的坚果云", "坚果云"),
    ("nutstore", "坚果云"),
    ("nutstore files", "坚果云"),
    ("百度网盘", "百度网盘"),
    ("百度云同步盘", "百度网盘"),
    ("baidunetdisk", "百度网盘"),
    ("baidusyncdisk", "百度网盘"),
    ("baidunetdiskworkspace", "百度网盘"),
    ("wps云盘", "WPS云盘"),
    ("wps cloud files", "WPS云盘"),
    ("wpsdrive", "WPS云盘"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("dropbox", "Dropbox"),
)
_SYNC_MARKS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nutstore", "坚果云"),
    (".849c9593-d756-4e56-8d6e-42412f2a707b", "OneDrive"),  # OneDrive's own mark of its root
)


class SyncedFolder(NamedTuple):
    """A folder that another program copies to and fro behind SQLite's back."""

    service: str
    root: Path

    @property
    def warning(self) -> str:
        return (
            f"这个学校文件在{self.service}的同步文件夹里，同步可能弄坏它或生成冲突副本；"
            "请把文件移到普通文件夹，只把备份放进同步文件夹。"
        )


def refuse_network(path: Path, mounts: str | None = None) -> None:
    """Raise UserError for a file on a share: SQLite's locks do not hold there (F50)."""
    where = network_share(path, mounts)
    if where is not None:
        raise UserError(
            f"“{path.name}”在网络位置（{where}）上，多台电脑同时写会损坏数据，没有打开；"
            "请复制到本机磁盘再打开，要换电脑用就带着文件走（U盘）。"
        )


def network_share(path: Path, mounts: str | None = None) -> str | None:
    """Return the share a path lies on, None for a disk of this PC.

    `mounts` is the text of the mount table, where the system has one.
    """
    real = os.path.realpath(path)  # Windows: a mapped drive becomes the share it stands for
    if real.startswith(("\\\\", "//")) and not real.startswith(("\\\\?\\", "\\\\.\\")):
        return real
    if sys.platform == "win32" and mounts is None:
        return None
    return _mounted_from(real, _mount_table() if mounts is None else mounts)


def synced_folder(path: Path, environment: Mapping[str, str]) -> SyncedFolder | None:
    """Return the synced folder a file lies in: by variables, by folder names, by marks (F51)."""
    folders = path.absolute().parents
    for variable, service in _SYNC_VARIABLES.items():
        root = environment.get(variable)
        if root and Path(root) in folders:
            return SyncedFolder(service, Path(root))
    for folder in folders:
        name = folder.name.casefold()
        for known, service in _SYNC_NAMES:
            if name == known or name.startswith(f"{known} - "):
                return SyncedFolder(service, folder)
        for mark, service in _SYNC_MARKS:
            if (folder / mark).exists():
                return SyncedFolder(service, folder)
    return None


def conflicted_copies(path: Path) -> tuple[Path, ...]:
    """Return what a sync service has left beside a file as its quarrelling twins."""
    words = ("冲突", "conflict", "副本")
    return tuple(
        sorted(
            other
            for other in path.absolute().parent.glob(f"*{path.suffix}")
            if other.name != path.name
            and other.stem.startswith(path.stem)
            and any(word in other.stem.casefold() for word in words)
        )
    )


def free_bytes(path: Path) -> int | None:
    """Return the room left on the disk of a file, None when the system does not say."""
    from shutil import disk_usage  # late: start-up time

    try:
        return disk_usage(path.absolute().parent).free
    except OSError:
        return None


def _mount_table() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _mounted_from(real: str, mounts: str) -> str | None:
    """Return the source of the innermost mount a path lies on, when it is a share.

    Compared as text, not as paths: a PC has dozens of mounts, and every start asks.
    """
    best, found = -1, None
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").rstrip("/")
        if f"{real}/".startswith(f"{point}/") and len(point) >= best:
            best = len(point)
            found = fields[0] if fields[2] in _NETWORK_KINDS else None
    return found
