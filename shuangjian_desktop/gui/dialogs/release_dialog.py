"""到点自动提交: the moment from which drafts count as handed in.

Asks for a moment; nothing runs in the background, the state is derived whenever it is looked at.
"""

from datetime import datetime

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.gui import theme


class ReleaseDialog(QDialog):
    """`moment` after acceptance; None when the time was taken off."""

    def __init__(
        self, count: int, proposed: datetime, parent: QWidget | None = None, *, is_set: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("到点自动提交")
        words = QLabel(f"这{count}项先作为草稿，从下面的时间起算作已提交(&T)：", self)
        self.field = QDateTimeEdit(self)
        self.field.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.field.setCalendarPopup(True)
        self.field.setDateTime(
            QDateTime.fromString(f"{proposed:%Y-%m-%dT%H:%M}", Qt.DateFormat.ISODate)
        )
        self.field.setAccessibleName("自动提交的时间")
        words.setBuddy(self.field)
        self.moment: datetime | None = None
        buttons = QDialogButtonBox(self)
        buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        if is_set:
            off = buttons.addButton("取消定时", QDialogButtonBox.ButtonRole.ActionRole)
            off.clicked.connect(super().accept)
        buttons.addButton("不改", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        layout.setSpacing(theme.MEDIUM)
        for widget in (words, self.field, buttons):
            layout.addWidget(widget)

    def _take(self) -> None:
        text = self.field.dateTime().toString("yyyy-MM-ddTHH:mm")
        self.moment = datetime.fromisoformat(text)
        self.accept()
