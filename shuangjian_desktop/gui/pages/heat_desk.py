"""年级总览 at work: the heat map made when first asked for, with its own paste and hand-in.

Shows what the query says of a grade's week; what a block means is app/pasting.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.icons import icon
from shuangjian_desktop.gui.keys import read_keys
from shuangjian_desktop.gui.pages.paste_acts import PasteActs
from shuangjian_desktop.gui.pages.state_acts import submit
from shuangjian_desktop.gui.place import Place

if TYPE_CHECKING:
    from shuangjian_desktop.gui.views.heat_room import HeatRoom
    from shuangjian_desktop.gui.views.heat_view import HeatView


class HeatDesk(QObject):
    """Keeps one place of a stack. `view` is None until the overview is first shown."""

    def __init__(
        self, bridge: Bridge, place: Place, pasting: PasteActs, stack: QStackedWidget
    ) -> None:
        super().__init__(stack)
        self._bridge = bridge
        self._place = place
        self._pasting = pasting
        self._stack = stack
        self._room = QWidget(stack)
        stack.addWidget(self._room)
        self.view: HeatView | None = None
        self._counted: HeatRoom | None = None
        self.submit = QAction("提交全年级", self)
        self.submit.setIcon(icon("check"))
        self.submit.triggered.connect(self.submit_grade)
        self.paste = QAction("粘贴整个年级", self)
        self.paste.setIcon(icon("paste"))
        self.paste.triggered.connect(self.paste_grade)

    def made(self) -> "HeatView":
        """Return the heat map, made when first asked for."""
        if self.view is None:
            from shuangjian_desktop.gui.views.heat_room import HeatRoom  # late: start-up time
            from shuangjian_desktop.gui.views.heat_view import HeatView

            self.view = view = HeatView()
            self._counted = HeatRoom(view)
            self._counted.counting.activated.connect(self.load)
            where = self._stack.indexOf(self._room)
            self._stack.removeWidget(self._room)
            self._room.deleteLater()
            self._stack.insertWidget(where, self._counted)
            view.setToolTip("Ctrl+V：粘贴写明班级、学科、星期的整块表格")
            for action, keys in (
                (self.paste, ("Ctrl+V",)),
                (self.submit, ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")),
            ):
                action.setShortcuts([read_keys(key) for key in keys])
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                view.addAction(action)
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return self.view

    def load(self) -> None:
        """Read the grade's week anew."""
        self.made()
        grade = self._place.grade
        if grade is not None and self._counted is not None:
            self._counted.load(self._bridge.project, grade, self._place.date)

    def select_place(self) -> None:
        if self.view is not None:
            self.view.select(self._place.class_id, self._place.date)

    def paste_grade(self) -> None:
        """Paste a block for the whole grade, whatever class it names; preview first."""
        self._pasting.into_grade(self._place, self.made())

    def submit_grade(self) -> None:
        """Hand in what waits in the grade's week."""
        from shuangjian_desktop.app.commands.homework import DayTarget  # late: start-up time
        from shuangjian_desktop.app.queries.grade import grade_heat

        grade = self._place.grade
        if grade is None:
            return
        # Read anew: what the map shows may be counted by another day.
        rows = grade_heat(self._bridge.project, grade, self._place.date).rows
        days = [day.class_day for row in rows for day in row.days if day.class_day.items]
        submit(self._bridge, [DayTarget(day.class_id, day.day.date) for day in days])
