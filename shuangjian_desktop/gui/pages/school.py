"""学校: the sections that describe the school, one at a time: calendar, people, rules, records.

Knows the list of sections; what each shows is in gui/sections.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import SCHOOL, Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.catalogue import SECTIONS, make_section


class SchoolPage(Page):
    """A list of sections on the left, the chosen one on the right. Sections are made when asked."""

    page_id = SCHOOL
    title = "学校"
    follows = frozenset[str]()
    keys = (("Enter", "从左边的目录进到选中的部分"),)

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self._made: dict[str, Page] = {}
        self.list = QListWidget(self)
        self.list.setAccessibleName("学校设置各部分")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        widest = max(self.list.fontMetrics().horizontalAdvance(each.title) for each in SECTIONS)
        self.list.setFixedWidth(widest + 2 * theme.LARGE)  # with room for a scroll bar
        self.stack = QStackedWidget(self)
        for entry in SECTIONS:
            line = QListWidgetItem(entry.title)
            line.setToolTip(entry.about)
            line.setData(Qt.ItemDataRole.UserRole, entry.id)
            self.list.addItem(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        row.setSpacing(theme.MEDIUM)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.list.currentRowChanged.connect(self._show_row)
        self.list.activated.connect(self._enter_section)
        place.section_requested.connect(self.open_section)

    @property
    def section(self) -> Page | None:
        """Return the section on top."""
        found = self.stack.currentWidget()
        return found if isinstance(found, Page) else None

    def open_section(self, section_id: str) -> None:
        """Bring a section to the top, and the keyboard into it; an unknown id changes nothing."""
        for row, entry in enumerate(SECTIONS):
            if entry.id == section_id:
                self.list.setCurrentRow(row)
                self._enter_section()

    def focus_first(self) -> None:
        self.list.setFocus()

    def inspector_widget(self) -> QWidget | None:
        return self.section.inspector_widget() if self.section else None

    def refresh(self, changes: Changes | None) -> None:
        """Sections hear of changes themselves."""
        del changes
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _enter_section(self) -> None:
        if self.section is not None:
            self.section.focus_first()

    def _show_row(self, row: int) -> None:
        entry = SECTIONS[row]
        if entry.id not in self._made:
            made = make_section(entry, self.bridge, self.place, self.runner, self.notify)
            made.import_requested.connect(self.import_requested)
            self._made[entry.id] = made
            self.stack.addWidget(made)
        self.stack.setCurrentWidget(self._made[entry.id])
