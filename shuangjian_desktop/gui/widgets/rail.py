"""The pages down the left edge, one button each.

Knows only the actions it shows.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
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
        self._actions = tuple(actions)
        for action in self._actions:
            action.setCheckable(True)
            layout.addWidget(self._button(action))
        layout.addStretch(1)

    def press(self, shown: QAction) -> None:
        """Press the button of the shown page and release the others."""
        for action in self._actions:
            action.setChecked(action is shown)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setAutoRaise(True)
        # The icons come after the first picture; the room for them is kept.
        height = _ICON + button.fontMetrics().height() + 2 * theme.SMALL
        button.setFixedSize(3 * theme.LARGE, height)
        button.setAccessibleName(action.text())
        return button
