"""All versions of one notice: when, by whom, why, whether the kept content is still the same.

Shows what app/notice_book says; printing a version again is the page's business.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.notice_book import Version
from shuangjian_desktop.gui import theme

_HEADS = ("版次", "公示时间", "公示人", "更正理由", "校验码", "核对")
_CHARACTERS = 56


class NoticeVersions(QDialog):
    """`print_wanted` and `export_wanted` carry the chosen Version."""

    print_wanted = Signal(object)
    export_wanted = Signal(object)

    def __init__(
        self, title: str, versions: Sequence[Version], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._versions = tuple(versions)
        self.setWindowTitle(f"{title}：全部版次")
        self.table = QTableWidget(len(versions), len(_HEADS))
        self.words = QLabel()
        self.print = QPushButton("再印这一版(&P)…")
        self.export = QPushButton("导出这一版(&E)…")
        self.buttons = QDialogButtonBox()
        self._build()
        self._follow()

    @property
    def chosen(self) -> Version | None:
        row = self.table.currentRow()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        self._fill_table()
        column.addWidget(self.table, 1)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        role = QDialogButtonBox.ButtonRole
        self.print.clicked.connect(lambda: self.print_wanted.emit(self.chosen))
        self.export.clicked.connect(lambda: self.export_wanted.emit(self.chosen))
        for button in (self.print, self.export):
            self.buttons.addButton(button, role.ActionRole)
        self.buttons.addButton("关闭", role.RejectRole)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(letter * _CHARACTERS, letter * _CHARACTERS // 2)

    def _fill_table(self) -> None:
        table = self.table
        table.setAccessibleName("公示的全部版次")
        table.setHorizontalHeaderLabels(list(_HEADS))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        for row, version in enumerate(self._versions):
            for column, text in enumerate(_row(version)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                table.setItem(row, column, cell)
        table.resizeColumnsToContents()
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.currentCellChanged.connect(self._follow)
        table.setCurrentCell(0, 0)

    def _follow(self) -> None:
        version = self.chosen
        can = version is not None and version.can_be_printed
        self.print.setEnabled(can)
        self.export.setEnabled(can)
        self.words.setText(_told(version) if version else "还没有公示过。")


def _row(version: Version) -> tuple[str, ...]:
    record = version.record
    at = record.issued_at.replace("T", " ")[:16]
    mark = "✓" if version.can_be_printed else "✕"
    return (
        f"第{record.version}版",
        at,
        record.issued_by or "",
        record.reason or "",
        record.code,
        f"{mark} {version.verdict}",
    )


def _told(version: Version) -> str:
    if version.notice is None or not version.can_be_printed:
        return f"这一版{version.verdict}，不能照原样再印。"
    correction = version.notice.head.correction
    if correction is None:
        return "首次公示的一版；再印出来与当时一模一样。"
    return "更正内容：" + "；".join(correction.changes)
