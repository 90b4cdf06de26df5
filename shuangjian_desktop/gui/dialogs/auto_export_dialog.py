"""Asks when, where and as what this PC exports the day's notices by itself.

Knows the wish and its memory; the exporting itself is gui/auto_export.
"""

from datetime import time
from pathlib import Path

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.auto_export import AutoExportMemory, AutoExportWish
from shuangjian_desktop.gui.notify import Notify

_FORMS = (
    (".pdf", "每班一个PDF"),
    (".html", "一个网页公示板"),
    (".png", "每班一张图片"),
    (".txt", "每班一个文字文件"),
)
_TOLD = (
    "窗口开着时，每个上课日到点导出当天已审核的每日公示，并记为已公示。"
    "没有审核、有草稿或须写理由的不会导出，会在下面的状态栏说明。"
    "电脑睡眠错过了时间，当天唤醒后补做。这项设置只在这台电脑上有效。"
)


class AutoExportDialog(QDialog):
    """`wish` is what the person set."""

    def __init__(self, wish: AutoExportWish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("到点自动导出")
        self.on = QCheckBox("到点自动导出当天的公示(&A)")
        self.on.setChecked(wish.is_on)
        self.at = QTimeEdit(QTime(wish.at.hour, wish.at.minute))
        self.at.setDisplayFormat("HH:mm")
        self.folder = QLineEdit(wish.folder)
        self.form = QComboBox()
        for suffix, words in _FORMS:
            self.form.addItem(words, suffix)
        self.form.setCurrentIndex(self.form.findData(wish.form))
        self._build()
        self._follow()

    @property
    def wish(self) -> AutoExportWish:
        at = self.at.time()
        return AutoExportWish(
            self.on.isChecked(),
            time(at.hour(), at.minute()),
            self.folder.text().strip(),
            str(self.form.currentData()),
        )

    def _build(self) -> None:
        told = QLabel(_TOLD)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        choose = QPushButton("选择(&F)…")
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(choose)
        form = QFormLayout()
        form.addRow("时间(&T)", self.at)
        label = QLabel("存到(&D)")
        label.setBuddy(self.folder)
        form.addRow(label, place)
        form.addRow("导出为(&K)", self.form)
        self.folder.setAccessibleName("存放的文件夹")
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._keep = self.buttons.addButton("保存", role.AcceptRole)
        self.buttons.addButton("取消", role.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.on.toggled.connect(self._follow)
        self.folder.textChanged.connect(self._follow)
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(told)
        column.addWidget(self.on)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 36)

    def _follow(self) -> None:
        is_on = self.on.isChecked()
        for part in (self.at, self.folder, self.form):
            part.setEnabled(is_on)
        folder = self.folder.text().strip()
        self._keep.setEnabled(not is_on or (bool(folder) and Path(folder).is_dir()))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择存放公示的文件夹", self.folder.text())
        if chosen:
            self.on.setChecked(True)
            self.folder.setText(chosen)


def ask_auto_export(parent: QWidget, notify: Notify) -> None:
    """Show the dialog and keep what was set."""
    memory = AutoExportMemory()
    dialog = AutoExportDialog(memory.wish, parent)
    if dialog.exec():
        wish = dialog.wish
        memory.keep(wish)
        when = (
            f"每个上课日{wish.at:%H:%M}自动导出到“{wish.folder}”"
            if wish.is_on
            else "已停用自动导出"
        )
        notify.say(f"{when}。")
    dialog.deleteLater()
