"""A gate classes leave by: name, how many classes at once, and which grades.

Runs app/service/commands/gates; decides nothing.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands import gates as commands
from shuangjian_desktop.domain.dismissal import MOST_AT_ONCE, Gate
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm

_ACROSS = 3
_HINT = "一个也不勾就不限年级。勾了的年级只走勾了它的校门；勾在几个校门里，就按班号分开走。"


class GateDialog(RecordForm):
    """Adds a gate, or changes the given one; `proposed` is the name a first gate is given."""

    def __init__(
        self, bridge: Bridge, gate: Gate | None, parent: QWidget, proposed: str = ""
    ) -> None:
        self._gate, self._school = gate, bridge.project.directory.school
        title = f"修改{gate.name}" if gate else "添加校门"
        super().__init__(title, bridge, self._command, parent)
        self.name = QLineEdit(gate.name if gate else proposed)
        self.name.setAccessibleName("校门名称")
        self.name.setMaxLength(commands.MOST_NAME)
        self.name.setPlaceholderText("如：东门、正门")
        self.at_once = QSpinBox()
        self.at_once.setAccessibleName("每批最多走几个班")
        self.at_once.setRange(1, MOST_AT_ONCE)
        self.at_once.setSuffix(" 个班")
        self.at_once.setValue(gate.at_once if gate else commands.FIRST_AT_ONCE)
        self.grades = {grade: QCheckBox(grade_name(grade)) for grade in self._school.grades}
        self.form.addRow("名称(&N)", self.name)
        self.form.addRow("每批最多(&P)", self.at_once)
        self.form.addRow("只给这些年级", self._build_grades(gate.grades if gate else ()))
        self.form.addRow("", _hint(_HINT))

    def _build_grades(self, chosen: tuple[int, ...]) -> QGridLayout:
        grid = QGridLayout()
        for place, (grade, box) in enumerate(self.grades.items()):
            box.setChecked(grade in chosen)
            grid.addWidget(box, *divmod(place, _ACROSS))
        return grid

    def _command(self) -> Command:
        name, at_once = self.name.text(), self.at_once.value()
        grades = tuple(grade for grade, box in self.grades.items() if box.isChecked())
        if self._gate is None:
            return commands.new_gate(self._school, name, at_once, grades)[1]
        changed = self._gate._replace(name=name, at_once=at_once, grades=grades)
        return commands.change_gate(self._school, changed)


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), theme.MUTED)
    label.setPalette(palette)
    return label
