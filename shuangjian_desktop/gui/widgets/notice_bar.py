"""What can be done with the chosen notices: review, export, print; and where the last export went.

Knows how many are chosen, not what they say.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.queries.notice_board import BoardEntry
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.icons import icon

_PEOPLE_CHARACTERS = 7


class NoticeBar(QWidget):
    """Every signal is a wish of the person; `review_wanted` carries the reviewer's name."""

    review_wanted = Signal(str)
    one_file_wanted = Signal()
    files_wanted = Signal()
    pictures_wanted = Signal()
    board_wanted = Signal()
    text_wanted = Signal()
    versions_wanted = Signal()
    auto_export_wanted = Signal()
    print_wanted = Signal()
    test_page_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = QComboBox(self)
        self._written: tuple[Path, ...] = ()
        self._is_busy = False
        self._chosen: tuple[BoardEntry, ...] = ()
        self.review = self._action("审核通过", "review", "Ctrl+Return", self._ask_review)
        self.export = self._action("导出PDF…", "export", "Ctrl+Shift+E", self.one_file_wanted.emit)
        self.print = self._action("打印…", "print", "Ctrl+P", self.print_wanted.emit)
        self.each = self._action("每份一个PDF，存到文件夹…", "", "", self.files_wanted.emit)
        self.text = self._action(
            "复制为文字，发到班级群", "", "Ctrl+Shift+C", self.text_wanted.emit
        )
        self.pictures = self._action("每页一张图片，存到文件夹…", "", "", self.pictures_wanted.emit)
        self.board = self._action("网页公示板（不用联网）…", "", "", self.board_wanted.emit)
        self.versions = self._action(
            "全部版次、再印、核对…", "", "Ctrl+Shift+V", self.versions_wanted.emit
        )
        self.auto = self._action("到点自动导出…", "", "", self.auto_export_wanted.emit)
        self.test_page = self._action("打印校准页…", "", "", self.test_page_wanted.emit)
        self._build()
        self.show_choice(())

    def set_people(self, names: Sequence[str]) -> None:
        """Offer the staff as reviewers; what is typed already stays."""
        typed = self.people.currentText()
        self.people.clear()
        self.people.addItems(list(names))
        self.people.setCurrentIndex(self.people.findText(typed) if typed else -1)
        self.people.setEditText(typed)
        completer = QCompleter(list(names), self.people)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.people.setCompleter(completer)

    def focus_reviewer(self) -> None:
        """Put the keyboard on the name of the reviewer."""
        self.people.setFocus()

    def show_choice(self, chosen: Sequence[BoardEntry]) -> None:
        """Say how many are chosen and what can be done with them."""
        self._chosen = tuple(chosen)
        ready = [entry for entry in chosen if entry.is_entered]
        waiting = [entry for entry in ready if entry.to_review]
        self.review.setText(_counted("审核通过", len(waiting), ""))
        if ready and not waiting:
            names = list(dict.fromkeys(name for entry in ready for name in entry.reviewers))
            self.review.setText(f"已审：{names[0]}{'等' if len(names) > 1 else ''}")
        self.export.setText(_counted("导出PDF", len(ready), "…"))
        self.print.setText(_counted("打印", len(ready), "…"))
        self.review.setEnabled(bool(waiting) and not self._is_busy)
        self.people.setEnabled(bool(waiting))
        for action in (self.export, self.each, self.pictures, self.board, self.text, self.print):
            action.setEnabled(bool(ready) and not self._is_busy)
        is_out = len(chosen) == 1 and chosen[0].prepared.was_published
        self.versions.setEnabled(is_out and not self._is_busy)

    def set_busy(self, is_busy: bool) -> None:
        """While a batch is made nothing else can be put out."""
        self._is_busy = is_busy
        self.show_choice(self._chosen)

    def show_written(self, paths: Sequence[Path]) -> None:
        """Say where the last export went, with the way there."""
        self._written = tuple(paths)
        first = self._written[0]
        many = len(self._written) > 1
        told = f"{first.parent.name} 里的{len(self._written)}个文件" if many else first.name
        self._where.setText(f"已导出：{told}")
        self._where.setToolTip(str(first.parent if many else first))
        self._open_file.setVisible(not many)
        self._result.show()

    def _action(self, text: str, icon_name: str, keys: str, call: object) -> QAction:
        action = QAction(text, self)
        if icon_name:
            action.setIcon(icon(icon_name))
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text.removesuffix('…')}（{shown}）")
        action.triggered.connect(call)
        self.addAction(action)
        return action

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        self.people.setEditable(True)
        self.people.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.people.setMinimumContentsLength(_PEOPLE_CHARACTERS)
        self.people.setAccessibleName("审核人")
        line = QLineEdit(self.people)
        line.setPlaceholderText("审核人")
        line.returnPressed.connect(self._ask_review)
        self.people.setLineEdit(line)
        row.addWidget(self.people)
        row.addWidget(self._button(self.review))
        row.addStretch(1)
        export = self._button(self.export)
        export.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        for action in (self.each, self.pictures, self.board, self.text):
            export.addAction(action)
        more = QAction(export)
        more.setSeparator(True)
        for action in (more, self.versions, self.auto):
            export.addAction(action)
        row.addWidget(export)
        printing = self._button(self.print)
        printing.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        printing.addAction(self.test_page)
        row.addWidget(printing)
        column.addLayout(row)
        column.addWidget(self._build_result())

    def _build_result(self) -> QWidget:
        self._result = QWidget(self)
        row = QHBoxLayout(self._result)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        self._where = QLabel(self._result)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._open_file = self._plain("打开文件", self._open)
        row.addWidget(self._where, 1)
        row.addWidget(self._open_file)
        row.addWidget(self._plain("打开所在文件夹", self._open_folder))
        close = self._plain("", self._result.hide)
        close.setIcon(icon("close"))
        close.setAccessibleName("收起")
        row.addWidget(close)
        self._result.hide()
        return self._result

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _plain(self, text: str, act: object) -> QToolButton:
        button = QToolButton(self._result)
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(act)
        return button

    def _ask_review(self) -> None:
        self.review_wanted.emit(self.people.currentText())

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written[0])))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written[0].parent)))


def _counted(text: str, count: int, rest: str) -> str:
    return f"{text}（{count}份）{rest}" if count > 1 else f"{text}{rest}"
