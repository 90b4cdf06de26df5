"""检查: every clause with how the school stands to it, its findings and the reasons given below.

Reads the clause board; judges nothing and changes nothing.
"""

from collections import Counter
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from shuangjian_desktop.app.beside import beside
from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.clauses import (
    ClauseBoard,
    ClauseRow,
    ClauseStanding,
    class_day_count,
    clause_board,
)
from shuangjian_desktop.app.queries.overrides import Override
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.gui import place, theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.clause_tree import ClauseTree
from shuangjian_desktop.gui.models.rule_words import OVERRIDE_MARK, STANDING_MARKS
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import IsCancelled, Job, Progress, Runner
from shuangjian_desktop.gui.views.clause_view import ClauseView
from shuangjian_desktop.gui.widgets.check_filter import CheckFilter
from shuangjian_desktop.rules.findings import Finding, Severity

Target = Finding | Override
_NO_PROBLEM = "这些天没有发现问题。"
AT_ONCE = 700
"""Class-days that are checked in under a tenth of a second; more are checked beside the window."""


class ChecksPage(Page):
    page_id = place.CHECKS
    title = "检查"
    keys = (
        ("Enter", "条款：展开或收起；问题：打开它所在的格子"),
        ("← / →", "收起 / 展开条款"),
        ("Ctrl+L", "只看有问题的"),
    )

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.board: ClauseBoard | None = None
        self._job: Job | None = None
        self.tree = ClauseTree()
        self.view = ClauseView(self.tree)
        self.filter = CheckFilter()
        self.only_problems = QCheckBox("只看有问题的")
        self.only_problems.setShortcut("Ctrl+L")
        self._summary = QLabel()
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self._open = QPushButton("打开所在格子")
        self._open.setEnabled(False)
        self._empty = QLabel(_NO_PROBLEM)
        self._build()
        self.filter.changed.connect(self._ask_again)
        self.only_problems.toggled.connect(self._show_rows)
        self.view.opened.connect(self._go)
        self.view.chosen.connect(self._choose)
        self._open.clicked.connect(self._open_chosen)

    def refresh(self, changes: Changes | None) -> None:
        del changes
        project = self.bridge.project
        school = project.directory.school
        self.filter.show_grades(range(school.first_grade, school.last_grade + 1))
        first, last = self.filter.days(project, self.place.date)
        self.filter.start_from(first, last)
        grade, severities = self.filter.chosen_grade(), self.filter.severities()
        self._drop_job()
        if class_day_count(project, first, last, grade) > AT_ONCE:
            self._check_beside(first, last, grade, severities)
            return
        self._show(clause_board(project, first, last, grade=grade, severities=severities))

    def focus_first(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.tree.index(0, 0))

    def _check_beside(
        self, first: date, last: date, grade: int | None, severities: frozenset[Severity]
    ) -> None:
        """Check on another thread and connection; the rows shown so far stay until it is done."""
        another = beside(self.bridge.project)

        def work(progress: Progress, is_cancelled: IsCancelled) -> ClauseBoard:
            def watch(done: int, total: int) -> None:
                if is_cancelled():
                    raise Cancelled
                progress(done, total, "")

            with another.opened() as project:
                return clause_board(
                    project, first, last, grade=grade, severities=severities, watch=watch
                )

        self._summary.setText(f"正在检查{_span_words(first, last, grade)}…")
        job = self._job = self.runner.start("检查", work)
        job.done.connect(self._show)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._stopped)

    def _drop_job(self) -> None:
        """Somebody has asked for other days: what is still being checked is of no use."""
        if self._job is not None:
            self._job.done.disconnect(self._show)
            self._job.cancelled.disconnect(self._stopped)
            self._job.cancel()
            self._job = None

    def _show(self, board: ClauseBoard) -> None:
        self._job = None
        if not self.bridge.is_open:
            return
        self.board = board
        self._summary.setText(_summary(board, self.filter.chosen_grade()))
        self._show_rows()

    def _stopped(self) -> None:
        self._job = None
        self._summary.setText("检查已停止，下面不是所选日期的结果；换一个范围，或再选一次。")

    def _fail(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, UserError):
            raise error  # a bug: the crash dialog's
        self._summary.setText(str(error))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.MEDIUM)
        head.addWidget(self.filter, 1)
        head.addWidget(self.only_problems)
        head.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        column.setSpacing(theme.SMALL)
        column.addLayout(head)
        column.addWidget(self._summary)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)

    def _show_rows(self) -> None:
        rows = self.board.rows if self.board else ()
        if self.only_problems.isChecked():
            rows = tuple(row for row in rows if row.findings)
        given = self.board.overrides if self.board else ()
        self.tree.load(rows, given)
        self.view.unfold()
        has_days = self.board is None or bool(self.board.report.days)
        self._empty.setText(_NO_PROBLEM if has_days else f"{ClauseStanding.NOTHING_YET.value}。")
        self._empty.setVisible(not self.tree.rowCount())

    def _ask_again(self) -> None:
        self._read(None)

    def _choose(self, row: ClauseRow | None, target: Target | None) -> None:
        self._open.setEnabled(target is not None)
        if target is not None:
            self._select(target, page=None)
        self.place.select_clause(row.clause.number if row and target is None else None)

    def _open_chosen(self) -> None:
        index = self.view.currentIndex()
        target = self.tree.finding(index) or self.tree.override(index)
        if target is not None:
            self._go(target)

    def _go(self, target: Target) -> None:
        self._select(target, page=place.HOMEWORK)

    def _select(self, target: Target, page: str | None) -> None:
        items = target.item_ids if isinstance(target, Finding) else ()
        self.place.go(
            date=target.date,
            class_id=target.class_id,
            item_id=items[0] if items else None,
            page=page,
        )


def _summary(board: ClauseBoard, grade: int | None) -> str:
    counts = Counter(row.standing for row in board.rows)
    parts = [f"{STANDING_MARKS[s]} {s.value} {counts[s]}" for s in STANDING_MARKS if counts[s]]
    if board.overrides:
        parts.append(f"{OVERRIDE_MARK} 写明理由的例外 {len(board.overrides)}")
    span = _span_words(board.first, board.last, grade)
    return f"{span}，{len(board.rows)}条：" + "　".join(parts)


def _span_words(first: date, last: date, grade: int | None) -> str:
    """Return 8/24–11/23 全校."""
    whom = grade_name(grade) if grade else "全校"
    return f"{first.month}/{first.day}–{last.month}/{last.day} {whom}"
