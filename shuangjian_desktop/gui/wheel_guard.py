"""The wheel never changes a value in passing: it scrolls what lies behind (P11).

Knows no page; one filter for the whole application.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox


class WheelGuard(QObject):
    """Install it on the application."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        if not isinstance(watched, QComboBox | QAbstractSpinBox):
            return False
        event.ignore()
        return True
