"""Looks after the open school file while people work: snapshots, room on the disk, other writers.

Started after the first picture; copies are made by app/backup on a thread with its own connection.
"""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.place_of_file import conflicted_copies, free_bytes, synced_folder
from shuangjian_desktop.app.sample import is_demo_file
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.own_folder import own_folder
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.paths import UNFINISHED_FOLDER

LEAST_FREE = 20 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_LOOK_MS = 5000
_COPY_AFTER_MS = 4000


class Safekeeping(QObject):
    """One for one window. `free` tells the room on a file's disk in bytes."""

    def __init__(
        self,
        bridge: Bridge,
        runner: Runner,
        parent: QObject,
        free: Callable[[Path], int | None] = free_bytes,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._runner = runner
        self._free = free
        self._was_read_only = bridge.project.database.read_only
        self._is_full = False
        self._copied_on = ""
        self._copying = QTimer(self)
        self._copying.setSingleShot(True)
        self._copying.setInterval(_COPY_AFTER_MS)
        self._copying.timeout.connect(self.copy_of_the_day)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self.look)
        bridge.changed.connect(self._hear)

    def start(self) -> None:
        """Look for the first time and say what is to be said."""
        self.look()
        self._looking.start()
        told = self._clock_warning() + self._warning()
        if told:
            self._bridge.notify.say(told)
        self._mend()

    def _mend(self) -> None:
        """Make files agree with the record after a putting out that was killed half way."""
        if not _is_anything_unfinished():
            return
        from shuangjian_desktop.app.beside import beside  # late: start-up time, as is the next
        from shuangjian_desktop.app.unfinished import mend

        another = beside(self._bridge.project)

        def work(_progress: object, _is_cancelled: object) -> str:
            with another.opened(to_write=True) as beside_it:
                return mend(beside_it).sentence

        job = self._runner.start("正在核对上次没有导出完的公示", work)
        job.done.connect(self._say_mended)
        job.failed.connect(self._hear_no_mending)

    def _say_mended(self, told: str) -> None:
        if told:
            self._bridge.notify.say(told)

    def _hear_no_mending(self, error: object) -> None:
        """A file somebody else writes to just now: the next start or export tries again."""
        if isinstance(error, BaseException) and not isinstance(error, UserError):
            raise error

    def look(self) -> None:
        """Ask about the room on the disk and about other writers (P25, F46)."""
        if not self._bridge.is_open:
            self._looking.stop()
            return
        self._look_at_disk()
        self._bridge.look_around()

    def copy_of_the_day(self) -> None:
        """Make today's snapshot on a thread; one that fails is said in passing and tried again."""
        project = self._bridge.project
        if not self._bridge.is_open or is_demo_file(project.path):
            return
        path, school_id, now = project.path, str(project.database.school_id), project.clock()

        def work(_progress: object, _is_cancelled: object) -> object:
            from shuangjian_desktop.app.backup import snapshot_of_the_day  # late: start-up time

            return snapshot_of_the_day(path, school_id, now)

        self._copied_on = now.date().isoformat()
        job = self._runner.start("自动备份", work)
        job.failed.connect(self._hear_failure)

    def _hear(self, changes: Changes) -> None:
        today = self._bridge.project.today().isoformat()
        if changes.seq is not None and self._copied_on != today:
            self._copying.start()

    def _hear_failure(self, error: object) -> None:
        self._copied_on = ""
        reason = str(error) if isinstance(error, UserError) else "请在“文件与备份”里手动备份一次。"
        self._bridge.notify.say(f"今天的自动备份没有做成：{reason}")

    def _look_at_disk(self) -> None:
        if self._was_read_only:
            return
        room = self._free(self._bridge.project.path)
        is_full = room is not None and room < LEAST_FREE
        if is_full == self._is_full:
            return
        self._is_full = is_full
        self._bridge.set_read_only(is_full)
        words = (
            f"磁盘只剩{(room or 0) // _MEGABYTE}MB，先改为只读以免写坏数据；"
            "清理出空间后会自动恢复。"
            if is_full
            else "磁盘空间够了，可以继续录入。"
        )
        self._bridge.notify.say(words)

    def _clock_warning(self) -> str:
        from shuangjian_desktop.app.queries.health import clock_warning  # late: start-up time

        return clock_warning(self._bridge.project)

    def _warning(self) -> str:
        path = self._bridge.project.path
        synced = synced_folder(path, os.environ)
        if synced is None:
            return ""
        twins = conflicted_copies(path)
        more = f"旁边已有{len(twins)}个冲突副本。" if twins else ""
        return f"{synced.warning}{more}（学校 → 文件与备份）"


def _is_anything_unfinished() -> bool:
    try:
        return any((own_folder() / UNFINISHED_FOLDER).glob("*.json"))
    except (UserError, OSError):
        return False
