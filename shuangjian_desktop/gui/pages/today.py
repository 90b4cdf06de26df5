"""今日: what still needs somebody on one date, each thing one click or Enter from its cell.

Reads the today board; judges nothing and changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.today import TodayBoard, today_board
from shuangjian_desktop.gui import place, theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models import day_words, today_words
from shuangjian_desktop.gui.models.rows import RIGHT, Column, RowsModel
from shuangjian_desktop.gui.models.strip_model import StripModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.views.strip_view import StripView
from shuangjian_desktop.rules.class_day import NoticeStanding

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Need:
    """One class that needs somebody: the words for it and the page where it is done."""

    day: JudgedDay
    words: str
    ink: QColor
    page: str


_COLUMNS: tuple[Column[Need], ...] = (
    Column("班级", lambda need: need.day.class_day.class_name),
    Column(
        "情况",
        lambda need: need.words,
        ink=lambda need: need.ink,
        tooltip=lambda need: day_words.day_spoken(need.day),
    ),
    Column("分钟", lambda need: _figure(need.day), RIGHT),
)


class TodayPage(Page):
    page_id = place.TODAY
    title = "今日"
    follows = frozenset({"date"})
    keys = (
        ("Enter", "打开选中的班级"),
        ("Tab", "到下一个列表"),
        ("Alt+↑ / Alt+↓", "前一天 / 后一天"),
    )

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.board: TodayBoard | None = None
        self._not_today: QLabel | None = None
        self.over = _NeedList("超出上限", today_words.NONE_OVER)
        self.unfinished = _NeedList("未录入 · 未审核", today_words.ALL_ENTERED)
        self.unpublished = _NeedList("待公示", today_words.ALL_PUBLISHED)
        self.strip = StripView(
            "各年级当天用时", "这个学年还没有班级：请从“文件 → 导入…”导入任课表或课程表。"
        )
        self.strip_model = StripModel()
        self.strip.setModel(self.strip_model)
        self.strip.opened.connect(self._open_cell)
        for needs in self._lists:
            needs.view.opened.connect(needs.opener(self._open))
        self._build()
        QTimer.singleShot(0, self, self._add_keys)  # after the first picture: start-up time

    @property
    def _lists(self) -> "tuple[_NeedList, ...]":
        return (self.over, self.unfinished, self.unpublished)

    def refresh(self, changes: Changes | None) -> None:
        del changes  # one date of the school is read in a few milliseconds
        board = today_board(self.bridge.project, self.place.date)
        self.board = board
        self._heading.setText(today_words.heading(board))
        self._show_whether_today()
        for needs, words in zip(self._lists, today_words.empty_words(board), strict=True):
            needs.view.say_when_empty(words)
        self.over.show_needs(_over(board))
        self.unfinished.show_needs((*_not_entered(board), *_not_reviewed(board)))
        self.unpublished.show_needs(_to_publish(board))
        self.strip_model.load(board.days)
        self.strip.setMaximumHeight(max(self.strip.wanted_height(), 3 * theme.LARGE))

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
        layout.addWidget(_small_heading("当天各班书面作业（分钟/上限）"))
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

    def _previous_day(self) -> None:
        self.place.go(date=self.place.date - _ONE_DAY)

    def _next_day(self) -> None:
        self.place.go(date=self.place.date + _ONE_DAY)

    def _open(self, need: Need) -> None:
        self._go(need.day, need.page)

    def _open_cell(self, index: QModelIndex) -> None:
        day = self.strip_model.day(index)
        if day is not None:
            self._go(day, place.HOMEWORK)

    def _go(self, day: JudgedDay, page: str) -> None:
        known = day.class_day
        self.place.go(date=known.day.date, grade=known.grade, class_id=known.class_id, page=page)


class _NeedList(QWidget):
    """A heading with its count over a list of classes."""

    def __init__(self, title: str, empty_text: str) -> None:
        super().__init__()
        self._title = title
        self._label = _small_heading(title)
        self.model: RowsModel[Need] = RowsModel(_COLUMNS)
        self.view = QuietTable(title, empty_text)
        self.view.setModel(self.model)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(0, header.ResizeMode.Fixed)
        header.resizeSection(0, self.fontMetrics().horizontalAdvance("三(10)　"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.TINY)
        layout.addWidget(self._label)
        layout.addWidget(self.view)

    def show_needs(self, needs: Sequence[Need]) -> None:
        self._label.setText(f"{self._title}　{len(needs)}")
        self.view.setAccessibleName(f"{self._title}，{len(needs)}个班")
        self.model.set_rows(needs)

    def opener(self, call: Callable[[Need], None]) -> Callable[[QModelIndex], None]:
        """Return a slot that opens the need of an index."""

        def opened(index: QModelIndex) -> None:
            need = self.model.row(index)
            if need is not None:
                call(need)

        return opened


def _over(board: TodayBoard) -> list[Need]:
    return [Need(day, day_words.over_words(day), theme.OVER, place.HOMEWORK) for day in board.over]


def _not_entered(board: TodayBoard) -> list[Need]:
    return [Need(day, "○ 未录入", theme.WARNING, place.HOMEWORK) for day in board.not_entered]


def _not_reviewed(board: TodayBoard) -> list[Need]:
    return [Need(day, "◇ 未审核", theme.MUTED, place.NOTICES) for day in board.not_reviewed]


def _to_publish(board: TodayBoard) -> list[Need]:
    return [
        Need(day, "◆ 改过，需更正", theme.WARNING, place.NOTICES)
        if day.class_day.notice is NoticeStanding.CHANGED
        else Need(day, "○ 未公示", theme.MUTED, place.NOTICES)
        for day in board.to_publish
    ]


def _figure(day: JudgedDay) -> str:
    has_items = bool(day.class_day.items) or day.class_day.declared_none
    return day_words.figure_words(day) if has_items else ""


def _small_heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


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
