"""What a paste would do, before anything is written: what is left out, what is added, what is said.

Shows a plan and what the rules foresee (F6, F7, F8); the caller carries it out.
"""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.paste_plan import PastePlan, PasteProblem
from shuangjian_desktop.app.queries.foreseen import Foreseen, ForeseenItem
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.rows import Column, RowsModel

_MOST_OVER = 4


class PreviewLine(NamedTuple):
    """One line of the preview; `sign` says in words what becomes of it."""

    sign: str
    where: str
    text: str
    said: str


_INKS = {"不能粘贴": theme.OVER, "请核对": theme.WARNING, "有重复": theme.WARNING}


def _ink(line: PreviewLine) -> QColor | None:
    return _INKS.get(line.sign) or (theme.WARNING if line.said else None)


_COLUMNS: tuple[Column[PreviewLine], ...] = (
    Column("", lambda line: line.sign, ink=_ink),
    Column("位置", lambda line: line.where),
    Column("内容", lambda line: line.text, tooltip=lambda line: line.text),
    Column("说明", lambda line: line.said, ink=_ink, tooltip=lambda line: line.said),
)


class PasteDialog(QDialog):
    """Accepted = 跳过: paste the good ones. Rejected = 取消: nothing is pasted."""

    def __init__(
        self, plan: PastePlan, parent: QWidget | None = None, foreseen: Foreseen | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴预览")
        self.resize(theme.LARGE * 42, theme.LARGE * 24)
        self.summary = QLabel("\n".join(_summary(plan, foreseen)), self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.table = preview_table(tuple(_lines(plan, foreseen)), self)
        buttons = QDialogButtonBox(self)
        count = f"{len(plan.items)}项"
        words = f"跳过这些，粘贴{count}" if plan.problems else f"粘贴{count}"
        if not plan.items and plan.none_days:
            words = f"标明{len(plan.none_days)}天无作业"
        self.skip = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
        self.skip.setEnabled(not plan.is_empty)
        self.skip.setDefault(True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        layout.setSpacing(theme.SMALL)
        for widget in (self.summary, self.table, buttons):
            layout.addWidget(widget)
        self.skip.setFocus()


def preview_table(lines: tuple[PreviewLine, ...], parent: QWidget) -> QTableView:
    """Return the table of a preview: one line for each cell left out and each item added."""
    model = RowsModel(_COLUMNS, parent)
    model.set_rows(lines)
    table = QTableView(parent)
    table.setModel(model)
    table.setAccessibleName("预览")
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    head = table.horizontalHeader()
    head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for column in (0, 1):
        head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table


def item_line(foreseen: ForeseenItem, sign: str = "") -> PreviewLine:
    """Return the line of an item that would be added."""
    on = foreseen.item.date
    where = f"{foreseen.school_class.name} {day_words.date_short(on)} {foreseen.subject}"
    return PreviewLine(sign, where, day_words.item_line(foreseen.item), foreseen.said)


def over_words(foreseen: Foreseen) -> str:
    """Return which days would be over their limit, the first few by name."""
    over = [
        f"{day.class_day.class_name}{day_words.weekday_short(day.class_day.day.date)}"
        f"{day_words.figure_words(day)}"
        for day in foreseen.over
    ]
    if not over:
        return ""
    more = f" 等{len(over)}天" if len(over) > _MOST_OVER else ""
    return f"▲ 之后超过上限：{'、'.join(over[:_MOST_OVER])}{more}。"


def _summary(plan: PastePlan, foreseen: Foreseen | None) -> Iterator[str]:
    if plan.read_as:
        yield f"按“{plan.read_as}”理解，请核对位置。"
    if plan.problems:
        yield f"有{len(plan.problems)}处不能粘贴；其余{len(plan.items)}项可以。"
    else:
        yield f"共{len(plan.items)}项可以粘贴。"
    if plan.none_days:
        yield f"另有{len(plan.none_days)}天标明无作业。"
    if plan.already_there:
        yield f"{plan.already_there}项已经有同样的作业，不重复添加。"
    if plan.hidden:
        yield f"表格里隐藏的{plan.hidden}行或列没有粘贴。"
    if foreseen and (over := over_words(foreseen)):
        yield over


def _lines(plan: PastePlan, foreseen: Foreseen | None) -> Iterator[PreviewLine]:
    yield from (_problem_line(problem, "不能粘贴") for problem in plan.problems)
    yield from (_problem_line(doubt, "请核对") for doubt in plan.doubts)
    if foreseen:
        yield from (item_line(item) for item in foreseen.items)


def _problem_line(problem: PasteProblem, sign: str) -> PreviewLine:
    return PreviewLine(sign, problem.where, problem.text, problem.why)
