"""The heat map with the choice above it: by which day minutes count, and the sentence that says so.

Reads app/queries/counting when asked to load; the map itself is heat_view.
"""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.counting import counted_heat
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.views.heat_view import HeatView
from shuangjian_desktop.rules.windows import Counting


class HeatRoom(QWidget):
    """`counting.activated` when the person wants the numbers counted otherwise."""

    def __init__(self, view: HeatView) -> None:
        super().__init__()
        self.view = view
        self.counting = QComboBox()
        self.rule = QLabel()
        self.counting.addItems([way.value for way in Counting])
        self.counting.setAccessibleName("分钟算在哪一天")
        self.counting.setToolTip("分钟算在哪一天")
        self.rule.setTextFormat(Qt.TextFormat.PlainText)
        self.rule.setWordWrap(True)
        palette = self.rule.palette()
        palette.setColor(self.rule.foregroundRole(), theme.MUTED)
        self.rule.setPalette(palette)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self.counting)
        row.addWidget(self.rule, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addLayout(row)
        column.addWidget(view, 1)
        self.setFocusProxy(view)

    def load(self, project: Project, grade: int, on: date) -> None:
        """Show a grade's week counted as chosen."""
        way = Counting(self.counting.currentText())
        counted = counted_heat(project, grade, on, way)
        self.rule.setText(counted.rule)
        self.view.show_heat(counted.heat, counted)
