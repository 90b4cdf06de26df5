"""The fields of one item and how they read: what is used daily on top, the rest behind a fold.

Fills and reads itself; stores nothing and runs no command.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from shuangjian_desktop.domain.dates import parse_date
from shuangjian_desktop.domain.homework import (
    MAX_CONTENT,
    MAX_NOTE,
    ForbiddenForm,
    HomeworkItem,
    Kind,
    Requirement,
    Tier,
)
from shuangjian_desktop.domain.homework import (
    Place as DoneAt,
)
from shuangjian_desktop.domain.minutes import parse_minutes
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import day_words

_TEXT_LINES = 3
_FOLDED, _OPEN = "更多字段", "收起"


class ItemFields(QWidget):
    """`problem` says why what is written cannot be stored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("选中的作业")
        self.where, self.standing = self._label(), self._label()
        self.content = self._text("作业内容")
        self.minutes = QLineEdit(self)
        self.minutes.setAccessibleName("预计时长（分钟）")
        self.minutes.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.kind = self._choice("类型", [(kind.value, kind) for kind in Kind])
        self.requirement = self._choice("要求", [(r.value, r) for r in Requirement])
        tiers = [("全体", None), *((f"{tier.value}层", tier) for tier in Tier)]
        self.tier = self._choice("分层", tiers)
        self.done_at = self._choice("完成地点", [(at.value, at) for at in DoneAt])
        self.teacher = self._choice("布置教师", [])
        self.due = QLineEdit(self)
        self.due.setAccessibleName("交作业日")
        self.note = self._text("备注")
        self.forms = {form: QCheckBox(form.value, self) for form in ForbiddenForm}
        self.problem = self._label()
        colours = self.problem.palette()
        colours.setColor(self.problem.foregroundRole(), theme.OVER)
        self.problem.setPalette(colours)
        self.fold = QToolButton(self)
        self.fold.setCheckable(True)
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.folded = QFrame(self)
        self.fold.toggled.connect(self._turn_fold)
        self._staff: tuple[Staff, ...] = ()
        self._summary = self._why_not = ""
        self._turn_fold(False)

    def fill(self, item: HomeworkItem, staff: tuple[Staff, ...], hand_in: date | None) -> None:
        """Show an item as it is; `hand_in` is when it is due if nothing is said."""
        if staff is not self._staff:
            self._staff = staff
            self.teacher.clear()
            for label, person in [("（未填）", None), *((p.label, p.id) for p in staff)]:
                self.teacher.addItem(label, person)
        for box, text in ((self.content, item.content), (self.note, item.note or "")):
            if box.toPlainText() != text:
                box.setPlainText(text)
        self.minutes.setText(str(item.minutes))
        self.due.setText(item.due.isoformat() if item.due else "")
        usual = day_words.date_short(hand_in) if hand_in else "下一个上课日"
        self.due.setPlaceholderText(f"不填为{usual}")
        for choice, value in (
            (self.kind, item.kind),
            (self.requirement, item.requirement),
            (self.tier, item.tier),
            (self.done_at, item.place),
            (self.teacher, item.staff_id),
        ):
            choice.setCurrentIndex(max(0, choice.findData(value)))
        for form, tick in self.forms.items():
            tick.setChecked(form in item.forms)
        self._summary = _hidden_words(item)
        self._name_fold()
        self.say("")

    def read(self, item: HomeworkItem) -> HomeworkItem | None:
        """Return the item as the form says it, or None with the reason shown (F1-F5)."""
        minutes = parse_minutes(self.minutes.text())
        if minutes.value is None or not minutes.certain:
            self.say(minutes.problem or "请填预计时长，没有书面作业填0。")
            return None
        content, note = self.content.toPlainText(), self.note.toPlainText()
        for name, text, most in (("作业内容", content, MAX_CONTENT), ("备注", note, MAX_NOTE)):
            if len(text) > most:
                self.say(f"{name}{len(text)}个字，最多{most}个字。")
                return None
        if not content.strip():
            self.say("作业内容是空的。")
            return None
        due = parse_date(self.due.text(), year_hint=item.date)
        if self.due.text().strip() and (due.value is None or not due.certain):
            self.say(due.problem or "交作业日看不懂，请写成 2026-11-25。")
            return None
        if due.value is not None and due.value < item.date:
            self.say(f"交作业日{due.value.isoformat()}在布置之前，请改正。")
            return None
        self.say("")
        return item._replace(
            content=content,
            minutes=minutes.value,
            note=note.strip() or None,
            kind=Kind(self.kind.currentData()),
            requirement=Requirement(self.requirement.currentData()),
            tier=Tier(self.tier.currentData()) if self.tier.currentData() else None,
            place=DoneAt(self.done_at.currentData()),
            staff_id=self.teacher.currentData(),
            forms=tuple(form for form, box in self.forms.items() if box.isChecked()),
            due=due.value,
        )

    def differs(self, item: HomeworkItem) -> bool:
        """Return whether something typed is not the item's."""
        return (
            self.content.toPlainText() != item.content
            or self.note.toPlainText() != (item.note or "")
            or self.minutes.text() != str(item.minutes)
            or self.due.text() != (item.due.isoformat() if item.due else "")
        )

    def lock(self, why_not: str) -> None:
        """Make every field one to read, with the reason on it; nothing to say opens them again."""
        if why_not == self._why_not:
            return
        self._why_not = why_not
        texts = (self.content, self.note, self.minutes, self.due)
        for text in texts:
            text.setReadOnly(bool(why_not))
        choices = (self.kind, self.requirement, self.tier, self.done_at, self.teacher)
        for choice in (*choices, *self.forms.values()):
            choice.setEnabled(not why_not)
        for field in (*texts, *choices, *self.forms.values()):
            usual = field.accessibleName() if field in choices else ""
            field.setToolTip(why_not or usual)
            field.setAccessibleDescription(why_not)

    def say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _turn_fold(self, is_open: bool) -> None:
        self.folded.setVisible(is_open)
        self._name_fold()

    def _name_fold(self) -> None:
        """Say what is hidden: a field that is not as usual must not go unseen."""
        is_open = self.fold.isChecked()
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        words = _OPEN if is_open else _FOLDED
        self.fold.setText(words if is_open or not self._summary else f"{words}：{self._summary}")
        self.fold.setAccessibleDescription("教师、交作业日、备注和禁用形式")

    def _label(self, text: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _text(self, name: str) -> QPlainTextEdit:
        box = QPlainTextEdit(self)
        box.setAccessibleName(name)
        box.setTabChangesFocus(True)
        lines = _TEXT_LINES if name == "作业内容" else _TEXT_LINES - 1
        box.setFixedHeight(box.fontMetrics().lineSpacing() * lines + theme.MEDIUM)
        return box

    def _choice(self, name: str, options: Sequence[tuple[str, object]]) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        choice.setMinimumContentsLength(2)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for text, value in options:
            choice.addItem(text, value)
        return choice


def _hidden_words(item: HomeworkItem) -> str:
    """Return what the fold hides and is not as usual: 11/25交、有备注、标了禁用形式."""
    told = []
    if item.due:
        told.append(f"{item.due.month}/{item.due.day}交")
    if item.note:
        told.append("有备注")
    if item.forms:
        told.append("标了禁用形式")
    return "、".join(told)
