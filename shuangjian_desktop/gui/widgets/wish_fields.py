"""How much each wish matters to a plan, in words: one line a wish, with what it means.

Shows and reads weights; storing them is the section's.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QWidget

from shuangjian_desktop.domain.service import ServicePlan
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.setting_fields import Choice

_MEANING = {
    Wish.FAIR: "谁也不比别人多很多次。",
    Wish.CROWDED: "一个人一天最好只带一次。",
    Wish.KEEP: "每周几次的活动不换人。",
    Wish.NEAR: "学生的作业由教他们的人辅导。",
    Wish.GAPS: "放学后不用空等一节再带。",
    Wish.OWN: "写了“尽量不排”的时间少排。",
}
_WEIGHTS = tuple((weight.words, weight) for weight in Weight)


class WishFields(QWidget):
    """`changed` carries (wish, weight) when a person chose another word."""

    changed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[Wish, Choice] = {}
        form = QFormLayout(self)
        form.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        about = QLabel("规则一定遵守；这些是排得开时再照顾的，“重要”算三个“一般”。")
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        form.addRow(about)
        for wish in Wish:
            field = Choice(wish.value, _WEIGHTS)
            field.activated.connect(lambda _=0, wish=wish: self._tell(wish))
            self.fields[wish] = field
            form.addRow(wish.value, _with_note(field, _MEANING[wish]))

    def show_plan(self, plan: ServicePlan, *, may_edit: bool) -> None:
        """Show the weights of a plan."""
        for wish, field in self.fields.items():
            field.show_value(plan.weights[wish])
            field.setEnabled(may_edit)

    def _tell(self, wish: Wish) -> None:
        self.changed.emit(wish, self.fields[wish].chosen())


def _with_note(field: QWidget, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SMALL)
    row.addWidget(field)
    note = QLabel(words)
    note.setTextFormat(Qt.TextFormat.PlainText)
    palette = note.palette()
    palette.setColor(note.foregroundRole(), theme.MUTED)
    note.setPalette(palette)
    row.addWidget(note, 1)
    return row
