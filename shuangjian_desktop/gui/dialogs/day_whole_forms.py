"""Something held once on a date, and a date all of whose sessions are at other times.

Fields only; what they do is said by the form's preview before it is done.
"""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from shuangjian_desktop.app.service.bookings import Booking
from shuangjian_desktop.app.service.commands.days import Once, Place, Span, new_times, once
from shuangjian_desktop.app.service.dates import RealDays, span_words
from shuangjian_desktop.app.service.queries.day import DayBoard
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.ids import RoomId
from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.domain.service_times import shifted
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.booking_form import BookingForm
from shuangjian_desktop.gui.dialogs.day_move_forms import span_row
from shuangjian_desktop.gui.widgets.tick_lists import ClassTicks, StaffTicks
from shuangjian_desktop.gui.widgets.value_fields import TimeField

_MOST_MINUTES = 180


class OnceForm(BookingForm):
    """一次性活动: for some classes, by some people, once."""

    letters = 56

    def __init__(self, bridge: Bridge, board: DayBoard, parent: QWidget | None) -> None:
        super().__init__("加一次活动", bridge, parent)
        self._on = board.on
        directory = bridge.project.directory
        self.kind, self.title = QComboBox(), QLineEdit()
        self.kind.setAccessibleName("类别")
        for kind in SessionKind:
            self.kind.addItem(kind.value, kind)
        self.kind.setCurrentText(SessionKind.EXTENSION.value)
        self.title.setAccessibleName("活动名称")
        self.title.setPlaceholderText("如：家长开放日")
        self.starts, self.ends = TimeField("开始"), TimeField("结束")
        last = max((line.ends for line in board.lines if line.is_held), default=None)
        if last is not None:
            self.starts.set_value(shifted(last, 5))
            self.ends.set_value(shifted(last, 45))
        self.room = QComboBox()
        self.room.setAccessibleName("场地")
        self.room.addItem("本班教室", None)
        for room in RealDays(bridge.project).book.rooms.values():
            self.room.addItem(f"{room.name}（容{room.capacity}人）", room.id)
        self.classes = ClassTicks(directory.classes(board.on), ())
        self.people = StaffTicks(directory.staff, ())
        self._lay_out()
        self._connect()
        self.look()
        self.title.setFocus()

    def make(self) -> Booking:
        chosen = self.room.currentData()
        place = Place(
            self._on,
            self.starts.wanted(),
            self.ends.wanted(),
            RoomId(chosen) if chosen else None,
        )
        wanted = Once(
            place,
            SessionKind(self.kind.currentData()),
            self.title.text(),
            self.classes.chosen(),
            self.people.chosen(),
        )
        return once(self.bridge.project, wanted, self.said.text())

    def _lay_out(self) -> None:
        self.form.addRow("哪天", QLabel(day_words(self._on)))
        self.form.addRow("类别(&K)", self.kind)
        self.form.addRow("名称(&N)", self.title)
        self.form.addRow("时间(&T)", span_row(self.starts, self.ends))
        self.form.addRow("场地(&P)", self.room)
        sides = QWidget()
        row = QHBoxLayout(sides)
        row.setContentsMargins(0, 0, 0, 0)
        for side in (self.classes, self.people):
            side.setMinimumHeight(self.fontMetrics().height() * 5)
            row.addWidget(side, 1)
        sides.setFocusProxy(self.classes)
        self.form.addRow("班级和人(&C)", sides)
        self.form.addRow("理由(&R)", self.said)
        self.said.setPlaceholderText("可以不写")

    def _connect(self) -> None:
        for combo in (self.kind, self.room):
            combo.currentIndexChanged.connect(self.look)
        for field in (self.title, self.starts, self.ends):
            field.editingFinished.connect(self.look)
        self.classes.itemChanged.connect(self.look)
        self.people.list.itemChanged.connect(self.look)


class TimesForm(BookingForm):
    """A date in another time grid: each time of it with a new one beside."""

    def __init__(self, bridge: Bridge, board: DayBoard, parent: QWidget | None) -> None:
        super().__init__("全天改时间", bridge, parent)
        self._on = board.on
        spans = sorted({(line.starts, line.ends) for line in board.lines if line.is_held})
        self.fields: dict[Span, tuple[TimeField, TimeField]] = {}
        self.earlier = QSpinBox()
        self.earlier.setRange(-_MOST_MINUTES, _MOST_MINUTES)
        self.earlier.setSingleStep(5)
        self.earlier.setSuffix(" 分钟")
        self.earlier.setAccessibleName("整体提前")
        self.form.addRow("哪天", QLabel(day_words(board.on)))
        self.form.addRow("整体提前(&E)", self.earlier)
        for span in spans:
            fields = (
                TimeField(f"{span_words(*span)}的新开始"),
                TimeField(f"{span_words(*span)}的新结束"),
            )
            self.fields[span] = fields
            for field, value in zip(fields, span, strict=True):
                field.set_value(value)
                field.editingFinished.connect(self.look)
            self.form.addRow(f"{span_words(*span)} 改为", span_row(*fields))
        self.form.addRow("理由(&R)", self.said)
        self.said.setPlaceholderText("如：下午家长会（必须写）")
        self.earlier.valueChanged.connect(self._shift)
        self.look()
        self.earlier.setFocus()

    def make(self) -> Booking:
        wanted = {
            span: (starts.wanted(), ends.wanted()) for span, (starts, ends) in self.fields.items()
        }
        return new_times(self.bridge.project, self._on, wanted, self.said.text())

    def _shift(self, minutes: int) -> None:
        """Move every time; below zero = later."""
        for span, fields in self.fields.items():
            for field, value in zip(fields, span, strict=True):
                field.set_value(shifted(value, -minutes))
        self.look()
