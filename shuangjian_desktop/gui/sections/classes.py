"""年级与班级: the classes of a school year, who leads each and who teaches it what.

Runs app/commands/classes; decides nothing.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QScrollArea, QSpinBox, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands import classes as commands
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.ids import StaffId, SubjectId
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm, StaffChoice
from shuangjian_desktop.gui.models.rows import Column
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.records import RecordSection

_MOST_LINES = 12


class ClassRow(NamedTuple):
    """One class in words."""

    school_class: SchoolClass
    homeroom: str
    teaching: str


class ClassesSection(RecordSection):
    page_id = "classes"
    title = "年级与班级"
    follows = frozenset[str]()
    keys = (("Insert", "添加"), ("Enter", "修改班号、班主任和任课"))
    read = ("class", "staff", "subject", "teaching", "school", "term")
    columns: tuple[Column[ClassRow], ...] = (
        Column("班级", lambda row: row.school_class.title),
        Column("班主任", lambda row: row.homeroom or "—"),
        Column("任课", lambda row: row.teaching or "—", tooltip=lambda row: row.teaching),
    )
    empty_text = "这个学年还没有班级；请添加，或导入任课一览。"
    wide = 2

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.years = QComboBox()
        self.years.setAccessibleName("学年")
        self.add_to_head(self.years)
        now = school_year_of(place.date)
        for year in range(now + 1, now - 10, -1):
            self.years.addItem(f"{year}-{year + 1}学年", year)
        self.years.setCurrentIndex(1)
        self.years.activated.connect(lambda: self.refresh(None))
        self.act("add", "添加(&A)…", self._add, "Ins")
        self.act("edit", "修改(&E)…", self._edit)
        self.act("delete", "删除(&D)", self._delete, "Del")
        self._row.addStretch(1)

    @property
    def on(self) -> date:
        """Return a date of the school year shown."""
        return date(self.years.currentData(), 9, 15)

    def rows(self) -> Sequence[ClassRow]:
        directory = self.bridge.project.directory
        labels = {person.id: person.label for person in directory.staff}
        order = directory.subject_positions
        taught: dict[str, list[tuple[int, str]]] = {}
        for teaching in directory.teachings(self.on):
            name = directory.subject_names.get(teaching.subject_id, "")
            words = f"{name} {labels.get(teaching.staff_id, '')}"
            place = order.get(teaching.subject_id, 0)
            taught.setdefault(teaching.class_id, []).append((place, words))
        return [
            ClassRow(
                each,
                labels.get(each.homeroom, "") if each.homeroom else "",
                "、".join(words for _, words in sorted(taught.get(each.id, []))),
            )
            for each in directory.classes(self.on)
        ]

    def identity(self, row: ClassRow) -> object:
        return row.school_class.id

    def told(self) -> str:
        return f"{len(self.model.rows)}个班。班主任可以审核、公示本班，任课教师可以录入自己的学科。"

    def _add(self) -> None:
        grades, number = QComboBox(), _number(1)
        for grade in self.bridge.project.directory.school.grades:
            grades.addItem(grade_name(grade), grade)
        row: ClassRow | None = self.row
        if row is not None:
            grades.setCurrentIndex(grades.findData(row.school_class.grade))
            same = self.bridge.project.directory.grade_classes(row.school_class.grade, self.on)
            number.setValue(max(each.number for each in same) + 1)
        homeroom = StaffChoice("班主任", self.bridge.project.directory.staff, None)

        def make() -> Command:
            year, grade = self.years.currentData(), grades.currentData()
            return commands.new_class(year, grade, number.value(), homeroom.staff_id)[1]

        form = RecordForm(f"添加班级（{self.years.currentText()}）", self.bridge, make, self)
        form.form.addRow("年级(&G)", grades)
        form.form.addRow("班号(&N)", number)
        form.form.addRow("班主任(&T)", homeroom)
        form.exec()
        form.deleteLater()

    def _edit(self) -> None:
        known: SchoolClass = self.row.school_class
        number = _number(known.number)
        homeroom = StaffChoice("班主任", self.bridge.project.directory.staff, known.homeroom)
        teachers = self._teacher_choices(known)
        before = {subject_id: choice.staff_id for subject_id, choice in teachers.items()}

        def make() -> Command:
            now = {subject_id: choice.staff_id for subject_id, choice in teachers.items()}
            changed: dict[SubjectId, StaffId | None] = {
                subject_id: who for subject_id, who in now.items() if who != before[subject_id]
            }
            return commands.change_class(known, number.value(), homeroom.staff_id, changed)

        form = RecordForm(f"{known.title}（{self.years.currentText()}）", self.bridge, make, self)
        form.form.addRow("班号(&N)", number)
        form.form.addRow("班主任(&T)", homeroom)
        form.form.addRow(self._teacher_form(teachers))
        form.exec()
        form.deleteLater()

    def _teacher_choices(self, known: SchoolClass) -> dict[SubjectId, StaffChoice]:
        directory = self.bridge.project.directory
        return {
            subject.id: StaffChoice(
                f"{subject.name}教师",
                directory.staff,
                directory.teacher(known.id, subject.id, self.on),
            )
            for subject in directory.subjects
        }

    def _teacher_form(self, teachers: dict[SubjectId, StaffChoice]) -> QScrollArea:
        names = self.bridge.project.directory.subject_names
        inside = QWidget()
        form = QFormLayout(inside)
        for subject_id, choice in teachers.items():
            form.addRow(names[subject_id].replace("&", "&&"), choice)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName("任课教师")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = inside.sizeHint().height() // max(1, len(teachers))
        area.setMinimumHeight(line * min(len(teachers), _MOST_LINES) + line)
        return area

    def _delete(self) -> None:
        known: SchoolClass = self.row.school_class
        said = f"已删除{known.title}，可以撤销。"
        self.do(lambda: commands.delete_class(self.bridge.project, known), said)


def _number(value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, commands.LAST_NUMBER)
    box.setValue(value)
    box.setAccessibleName("班号")
    return box
