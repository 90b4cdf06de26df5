"""检查: every clause with how the school stands to it this week, and its findings below.

Reads the clause board; judges nothing and changes nothing.
"""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.clauses import ClauseBoard, ClauseRow, clause_board
from shuangjian_desktop.gui import place, theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.clause_tree import ClauseTree
from shuangjian_desktop.gui.models.rule_words import STANDING_MARKS
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.clause_view import ClauseView
from shuangjian_desktop.rules.findings import Finding


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
        self.tree = ClauseTree()
        self.view = ClauseView(self.tree)
        self.only_problems = QCheckBox("只看有问题的")
        self.only_problems.setShortcut("Ctrl+L")
        self._summary = QLabel()
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self._open = QPushButton("打开所在格子")
        self._open.setEnabled(False)
        self._empty = QLabel("这一周没有发现问题。")
        self._build()
        self.only_problems.toggled.connect(self._show_rows)
        self.view.opened.connect(self._go)
        self.view.chosen.connect(self._choose)
        self._open.clicked.connect(self._open_chosen)

    def refresh(self, changes: Changes | None) -> None:
        del changes
        self.board = clause_board(self.bridge.project, self.place.date)
        self._summary.setText(_summary(self.board))
        self._show_rows()

    def focus_first(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.tree.index(0, 0))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.MEDIUM)
        head.addWidget(self._summary, 1)
        head.addWidget(self.only_problems)
        head.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        column.setSpacing(theme.SMALL)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)

    def _show_rows(self) -> None:
        rows = self.board.rows if self.board else ()
        if self.only_problems.isChecked():
            rows = tuple(row for row in rows if row.findings)
        self.tree.load(rows)
        self.view.unfold()
        self._empty.setVisible(not rows)

    def _choose(self, row: ClauseRow | None, finding: Finding | None) -> None:
        self._open.setEnabled(finding is not None)
        if finding is not None:
            self._select(finding, page=None)
        self.place.select_clause(row.clause.number if row and finding is None else None)

    def _open_chosen(self) -> None:
        finding = self.tree.finding(self.view.currentIndex())
        if finding is not None:
            self._go(finding)

    def _go(self, finding: Finding) -> None:
        self._select(finding, page=place.HOMEWORK)

    def _select(self, finding: Finding, page: str | None) -> None:
        self.place.go(
            date=finding.date,
            class_id=finding.class_id,
            item_id=finding.item_ids[0] if finding.item_ids else None,
            page=page,
        )


def _summary(board: ClauseBoard) -> str:
    counts = Counter(row.standing for row in board.rows)
    span = f"{board.first.month}/{board.first.day}–{board.last.month}/{board.last.day}"
    parts = [f"{STANDING_MARKS[s]} {s.value} {counts[s]}" for s in STANDING_MARKS if counts[s]]
    return f"{span} 全校，{len(board.rows)}条：" + "　".join(parts)
