"""Who are you: a list to pick one's name from, a password where one was set, or looking only.

Checks the password on another thread; lets nobody in itself.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app import people
from shuangjian_desktop.app.people import Person
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import TITLE
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.password_line import PasswordLine

_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_COLUMNS: tuple[Column[Person], ...] = (
    Column("姓名", lambda person: person.label),
    Column(
        "职责",
        lambda person: person.duties or "（没有任课和角色，只能看）",
        ink=lambda _: theme.MUTED,
        tooltip=lambda person: person.duties,
    ),
    Column("密码", lambda person: "要密码" if person.has_password else ""),
)


class SignInDialog(QDialog):
    """Accepted: `staff_id` is who one is, None for looking only. Rejected: nothing was said."""

    def __init__(self, project: Project, told: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"您是谁 - {TITLE}" if parent is None else "您是谁")
        self.staff_id: StaffId | None = None
        self._project = project
        self._people = people.people(project)
        self.model: RowsModel[Person] = RowsModel(_COLUMNS, self)
        self.filter = QLineEdit()
        self.table = QuietTable("教职工", "没有找到这样的教职工；请换一个字，或清空后从名单里选。")
        self.password = PasswordLine(self)
        self._build(told)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.doubleClicked.connect(self._enter)
        self.table.installEventFilter(self)
        self.password.right.connect(self._accept_person)
        self._narrow("")
        self._stand_on(project.actor.staff_id)

    @property
    def person(self) -> Person | None:
        """Return who is chosen in the list."""
        return self.model.row(self.table.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the filter walk the list; Enter in either goes on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return True
        if watched is self.filter and event.key() in _LIST_KEYS:
            self.table.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        self.password.stop()
        super().done(result)

    def _narrow(self, typed: str) -> None:
        chosen = self.person
        self.model.set_rows(people.matching(self._people, typed))
        self._stand_on(chosen.staff.id if chosen and not typed else None)
        self._follow()

    def _stand_on(self, staff_id: StaffId | None) -> None:
        ids = [person.staff.id for person in self.model.rows]
        row = ids.index(staff_id) if staff_id in ids else 0
        if ids:
            self.table.selectRow(row)

    def _follow(self, *_: object) -> None:
        person = self.person
        self._go.setEnabled(person is not None)
        kept = person and people.password_hash(self._project, person.staff.id)
        self.password.ask_for(person.staff.id if person else None, kept or None)

    def _enter(self, *_: object) -> None:
        if self.person is None:
            return
        if self.password.is_asked:
            self.password.check()
        else:
            self._accept_person()

    def _accept_person(self) -> None:
        if self.person is not None:
            self.staff_id = self.person.staff.id
            self.accept()

    def _look(self) -> None:
        self.staff_id = None
        self.accept()

    def _build(self, told: str) -> None:
        words = QLabel(told or "请选择您是谁；以后的每一处改动都会记上这个名字。")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.filter.setPlaceholderText("输入姓名或拼音首字母")
        self.filter.setAccessibleName("查找教职工")
        self.filter.setClearButtonEnabled(True)
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._go = buttons.addButton("确定", role.AcceptRole)
        self._go.setDefault(True)
        look = buttons.addButton("以督导身份只读查看(&L)", role.ActionRole)
        cancel = buttons.addButton("取消", role.RejectRole)
        cancel.setVisible(self.parent() is not None)
        look.setAutoDefault(False)
        self._go.clicked.connect(self._enter)
        look.clicked.connect(self._look)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        for part in (words, self.filter, self.table, self.password, buttons):
            column.addWidget(part)
        column.setStretchFactor(self.table, 1)
        em = self.fontMetrics().horizontalAdvance("字")
        self.resize(em * 42, self.fontMetrics().height() * 24)
        self.filter.setFocus()
