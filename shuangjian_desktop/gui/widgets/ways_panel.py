"""Where a session can go on a day its room cannot be used: a list, and what is wrong as it stands.

Knows one line of app/service/queries/contingencies; what taking one means is the dialog's.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shuangjian_desktop.app.service.queries.contingencies import OPEN, StandbyLine
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.plain import label

_SAID = Qt.ItemDataRole.UserRole


class WaysPanel(QWidget):
    """`taken` carries a Prepared, or None = it is open again."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName("可以改到")
        self.why = label(ink=theme.OVER)
        heading = QLabel("可以改到(&G)")
        heading.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, 0, 0, 0)
        for part in (
            heading,
            self.list,
            self.why,
            _hint(),
        ):
            column.addWidget(part)
        column.setStretch(1, 1)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 14)
        self.setFocusProxy(self.list)
        self.list.itemActivated.connect(self._take)

    def show_line(self, line: StandbyLine | None) -> None:
        """List where a session can go; what stands now is marked."""
        self.list.clear()
        self.setEnabled(line is not None)
        self.why.setText("" if line is None else "；".join(f"▲ {each}" for each in line.wrong))
        for said, words in (*line.able, (None, OPEN)) if line is not None else ():
            is_now = line is not None and said == line.prepared
            item = QListWidgetItem(f"{'● ' if is_now else ''}{words}", self.list)
            item.setData(_SAID, said)
            if is_now:
                self.list.setCurrentItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(item.data(_SAID))


def _hint() -> QLabel:
    return label("双击或按回车改到那里。", ink=theme.MUTED)
