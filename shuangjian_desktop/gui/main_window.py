"""The main window: a bar, a rail, one page at a time, the inspector. It only navigates.

Knows no school data; pages and inspector read their own.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.directory import KINDS as DIRECTORY_KINDS
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.actions import MENUS, Actions
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.files import Files
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.notify import TITLE, Notify
from shuangjian_desktop.gui.pages.catalogue import PAGES, make_page
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Job, Runner
from shuangjian_desktop.gui.widgets.rail import Rail
from shuangjian_desktop.gui.widgets.shell import Shell, has_room_beside, ribbon
from shuangjian_desktop.gui.widgets.top_bar import TopBar
from shuangjian_desktop.gui.window_actions import undo_texts, window_specs

if TYPE_CHECKING:
    from datetime import date

    from shuangjian_desktop.domain.ids import ClassId
    from shuangjian_desktop.gui.inspector import Inspector

MINIMUM = (1024, 640)
USUAL = (1366, 768)
_INSPECTOR_WIDTH = 270
_SAID_MS = 8000


class MainWindow(QMainWindow):
    """`closed` comes after the last editor has been committed, `settled` once all is up."""

    closed = Signal()
    settled = Signal()

    def __init__(
        self, bridge: Bridge, place: Place, notify: Notify, files: Files, memory: Memory
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._place = place
        self._notify = notify
        self.memory = memory
        self.runner = Runner(self)
        self.files = files
        self._pages: dict[str, Page] = {}
        self._is_closed = False
        self._inspector: Inspector | None = None
        self._is_insisting = False  # F4 brings the inspector into a narrow window all the same
        self._had_room = True
        self.actions_ = Actions(window_specs(self, bridge, place, files), self)
        for action_id in ("undo", "redo"):
            self.actions_[action_id].setEnabled(False)  # until the journal has been asked
        notify.window = self
        self._build()
        self._connect()
        self._bring_up(PAGES[0].id)

    @property
    def page(self) -> Page:
        """Return the page on top."""
        found = self._stack.currentWidget()
        assert isinstance(found, Page)
        return found

    def show_page(self, page_id: str) -> Page:
        """Bring a page to the top and the keyboard to where its work starts."""
        self.commit_editors()
        self._bring_up(page_id)
        self.page.focus_first()
        return self.page

    def return_to(self, on: "date", class_id: "ClassId | None", page_id: str) -> None:
        """Stand where the window before this one stood."""
        self._place.go(date=on, class_id=class_id, page=page_id)

    def toggle_inspector(self) -> None:
        """Show or hide the right side on the pages it belongs to."""
        self._is_insisting = self._inspector is None or self._inspector.isHidden()
        self.memory.keep_inspector_wanted(self._is_insisting)
        self._show_inspector()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._stack.count() and has_room_beside(self) is not self._had_room:
            self._show_inspector()

    def choose_display(self) -> None:
        """Let the person choose letters and contrast; the window is made anew in them."""
        from shuangjian_desktop.gui.dialogs.display import DisplayDialog  # late: start-up time

        if DisplayDialog(self.memory, self).exec():
            self.commit_editors()
            self.files.chosen.emit(self._bridge.project.path)

    def commit_editors(self) -> None:
        """Write what is still being typed: the last syllable, the open cell (P4, P20)."""
        QGuiApplication.inputMethod().commit()
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()

    def refresh(self) -> None:
        """Read the shown page again, foreign changes first."""
        self._bridge.notice_foreign_changes()
        self.page.refresh(None)

    def place_on_screen(self) -> None:
        """Take the size and place of last time; back onto a screen if that monitor is gone."""
        kept = self.memory.geometry
        if kept is not None and self.restoreGeometry(kept) and self._is_on_a_screen():
            return
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.setGeometry(_centred(room))
        if room.width() <= USUAL[0] or room.height() <= USUAL[1]:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_coming = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_coming and not self._is_closed:
            self._bridge.notice_foreign_changes()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.commit_editors()
        self.runner.stop()
        self.memory.keep_geometry(self.saveGeometry())
        super().closeEvent(event)
        self._is_closed = True
        self.closed.emit()

    def _bring_up(self, page_id: str) -> None:
        """Put a page on top, building it when it is first asked for."""
        if page_id not in self._pages:
            made = make_page(page_id, self._bridge, self._place, self.runner, self._notify)
            made.import_requested.connect(self.files.import_kind)
            self._pages[page_id] = made
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._pages[page_id])
        self._rail.press(self.actions_[f"page_{page_id}"])
        self._show_inspector()

    def _build(self) -> None:
        self.setWindowTitle(f"{self._bridge.project.directory.school.name} - {TITLE}")
        self.setMinimumSize(*MINIMUM)
        for title in MENUS:
            self._build_menu(title)
        self._rail = Rail([self.actions_[f"page_{entry.id}"] for entry in PAGES])
        self._top = TopBar(self._bridge, self._place, self.actions_)
        self._stack = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self._stack)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._split, 1)
        middle = Shell()
        middle.painted.connect(self._after_first_paint)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.files.is_demo:
            column.addWidget(ribbon(self.files.leave))
        column.addWidget(self._top)
        column.addLayout(row, 1)
        self.setCentralWidget(middle)
        line = self.fontMetrics().height() + theme.MEDIUM
        self.statusBar().setFixedHeight(line)  # there from the start: nothing jumps when it speaks

    def _build_menu(self, title: str) -> None:
        menu: QMenu = self.menuBar().addMenu(title)
        for spec, action in self.actions_.in_menu(title):
            if spec.starts_group:
                menu.addSeparator()
            menu.addAction(action)
            if spec.id == "open":
                self._recent = menu.addMenu("最近打开(&R)")
                self._recent.aboutToShow.connect(self._fill_recent)

    def _connect(self) -> None:
        self._place.page_requested.connect(self.show_page)
        self._bridge.undo_changed.connect(self._show_undo)
        self._bridge.changed.connect(self._hear_changes)
        self._notify.said.connect(self._say)
        self.runner.shown.connect(self._show_job)

    def _after_first_paint(self) -> None:
        """Do what nobody misses in the first picture."""
        if not self._bridge.is_open:
            return
        self.actions_.dress()
        self.page.focus_first()
        self._show_undo()
        from shuangjian_desktop.gui.safekeeping import Safekeeping  # late: start-up time

        self.safekeeping = Safekeeping(self._bridge, self.runner, self)
        self.safekeeping.start()
        from shuangjian_desktop.gui.auto_export import AutoExport  # late: start-up time

        AutoExport(self._bridge.project, self._notify, self.runner, self)
        from shuangjian_desktop.gui.moments import Moments  # late: start-up time

        self.moments = Moments(self._bridge, self)
        self.moments.arm()
        if not self._bridge.project.directory.classes(self._place.date):
            self._place.open_section("setup")  # an empty 今日 says nothing; the list says what next
        self.settled.emit()

    def _show_undo(self) -> None:
        undo, redo = undo_texts(self._bridge.undo_state)
        for action_id, text in (("undo", undo), ("redo", redo)):
            action = self.actions_[action_id]
            action.setText(text or action.iconText())
            action.setEnabled(bool(text))

    def _hear_changes(self, changes: Changes) -> None:
        self.statusBar().clearMessage()  # it spoke of the act before
        if changes.touches(*DIRECTORY_KINDS):
            self._top.show_place()
            self._top.show_person()
            self.setWindowTitle(f"{self._bridge.project.directory.school.name} - {TITLE}")
        if changes.touches("role") and changes.seq is not None:
            from shuangjian_desktop.gui.person_acts import ask_once_there_are_roles  # late

            ask_once_there_are_roles(self, self._bridge)

    def _show_inspector(self) -> None:
        entry = next(entry for entry in PAGES if entry.id == self.page.page_id)
        self._had_room = has_room_beside(self)
        has_room = self._had_room or self._is_insisting
        is_wanted = entry.has_inspector and self.memory.is_inspector_wanted and has_room
        if is_wanted and self._inspector is None:
            from shuangjian_desktop.gui.inspector import Inspector  # late: start-up time

            self._inspector = Inspector(self._bridge, self._place)
            self._split.addWidget(self._inspector)
            self._split.setStretchFactor(0, 1)
            self._split.setSizes([self.width(), _INSPECTOR_WIDTH])
        if self._inspector is not None:
            self._inspector.show_for(self.page)
            self._inspector.setVisible(is_wanted)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self.memory.recent:
            is_there = path.exists()
            action = self._recent.addAction(f"{path}" if is_there else f"{path}（已不在原处）")
            action.setEnabled(is_there)
            action.setData(path)
            action.triggered.connect(self.files.open_recent)
        if not self.memory.recent:
            self._recent.addAction("没有最近打开的文件").setEnabled(False)

    def _say(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, _SAID_MS)

    def _show_job(self, job: Job) -> None:
        from shuangjian_desktop.gui.widgets.job_strip import JobStrip  # late: start-up time

        strip = self.statusBar().findChild(JobStrip)
        if strip is None:
            strip = JobStrip()
            self.statusBar().addPermanentWidget(strip)
        strip.show_job(job)

    def _is_on_a_screen(self) -> bool:
        frame = self.frameGeometry()
        return any(
            screen.availableGeometry().intersects(frame) for screen in QGuiApplication.screens()
        )


def _centred(room: QRect) -> QRect:
    width, height = min(USUAL[0], room.width()), min(USUAL[1], room.height())
    frame = QRect(0, 0, width, height)
    frame.moveCenter(room.center())
    return frame
