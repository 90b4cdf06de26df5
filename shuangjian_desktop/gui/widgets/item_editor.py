"""The form of one item: every field, each change its own undo step as soon as it is finished.

Reads and writes through project commands; what a change means for the day is judged elsewhere.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.queries.items import hand_in_day
from shuangjian_desktop.app.queries.items import item as item_of
from shuangjian_desktop.domain.homework import HomeworkItem, Status
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.late import Late
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.widgets.item_aid import ItemAid
from shuangjian_desktop.gui.widgets.item_fields import ItemFields
from shuangjian_desktop.gui.widgets.item_layout import lay_out

NOTHING_SELECTED = "在表格里选中一项作业，这里可以修改它的各个字段。"
_BEHIND_MS = 40


class ItemEditor(ItemFields):
    """Shows the item `place` names. `typed` carries the item as it would be, None = as it is."""

    typed = Signal(object)

    def __init__(self, bridge: Bridge, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.place = place
        self.item: HomeworkItem | None = None
        self._is_filling = False
        self.aid = ItemAid(bridge, self)
        self.versions = QToolButton(self)
        self.versions.setText("修改记录…")
        self.versions.setToolTip("这一项改过什么：改前、改后、谁、何时、理由")
        self.form = QFrame(self)
        self.nothing = self._label(NOTHING_SELECTED)
        lay_out(self, self.form, self.aid, (self.versions,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.nothing, self.form):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._behind = Late(bridge, self._reload, _BEHIND_MS, self)
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

    def show_versions(self) -> None:
        """Open what happened to the item."""
        if self.item is None:
            return
        self.finish()
        from shuangjian_desktop.gui.dialogs.item_history import show_history  # when asked for

        show_history(self.bridge.project, self.item.id, self.window())

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
            self._lock(item)  # somebody else may be acting by now
            return
        self.item = item
        self.form.setVisible(item is not None)
        self.nothing.setVisible(item is None)
        self.aid.follow(item)
        if item is not None:
            self._fill()

    def _fill(self) -> None:
        item = self.item
        if item is None:
            return
        self._is_filling = True
        directory = self.bridge.project.directory
        name = directory.class_by_id(item.class_id, item.date).title
        subject = directory.subject_names.get(item.subject_id, "")
        self.where.setText(f"{name} {day_words.date_short(item.date)} {subject}")
        self._lock(item)
        self._name_standing(item)
        self.fill(item, directory.staff, hand_in_day(self.bridge.project, item))
        self._is_filling = False

    def _lock(self, item: HomeworkItem) -> None:
        """What the person acting may not write is here to be read, and says why."""
        why_not = ""
        if not self.bridge.project.actor.is_free:
            from shuangjian_desktop.app.queries.editable import why_not_editable  # late: seldom

            why_not = why_not_editable(self.bridge.project, item)
        self.lock(why_not)
        self.aid.take.setEnabled(not why_not)

    def _name_standing(self, item: HomeworkItem) -> None:
        """Say the state, and of an item sent back what its reviewer wants."""
        now = item.status_at(self.bridge.project.clock())
        at = item.release_at
        later = f"，{at.month}月{at.day}日{at:%H:%M}自动提交" if at and now is Status.DRAFT else ""
        why = ""
        if now is Status.RETURNED:
            from shuangjian_desktop.app.queries.returned import why_returned  # late: seldom

            why = f"：{why_returned(self.bridge.project, item)}".removesuffix("：")
        self.standing.setText(f"状态：{now.value}{later}{why}")
        colours = self.standing.palette()
        ink = theme.MUTED if now is Status.SUBMITTED else theme.WARNING
        colours.setColor(self.standing.foregroundRole(), ink)
        self.standing.setPalette(colours)

    def _is_typing(self) -> bool:
        return self.item is not None and self.differs(self.item)

    def _commit(self) -> None:
        """Store what differs; what cannot be stored stays in the form with the reason."""
        if self._is_filling or self.item is None:
            return
        made = self.read(self.item)
        self.bridge.set_typing(False)
        if made is None:
            return
        if made == self.item:
            self._fill()
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
        self.typed.emit(self.read(self.item))

    def _hear(self, changes: Changes) -> None:
        """Follow a little behind: an edit in the grid must not wait for this form."""
        if self.item is not None and (
            self.item.id in changes.ids
            or changes.touches(EVERYTHING, "staff", "class", "teaching", "role")
        ):
            self._behind.start()

    def _reload(self) -> None:
        self._behind.stop()
        if self.item is not None:
            self._show(item_of(self.bridge.project, self.item.id))

    def _connect(self) -> None:
        self.minutes.textEdited.connect(self._typing)
        self.due.textEdited.connect(self._typing)
        self.content.textChanged.connect(self._typing)
        self.note.textChanged.connect(self._typing)
        self.minutes.returnPressed.connect(self.finish)
        self.due.returnPressed.connect(self.finish)
        self.aid.took.connect(self.finish)
        self.versions.clicked.connect(self.show_versions)
        for widget in (self.minutes, self.due, self.content, self.note):
            widget.installEventFilter(self)
        for choice in (self.kind, self.requirement, self.tier, self.done_at, self.teacher):
            choice.activated.connect(self._commit)
        for box in self.forms.values():
            box.clicked.connect(self._commit)
        self.place.item_changed.connect(self.load)
        self.bridge.changed.connect(self._hear)
