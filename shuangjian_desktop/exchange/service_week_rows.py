"""Read the rows of a class's or a grade's own week: a time each, and what every weekday has then.

Knows nothing of the school file. What cannot be read is told with its address, never passed over.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.domain.text import clean_text, same_text_key
from shuangjian_desktop.exchange.cells import Cell, Row
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.row_reader import cell_error
from shuangjian_desktop.exchange.service_cells import Piece
from shuangjian_desktop.exchange.service_detail import NEW_LESSON
from shuangjian_desktop.exchange.service_rows import (
    UNNAMED,
    Named,
    ServiceRow,
    named_in_cell,
    of_classes,
    room_of,
    taken_pieces,
)
from shuangjian_desktop.exchange.service_times import Slots, Span, cut_number, cut_span, span_at
from shuangjian_desktop.exchange.service_week import Week
from shuangjian_desktop.exchange.service_words import (
    EMPTY_MARKS,
    GENERIC,
    is_activity,
    is_no_service,
    kind_of,
)
from shuangjian_desktop.rules.new_lessons import new_lesson_words

_UNDER_HEADS = ("课程", "项目", "活动", "内容", "教师", "任课教师", "辅导教师", "负责人", "姓名",
                "地点", "场地", "教室", "上课地点", "活动地点")  # fmt: skip
_SAYS_NOTHING = re.compile(
    r"(?:上午|下午|晚上|课后服务|课后|服务|时段|时间|节|第|[\d\s:：、.\-]|[一二三四五六])*"
)
_TO = re.compile(r"[-~—至到]")


class _Time(NamedTuple):
    """What a row's label says: when, the number of its slot, and what is done."""

    span: Span | None
    number: int | None
    item: str


class WeekReader:
    """Reads one table for its classes; `numbered` are the slots it gives a number and a time."""

    def __init__(
        self,
        week: Week,
        classes: Sequence[ClassRef],
        known: frozenset[str],
        slots: Sequence[Slots],
        problems: ProblemList,
    ) -> None:
        self._week, self._classes, self._known = week, classes, known
        self._slots, self._problems = slots, problems
        self.numbered = Slots()
        self._first = min(week.days)
        self._spans = {c: cut_span(str(week.head.cell(c).value))[0] for c in week.days}
        self._time: _Time | None = None

    def read(self) -> list[ServiceRow]:
        """Return the rows; what cannot be read is complained of and left out."""
        found: list[ServiceRow] = []
        for row in self._week.rows:
            if not row.is_blank and not self._is_head(row):
                self._tell_rest(row)
                found += self._row(row)
        if len(self._classes) > 1 and found:
            self._problems.warning(
                self._week.where,
                f"这张表是{len(self._classes)}个班的：没写教师和场地的，按每个班各有一次导入；"
                "写了的，按这几个班合在一起导入。",
            )
        return found

    def _is_head(self, row: Row) -> bool:
        """Return whether a row only says what the columns under a weekday are: 课程, 教师."""
        texts = [str(row.cell(c).value) for c in self._week.days if not row.cell(c).is_blank]
        return bool(texts) and all(same_text_key(text) in _UNDER_HEADS for text in texts)

    def _tell_rest(self, row: Row) -> None:
        """Tell of what stands beside the days, under no head or one that nobody asked for."""
        for column in range(self._first, len(row.cells)):
            cell = row.cell(column)
            if column not in self._week.days and _is_filled(cell) and not cell.covered:
                self._warn_unread(row, column, cell)

    def _warn_unread(self, row: Row, column: int | None, cell: Cell) -> None:
        shown = clean_text(str(cell.value if cell.error is None else cell.error), fold_lines=True)
        self._problems.warning(
            self._week.sheet.where(row.number, column), f"“{shown[:30]}”没有用到。"
        )

    def _row(self, row: Row) -> list[ServiceRow]:
        cells = self._cells(row)
        if _is_note(row, cells):
            self._warn_unread(row, None, next(c for c in row.cells if not c.is_blank))
            return []
        label = [row.cell(c) for c in range(self._first) if not row.cell(c).is_blank]
        read = self._label(row, label) if label else self._time or _Time(None, None, "")
        if label:
            self._time = read
        if not cells:
            if label and read is not None and _is_remark(read):
                self._warn_unread(row, None, label[0])
            return []
        if self._is_no_service(row, read, cells):
            return []
        if read is None:
            return []
        if new_lesson_words(read.item):
            where = self._week.sheet.where(row.number)
            self._problems.error(where, NEW_LESSON.format(title=read.item[:20]))
            return []
        return [each for c, cell in cells.items() for each in self._cell(row, c, cell, read)]

    def _cells(self, row: Row) -> dict[int, Cell]:
        """Return what each weekday has: several columns of a day as one, at the first of them."""
        found: dict[int, Cell] = {}
        columns: dict[int, int] = {}
        for column, weekday in self._week.days.items():
            cell = row.cell(column)
            first = columns.setdefault(weekday, column)
            if not _is_filled(cell):
                continue
            there = found.get(first)
            if there is None:
                found[first] = cell
            elif cell.error or there.error:
                found[first] = cell if cell.error else there
            elif not (cell.covered and cell.value == there.value):
                found[first] = Cell(f"{there.value}\n{cell.value}")
        return found

    def _label(self, row: Row, label: Sequence[Cell]) -> _Time | None:
        where = self._week.sheet.where(row.number, 0)
        broken = next((cell.error for cell in label if cell.error), None)
        if broken:
            self._problems.error(where, cell_error(broken))
            return None
        texts = list(dict.fromkeys(clean_text(str(cell.value), fold_lines=True) for cell in label))
        span, rest, problem = cut_span(" ".join(texts))
        if span is None and problem is None and len(texts) > 1:  # 开始 and 结束 in two columns
            span, rest, problem = cut_span(_joined_clocks(texts))
        if problem:
            self._problems.error(where, problem)
            return None
        number, rest = cut_number(rest)
        if number and span:
            for weekday in self._week.days.values():
                self.numbered.add(weekday, number, span)
        item = "" if _SAYS_NOTHING.fullmatch(rest) else rest.strip(" 、,，:：")
        return _Time(span, number, item)

    def _is_no_service(self, row: Row, read: _Time | None, cells: Mapping[int, Cell]) -> bool:
        texts = {clean_text(str(cell.value)) for cell in cells.values()}
        said = read.item if read and is_no_service(read.item) else ""
        if not said and texts and all(is_no_service(text) for text in texts):
            said = next(iter(texts))
        if said and cells:
            where = self._week.sheet.where(row.number)
            count = len(cells)
            self._problems.warning(where, f"“{said[:20]}”不是课后服务，这一行的{count}格没有导入。")
        return bool(said)

    def _cell(self, row: Row, column: int, cell: Cell, read: _Time) -> list[ServiceRow]:
        where = self._week.sheet.where(row.number, column)
        weekday = self._week.days[column]
        own, rest, problem = cut_span(str(cell.value)) if isinstance(cell.value, str) else _NO_SPAN
        span = own or read.span or self._spans[column]
        if span is None and read.number is not None:
            span = span_at(self._slots, weekday, read.number)
        if problem or span is None:
            self._problems.error(where, problem or self._no_time(read))
            return []
        item = read.item if is_activity(read.item) else ""
        if read.item and not item:
            told = f"“{read.item[:20]}”看不出是什么活动，没有用到；格子里的照常导入。"
            self._problems.warning(self._week.sheet.where(row.number), told)
        named = Named(item or UNNAMED, kind_of(item) or SessionKind.TUTORING)
        shown = Cell(rest) if own else cell
        pieces = taken_pieces(
            shown, where, self._known, self._problems, wants_activity=item in GENERIC
        )
        when = (self._week.parity, weekday, *span)
        return [
            each
            for piece in pieces
            if (what := named_in_cell(piece, named, where, self._problems)) is not None
            for each in self._held(piece, ServiceRow(where, *when, *what, self._classes[0], ()))
        ]

    def _no_time(self, read: _Time) -> str:
        if read.number is not None:
            return (
                f"第{read.number}节是几点看不出来，请在时间一列写成 15:40-16:20，"
                "或先导入写着时间的课后服务安排表。"
            )
        return "这一行没有写时间，没有读取；请在第一列写成 15:40-16:20 这样。"

    def _held(self, piece: Piece, row: ServiceRow) -> list[ServiceRow]:
        """Return what a class has; several have it together where people or a place are said."""
        room = room_of(piece.place, self._classes)
        row = row._replace(people=piece.people, room=room)
        if piece.people or room:
            return [of_classes(row, self._classes)]
        return [of_classes(row, [ref]) for ref in self._classes]


def _is_remark(read: _Time) -> bool:
    """Return whether the label of a row without cells says more than when it would be."""
    if read.item:
        return not is_activity(read.item)
    return read.span is None and read.number is None


_NO_SPAN: tuple[None, str, None] = (None, "", None)


def _is_filled(cell: Cell) -> bool:
    return not cell.is_blank and str(cell.value).strip() not in EMPTY_MARKS


def _is_note(row: Row, cells: Mapping[int, Cell]) -> bool:
    """Return whether a row is one text merged over all of it: 备注：…, or a heading."""
    filled = [cell for cell in row.cells if not cell.is_blank]
    return (
        row.cell(0).covered is False
        and not row.cell(0).is_blank
        and len(filled) > 1
        and bool(cells)
        and all(cell.covered and cell.value == filled[0].value for cell in filled[1:])
    )


def _joined_clocks(texts: Sequence[str]) -> str:
    """Return 15:40 and 16:20 of two columns as one span, whatever else is beside them."""
    return " ".join(texts) if _TO.search(" ".join(texts)) else "-".join(texts)
