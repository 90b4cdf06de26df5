"""快捷键 and 关于.

Reads the table of actions; knows no page.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QVBoxLayout, QWidget

import shuangjian_desktop
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import TITLE
from shuangjian_desktop.gui.views.quiet_table import QuietTable

_COLUMNS: tuple[Column[tuple[str, str]], ...] = (
    Column("按键", lambda row: row[0]),
    Column("作用", lambda row: row[1]),
)


class ShortcutsDialog(QDialog):
    """Every key that works now: the window's and the shown page's."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键")
        self.resize(460, 520)
        model = RowsModel(_COLUMNS, self)
        model.set_rows(keys)
        view = QuietTable("快捷键", "")
        view.setModel(model)
        header = view.horizontalHeader()
        header.show()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(view)
        layout.addWidget(buttons)


def about_text() -> str:
    """Return the words of 关于."""
    return (
        f"{TITLE}　{shuangjian_desktop.__version__}\n\n"
        "统计各班每天的作业时长，对照上限，生成公示。数据只在本机，不联网。\n"
        "条款表述是对公开文件的概括，以学校手中的正式文件为准。"
    )
