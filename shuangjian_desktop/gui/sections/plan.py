"""学期作业规划 [§1]: a grade's plan of a term, its audit and approval, and what was set against it.

Shows app/queries/plan and runs app/commands/plan; adds nothing up itself.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands import plan as commands
from shuangjian_desktop.app.directory import KINDS as DIRECTORY_KINDS
from shuangjian_desktop.app.queries.plan import PlanBoard, PlanStanding, plan_board
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.minutes import parse_minutes
from shuangjian_desktop.domain.school import Term, grade_name
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.plan_model import PlanModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.widgets.plan_use_panel import PlanUsePanel

_KINDS = ("plan", "plan_line", "homework", "no_homework", EVERYTHING, *DIRECTORY_KINDS)
_SPANS = ("本周", "本月", "本学期至今")
COUNTING = "只计书面必做作业：有分层的取最长一条路径；每班每天先合计，再对当天有录入的班取平均。"


class PlanSection(Page):
    page_id = "plan"
    title = "学期作业规划"
    follows = frozenset({"date", "grade"})

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.board: PlanBoard | None = None
        self.model = PlanModel(self)
        self.terms, self.grades = _choice("学期"), _choice("年级")
        self.standing, self.empty = _words(), _words()
        self.table = _table(self.model)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("规划说明")
        self.words.setPlaceholderText("用本年级的话写明怎样布置作业：类型、分层、批改和反馈。")
        self.words.setFixedHeight(4 * self.fontMetrics().height())
        self.words.setTabChangesFocus(True)
        self.save_words = _button("保存说明", self._save_words)
        self.copy = _button("从上学期复制", self._copy_last)
        self.audit = _button("审核", self._audit)
        self.approve = _button("批准", self._approve)
        self.use = PlanUsePanel(bridge.project)
        self._lay_out()
        self.model.typed.connect(self._take)
        for chooser in (self.terms, self.grades):
            chooser.activated.connect(self._choose)

    def focus_first(self) -> None:
        self.table.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_KINDS):
            return
        self._fill_choices()
        self._choose()

    def _fill_choices(self) -> None:
        directory = self.bridge.project.directory
        chosen_term, chosen_grade = self.terms.currentData(), self.grades.currentData()
        self.terms.clear()
        for term in reversed(directory.calendar.terms):
            self.terms.addItem(term.name, term)
        current = chosen_term or directory.calendar.term(self.place.date)
        names = [term.name for term in reversed(directory.calendar.terms)]
        self.terms.setCurrentIndex(names.index(current.name) if current else 0)
        self.grades.clear()
        for grade in directory.school.grades:
            self.grades.addItem(grade_name(grade), grade)
        wanted = chosen_grade or self.place.grade or directory.school.first_grade
        self.grades.setCurrentIndex(max(0, self.grades.findData(wanted)))

    def _choose(self, *_: object) -> None:
        term: Term | None = self.terms.currentData()
        self.empty.setVisible(term is None)
        self._filled.setVisible(term is not None)
        if term is None:
            self.empty.setText("还没有设置学期；请先在“学期与校历”里加一个学期，再来做规划。")
            self.model.load(None)
            for button in (self.copy, self.audit, self.approve):
                button.setEnabled(False)
            self.use.show_board(None, self.place.date)
            return
        board = plan_board(self.bridge.project, term, self.grades.currentData())
        if self.board is None or (board.plan.id, board.plan.words) != (
            self.board.plan.id,
            self.board.plan.words,
        ):
            self.words.setPlainText(board.plan.words)
        self.board = board
        actor = self.bridge.project.actor
        may_write = rights.may_plan(actor, board.grade)
        self.model.is_editable = may_write
        self.model.load(board)
        self.standing.setText(_standing_words(board))
        for button in (self.copy, self.save_words):
            button.setEnabled(may_write)
        self.audit.setEnabled(may_write and board.standing is not PlanStanding.APPROVED)
        can_approve = rights.may_approve(actor) and board.standing is PlanStanding.AUDITED
        self.approve.setEnabled(can_approve)
        self._fit()
        self.use.show_board(board, self.place.date)

    def _fit(self) -> None:
        rows = self.model.rowCount() * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height() + 4)

    def _take(self, subject_id: SubjectId, weekday: int, text: str) -> None:
        reading = parse_minutes(text)
        if text.strip() and (reading.value is None or not reading.certain):
            self.notify.say(f"“{text}”不是分钟数，没有改动；请填一个整数，如 20。")
            return
        board = self.board
        if board is not None:
            self._run(
                lambda: commands.set_minutes(
                    self.bridge.project,
                    board.term.id,
                    board.grade,
                    {(subject_id, weekday): reading.value},
                )
            )

    def _save_words(self) -> None:
        board, words = self.board, self.words.toPlainText()
        if board is not None:
            project = self.bridge.project
            self._run(lambda: commands.set_words(project, board.term.id, board.grade, words))

    def _copy_last(self) -> None:
        board = self.board
        if board is None:
            return
        before = [
            term
            for term in self.bridge.project.directory.calendar.terms
            if term.last_day < board.term.first_day
        ]
        lines = (
            plan_board(self.bridge.project, before[-1], board.grade).plan.lines if before else ()
        )
        if not lines:
            self.notify.say(f"上学期没有{board.title}的作业规划可以复制。")
            return
        project = self.bridge.project
        self._run(lambda: commands.copy_plan(project, board.term.id, board.grade, lines))

    def _audit(self) -> None:
        self._sign("审核人", commands.audit_plan)

    def _approve(self) -> None:
        self._sign("批准人", commands.approve_plan)

    def _sign(self, what: str, act: Callable[..., Command]) -> None:
        """Sign under one's own name; where nobody has been picked, ask for it."""
        board, actor = self.board, self.bridge.project.actor
        if board is None:
            return
        name = actor.name
        if actor.is_free and actor.staff_id is None:
            from shuangjian_desktop.gui.dialogs.name_dialog import ask_name  # late: start-up time

            people = [person.label for person in self.bridge.project.directory.staff]
            name = ask_name(what, people, self) or ""
            if not name:
                return
        self._run(lambda: act(self.bridge.project, board, name))

    def _run(self, make: Callable[[], Command]) -> None:
        try:
            command = make()
        except UserError as error:
            self.notify.error(error)
            return
        self.bridge.run(command)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        for part in (self.terms, self.grades, self.copy, self.audit, self.approve):
            head.addWidget(part)
        head.addStretch(1)
        beside = QHBoxLayout()
        beside.addWidget(self.words, 1)
        beside.addWidget(self.save_words, 0, Qt.AlignmentFlag.AlignBottom)
        left = QVBoxLayout()
        left.setSpacing(theme.SMALL)
        left.addWidget(self.table)
        left.addLayout(beside)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.use)
        right.addStretch(1)
        self._filled = QWidget()
        halves = QHBoxLayout(self._filled)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(theme.LARGE)
        halves.addLayout(left, 1)
        halves.addLayout(right, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, theme.SMALL, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.standing)
        column.addWidget(self.empty)
        column.addWidget(self._filled, 1)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SMALL)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)


def _standing_words(board: PlanBoard) -> str:
    plan = board.plan
    told = [f"{board.title} · {board.standing.value}"]
    if plan.author:
        told.append(f"制定人 {plan.author}")
    if plan.audited_by and board.standing is not PlanStanding.DRAFT:
        told.append(f"审核 {plan.audited_by} {(plan.audited_at or '')[:10]}")
    if plan.approved_by:
        told.append(f"批准 {plan.approved_by} {(plan.approved_at or '')[:10]}")
    if board.is_no_written:
        told.append("一、二年级填校内书面练习的分钟数，不留书面作业回家")
    elif board.cap is not None:
        told.append(f"每天合计不超过{board.cap}分钟")
    return "　·　".join(told)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    return box


def _button(text: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(act)
    return button


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _table(model: PlanModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName("各学科每天书面作业分钟")
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    triggers = QTableView.EditTrigger
    table.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
    return table
