"""The pages down the left edge, one button each.

Knows only the actions it shows.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from shuangjian_desktop.gui import theme

_ICON = 24


class Rail(QWidget):
    """One checkable button per page; the shown page's stays pressed."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setAccessibleName("页面")
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.RAIL)
        self.setPalette(palette)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.TINY, theme.SMALL, theme.TINY, theme.SMALL)
        layout.setSpacing(theme.TINY)
        self._group = QActionGroup(self)
        for action in actions:
            action.setCheckable(True)
            self._group.addAction(action)
            layout.addWidget(self._button(action))
        layout.addStretch(1)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setAutoRaise(True)
        button.setMinimumWidth(3 * theme.LARGE)
        button.setAccessibleName(action.text())
        return button
