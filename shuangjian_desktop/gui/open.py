"""Opens the program: one application, one school file at a time, or the start page without one.

The composition of the window side; knows no page.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.project import Clock, Project
from shuangjian_desktop.app.queries.opening import opening_date
from shuangjian_desktop.app.sample import demo_clock, is_demo_file
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.application import catch_bugs, make_application
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.files import Files
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place


def run(path: Path | None, argv: list[str]) -> int:
    """Show the window on a school file, or the start page; return the exit code."""
    application = make_application(argv)
    session = Session()
    catch_bugs(session.notify.crash)
    session.start(path)
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

    def start(self, path: Path | None) -> None:
        """Open a file, or the start page without one or when it cannot be opened."""
        if path is None or not self.open(path):
            self.show_start_page()

    def open(self, path: Path) -> bool:
        """Open a school file in a window of its own; False when it was refused and told why."""
        try:
            project = self._open_project(path)
            window = self.make_window(project)
        except UserError as error:
            self.notify.error(error)
            return False
        self._put_away()
        self.project, self.window = project, window
        self.notify.window = window
        window.place_on_screen()
        window.show()
        QTimer.singleShot(0, self, self._remember)
        return True

    def make_window(self, project: Project) -> MainWindow:
        """Build the main window of an open project; not shown yet."""
        bridge = Bridge(project, self.notify)
        place = Place(project.today(), start=opening_date(project))
        files = Files(self.notify, bridge)
        files.chosen.connect(self.open)
        window = MainWindow(bridge, place, self.notify, files, self.memory)
        for part in (bridge, place, files):
            part.setParent(window)
        return window

    def show_start_page(self) -> None:
        """Offer to open, make or try a school."""
        from shuangjian_desktop.gui.start_page import StartPage  # late: start-up time

        files = Files(self.notify)
        page = StartPage(files, self.memory)
        files.setParent(page)
        files.chosen.connect(self.open)
        self._put_away()
        self.window = self.notify.window = page
        page.show()

    def close(self) -> None:
        """Let go of window and file."""
        self._put_away()

    def _open_project(self, path: Path) -> Project:
        clock = self._clock or (demo_clock if is_demo_file(path) else None)
        return Project.open(path, clock=clock) if clock else Project.open(path)

    def _remember(self) -> None:
        if self.project is not None:
            self.memory.opened(self.project.path)

    def _put_away(self) -> None:
        window, project = self.window, self.project
        self.window = self.project = self.notify.window = None
        if window is not None:
            window.close()
            window.deleteLater()
        if project is not None:
            project.close()
