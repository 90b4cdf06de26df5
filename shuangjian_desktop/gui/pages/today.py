"""今日: what still needs somebody on one date, each thing one click or Enter from its cell.

Reads the today board; judges nothing and changes nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.today import TodayBoard, today_board
from shuangjian_desktop.gui import place, theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models import needs as need_lines
from shuangjian_desktop.gui.models import today_words
from shuangjian_desktop.gui.models.needs import REVIEW, Need
from shuangjian_desktop.gui.models.strip_model import StripModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.need_list import NeedList, small_heading
from shuangjian_desktop.gui.views.strip_view import StripView

if TYPE_CHECKING:  # the acts load after the first picture: start-up time
    from shuangjian_desktop.gui.pages.today_acts import TodayActs

_ONE_DAY = timedelta(days=1)


class TodayPage(Page):
    page_id = place.TODAY
    title = "今日"
    follows = frozenset({"date"})
    keys = (
        ("Enter", "打开选中的班级"),
        ("Tab", "到下一个列表"),
        ("R", "审核这一天的作业"),
        ("C", "会商选中的超限班级"),
        ("M", "看谁还没有交齐"),
        ("L", "锁定日期"),
        ("Alt+↑ / Alt+↓", "前一天 / 后一天"),
    )

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.board: TodayBoard | None = None
        self.acts: TodayActs | None = None
        self._not_today: QLabel | None = None
        self.over = NeedList("超出上限 · 待会商", today_words.NONE_OVER)
        self.unfinished = NeedList("未录入 · 未提交 · 未审核", today_words.ALL_ENTERED)
        self.unpublished = NeedList("待公示", today_words.ALL_PUBLISHED)
        self.strip = StripView(
            "各年级当天用时",
            "这个学年还没有班级：请看“学校 → 建校清单”，或从“文件 → 导入…”导入任课表。",
        )
        self.strip_model = StripModel()
        self.strip.setModel(self.strip_model)
        self.strip.opened.connect(self._open_cell)
        for needs in self._lists:
            needs.view.opened.connect(needs.opener(self._open))
        self._is_painted = False
        self._build()

    @property
    def _lists(self) -> tuple[NeedList, ...]:
        return (self.over, self.unfinished, self.unpublished)

    def refresh(self, changes: Changes | None) -> None:
        del changes  # one date of the school is read in a few milliseconds
        if self.acts is not None:
            self.acts.read()
        only_mine = self.acts is not None and self.acts.only_mine
        board = today_board(self.bridge.project, self.place.date, only_mine=only_mine)
        self.board = board
        self._heading.setText(today_words.heading(board))
        self._show_whether_today()
        for needs, words in zip(self._lists, today_words.empty_words(board), strict=True):
            needs.view.say_when_empty(words)
        late = self.acts.late if self.acts else {}
        self.over.show_needs(need_lines.with_late(need_lines.over(board), late))
        self.unfinished.show_needs(need_lines.with_late(need_lines.unfinished(board), late))
        self.unpublished.show_needs(need_lines.to_publish(board))
        self.strip_model.load(board.days)
        self.strip.setMaximumHeight(max(self.strip.wanted_height(), 3 * theme.LARGE))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._add_keys)  # after the first picture: start-up time

    def read_again(self) -> None:
        """Read everything anew: other classes are wanted, or what is read later can be."""
        self._read(None)

    def focus_first(self) -> None:
        for needs in self._lists:
            if needs.model.rows:
                needs.view.setFocus()
                needs.view.selectRow(0)
                return
        self.strip.setFocus()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        layout.setSpacing(theme.SMALL)
        layout.addLayout(self._build_heading())
        columns = QHBoxLayout()
        columns.setSpacing(theme.MEDIUM)
        for needs in self._lists:
            columns.addWidget(needs)
        layout.addLayout(columns, 3)
        layout.addWidget(small_heading("当天各班书面作业（分钟/上限）"))
        layout.addWidget(self.strip, 4)

    def _build_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._heading = QLabel()
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        font = QFont(self.font())
        font.setPointSizeF(theme.TITLE_POINTS)
        font.setBold(True)
        self._heading.setFont(font)
        row.addWidget(_day_button("‹", "前一天（Alt+↑）", self._previous_day))
        row.addWidget(self._heading)
        row.addWidget(_day_button("›", "后一天（Alt+↓）", self._next_day))
        self._aside = QHBoxLayout()
        row.addLayout(self._aside)
        row.addStretch(1)
        self.acts_row = QHBoxLayout()
        self.acts_row.setSpacing(theme.SMALL)
        row.addLayout(self.acts_row)
        return row

    def _show_whether_today(self) -> None:
        """Say quietly that another date is shown, with the way back; built when first needed."""
        words = today_words.not_today(self.place.date, self.bridge.project.today())
        if self._not_today is None:
            if not words:
                return
            self._not_today = _quiet_label()
            self._to_today = _day_button("今天", "回到今天（Ctrl+Home）", self._go_to_today)
            self._aside.addWidget(self._not_today)
            self._aside.addWidget(self._to_today)
        self._not_today.setText(words)
        self._not_today.setVisible(bool(words))
        self._to_today.setVisible(bool(words))

    def _go_to_today(self) -> None:
        self.place.go(date=self.bridge.project.today())

    def _add_keys(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut  # late: start-up time

        QShortcut(QKeySequence("Alt+Up"), self, self._previous_day)
        QShortcut(QKeySequence("Alt+Down"), self, self._next_day)
        if not self.bridge.is_open:
            return
        from shuangjian_desktop.gui.pages.today_acts import TodayActs  # late: start-up time

        self.acts = TodayActs(self)
        self.read_again()

    def _previous_day(self) -> None:
        self.place.go(date=self.place.date - _ONE_DAY)

    def _next_day(self) -> None:
        self.place.go(date=self.place.date + _ONE_DAY)

    def _open(self, need: Need) -> None:
        if need.page == REVIEW and self.acts is not None:
            self.acts.review(need.day)
            return
        self._go(need.day, need.page)
        if need.item_id is not None:
            self.place.select_item(need.item_id)

    def _open_cell(self, index: QModelIndex) -> None:
        day = self.strip_model.day(index)
        if day is not None:
            self._go(day, place.HOMEWORK)

    def _go(self, day: JudgedDay, page: str) -> None:
        known = day.class_day
        self.place.go(date=known.day.date, grade=known.grade, class_id=known.class_id, page=page)


def _quiet_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), theme.MUTED)
    label.setPalette(palette)
    return label


def _day_button(text: str, tooltip: str, call: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tooltip)
    button.setAccessibleName(tooltip)
    button.setAutoRaise(True)
    button.clicked.connect(call)
    return button
