"""What a grade set against its plan: the span to look at, two charts, and how they count.

Reads app/queries/plan; adds nothing up itself.
"""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.plan import PlanBoard, plan_use
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.school import Term
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.views.use_chart import SubjectChart, WeekChart

_SPANS = ("本周", "本月", "本学期至今")
_WEEK, _MONTH = 0, 1
COUNTING = "只计书面必做作业：有分层的取最长一条路径；每班每天先合计，再对当天有录入的班取平均。"


class PlanUsePanel(QWidget):
    """`show_board` shows a grade's term around a date."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._board: PlanBoard | None = None
        self._on = project.today()
        self.span = QComboBox()
        self.span.setAccessibleName("统计范围")
        self.span.addItems(_SPANS)
        self.span.setCurrentIndex(len(_SPANS) - 1)
        self.span.activated.connect(self._show)
        self.subjects, self.weeks = SubjectChart(), WeekChart()
        self.counting = QLabel()
        self.counting.setTextFormat(Qt.TextFormat.PlainText)
        self.counting.setWordWrap(True)
        head = QHBoxLayout()
        title = QLabel("规划（框线）与实际（色块）")
        title.setTextFormat(Qt.TextFormat.PlainText)
        head.addWidget(title)
        head.addWidget(self.span)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addLayout(head)
        for part in (self.subjects, self.weeks, self.counting):
            column.addWidget(part)

    def show_board(self, board: PlanBoard | None, on: date) -> None:
        """Compare a plan with what was set around a date; None empties the charts."""
        self._board, self._on = board, on
        self._show()

    def _show(self, *_: object) -> None:
        board = self._board
        if board is None:
            self.setVisible(False)
            return
        self.setVisible(True)
        first, last = self._dates(board.term)
        if first > last:
            self.subjects.show_use(None)
            self.weeks.show_use(None, board.cap)
            self.counting.setText("这个学期还没有开始，没有可以比较的作业。")
            return
        use = plan_use(self._project, board.term.id, board.grade, first, last)
        self.subjects.show_use(use)
        self.weeks.show_use(use, board.cap)
        self.weeks.setVisible(len(use.weeks) > 1)
        lacking = use.days_without_entry
        missing = f"其中{lacking}个班天未录入，不计入平均。" if lacking else ""
        self.counting.setText(
            f"{first.month}月{first.day}日至{last.month}月{last.day}日，上课日{use.school_days}天，"
            f"图中是每班每天平均分钟。{missing}{COUNTING}"
        )

    def _dates(self, term: Term) -> tuple[date, date]:
        """Return the span chosen, inside the term; the term itself only up to today."""
        on = min(max(self._on, term.first_day), term.last_day)
        if self.span.currentIndex() == _WEEK:
            first, last = week_of(on)[0], week_of(on)[6]
        elif self.span.currentIndex() == _MONTH:
            first = on.replace(day=1)
            last = date(on.year + on.month // 12, on.month % 12 + 1, 1) - timedelta(days=1)
        else:
            first, last = term.first_day, self._project.today()
        return max(first, term.first_day), min(last, term.last_day)
