"""对调, 改时间 and 停课 for sessions of single dates.

Fields only; what they do is said by the form's preview before it is done.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from shuangjian_desktop.app.service.bookings import Booking
from shuangjian_desktop.app.service.commands.days import (
    Exchange,
    Place,
    cancel,
    cancel_class,
    move,
    swap,
)
from shuangjian_desktop.app.service.dates import RealDays
from shuangjian_desktop.app.service.queries.day import DayBoard, DayLine, day_board, room_choices
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.ids import ClassId, RoomId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.booking_form import BookingForm
from shuangjian_desktop.gui.widgets.value_fields import DateField, TimeField


class SwapForm(BookingForm):
    """Two sessions exchange times or people, on one date or on two."""

    letters = 52

    def __init__(self, bridge: Bridge, line: DayLine, parent: QWidget | None) -> None:
        super().__init__("对调", bridge, parent)
        self._line = line
        self._others: Sequence[DayLine] = ()
        self.date = DateField("和哪天的对调", line.spot.on)
        self.date.set_value(line.spot.on)
        self.other = QComboBox()
        self.other.setAccessibleName("和哪一次对调")
        self.other.setMaxVisibleItems(20)
        self.what = QComboBox()
        self.what.setAccessibleName("对调什么")
        for each in Exchange:
            self.what.addItem(each.value, each)
        self.form.addRow("这一次", QLabel(f"{day_words(line.spot.on)}　{line.words}"))
        self.form.addRow("和哪天的(&D)", self.date)
        self.form.addRow("哪一次(&O)", self.other)
        self.form.addRow("对调什么(&T)", self.what)
        self.form.addRow("理由(&R)", self.said)
        self.said.setPlaceholderText("可以不写")
        self.date.editingFinished.connect(self._list)
        self.other.currentIndexChanged.connect(self.look)
        self.what.currentIndexChanged.connect(self.look)
        self._list()
        self.other.setFocus()

    def make(self) -> Booking:
        self.date.wanted()
        place = self.other.currentIndex()
        if not 0 <= place < len(self._others):
            raise UserError("那天没有别的活动可以对调；请换一天。")
        what = Exchange(self.what.currentData())
        spot = self._others[place].spot
        return swap(self.bridge.project, self._line.spot, spot, what, self.said.text())

    def _list(self) -> None:
        """List the other sessions of the date, those of the same classes first."""
        try:
            board = day_board(self.bridge.project, self.date.wanted())
        except UserError:
            self.look()
            return
        own = set(self._line.class_ids)
        held = [each for each in board.lines if each.is_held and each.spot != self._line.spot]
        self._others = sorted(held, key=lambda each: not own & set(each.class_ids))
        self.other.blockSignals(True)  # one look, not one per item
        self.other.clear()
        for each in self._others:
            self.other.addItem(f"{each.words}　{each.people}")
        self.other.blockSignals(False)
        self.look()


class MoveForm(BookingForm):
    """Another date, time or room for one session."""

    letters = 50

    def __init__(self, bridge: Bridge, line: DayLine, parent: QWidget | None) -> None:
        super().__init__("改时间或场地", bridge, parent)
        self._line = line
        self.date = DateField("改到哪天", line.spot.on)
        self.date.set_value(line.spot.on)
        self.starts, self.ends = TimeField("开始"), TimeField("结束")
        self.starts.set_value(line.starts)
        self.ends.set_value(line.ends)
        self.room = QComboBox()
        self.room.setAccessibleName("场地")
        self.form.addRow("这一次", QLabel(f"{day_words(line.spot.on)}　{line.words}"))
        self.form.addRow("改到哪天(&D)", self.date)
        self.form.addRow("时间(&T)", span_row(self.starts, self.ends))
        self.form.addRow("场地(&P)", self.room)
        self.form.addRow("理由(&R)", self.said)
        self.said.setPlaceholderText("可以不写")
        for field in (self.date, self.starts, self.ends):
            field.editingFinished.connect(self._list)
        self.room.currentIndexChanged.connect(self.look)
        self._list(self._line.room_id)
        self.date.setFocus()
        self.date.selectAll()

    def make(self) -> Booking:
        chosen = self.room.currentData()
        place = Place(
            self.date.wanted(),
            self.starts.wanted(),
            self.ends.wanted(),
            RoomId(chosen) if chosen else None,
        )
        return move(self.bridge.project, self._line.spot, place, self.said.text())

    def _list(self, chosen: RoomId | None = None) -> None:
        """List the rooms for the time; those taken say so."""
        wanted = chosen or self.room.currentData() or self._line.room_id
        try:
            days = RealDays(self.bridge.project)
            on, starts, ends = self.date.wanted(), self.starts.wanted(), self.ends.wanted()
            if days.on(on).plan is None:
                raise UserError
            rooms = room_choices(days, self._line.spot, starts, ends, on)
        except UserError:
            self.look()
            return
        self.room.blockSignals(True)  # one look, not one per item
        self.room.clear()
        for each in rooms:
            told = f"✕ {each.name}：{each.reasons[0]}" if each.reasons else each.name
            self.room.addItem(told, each.room_id)
        place = next((n for n, each in enumerate(rooms) if each.room_id == wanted), 0)
        self.room.setCurrentIndex(place)
        self.room.blockSignals(False)
        self.look()


class CancelForm(BookingForm):
    """停课: this session, all a class has that day, or the whole day."""

    def __init__(
        self, bridge: Bridge, board: DayBoard, line: DayLine | None, parent: QWidget | None
    ) -> None:
        super().__init__("停课", bridge, parent)
        self._board, self._line = board, line
        self.what = QComboBox()
        self.what.setAccessibleName("停什么")
        if line is not None and line.is_held:
            self.what.addItem(f"这一次：{line.words}", "one")
        known = bridge.project.directory.classes(board.on)
        own = set(line.class_ids) if line is not None else set()
        for one in sorted(known, key=lambda each: each.id not in own):
            self.what.addItem(f"{one.title}这一天全部", one.id)
        self.what.addItem("全校这一天全部", "all")
        self.form.addRow("哪天", QLabel(day_words(board.on)))
        self.form.addRow("停什么(&W)", self.what)
        self.form.addRow("理由(&R)", self.said)
        self.said.setPlaceholderText("如：全年级体检（必须写）")
        self.what.currentIndexChanged.connect(self.look)
        self.look()
        self.said.setFocus()

    def make(self) -> Booking:
        project, said, what = self.bridge.project, self.said.text(), self.what.currentData()
        if what == "one" and self._line is not None:
            return cancel(project, [self._line.spot], said)
        if what == "all":
            return cancel(project, [e.spot for e in self._board.lines if e.is_held], said)
        return cancel_class(project, ClassId(what), self._board.on, said)


def span_row(starts: TimeField, ends: TimeField) -> QWidget:
    """Return two lines for times side by side."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SMALL)
    row.addWidget(starts)
    row.addWidget(QLabel("到"))
    row.addWidget(ends)
    row.addStretch(1)
    made.setFocusProxy(starts)
    return made
