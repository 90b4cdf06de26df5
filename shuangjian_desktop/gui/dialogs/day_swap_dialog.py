"""换课与停课: what the school has on a date, what can be done with it, and what is booked ahead.

Shows app/service/queries/day; every act opens its own form, looks first, and is one undo step.
"""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.commands.booked import book, take_back
from shuangjian_desktop.app.service.queries.booked import Booked
from shuangjian_desktop.app.service.queries.day import DayBoard, DayLine, day_board
from shuangjian_desktop.app.service.queries.slips import slips_for_changes
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.day_lines import DAY_COLUMNS, about
from shuangjian_desktop.gui.models.rows import RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.slips_out import SlipsOut
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.booked_panel import BookedPanel
from shuangjian_desktop.gui.widgets.day_picker import DayPicker
from shuangjian_desktop.gui.widgets.plain import label, paint

if TYPE_CHECKING:
    from shuangjian_desktop.gui.dialogs.booking_form import BookingForm

_EMPTY = "这一天没有课后活动。"
_CHOOSE = "选中左边的一次活动，这里说明它的情况。"
_ACTS = (
    ("cover", "代课(&C)…", "让别人带这一次（Enter）"),
    ("swap", "对调(&S)…", "和同一天或别的一天的一次对调时间或人员"),
    ("move", "改时间(&M)…", "改到别的时间、场地或日期"),
    ("cancel", "停课(&X)…", "停这一次、一个班的一天，或全天"),
    ("once", "加一次(&A)…", "加一次性活动"),
    ("times", "全天改时间(&T)…", "这一天所有活动改用别的时间"),
    ("away", "请假(&L)…", "一个人几天不在：列出受影响的活动，一次安排好代课"),
    ("room", "场地停用(&R)…", "一处场地几天不能用"),
)
_IN_A_BOX = 12
_OF_ONE, _OF_DAYS = ("cover", "swap", "move"), ("away", "room")


class DaySwapDialog(QDialog):
    """Stays open while one booking after the other is made."""

    def __init__(
        self,
        bridge: Bridge,
        runner: Runner,
        notify: Notify,
        plan_id: ServicePlanId | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("换课与停课")
        self.bridge, self.notify = bridge, notify
        self.slips = SlipsOut(bridge.project, runner, notify, self)
        self.board: DayBoard | None = None
        self.date = DayPicker(bridge.project.directory.calendar, bridge.project.today())
        self.head, self.notes = label(is_bold=True, wraps=False), label(ink=theme.WARNING)
        self.detail = label(_CHOOSE)
        self.search = QLineEdit()
        self.model: RowsModel[DayLine] = RowsModel(DAY_COLUMNS, self)
        self.table = QuietTable("这一天的活动", _EMPTY)
        self.table.setModel(self.model)
        self.acts = {name: self._act(name, words, tip) for name, words, tip in _ACTS}
        self.booked = BookedPanel(bridge)
        self._lay_out()
        self._connect()
        self.go(self._first_day(plan_id))
        self.table.setFocus()

    @property
    def chosen(self) -> DayLine | None:
        """Return the session the acts are about."""
        return self.model.row(self.table.currentIndex())

    def go(self, on: date) -> None:
        """Show a date."""
        self.date.set_date(on)
        self.refresh()

    def refresh(self) -> None:
        """Read the date and the bookings again; the session chosen stays chosen."""
        chosen = self.chosen
        try:
            self.board = day_board(self.bridge.project, self.date.value())
        except UserError as error:
            self.board = None
            self.model.set_rows(())
            self._say("", (), str(error))
            self.table.say_when_empty(str(error))
        else:
            self._show(self.board, chosen)
        self.booked.refresh()
        self.date.mark(on for each in self.booked.model.rows for on in each.dates)
        self._follow()

    def do(self, name: str) -> None:
        """Open the form of an act."""
        form = self._form(name)
        if form is None:
            return
        if form.exec():
            self.notify.say(f"已预约：{form.windowTitle()}。")
        form.deleteLater()

    def _show(self, board: DayBoard, chosen: DayLine | None) -> None:
        asked = self.search.text().strip()
        lines = [each for each in board.lines if not asked or _is_hit(each, asked)]
        self.model.set_rows(lines)
        self.table.say_when_empty(board.closed or (f"没有“{asked}”。" if asked else _EMPTY))
        plan = f"　{board.plan}" if board.plan else ""
        self._say(f"{board.head}{plan}", board.notes, board.closed if lines else "")
        spot = chosen.spot if chosen is not None else None
        row = next((n for n, each in enumerate(lines) if each.spot == spot), 0)
        if lines:
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _say(self, head: str, notes: tuple[str, ...], closed: str) -> None:
        self.head.setText(head)
        told = [*([closed] if closed else []), *notes]
        self.notes.setText("　".join(f"△ {each}" for each in told))
        self.notes.setVisible(bool(told))

    def _follow(self, *_: object) -> None:
        line, board = self.chosen, self.board
        for name, button in self.acts.items():
            can = board is not None and (name in _OF_DAYS or not board.closed)
            if name in _OF_ONE:
                can = can and line is not None and line.is_held
            button.setEnabled(can and (name != "times" or bool(self.model.rows)))
        self.detail.setText(about(line) if line is not None else _CHOOSE)
        paint(self.detail, theme.OVER if line is not None and line.wrong else theme.INK)

    def _form(self, name: str) -> "BookingForm | None":
        from shuangjian_desktop.gui.dialogs import day_forms  # late: start-up time

        if self.board is None or not self.acts[name].isEnabled():
            return None
        return day_forms.form(name, self.bridge, self.board, self.chosen, self)

    def _take_back(self, chosen: tuple[Booked, ...]) -> None:
        """Ask with all that would come of it, then take one back."""
        from shuangjian_desktop.gui.dialogs.booking_form import told  # late: start-up time

        for each in chosen[:1]:
            try:
                booking = take_back(self.bridge.project, each.swap_id, "取消预约")
                command = book(booking)
            except UserError as error:
                self.notify.error(error)
                return
            question = f"取消{each.when}的{each.what}？\n{told(booking, _IN_A_BOX)}"
            if self.notify.ask(question, "取消这条预约", "留着") and self.bridge.run(command):
                self.notify.say(f"已取消{each.when}的{each.what}。")

    def _print(self, chosen: tuple[Booked, ...]) -> None:
        self.slips.print(slips_for_changes(self.bridge.project, [e.swap_id for e in chosen]))

    def _export(self, chosen: tuple[Booked, ...]) -> None:
        self.slips.export(slips_for_changes(self.bridge.project, [e.swap_id for e in chosen]))

    def _first_day(self, plan_id: ServicePlanId | None) -> date:
        """Return today, or the next day with service; of a plan to come its own first day."""
        project = self.bridge.project
        book = project.directory.service
        begins = next((p.since for p in book.plans if p.id == plan_id), None) if book else None
        return self.date.school_day(max(project.today(), begins or date.min), 1)

    def _act(self, name: str, words: str, tip: str) -> QPushButton:
        made = QPushButton(words)
        made.setAutoDefault(False)
        made.setToolTip(tip)
        made.clicked.connect(partial(self.do, name))
        return made

    def _connect(self) -> None:
        self.date.picked.connect(self.refresh)
        self.search.textChanged.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.doubleClicked.connect(self._cover)
        self.table.clicked.disconnect(self.table.opened)  # one click only chooses
        self.table.opened.connect(self._cover)
        self.booked.opened.connect(self.go)
        self.booked.back_wanted.connect(self._take_back)
        self.booked.print_wanted.connect(self._print)
        self.booked.export_wanted.connect(self._export)
        self.bridge.changed.connect(self.refresh)

    def _cover(self, _: QModelIndex) -> None:
        self.do("cover")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.date)
        top.addSpacing(theme.SMALL)
        top.addWidget(self.head)
        top.addStretch(1)
        self.search.setAccessibleName("查找班级、活动或人")
        self.search.setPlaceholderText("查找班级、活动或人")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 16)
        top.addWidget(self.search)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        header = self.table.horizontalHeader()
        header.show()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(DAY_COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        parts.addWidget(self.table)
        parts.addWidget(self._side())
        parts.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addLayout(top)
        column.addWidget(self.notes)
        column.addWidget(parts, 2)
        column.addWidget(self.booked, 1)
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(letter * 84, self.fontMetrics().height() * 33)

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.MEDIUM, 0, 0, 0)
        grid = QGridLayout()
        grid.setSpacing(theme.SMALL)
        for place, button in enumerate(self.acts.values()):
            grid.addWidget(button, *divmod(place, 2))
        column.addLayout(grid)
        column.addWidget(self.detail)
        column.addStretch(1)
        side.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 22)
        return side


def _is_hit(line: DayLine, asked: str) -> bool:
    return any(asked in words for words in (line.classes, line.title, line.people, line.room))
