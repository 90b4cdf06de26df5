"""教职工与角色: who works here, what each one leads and teaches, and which roles were given.

Runs app/commands/people; decides nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from shuangjian_desktop.app import people
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands import people as commands
from shuangjian_desktop.domain.people import Role, RoleHolding
from shuangjian_desktop.domain.school import Staff, grade_name
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.models.rows import Column
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.records import RecordSection

_GRADES_A_ROW = 3
WHOLE_SCHOOL = (Role.OFFICE, Role.PRINCIPAL, Role.INSPECTOR)


class PersonRow(NamedTuple):
    """One of the staff in words."""

    staff: Staff
    roles: str
    homerooms: str
    teaching: str
    has_password: bool


class PeopleSection(RecordSection):
    page_id = "people"
    title = "教职工与角色"
    follows = frozenset[str]()
    keys = (("Insert", "添加"), ("Enter", "修改姓名、区分和角色"), ("F3", "查找"))
    read = ("staff", "role", "class", "subject", "teaching", "credential")
    columns: tuple[Column[PersonRow], ...] = (
        Column("姓名", lambda row: row.staff.name),
        Column("区分", lambda row: row.staff.suffix or ""),
        Column("角色", lambda row: "已离校" if row.staff.left_on else row.roles),
        Column("班主任", lambda row: row.homerooms),
        Column("任课", lambda row: row.teaching, tooltip=lambda row: row.teaching),
        Column("密码", lambda row: "已设" if row.has_password else ""),
    )
    empty_text = "没有这样的教职工；请添加，或导入任课一览。"
    wide = 4

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.search = QLineEdit()
        self.search.setPlaceholderText("姓名或拼音首字母（F3）")
        self.search.setAccessibleName("查找教职工")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(self.fontMetrics().horizontalAdvance("字") * 12)
        self.gone = QCheckBox("显示已离校(&G)")
        self.add_to_head(self.search, self.gone)
        QShortcut(QKeySequence("F3"), self, self.search.setFocus).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.search.textChanged.connect(lambda: self.refresh(None))
        self.gone.toggled.connect(lambda: self.refresh(None))
        self.act("add", "添加(&A)…", self._add, "Ins")
        self.act("edit", "修改(&E)…", self._edit)
        self.act("leave", "离校(&L)", self._leave)
        self.act("delete", "删除(&D)", self._delete, "Del")
        self.act("password", "清除密码(&P)", self._clear_password)
        self._row.addStretch(1)

    def rows(self) -> Sequence[PersonRow]:
        project = self.bridge.project
        directory, on = project.directory, project.today()
        return [
            PersonRow(
                person.staff,
                people.roles_in_words(directory, person.staff.id),
                "、".join(c.name for c in people.homerooms(directory, person.staff.id, on)),
                people.teaching_in_words(directory, person.staff.id, on),
                person.has_password,
            )
            for person in people.matching(
                people.people(project, with_gone=self.gone.isChecked()), self.search.text()
            )
        ]

    def identity(self, row: PersonRow) -> object:
        return row.staff.id

    def told(self) -> str:
        if not people.asks_who(self.bridge.project):
            return "还没有给过角色，人人都可以做全部操作；先设一位教务，其他人就按角色操作。"
        return "教师按任课、班主任按班级自动确定；教务、校长、年级组长、督导在这里设。"

    def is_on(self, act: str, row: PersonRow | None) -> bool:
        if act == "leave":
            gone = row is not None and bool(row.staff.left_on)
            self.buttons[act].setText("返校(&L)" if gone else "离校(&L)")
        if act == "password":
            return row is not None and row.has_password
        return super().is_on(act, row)

    def _add(self) -> None:
        name, suffix = _line("姓名", ""), _line("区分", "")
        form = RecordForm(
            "添加教职工",
            self.bridge,
            lambda: commands.new_staff(name.text(), suffix.text())[1],
            self,
        )
        form.form.addRow("姓名(&N)", name)
        form.form.addRow("区分(&S)", suffix)
        form.exec()
        form.deleteLater()

    def _edit(self) -> None:
        staff: Staff = self.row.staff
        name, suffix = _line("姓名", staff.name), _line("区分", staff.suffix or "")
        roles = RoleBoxes(self.bridge, staff)

        def make() -> Command:
            return commands.save_person(staff, name.text(), suffix.text(), roles.holdings())

        form = RecordForm(f"修改{staff.label}", self.bridge, make, self)
        form.form.addRow("姓名(&N)", name)
        form.form.addRow("区分(&S)", suffix)
        if not staff.left_on:
            form.form.addRow(roles.label("角色(&R)"), roles)
        form.exec()
        form.deleteLater()

    def _leave(self) -> None:
        staff, project = self.row.staff, self.bridge.project
        if staff.left_on:
            self.do(lambda: commands.come_back(staff), f"{staff.label}已返校。")
            return
        said = f"{staff.label}已离校，可以撤销。"
        self.do(lambda: commands.leave_school(project, staff, project.today()), said)

    def _delete(self) -> None:
        staff = self.row.staff
        said = f"已删除{staff.label}，可以撤销。"
        self.do(lambda: commands.delete_staff(self.bridge.project, staff), said)

    def _clear_password(self) -> None:
        staff = self.row.staff
        question = f"清除{staff.label}的密码？清除后不用密码就能以这个名字操作，直到本人再设。"
        if self.notify.ask(question, "清除密码"):
            self.do(lambda: commands.set_password(staff, None), f"{staff.label}的密码已清除。")


class RoleBoxes(QWidget):
    """教务, 校长, 督导, and 年级组长 of each grade of the school: one box each.

    督导 only looks: ticked, it takes the others away.
    """

    def __init__(self, bridge: Bridge, staff: Staff) -> None:
        super().__init__()
        directory = bridge.project.directory
        held = {each for each in directory.roles if each.staff_id == staff.id}
        self._boxes: dict[RoleHolding, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.MEDIUM)
        wanted = [RoleHolding(staff.id, role) for role in WHOLE_SCHOOL]
        leads = [RoleHolding(staff.id, Role.GRADE_LEAD, grade) for grade in directory.school.grades]
        for number, holding in enumerate(wanted):
            grid.addWidget(self._box(holding, holding.role.value, held), 0, number)
        for number, holding in enumerate(leads):
            assert holding.grade is not None
            words = f"{grade_name(holding.grade)}组长"
            row, column = divmod(number, _GRADES_A_ROW)
            grid.addWidget(self._box(holding, words, held), row + 1, column)
        self._look = self._boxes[RoleHolding(staff.id, Role.INSPECTOR)]
        self._look.setToolTip("只看和打印，什么都不能改；不能再兼别的角色")
        self._look.toggled.connect(self._only_look)
        self._only_look(self._look.isChecked())

    def holdings(self) -> list[RoleHolding]:
        """Return the roles whose boxes are ticked."""
        return [holding for holding, box in self._boxes.items() if box.isChecked()]

    def label(self, words: str) -> QLabel:
        """Return the label of the boxes, level with their first line; its key goes to the first.

        A form pushes the label of a tall field down by its own measure unless it fills the height.
        """
        first = next(iter(self._boxes.values()))
        label = QLabel(words)
        label.setBuddy(first)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        lower = first.sizeHint().height() - label.sizeHint().height()
        label.setContentsMargins(0, max(lower // 2, 0), 0, 0)
        return label

    def _only_look(self, is_looking: bool) -> None:
        for box in self._boxes.values():
            if box is not self._look:
                box.setEnabled(not is_looking)
                box.setChecked(box.isChecked() and not is_looking)

    def _box(self, holding: RoleHolding, words: str, held: set[RoleHolding]) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(holding in held)
        self._boxes[holding] = box
        return box


def _line(name: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    if name == "区分":
        line.setPlaceholderText("同名时写，如：大、小、（语文）")
    return line
