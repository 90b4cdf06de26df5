"""Read an after-school table: weekday, time and item down, classes across, people in the cells.

Knows nothing of the school file: people stay the printed names. One sheet may stand for odd weeks
and another for even ones. What is no after-school service (午休) is told, not read.
"""

import re
from collections.abc import Iterable

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.service import Parity, SessionKind
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.exchange.cells import Cell, Sheet, Tables
from shuangjian_desktop.exchange.headers import (
    Field,
    Header,
    find_headers,
    looks_like_class,
    report_unused,
)
from shuangjian_desktop.exchange.lessons_table import class_columns, read_weekday
from shuangjian_desktop.exchange.people import separate_names
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.row_reader import RowReader
from shuangjian_desktop.exchange.service_detail import NEW_LESSON
from shuangjian_desktop.exchange.service_fields import MAX_ITEM, MORNING
from shuangjian_desktop.exchange.service_rows import (
    UNNAMED,
    Named,
    ServiceRow,
    named_in_cell,
    room_of,
    taken_pieces,
)
from shuangjian_desktop.exchange.service_versions import latest
from shuangjian_desktop.exchange.service_words import (
    EMPTY_MARKS,
    GENERIC,
    is_no_service,
    kind_of,
    looks_like_name,
)
from shuangjian_desktop.exchange.times import parse_span
from shuangjian_desktop.rules.new_lessons import new_lesson_words

FIELDS = (
    Field("weekday", "星期", ("周次", "周", "星期几"), is_required=True),
    Field("span", "时间", ("起止时间", "时间段", "服务时间", "时段"), is_required=True),
    Field("item", "项目", ("内容", "活动", "课程", "服务内容", "服务项目", "类别")),
)
_ODD, _EVEN = re.compile("单周|奇数周"), re.compile("双周|偶数周")


def read_pinned(
    tables: Tables, name: str, problems: ProblemList, *, primary_grades: int, known: Iterable[str]
) -> list[ServiceRow]:
    """Read every visible sheet with a weekday, a time and classes across; `name` is the file's.

    `known` are the school's staff: two of them written as one word are taken apart.
    """
    found = find_headers(tables, FIELDS, problems, wants_other=looks_like_class)
    sheets = [
        _Sheet(header, class_columns(header, problems, primary_grades), problems)
        for header in latest(found, problems)[0]
    ]
    names = frozenset(known).union(*(sheet.single_names() for sheet in sheets))
    rows = [row for sheet in sheets for row in sheet.read(names)]
    _say_lone_parity(rows, name, problems)
    return rows


def is_pinned(sheet: Sheet) -> bool:
    """Return whether a sheet has the head of such a table."""
    return bool(
        find_headers(Tables((sheet,), ""), FIELDS, ProblemList(), wants_other=looks_like_class)
    )


def _say_lone_parity(rows: list[ServiceRow], name: str, problems: ProblemList) -> None:
    found = {row.parity for row in rows}
    if len(found) == 1 and Parity.EVERY not in found:
        (only,) = found
        other = Parity.EVEN if only is Parity.ODD else Parity.ODD
        problems.warning(
            name,
            f"只有{only.value}的表，{other.value}没有安排；请把{other.value}的表放进同一个文件。",
        )


class _Sheet:
    """One table: its head, the class of each column, and where to complain."""

    def __init__(self, header: Header, classes: dict[int, ClassRef], problems: ProblemList) -> None:
        self._header, self._classes, self._problems = header, classes, problems
        name = header.sheet.name
        self._parity = (
            Parity.ODD if _ODD.search(name) else Parity.EVEN if _EVEN.search(name) else Parity.EVERY
        )
        report_unused(header, problems, but=frozenset(classes))

    def single_names(self) -> set[str]:
        """Return the names that stand alone in a cell: they take apart two written as one."""
        cells = (row.cell(c) for row in self._header.rows_below() for c in self._classes)
        texts = (separate_names(cell.value) for cell in cells if isinstance(cell.value, str))
        return {names[0] for names in texts if len(names) == 1 and looks_like_name(names[0])}

    def read(self, known: frozenset[str]) -> list[ServiceRow]:
        """Return the rows; what cannot be read is complained of and left out."""
        found: list[ServiceRow] = []
        weekday: int | None = None
        for row in self._header.rows_below():
            reader = RowReader(self._header, row, self._problems)
            columns = [c for c in self._classes if _is_filled(row.cell(c))]
            if not reader.is_blank("weekday"):
                weekday = read_weekday(reader, is_used=bool(columns))
            if not columns:
                continue
            kind = self._kind(reader, len(columns))
            if kind is None:
                continue
            cells = {c: row.cell(c) for c in columns}
            found += self._row(reader, cells, row.number, weekday, kind, known)
        return found

    def _kind(self, reader: RowReader, count: int) -> SessionKind | None:
        item = _item(reader)
        if is_no_service(item):
            self._problems.warning(
                reader.where, f"“{item}”不是课后服务，这一行的{count}格没有导入。"
            )
            return None
        if len(item) > MAX_ITEM:
            reader.error("item", f"项目太长（{len(item)}字），最多{MAX_ITEM}字；请写短一些。")
            return None
        if new_lesson_words(item):
            reader.error("item", NEW_LESSON.format(title=item[:20]))
            return None
        kind = kind_of(item)
        if kind is None and item not in GENERIC:
            reader.question(
                "item", f"“{item[:20]}”属于哪一类看不出来，按作业辅导导入；请确认，之后可以改。"
            )
        elif kind is None:
            self._problems.warning(
                self._header.sheet.name,
                "项目只写“课后服务”的，按作业辅导导入；其中是社团、拓展等的，导入后请改类别。",
            )
        return kind or SessionKind.TUTORING

    def _row(
        self,
        reader: RowReader,
        cells: dict[int, Cell],
        number: int,
        weekday: int | None,
        kind: SessionKind,
        known: frozenset[str],
    ) -> list[ServiceRow]:
        if weekday is None and reader.is_blank("weekday"):
            reader.error("weekday", "星期是空的，请填星期一到星期日。")
        span = parse_span(reader.value("span"))
        reader.reading("span", span.problem, has_value=False)
        if not span.problem and span.starts is None:
            reader.error("span", "时间是空的，请写成 15:40-16:20 这样。")
        elif span.starts and span.starts < MORNING:
            reader.error(
                "span", f"开始时间{span.starts:%H:%M}是凌晨；下午的时间请写成 15:40-16:20 这样。"
            )
        if not reader.is_good or weekday is None or span.starts is None or span.ends is None:
            return []
        when = (self._parity, weekday, span.starts, span.ends)
        named = Named(_item(reader) or UNNAMED, kind)
        return [
            ServiceRow(
                where,
                *when,
                *what,
                self._classes[column],
                piece.people,
                room=room_of(piece.place, [self._classes[column]]),
            )
            for column, cell in cells.items()
            for where in [self._header.sheet.where(number, column)]
            for piece in taken_pieces(cell, where, known, self._problems)
            if (what := named_in_cell(piece, named, where, self._problems)) is not None
        ]


def _is_filled(cell: Cell) -> bool:
    return not cell.is_blank and str(cell.value).strip() not in EMPTY_MARKS


def _item(reader: RowReader) -> str:
    value = reader.value("item")
    return clean_text(str(value), fold_lines=True) if value is not None else ""
