"""The parts of 排课 put together: the task at the left, at the right what is to be seen just now.

Knows where things stand on the screen; what they show is told by the dialog.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QWidget

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.schedule_reasons import ScheduleReasons
from shuangjian_desktop.gui.widgets.schedule_result import ScheduleResult
from shuangjian_desktop.gui.widgets.schedule_run import ScheduleRun
from shuangjian_desktop.gui.widgets.schedule_setup import ScheduleSetup

_LEFT, _RIGHT = 22, 50
"""Widths in letters."""


class SchedulePages(QSplitter):
    """`setup` is always there; one of `reasons`, `run` and `outcome` is on top beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setup, self.run, self.outcome = ScheduleSetup(), ScheduleRun(), ScheduleResult()
        self.reasons = ScheduleReasons()
        self._stack = QStackedWidget()
        self._stack.setContentsMargins(theme.MEDIUM, 0, 0, 0)
        for page in (self.reasons, self.run, self.outcome):
            self._stack.addWidget(page)
        self.setChildrenCollapsible(False)
        self.addWidget(self.setup)
        self.addWidget(self._stack)
        self.setStretchFactor(1, 1)
        wide = self.fontMetrics().horizontalAdvance("字")
        self.setSizes([_LEFT * wide, _RIGHT * wide])

    @property
    def on_top(self) -> QWidget | None:
        """Return what is to be seen just now."""
        return self._stack.currentWidget()

    def bring(self, page: QWidget, button: QPushButton) -> None:
        """Put a part on top; Enter presses the button, which has the keyboard."""
        self._stack.setCurrentWidget(page)
        button.setDefault(True)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
