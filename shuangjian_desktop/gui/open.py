"""Opens the program: one application, one school file at a time, or the start page without one.

The composition of the window side; knows no page.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from shuangjian_desktop.app.project import Clock, Project
from shuangjian_desktop.app.queries.opening import opening_date
from shuangjian_desktop.app.sample import demo_clock, is_demo_file
from shuangjian_desktop.domain.people import INSPECTOR
from shuangjian_desktop.errors import Damaged, UserError
from shuangjian_desktop.gui.application import catch_bugs, make_application
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.files import Files
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.own_folder import is_locked
from shuangjian_desktop.gui.place import Place

if TYPE_CHECKING:
    from datetime import date

    from shuangjian_desktop.domain.ids import ClassId
    from shuangjian_desktop.gui.instance import FileHold
    from shuangjian_desktop.gui.rescue import LookOver

LOOK_OVER_MS = 6000
"""How long after opening a file is looked over: the first clicks are the person's."""


def run(path: Path | None, argv: list[str]) -> int:
    """Show the window on a school file, or the start page; return the exit code."""
    application = make_application(argv)
    session = Session()
    catch_bugs(session.notify.crash)
    session.dress()
    if not session.start(path):
        return 0
    code = application.exec()
    session.close()
    return code


class Session(QObject):
    """What is open now. Another file takes the place of the present one in a new window."""

    def __init__(self, clock: Clock | None = None) -> None:
        super().__init__()
        self.notify = Notify()
        self.memory = Memory()
        self.window: QWidget | None = None
        self.project: Project | None = None
        self._clock = clock
        self._hold: FileHold | None = None
        self._look_over: LookOver | None = None
        self._until_look = QTimer(self, singleShot=True)  # ours: it must not outlive us
        self._until_look.timeout.connect(self._watch_over)
        self._was_raised = False
        self._is_dressed = False

    def dress(self) -> None:
        """Take the letters and the contrast chosen on this PC."""
        if self.memory.text_size or self.memory.is_high_contrast or self._is_dressed:
            from shuangjian_desktop.gui.display import dress  # late: start-up time

            application = QApplication.instance()
            assert isinstance(application, QApplication)
            contrast = self.memory.is_high_contrast
            dress(application, self.memory.text_size, is_high_contrast=contrast)
            self._is_dressed = True

    def start(self, path: Path | None) -> bool:
        """Open a file, or the start page without one or when it cannot be opened.

        False when another window has the file and has been raised: there is nothing to show.
        """
        if path is None or not self.open(path):
            if self._was_raised:
                return False
            self.show_start_page()
        return True

    def open_to_look(self, path: Path) -> bool:
        """Open a school file for 督导: everything is seen, nothing can be changed."""
        return self.open(path, is_looking=True)

    def open(self, path: Path, *, is_looking: bool = False) -> bool:
        """Open a school file in a window of its own; False when it was refused and told why."""
        hold = None
        if is_locked(path):  # else it is taken after the first picture: start-up time
            hold = self._take(path)
            if hold is None:
                return False
        self.dress()
        project = None
        try:
            project = self._open_project(path)
            self._let_in(project, is_again=hold is self._hold, is_looking=is_looking)
            window = self.make_window(project)
        except UserError as error:
            if project is not None:
                project.close()
            if hold is not None and hold is not self._hold:
                hold.release()
            if isinstance(error, Damaged):
                return self._rescue(path, str(error)) and self.open(path, is_looking=is_looking)
            self.notify.error(error)
            return False
        stood = self._standing_place(path)
        self._put_away(hold)
        self._hold, self.project, self.window = hold, project, window
        window.settled.connect(self._settle)
        if stood is not None:
            window.return_to(*stood)
        self.notify.window = window
        window.place_on_screen()
        window.show()
        QTimer.singleShot(0, self, self._remember)
        self._until_look.start(LOOK_OVER_MS)
        return True

    def make_window(self, project: Project) -> MainWindow:
        """Build the main window of an open project; not shown yet."""
        bridge = Bridge(project, self.notify)
        place = Place(project.today(), start=opening_date(project), tell_today=project.today)
        files = Files(self.notify, bridge, clock=self._clock)
        files.chosen.connect(self.open)
        files.left.connect(self.show_start_page)
        place.file_requested.connect(self.open)
        window = MainWindow(bridge, place, self.notify, files, self.memory)
        for part in (bridge, place, files):
            part.setParent(window)
        return window

    def show_start_page(self) -> None:
        """Offer to open, make or try a school."""
        from shuangjian_desktop.gui.start_page import StartPage  # late: start-up time

        files = Files(self.notify, clock=self._clock)
        page = StartPage(files, self.memory)
        files.setParent(page)
        files.chosen.connect(self.open)
        files.look_chosen.connect(self.open_to_look)
        self._put_away()
        self.window = self.notify.window = page
        page.show()

    def close(self) -> None:
        """Let go of window and file."""
        self._put_away()

    def _rescue(self, path: Path, sentence: str) -> bool:
        """Offer the backups of a damaged file; True when a sound one stands in its place."""
        from datetime import datetime  # late: start-up time, as is the next

        from shuangjian_desktop.gui.rescue import rescue

        def let_go() -> None:
            if self.project is not None and self.project.path == path:
                self._put_away()

        return rescue(self.notify, path, sentence, let_go, (self._clock or datetime.now)())

    def _hear_damage(self, sentence: str) -> None:
        """The open file is not whole: what is restored is opened in its place."""
        path = self.project.path if self.project is not None else None
        if path is None or (not self._rescue(path, sentence) and self.project is not None):
            return
        if not self.open(path):
            self.show_start_page()

    def _watch_over(self) -> None:
        """Look the open file over once the person has begun."""
        from shuangjian_desktop.gui.rescue import LookOver  # late: start-up time

        if self.project is None or self.window is None:
            return
        self._look_over = LookOver(self.project, self.window)
        self._look_over.found.connect(self._hear_damage)

    def _settle(self) -> None:
        """Take the file for good and answer second starts; one that was faster is shown instead."""
        if self.project is None or self.window is None:
            return
        if self._hold is None:
            self._hold = self._take(self.project.path)
        if self._hold is not None:
            self._hold.listen()
        elif self._was_raised:
            self.window.close()

    def _take(self, path: Path) -> "FileHold | None":
        """Take the hold on a file; None when another window has it and came up instead (F52)."""
        from shuangjian_desktop.gui.instance import FileHold, Standing  # not for the start page

        self._was_raised = False
        hold = FileHold(path, self)
        if self._hold is not None and self._hold.name == hold.name:
            return self._hold
        hold.called.connect(self._come_up)
        standing = hold.take()
        if standing is Standing.RAISED:
            self._was_raised = True
            if self.window is not None:
                self.notify.say(f"“{path.name}”已在另一个窗口打开，已切换到那个窗口。")
            return None
        if standing is Standing.SILENT:
            question = (
                f"“{path.name}”好像正由{hold.holder()}打开，但没有回应；可能是上次没有正常退出。"
                "仍然打开不会弄坏数据。"
            )
            if not self.notify.ask(question, "仍然打开"):
                return None
            hold.take_anyway()
        return hold

    def _come_up(self) -> None:
        """Bring the window before the person: somebody started the program a second time."""
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def _standing_place(self, path: Path) -> "tuple[date, ClassId | None, str] | None":
        """Return where the person is, when the same school is only shown anew."""
        is_same = self.project is not None and self.project.path == path
        if is_same and isinstance(self.window, MainWindow):
            place = self.window.page.place
            return (place.date, place.class_id, self.window.page.page_id)
        return None

    def _open_project(self, path: Path) -> Project:
        clock = self._clock or (demo_clock if is_demo_file(path) else None)
        return Project.open(path, clock=clock) if clock else Project.open(path)

    def _let_in(self, project: Project, *, is_again: bool, is_looking: bool) -> None:
        """Decide who acts: the same person as before, 教务 in the sample, or whoever says so."""
        if is_looking:
            project.actor = INSPECTOR
        elif is_again and self.project is not None:
            project.actor = self.project.actor
        elif self.memory.person_of(project.database.school_id) or project.directory.roles:
            from shuangjian_desktop.app.people import demo_actor  # late: start-up time, as is this
            from shuangjian_desktop.gui.person_acts import let_in

            if is_demo_file(project.path):
                project.actor = demo_actor(project) or project.actor
            else:
                let_in(project, self.memory, self.window)

    def _remember(self) -> None:
        if self.project is not None:
            self.memory.opened(self.project.path)

    def _put_away(self, kept: "FileHold | None" = None) -> None:
        """Close what is open; the hold on the file stays when the same one is opened again."""
        if self._hold is not None and self._hold is not kept:
            self._hold.release()
            self._hold = None
        window, project = self.window, self.project
        self._until_look.stop()
        if self._look_over is not None:
            self._look_over.stop()
            self._look_over = None
        self.window = self.project = self.notify.window = None
        if window is not None:
            window.close()
            window.deleteLater()
        if project is not None:
            project.close()
