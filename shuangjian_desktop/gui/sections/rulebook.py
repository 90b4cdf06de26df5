"""规则库: the 25 clauses in our words, figures and rules with their dates, and the limits in force.

Reads app/queries/rule_shelf; changes the school's own stricter limits and its official copies.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QLabel, QLineEdit, QVBoxLayout

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.commands.attachments import remove_copy
from shuangjian_desktop.app.commands.policy import remove_own_limit, set_own_limit
from shuangjian_desktop.app.official_copies import copies, taken_out
from shuangjian_desktop.app.queries.rule_shelf import BookLine, book_lines, limit_lines
from shuangjian_desktop.domain.attachment import Attachment
from shuangjian_desktop.domain.school import OwnLimit
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.copies_panel import CopiesPanel
from shuangjian_desktop.gui.widgets.limits_panel import LimitsPanel

_COLUMNS: tuple[Column[BookLine], ...] = (
    Column("条", lambda line: f"第{line.clause}条"),
    Column("类别", lambda line: line.kind),
    Column("名称", lambda line: line.title, tooltip=lambda line: line.title),
    Column("说明", lambda line: line.about[0], tooltip=lambda line: "\n".join(line.about)),
    Column("生效", lambda line: f"{line.since.isoformat()}起"),
)
_READ = ("school", "own_limit", "setting", "attachment", EVERYTHING)


class RulebookSection(Page):
    page_id = "rulebook"
    title = "规则库"

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.books = QComboBox()
        self.head = _label(theme.INK)
        self.copies = CopiesPanel()
        self.limits = LimitsPanel()
        self.search = QLineEdit()
        self.model = RowsModel(_COLUMNS)
        self.table = QuietTable("规则库内容", "没有找到；请换一个词。")
        self.details = _label(theme.INK)
        self._build()
        self.books.currentIndexChanged.connect(self._show_lines)
        self.search.textChanged.connect(self._show_lines)
        self.table.selectionModel().currentChanged.connect(self._show_details)
        self.copies.wanted.connect(self._attach)
        self.copies.opened.connect(self._open)
        self.copies.removed.connect(self._remove)
        self.limits.wanted.connect(self._set)
        self.limits.withdrawn.connect(self._withdraw)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_READ):
            return
        project, on = self.bridge.project, self.place.date
        shelf = project.rulebooks
        if self.books.count() != len(shelf.books):
            self.books.clear()
            for book in reversed(shelf.books):
                self.books.addItem(f"{book.name}（{book.since.isoformat()}起）", book)
            self.books.setVisible(len(shelf.books) > 1)
        school = project.directory.school
        grades = range(school.first_grade, school.last_grade + 1)
        self.limits.show_limits(limit_lines(project, on), grades, on)
        self._show_lines()

    def focus_first(self) -> None:
        self.search.setFocus()

    def _build(self) -> None:
        self.books.setAccessibleName("规则库版本")
        self.search.setAccessibleName("在规则库里查找")
        self.search.setPlaceholderText("查找条款、数值或规则（Ctrl+F），如：手机、周末、60")
        self.search.setClearButtonEnabled(True)
        self.table.setModel(self.model)
        self.table.setMouseTracking(False)
        header = self.table.horizontalHeader()
        header.show()
        for number, sample in ((0, "第25条　"), (1, "类别　　"), (4, "2021-07-24起　")):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(number, self.fontMetrics().horizontalAdvance(sample))
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(2, self.fontMetrics().horizontalAdvance("一、二年级" * 6))
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self.search, 1)
        row.addWidget(self.books)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.head)
        column.addWidget(self.copies)
        column.addWidget(self.limits)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.details)

    def _show_lines(self) -> None:
        book = self.books.currentData()
        if book is None:
            return
        self.head.setText(
            f"{book.title}\n依据：{book.document}；规则库版本 {book.version}，"
            f"{book.since.isoformat()}起施行。条款是我们自己的说法，正式文字以本校保存的文件为准。"
        )
        project = self.bridge.project
        may_change = rights.may_set_up(project.actor) and not project.database.read_only
        self.copies.show_copies(copies(project, book), may_change=may_change)
        words = self.search.text()
        self.model.set_rows(tuple(line for line in book_lines(book) if line.matches(words)))
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_details()

    def _show_details(self) -> None:
        line = self.model.row(self.table.currentIndex())
        self.details.setText("\n".join(line.about) if line else "")

    def _set(self, limit: OwnLimit) -> None:
        try:
            command = set_own_limit(self.bridge.project, limit)
        except UserError as error:
            self.notify.error(error)
            return
        if self.bridge.run(command) is not None:
            self.limits.clear_document()

    def _attach(self) -> None:
        """Ask for a file and keep it beside the shown book."""
        from PySide6.QtWidgets import QFileDialog  # late: start-up time, as is the next

        from shuangjian_desktop.app.commands.attachments import SUFFIXES, attach_copy

        kinds = f"正式文件 ({' '.join(f'*{suffix}' for suffix in SUFFIXES)});;所有文件 (*)"
        name, _ = QFileDialog.getOpenFileName(self, "附上正式文件", "", kinds)
        book = self.books.currentData()
        if not name or book is None:
            return
        try:
            command = attach_copy(self.bridge.project, book, Path(name))
        except UserError as error:
            self.notify.error(error)
            return
        if self.bridge.run(command) is not None:
            self.notify.say(f"已附上“{Path(name).name}”，随学校文件一起备份。")

    def _open(self, copy: Attachment) -> None:
        """Let the program of that kind of file show a kept copy."""
        from PySide6.QtCore import QUrl  # late: start-up time, as is the next
        from PySide6.QtGui import QDesktopServices

        try:
            path = taken_out(self.bridge.project, copy)
        except UserError as error:
            self.notify.error(error)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.notify.say(f"电脑上没有能打开“{copy.name}”的程序；文件放在{path}。")

    def _remove(self, copy: Attachment) -> None:
        if self.bridge.run(remove_copy(copy)) is not None:
            self.notify.say(f"已移除“{copy.name}”；可以撤销。")

    def _withdraw(self, limit: OwnLimit) -> None:
        self.bridge.run(remove_own_limit(limit))


def _label(ink: QColor) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), ink)
    label.setPalette(palette)
    return label
