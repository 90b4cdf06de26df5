"""Shown first when no school file is given: open one, make one, try the sample, or a recent one.

Knows no school data.
"""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shuangjian_desktop import paths
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.files import Files
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import TITLE
from shuangjian_desktop.gui.views.quiet_table import QuietTable


def _title(path: Path) -> str:
    return path.stem if path.exists() else f"{path.stem}（文件已不在原处）"


_COLUMNS: tuple[Column[Path], ...] = (
    Column("文件", _title, ink=lambda p: None if p.exists() else theme.MUTED, tooltip=str),
    Column("位置", lambda path: str(path.parent), ink=lambda _: theme.MUTED, tooltip=str),
)


class StartPage(QWidget):
    """Four buttons and the recent files."""

    def __init__(self, files: Files, memory: Memory) -> None:
        super().__init__()
        self._files = files
        self.setWindowTitle(TITLE)
        self.setWindowIcon(QIcon(str(paths.resource("icons", "app.svg"))))
        self.resize(760, 480)
        self.recent: RowsModel[Path] = RowsModel(_COLUMNS, self)
        self.recent.set_rows(memory.recent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(2 * theme.LARGE,) * 4)
        layout.setSpacing(theme.MEDIUM)
        layout.addWidget(_heading())
        layout.addWidget(QLabel("按班级和日期统计作业时长，对照上限，生成公示。一所学校一个文件。"))
        layout.addSpacing(theme.SMALL)
        layout.addLayout(self._build_buttons())
        layout.addSpacing(theme.SMALL)
        layout.addWidget(QLabel("最近打开"))
        layout.addWidget(self._build_recent(), 1)

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        for text, call in (
            ("打开学校文件(&O)…", self._files.open_file),
            ("新建学校(&N)…", self._files.new_file),
            ("看样例学校(&D)", self._files.open_demo),
            ("以督导身份只读打开(&L)…", self._files.open_to_look),
        ):
            button = QPushButton(text)
            button.setMinimumHeight(2 * theme.LARGE)
            button.setAutoDefault(True)
            button.clicked.connect(call)
            row.addWidget(button)
        return row

    def _build_recent(self) -> QuietTable:
        view = QuietTable("最近打开的学校文件", "还没有打开过学校文件。")
        view.setModel(self.recent)
        view.opened.connect(self._open)
        return view

    def _open(self, index: QModelIndex) -> None:
        path = self.recent.row(index)
        if path is not None:
            self._files.chosen.emit(path)


def _heading() -> QLabel:
    label = QLabel(TITLE)
    label.setTextFormat(Qt.TextFormat.PlainText)
    font = label.font()
    font.setPointSizeF(theme.TITLE_POINTS * 1.4)
    font.setBold(True)
    label.setFont(font)
    return label
