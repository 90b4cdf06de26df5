"""学期与校历: the school year as a wall calendar, and every way to say what a day is.

Shows app/queries/year; the dialogs build the commands.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.queries.year import YearBoard, YearDay, YearMark, year_board
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models import year_words
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.year_cell import YearLegend
from shuangjian_desktop.gui.views.year_view import YearView

_READ = ("term", "public_year", "public_day", "day_exception", "day_mark", EVERYTHING)


class CalendarSection(Page):
    page_id = "calendar"
    title = "学期与校历"
    follows = frozenset[str]()
    keys = (
        ("方向键", "走到另一天；按住 Shift 选一段"),
        ("PageUp / PageDown", "前后四周"),
        ("Enter", "定这几天怎么上课"),
        ("M", "标注考试周、运动会、无作业日"),
        ("Ctrl+PageUp / Ctrl+PageDown", "上一学年 / 下一学年"),
    )

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.school_year = school_year_of(place.date)
        self.board: YearBoard | None = None
        self.view = YearView(bridge.project.today())
        self.view.choose(place.date)
        self.year_title = QLabel()
        self.open_words, self.unknown_words = _line(), _line()
        self.open_button = QPushButton("去定(&G)…")
        self.unknown_button = QPushButton("粘贴放假通知(&V)…")
        self.import_button = QPushButton("导入放假安排(&I)…")
        self.terms_button = QPushButton("学期(&T)…")
        self.day_button = QPushButton("这天怎么上课(&E)…")
        self.mark_button = QPushButton("标注(&M)…")
        self.chosen_words = _line()
        self._build()
        self._connect()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_READ):
            return
        self.board = year_board(self.bridge.project, self.school_year)
        self.year_title.setText(self.board.title)
        self.view.show_year(self.board)
        self._say_what_is_open(self.board)
        self._say_chosen()

    def focus_first(self) -> None:
        self.view.setFocus()

    def go_to_year(self, school_year: int) -> None:
        """Show another school year, within the years dates are taken from."""
        if FIRST_YEAR <= school_year < LAST_YEAR:
            self.school_year = school_year
            self.refresh(None)

    def edit_days(self) -> None:
        """Say how the chosen days are."""
        from shuangjian_desktop.gui.dialogs.day_dialog import DayDialog  # late: only when asked

        days = self.view.chosen_days()
        if days:
            self._show(DayDialog(self.bridge, days, self.window()))

    def edit_marks(self) -> None:
        """Mark the chosen days, or change the mark they have."""
        from shuangjian_desktop.gui.dialogs.mark_dialog import MarkDialog  # late: only when asked

        days = self.view.chosen_days()
        if not days:
            return
        marks: dict[str, YearMark] = {each.id: each for day in days for each in day.marks}
        first, last = days[0].date, days[-1].date
        self._show(MarkDialog(self.bridge, first, last, tuple(marks.values()), self.window()))

    def edit_terms(self) -> None:
        from shuangjian_desktop.gui.dialogs.terms_dialog import TermsDialog  # late: when asked

        self._show(TermsDialog(self.bridge, self.view.chosen()[0], self.window()))

    def paste_notice(self) -> None:
        """Paste the notice of a year."""
        from shuangjian_desktop.gui.dialogs.holiday_notice import HolidayNoticeDialog  # late too

        self._show(HolidayNoticeDialog(self.bridge, self.window()))

    def _show(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.view.setFocus()

    def _go_to_open_day(self) -> None:
        if self.board and self.board.open_days:
            self.view.choose(self.board.open_days[0].date)
            self.edit_days()

    def _say_what_is_open(self, board: YearBoard) -> None:
        days = "、".join(_short(day) for day in board.open_days)
        self.open_words.setText(f"◆ {len(board.open_days)}个调休上班日没有定按星期几上课：{days}")
        for part in (self.open_words, self.open_button):
            part.setVisible(bool(board.open_days))
        years = "、".join(f"{year}年" for year in board.unknown_years)
        self.unknown_words.setText(f"？ {years}的放假安排还没有导入，这些日子先算“未确认”。")
        self.unknown_words.setVisible(bool(board.unknown_years))

    def _say_chosen(self) -> None:
        days = self.view.chosen_days()
        for button in (self.day_button, self.mark_button):
            button.setEnabled(bool(days))
        if not days:
            self.chosen_words.setText("")
            return
        words = year_words.spoken(days[0])
        if len(days) > 1:
            last = days[-1].date
            words = f"{words}　至　{last.month}月{last.day}日，共{len(days)}天"
        self.chosen_words.setText(words)

    def _connect(self) -> None:
        self.view.opened.connect(self.edit_days)
        self.view.chosen_changed.connect(self._say_chosen)
        self.open_button.clicked.connect(self._go_to_open_day)
        self.unknown_button.clicked.connect(self.paste_notice)
        self.import_button.clicked.connect(
            lambda: self.import_requested.emit(TableKind.HOLIDAYS.value)
        )
        self.terms_button.clicked.connect(self.edit_terms)
        self.day_button.clicked.connect(self.edit_days)
        self.mark_button.clicked.connect(self.edit_marks)
        mark = QShortcut(QKeySequence("M"), self.view, self.edit_marks)
        mark.setContext(Qt.ShortcutContext.WidgetShortcut)
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._before if step < 0 else self._after)

    def _before(self) -> None:
        self.go_to_year(self.school_year - 1)

    def _after(self) -> None:
        self.go_to_year(self.school_year + 1)

    def _build(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(theme.TITLE_POINTS)
        font.setBold(True)
        self.year_title.setFont(font)
        head = QHBoxLayout()
        head.addWidget(_arrow("‹", "上一学年（Ctrl+PageUp）", self._before))
        head.addWidget(self.year_title)
        head.addWidget(_arrow("›", "下一学年（Ctrl+PageDown）", self._after))
        head.addStretch(1)
        for button in (self.terms_button, self.unknown_button, self.import_button):
            head.addWidget(button)
        to_do = QHBoxLayout()
        to_do.addWidget(self.open_words)
        to_do.addWidget(self.open_button)
        to_do.addWidget(self.unknown_words, 1)
        to_do.addStretch(0)
        foot = QHBoxLayout()
        foot.addWidget(self.chosen_words, 1)
        foot.addWidget(self.mark_button)
        foot.addWidget(self.day_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addLayout(head)
        column.addLayout(to_do)
        column.addWidget(self.view, 1)
        column.addWidget(YearLegend())
        column.addLayout(foot)


def _short(day: YearDay) -> str:
    return f"{day.date.month}/{day.date.day}"


def _line() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _arrow(text: str, tooltip: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tooltip)
    button.setAccessibleName(tooltip)
    button.setAutoRaise(True)
    button.clicked.connect(act)
    return button
