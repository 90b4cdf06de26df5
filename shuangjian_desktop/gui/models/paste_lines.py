"""The lines of a paste preview: what is unfinished, what is left out, what is added, in that order.

Words of a line only; what may be typed into it is app/paste_repair.
"""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from shuangjian_desktop.app.paste_fields import Field
from shuangjian_desktop.app.paste_plan import PastePlan, PasteProblem, Target
from shuangjian_desktop.app.paste_repair import DOUBLE, Draft, PasteRepair
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.foreseen import ForeseenItem
from shuangjian_desktop.domain.ids import HomeworkId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.rows import CENTRE, LEFT, Column, RowsModel

UNFINISHED, LEFT_OUT, LOOK_AGAIN, COMPLETED, THERE = (
    "待补全", "不能粘贴", "请核对", "√已补全", "已有"
)  # fmt: skip
_INKS = {
    UNFINISHED: theme.OVER,
    LEFT_OUT: theme.OVER,
    LOOK_AGAIN: theme.WARNING,
    COMPLETED: theme.GOOD,
    THERE: theme.WARNING,
}


class PasteLine(NamedTuple):
    """One line; `sign` says in words what becomes of it, `draft` is its number where one can type.

    `texts` are class, date, subject, content and minutes, in the order of Field.
    """

    sign: str
    texts: tuple[str, str, str, str, str]
    said: str
    draft: int | None = None


def _ink(line: PasteLine) -> QColor | None:
    return _INKS.get(line.sign) or (theme.WARNING if line.said else None)


def _column(field: Field) -> Column[PasteLine]:
    place = tuple(Field).index(field)
    tooltip = (lambda line: line.texts[place]) if field is Field.CONTENT else None
    align = CENTRE if field is Field.MINUTES else LEFT  # 说明 begins right behind it
    return Column(field.value, lambda line: line.texts[place], align, tooltip=tooltip)


COLUMNS: tuple[Column[PasteLine], ...] = (
    Column("", lambda line: line.sign, ink=_ink),
    *map(_column, Field),
    Column("说明", lambda line: line.said, ink=_ink, tooltip=lambda line: line.said),
)
FIRST_FIELD = 1


class PasteLines(RowsModel[PasteLine]):
    """All lines of a preview; `refresh` follows what has been typed."""

    def __init__(self, project: Project, plan: PastePlan, repair: PasteRepair, parent: QObject):
        super().__init__(COLUMNS, parent)
        self._project, self._repair = project, repair
        items = plan.items
        first = len(repair.drafts) + len(repair.fixed) + len(plan.doubts)
        self._places = {item.id: first + n for n, item in enumerate(items)}
        lines = [self._draft_line(number) for number in range(len(repair.drafts))]
        lines += [self._problem_line(each, LEFT_OUT) for each in repair.fixed]
        lines += [self._problem_line(each, LOOK_AGAIN) for each in plan.doubts]
        lines += [_item_line(repair.foresight.of(item.id)) for item in items]
        self.set_rows(lines)

    def refresh(self, judged: Iterable[HomeworkId]) -> None:
        """Show what has become of the drafts and what is now said of these items."""
        rows = list(self.rows)
        for number in range(len(self._repair.drafts)):
            rows[number] = self._draft_line(number)
        for item_id in judged:
            if item_id in self._places:
                rows[self._places[item_id]] = _item_line(self._repair.foresight.of(item_id))
        self.rows = tuple(rows)
        if rows:
            last = self.index(len(rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _draft_line(self, number: int) -> PasteLine:
        draft = self._repair.drafts[number]
        texts = self._texts(draft.target)
        minutes = draft.entry.minutes.value
        told = {Field.CONTENT: day_words.one_line(draft.entry.content)}
        told[Field.MINUTES] = "" if minutes is None else str(minutes)
        told |= draft.refused
        whole = tuple(told.get(f, t) for f, t in zip(Field, (*texts, "", ""), strict=True))
        return PasteLine(self._sign(draft), whole, self._said(draft), number)  # type: ignore[arg-type]  # five texts, one for each field

    def _sign(self, draft: Draft) -> str:
        if draft.is_double:
            return THERE
        return COMPLETED if draft.item else UNFINISHED

    def _said(self, draft: Draft) -> str:
        if draft.is_double:
            return DOUBLE
        if draft.item:
            return self._repair.foresight.of(draft.item.id).said
        return _where(draft.problem) + draft.why

    def _problem_line(self, problem: PasteProblem, sign: str) -> PasteLine:
        texts = (*self._texts(problem.target), day_words.one_line(problem.text), "")
        return PasteLine(sign, texts, _where(problem) + problem.why)

    def _texts(self, target: Target) -> tuple[str, str, str]:
        names = self._project.directory.subject_names
        return (
            target.school_class.name if target.school_class else "",
            day_words.date_short(target.on) if target.on else "",
            names.get(target.subject_id, "") if target.subject_id else "",
        )


def _where(problem: PasteProblem) -> str:
    return f"{problem.where}：" if problem.where else ""


def _item_line(told: ForeseenItem) -> PasteLine:
    item = told.item
    place = (told.school_class.name, day_words.date_short(item.date), told.subject)
    texts = (*place, day_words.one_line(item.content), str(item.minutes))
    return PasteLine("", texts, told.said)
