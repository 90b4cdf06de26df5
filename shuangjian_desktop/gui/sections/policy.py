"""保存规则: rule by rule, what happens when homework that breaks it is saved or put out.

Reads app/queries/policy_board; every choice is one undoable step.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.commands.policy import reset_policies, set_policy
from shuangjian_desktop.app.policies import default_policy
from shuangjian_desktop.app.queries.policy_board import PolicyBoard, policy_board
from shuangjian_desktop.domain.policy import RulePolicy
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.widgets.policy_row import PolicyHead, PolicyLine

_ABOUT = (
    "作业违反一条规则时怎么办，由学校逐条决定：左边管保存，右边管公示。"
    "改动随时可以撤销；写下的理由一直留在检查页。"
)
_READ = ("homework", "no_homework", "review", "policy", "own_limit", EVERYTHING)


class PolicySection(Page):
    page_id = "policy"
    title = "保存规则"

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.lines: dict[str, PolicyLine] = {}
        self.summary = _label("")
        self.reset_all = QPushButton("全部恢复默认")
        self._only_shown = _label("")
        self._room = QVBoxLayout()
        self._room.setSpacing(0)
        self._build()
        self.reset_all.clicked.connect(self._reset_all)

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_READ):
            return
        board = policy_board(self.bridge.project, self.place.date)
        if tuple(self.lines) != tuple(row.rule.name for row in board.rows):
            self._make_lines(board)
        for row in board.rows:
            self.lines[row.rule.name].show_row(row)
        self.reset_all.setEnabled(any(not row.is_default for row in board.rows))
        self.summary.setText(_summary(board))
        shown = "、".join(f"“{title}”" for title in board.only_shown)
        self._only_shown.setText(f"{shown}只在今日页和检查页提醒，不会拦住保存或公示。")

    def focus_first(self) -> None:
        if self.lines:
            next(iter(self.lines.values())).on_save.setFocus()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.SMALL, 0)
        column.addWidget(PolicyHead())
        column.addLayout(self._room)
        column.addWidget(self._only_shown)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.reset_all)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SMALL)
        whole.addWidget(_label(_ABOUT))
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)

    def _make_lines(self, board: PolicyBoard) -> None:
        while taken := self._room.takeAt(0):
            if widget := taken.widget():
                widget.deleteLater()
        self.lines = {}
        for row in board.rows:
            line = PolicyLine(row)
            line.chosen.connect(self._set)
            line.reset.connect(self._reset)
            self._room.addWidget(_rule())
            self._room.addWidget(line)
            self.lines[row.rule.name] = line

    def _set(self, policy: RulePolicy) -> None:
        if self.bridge.run(set_policy(policy)) is None:
            self._read(None)  # refused: show what holds

    def _reset(self, rule: str) -> None:
        self._set(default_policy(rule))

    def _reset_all(self) -> None:
        self.bridge.run(reset_policies())


def _summary(board: PolicyBoard) -> str:
    saves, outs = board.held_up
    span = f"{board.first.month}/{board.first.day}–{board.last.month}/{board.last.day}"
    return f"照现在的设置，{span}全校已录入的作业里，保存时会被拦{saves}处，公示时会被拦{outs}处。"


def _rule() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    palette = line.palette()
    palette.setColor(line.foregroundRole(), theme.LINE)
    line.setPalette(palette)
    line.setFrameShadow(QFrame.Shadow.Plain)
    return line


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
