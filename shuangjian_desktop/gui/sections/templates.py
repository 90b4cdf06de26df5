"""作业模板: the ready-made pieces of homework of each grade and subject, made and put in order.

Shows app/queries/templates and runs app/commands/templates; using one is the grid's work.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QPushButton, QVBoxLayout, QWidget

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands import templates as commands
from shuangjian_desktop.app.directory import KINDS as DIRECTORY_KINDS
from shuangjian_desktop.app.queries.templates import TemplateLine, all_templates
from shuangjian_desktop.domain.template import Template
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import CENTRE, Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable

if TYPE_CHECKING:
    from shuangjian_desktop.gui.dialogs.template_dialog import TemplateDialog

_KINDS = ("template", EVERYTHING, *DIRECTORY_KINDS)
ABOUT = "在“作业”的格子里打 /（或按Ctrl+T）列出本年级本学科的模板；填好空、核对分钟后才会录入。"
EMPTY = "还没有模板。点“新建…”写一个，如“《＿》第＿页第＿题”；也可以在一项作业上用“存为模板”。"
_COLUMNS: tuple[Column[TemplateLine], ...] = (
    Column("年级", lambda line: line.grade),
    Column("学科", lambda line: line.subject),
    Column("内容", lambda line: line.template.content, tooltip=lambda line: line.template.content),
    Column("建议分钟", lambda line: line.minutes, CENTRE),
    Column("属性", lambda line: line.marks),
)
_CONTENT = 2


class TemplatesSection(Page):
    page_id = "templates"
    title = "作业模板"
    follows = frozenset[str]()

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.model = RowsModel(_COLUMNS, self)
        self.table = QuietTable("作业模板", EMPTY, self)
        self.table.setModel(self.model)
        head = self.table.horizontalHeader()
        head.show()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(_CONTENT, QHeaderView.ResizeMode.Stretch)
        self.buttons = {
            "add": _button("新建(&N)…", self.add),
            "change": _button("修改(&E)…", self.change),
            "remove": _button("删除(&D)", self.remove),
            "up": _button("上移(&U)", lambda: self._move(-1)),
            "down": _button("下移(&W)", lambda: self._move(1)),
        }
        self.table.doubleClicked.connect(self.change)
        self.table.selectionModel().currentChanged.connect(self._name_acts)
        for keys, call in (
            ("Del", self.remove),
            ("F2", self.change),
            ("Return", self.change),
            ("Ins", self.add),
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
        ):
            made = QShortcut(QKeySequence(keys), self.table, call)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._lay_out()

    def focus_first(self) -> None:
        self.table.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(*_KINDS):
            row = max(self.table.currentIndex().row(), 0)
            self.model.set_rows(all_templates(self.bridge.project))
            self._stand(row)
        self._name_acts()

    def add(self) -> None:
        """Make a template; the next one starts from the grade and subject of this one."""
        directory, current = self.bridge.project.directory, self._current()
        if not directory.subjects:
            self.notify.say("还没有学科；请先导入任课一览，再新建模板。")
            return
        grade = current.grade if current else self.place.grade
        subject_id = current.subject_id if current else directory.subjects[0].id
        done = self._ask(Template("", grade, subject_id, ""), commands.add_template)
        if done:
            self._stand(self.model.rowCount() - 1)

    def change(self, *_: object) -> None:
        current = self._current()
        if current is not None:
            self._ask(current, commands.change_template)

    def remove(self) -> None:
        current = self._current()
        if current is not None and self._may():
            self.bridge.run(commands.remove_template(current.id))

    def _move(self, step: int) -> None:
        row = self.table.currentIndex().row()
        ids = [line.template.id for line in self.model.rows]
        if not (0 <= row < len(ids) and 0 <= row + step < len(ids)):
            return
        ids[row], ids[row + step] = ids[row + step], ids[row]
        if self.bridge.run(commands.order_templates(ids)) is not None:
            self._stand(row + step)

    def _ask(self, template: Template, command: Callable[[Template], Command]) -> bool:
        """Show the form until what it says can be stored or the person gives up."""
        from shuangjian_desktop.gui.dialogs.template_dialog import TemplateDialog  # when asked for

        directory = self.bridge.project.directory
        dialog = TemplateDialog(template, directory.school.grades, directory.subjects, self)
        try:
            while dialog.exec():
                if self._store(dialog, command):
                    return True
            return False
        finally:
            dialog.deleteLater()
            self.table.setFocus()

    def _store(self, dialog: "TemplateDialog", command: Callable[[Template], Command]) -> bool:
        from shuangjian_desktop.errors import UserError

        try:
            made = command(dialog.template)
        except UserError as error:
            self.notify.error(error)
            return False
        return self.bridge.run(made) is not None

    def _current(self) -> Template | None:
        line = self.model.row(self.table.currentIndex())
        return line.template if line else None

    def _stand(self, row: int) -> None:
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))

    def _may(self) -> bool:
        return not rights.reads_only(self.bridge.project.actor)

    def _name_acts(self, *_: object) -> None:
        row, last = self.table.currentIndex().row(), self.model.rowCount() - 1
        may, is_on = self._may(), row >= 0
        for name, is_possible in (
            ("add", True),
            ("change", is_on),
            ("remove", is_on),
            ("up", row > 0),
            ("down", is_on and row < last),
        ):
            self.buttons[name].setEnabled(may and is_possible)

    def _lay_out(self) -> None:
        about = QLabel(ABOUT)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(about)
        column.addWidget(bar)
        column.addWidget(self.table, 1)


def _button(text: str, call: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(call)
    return button
