"""Exports the day's notices to a folder at a set time while the window is open.

Knows the clock and what this PC remembers; what may go out unattended is app/unattended.
"""

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSettings, QTimer

from shuangjian_desktop.app.changes import NOTHING, Changes
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.own_folder import own_folder
from shuangjian_desktop.gui.runner import Runner

if TYPE_CHECKING:
    from shuangjian_desktop.app.unattended import Unattended

_LOOK_MS = 30_000  # a PC that slept looks again half a minute after it wakes
_FORMATS = (".pdf", ".png", ".html", ".txt")


class AutoExportWish(NamedTuple):
    """What this PC was asked for; `form` is the suffix of a printing.Format."""

    is_on: bool = False
    at: time = time(16, 0)
    folder: str = ""
    form: str = ".pdf"


class AutoExportMemory:
    """The wish, and the last day it was done; on this PC, in no school file."""

    def __init__(self, path: Path | None = None) -> None:
        self._settings: QSettings | None = None
        try:
            where = path or own_folder() / "auto_export.ini"
        except UserError:
            return
        self._settings = QSettings(str(where), QSettings.Format.IniFormat)

    @property
    def wish(self) -> AutoExportWish:
        """Return what was asked for; what cannot be read counts as not asked."""
        try:
            at = time.fromisoformat(self._text("at", "16:00"))
        except ValueError:
            at = AutoExportWish().at
        form, folder = self._text("form", ".pdf"), self._text("folder", "")
        is_on = self._text("on", "false") == "true" and bool(folder) and form in _FORMATS
        return AutoExportWish(is_on, at, folder, form if form in _FORMATS else ".pdf")

    def keep(self, wish: AutoExportWish) -> None:
        """Remember a wish; the day counts as not done yet."""
        self._set("on", "true" if wish.is_on else "false")
        self._set("at", wish.at.strftime("%H:%M"))
        self._set("folder", wish.folder)
        self._set("form", wish.form)
        self._set("done", "")

    def is_done(self, school: str, on: date) -> bool:
        return self._text("done", "") == f"{on.isoformat()} {school}"

    def set_done(self, school: str, on: date) -> None:
        self._set("done", f"{on.isoformat()} {school}")

    def _text(self, key: str, otherwise: str) -> str:
        return str(self._settings.value(key, otherwise)) if self._settings else otherwise

    def _set(self, key: str, value: str) -> None:
        if self._settings:
            self._settings.setValue(key, value)


class AutoExport(QObject):
    """Looks at the clock now and then. One day is done once; a failure is said once and retried."""

    def __init__(
        self,
        project: Project,
        notify: Notify,
        runner: Runner,
        parent: QObject | None = None,
        memory: AutoExportMemory | None = None,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._notify = notify
        self._runner = runner
        self._memory = memory or AutoExportMemory()
        self.is_busy = False
        self._said = ""
        self._tried: date | None = None  # until something changes, a second try finds the same
        project.subscribe(self._forget_try)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    def look(self, now: datetime | None = None) -> None:
        """Do what is due: at the set time, or later the same day when it was slept through."""
        if self.is_busy or self._project.is_closed or self._project.database.read_only:
            return
        now = now or self._project.clock()
        wish, school = self._memory.wish, str(self._project.path)
        if not wish.is_on or now.time() < wish.at or self._memory.is_done(school, now.date()):
            return
        if self._tried == now.date():
            return
        if not self._project.directory.calendar.day(now.date()).is_school_day:
            return
        self._do(wish, school, now.date())

    def _forget_try(self, changes: Changes) -> None:
        del changes
        self._tried = None

    def _do(self, wish: AutoExportWish, school: str, on: date) -> None:
        """Beside the window: a slow shared folder holds up nobody who types."""
        from shuangjian_desktop.app.printing import Format  # late: start-up time, as are the next
        from shuangjian_desktop.app.unattended import export_unattended
        from shuangjian_desktop.gui.outgoing import Outgoing, Watch, Written

        def act(project: Project, watch: Watch) -> Written:
            folder, form = Path(wish.folder), Format(wish.form)
            done = export_unattended(project, on, folder, form, watch)
            return done, done.result.changes if done.result else NOTHING

        def finished(done: "Unattended") -> None:
            self._tried = on
            self._tell(done, wish, school, on)

        self.is_busy = True
        outgoing = Outgoing(self._project, self._runner, self)
        job = outgoing.start("正在自动导出公示", act, finished, self._failed)
        job.cancelled.connect(self._stopped)
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        self.is_busy = False

    def _stopped(self) -> None:
        """Whoever pressed 取消 is not asked again until something changes."""
        self._tried = self._project.clock().date()

    def _failed(self, error: BaseException) -> None:
        """A USB stick may come back: tried again, said once."""
        if not isinstance(error, UserError):
            raise error  # a bug: the crash dialog's
        self._say(f"自动导出没有完成：{str(error).removesuffix('。')}。")

    def _tell(self, done: "Unattended", wish: AutoExportWish, school: str, on: date) -> None:
        waiting = f"；还有{done.waiting}份没有导出（{done.why}）" if done.waiting else ""
        if done.result is None:
            if done.waiting:  # somebody may still review them today: tried again, told once
                self._say(f"到了自动导出的时间{waiting}。")
            return
        if done.result.failures:
            self._tried = None  # what is open elsewhere now may be closed in half a minute
            self._say(f"自动导出有{len(done.result.failed)}份没有写成：{done.result.failures[0]}")
            return
        if not done.waiting:
            self._memory.set_done(school, on)
        told = f"已自动导出{len(done.result.paths)}个文件到“{wish.folder}”"
        self._say(f"{told}，已记为公示{waiting}。")

    def _say(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            self._notify.say(sentence)
