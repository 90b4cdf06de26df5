"""The form of one item: every field, each change its own undo step as soon as it is finished.

Reads and writes through project commands; what a change means for the day is judged elsewhere.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.queries.items import item as item_of
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
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.late import Late
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.place import Place

NOTHING_SELECTED = "在表格里选中一项作业，这里可以修改它的各个字段。"
_TEXT_LINES = 3
_BEHIND_MS = 40


class ItemEditor(QWidget):
    """Shows the item `place` names. `typed` carries the item as it would be, None = as it is."""

    typed = Signal(object)

    def __init__(self, bridge: Bridge, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.place = place
        self.item: HomeworkItem | None = None
        self._is_filling = False
        self.setAccessibleName("选中的作业")
        self.where = self._label()
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
        self.note = self._text("备注")
        self.forms = {form: QCheckBox(form.value, self) for form in ForbiddenForm}
        self.problem = self._label()
        colours = self.problem.palette()
        colours.setColor(self.problem.foregroundRole(), theme.OVER)
        self.problem.setPalette(colours)
        self._staff: tuple[Staff, ...] = ()
        self._behind = Late(bridge, self._reload, _BEHIND_MS, self)
        self._lay_out()
        self._connect()
        self.load()

    def load(self) -> None:
        """Show the item the place names, as stored."""
        self.finish()
        item_id = self.place.item_id
        self._show(item_of(self.bridge.project, item_id) if item_id else None)

    def finish(self) -> None:
        """Commit a half-typed field before something else happens (P4, P20)."""
        if self.bridge.is_open and self._is_typing() and not self._is_filling:
            self._commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in (
                Qt.FocusReason.ActiveWindowFocusReason,
                Qt.FocusReason.PopupFocusReason,
            ):
                self.finish()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._is_typing():
                self._fill()
                self.typed.emit(None)
                return True
            enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enters and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.finish()
                return True
        return super().eventFilter(watched, event)

    def _show(self, item: HomeworkItem | None) -> None:
        if item is not None and item == self.item:
            return
        self.item = item
        self.form.setVisible(item is not None)
        self.nothing.setVisible(item is None)
        if item is not None:
            self._fill()

    def _fill(self) -> None:
        item = self.item
        if item is None:
            return
        self._is_filling = True
        directory = self.bridge.project.directory
        if directory.staff is not self._staff:
            self._staff = directory.staff
            self.teacher.clear()
            for label, person in [("（未填）", None), *((p.label, p.id) for p in self._staff)]:
                self.teacher.addItem(label, person)
        name = directory.class_by_id(item.class_id, item.date).title
        subject = directory.subject_names.get(item.subject_id, "")
        self.where.setText(f"{name} {day_words.date_short(item.date)} {subject}")
        for box, text in ((self.content, item.content), (self.note, item.note or "")):
            if box.toPlainText() != text:
                box.setPlainText(text)
        self.minutes.setText(str(item.minutes))
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
        self._say("")
        self._is_filling = False

    def _read(self) -> HomeworkItem | None:
        """Return the item as the form says it, or None with the reason shown (F1-F5)."""
        assert self.item is not None
        minutes = parse_minutes(self.minutes.text())
        if minutes.value is None or not minutes.certain:
            self._say(minutes.problem or "请填预计时长，没有书面作业填0。")
            return None
        content, note = self.content.toPlainText(), self.note.toPlainText()
        for name, text, most in (("作业内容", content, MAX_CONTENT), ("备注", note, MAX_NOTE)):
            if len(text) > most:
                self._say(f"{name}{len(text)}个字，最多{most}个字。")
                return None
        if not content.strip():
            self._say("作业内容是空的。")
            return None
        self._say("")
        return self.item._replace(
            content=content,
            minutes=minutes.value,
            note=note.strip() or None,
            kind=Kind(self.kind.currentData()),
            requirement=Requirement(self.requirement.currentData()),
            tier=Tier(self.tier.currentData()) if self.tier.currentData() else None,
            place=DoneAt(self.done_at.currentData()),
            staff_id=self.teacher.currentData(),
            forms=tuple(form for form, box in self.forms.items() if box.isChecked()),
        )

    def _is_typing(self) -> bool:
        return self.item is not None and (
            self.content.toPlainText() != self.item.content
            or self.note.toPlainText() != (self.item.note or "")
            or self.minutes.text() != str(self.item.minutes)
        )

    def _commit(self) -> None:
        """Store what differs; what cannot be stored stays in the form with the reason."""
        if self._is_filling or self.item is None:
            return
        made = self._read()
        self.bridge.set_typing(False)
        if made is None or made == self.item:
            return
        self.typed.emit(None)
        if self.bridge.run(change_item(made)) is None:
            self._fill()
        else:
            self._reload()

    def _typing(self) -> None:
        if self._is_filling or self.item is None:
            return
        self.bridge.set_typing(self._is_typing())
        self.typed.emit(self._read())

    def _hear(self, changes: Changes) -> None:
        """Follow a little behind: an edit in the grid must not wait for this form."""
        if self.item is not None and (
            self.item.id in changes.ids or changes.touches(EVERYTHING, "staff", "class")
        ):
            self._behind.start()

    def _reload(self) -> None:
        self._behind.stop()
        if self.item is not None:
            self._show(item_of(self.bridge.project, self.item.id))

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _connect(self) -> None:
        self.minutes.textEdited.connect(self._typing)
        self.content.textChanged.connect(self._typing)
        self.note.textChanged.connect(self._typing)
        self.minutes.returnPressed.connect(self.finish)
        for widget in (self.minutes, self.content, self.note):
            widget.installEventFilter(self)
        for choice in (self.kind, self.requirement, self.tier, self.done_at, self.teacher):
            choice.activated.connect(self._commit)
        for box in self.forms.values():
            box.clicked.connect(self._commit)
        self.place.item_changed.connect(self.load)
        self.bridge.changed.connect(self._hear)

    def _lay_out(self) -> None:
        self.nothing = self._label(NOTHING_SELECTED)
        self.form = QFrame(self)
        rows = QFormLayout(self.form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(theme.SMALL)
        rows.setVerticalSpacing(theme.TINY + 2)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(self.where)
        for title, field in (
            ("内容(&T)", self.content),
            ("分钟(&M)", self.minutes),
            ("类型(&K)", self.kind),
            ("要求(&R)", self.requirement),
            ("分层(&L)", self.tier),
            ("地点(&P)", self.done_at),
            ("教师(&S)", self.teacher),
            ("备注(&N)", self.note),
        ):
            rows.addRow(title, field)
        rows.addRow(self._label("经人工核对，属于以下形式："))
        pairs = QGridLayout()
        for place, box in enumerate(self.forms.values()):
            pairs.addWidget(box, *divmod(place, 2))
        rows.addRow(pairs)
        rows.addRow(self.problem)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.nothing, self.form):
            layout.addWidget(widget)
        layout.addStretch(1)

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
        choice.setMinimumContentsLength(4)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for text, value in options:
            choice.addItem(text, value)
        return choice
