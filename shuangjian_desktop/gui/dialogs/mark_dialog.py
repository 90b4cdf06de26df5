"""Marks on the calendar: exam weeks, sports days, days without homework, for all or some grades.

One mark at a time; each save and removal is one undoable step.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.commands.calendar import MAX_TEXT, add_mark, change_mark, remove_mark
from shuangjian_desktop.app.queries.year import YearMark
from shuangjian_desktop.domain.calendar import DayMark, MarkKind
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.clashing import run_asking
from shuangjian_desktop.gui.models import year_words
from shuangjian_desktop.gui.widgets.trouble_line import TroubleLine
from shuangjian_desktop.gui.widgets.value_fields import DateField

_NEW = "新的标注"


class MarkDialog(QDialog):
    """Begins with the mark the chosen days already have, else with a new one for them."""

    def __init__(
        self,
        bridge: Bridge,
        first: date,
        last: date,
        marks: Sequence[YearMark],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._span = (first, last)
        self._marks = tuple(marks)
        self.setWindowTitle("标注考试周、运动会、无作业日")
        self.which = QComboBox()
        self.which.addItems([*(year_words.mark_words(each) for each in marks), _NEW])
        self.kind = QComboBox()
        for kind in MarkKind:
            self.kind.addItem(kind.value, kind.value)
        self.name = QLineEdit()
        self.first, self.last = DateField("开始日期", first), DateField("结束日期", first)
        self.grades = {
            grade: QCheckBox(grade_name(grade)) for grade in bridge.project.directory.school.grades
        }
        self.document = QLineEdit()
        self.trouble = TroubleLine()
        self._build()
        self.which.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def chosen(self) -> YearMark | None:
        """Return the stored mark that is edited, None for a new one."""
        row = self.which.currentIndex()
        return self._marks[row] if row < len(self._marks) else None

    def save(self) -> None:
        """Store the mark; what is wrong is said under the form, and the dialog stays."""
        try:
            mark = self._read()
            chosen = self.chosen
            command = change_mark(chosen.id, mark) if chosen else add_mark(mark)
        except UserError as error:
            self.trouble.say(str(error))
            return
        if run_asking(self._bridge, command, self) is not None:
            self.accept()

    def remove(self) -> None:
        """Take the mark off the calendar."""
        chosen = self.chosen
        if chosen and self._bridge.run(remove_mark(chosen.id)) is not None:
            self.accept()

    def _read(self) -> DayMark:
        grades = tuple(grade for grade, box in self.grades.items() if box.isChecked())
        if not grades:
            raise UserError("没有选年级；请至少选一个年级。")
        return DayMark(
            self.first.wanted(),
            self.last.wanted(),
            MarkKind(self.kind.currentData()),
            self.name.text(),
            () if len(grades) == len(self.grades) else grades,
            self.document.text(),
        )

    def _build(self) -> None:
        for line in (self.name, self.document):
            line.setMaxLength(MAX_TEXT)
        self.name.setPlaceholderText("如：期中考试；不写就用种类的名称")
        self.document.setPlaceholderText("依据的文件或会议，可以不写")
        days = QHBoxLayout()
        days.addWidget(self.first)
        days.addWidget(self.last)
        grades = QHBoxLayout()
        for box in self.grades.values():
            grades.addWidget(box)
        grades.addStretch(1)
        form = QFormLayout()
        form.addRow("标注(&A)", self.which)
        form.addRow("种类(&K)", self.kind)
        form.addRow("名称(&N)", self.name)
        label = QLabel("起止(&D)")
        label.setBuddy(self.first)
        form.addRow(label, days)
        form.addRow("年级", grades)
        form.addRow("依据(&F)", self.document)
        self.buttons = QDialogButtonBox()
        self.save_button = self.buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        self.remove_button = self.buttons.addButton("删除", QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.remove_button.clicked.connect(self.remove)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)

    def _show(self) -> None:
        """Fill the form from the chosen mark; a new one begins with the chosen days."""
        chosen = self.chosen
        mark = chosen.mark if chosen else DayMark(*self._span, MarkKind.EXAM, "")
        self.kind.setCurrentIndex(self.kind.findData(mark.kind.value))
        self.name.setText(mark.name)
        self.first.set_value(mark.first_day)
        self.last.set_value(mark.last_day)
        for grade, box in self.grades.items():
            box.setChecked(not mark.grades or grade in mark.grades)
        self.document.setText(mark.document or "")
        self.remove_button.setEnabled(chosen is not None)
        self.trouble.say("")
