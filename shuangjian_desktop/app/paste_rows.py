"""A pasted table in the shape of the homework workbook: 日期 班级 学科 作业内容 预计时长 …

The reader of the workbook reads it; a missing date or class column means the one in sight.
"""

from collections.abc import Iterable
from datetime import date

from shuangjian_desktop.app.paste_labels import LabelReader
from shuangjian_desktop.app.paste_plan import PasteProblem, PlanMaker, Target, why_not
from shuangjian_desktop.app.quick_entry import QuickEntry, new_item
from shuangjian_desktop.domain.class_lists import parse_class_list
from shuangjian_desktop.domain.dates import parse_date
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.minutes import MinutesReading, parse_minutes
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.exchange.cells import BLANK, Cell, Row, Sheet, Tables
from shuangjian_desktop.exchange.clipboard import Grid, PastedTable
from shuangjian_desktop.exchange.headers import SEARCHED_ROWS, head_key
from shuangjian_desktop.exchange.homework_table import FIELDS, HomeworkRow, homework_rows
from shuangjian_desktop.exchange.problems import Parsed, Problem

_SHEET = "粘贴的表"
_FIELDS = {field.key: field for field in FIELDS}
_IN_ORDER = {"classes": "一年级", "subject": "语文", "content": "作业", "minutes": "1"}
"""What stands in for the cells a person may complete, to see whether the others are in order."""


def read_rows(maker: PlanMaker, table: PastedTable, on: date, usual: Target) -> bool:
    """Put the rows of a homework table into a plan; False when it has no such head."""
    head = next((n for n, row in enumerate(table.grid[:SEARCHED_ROWS]) if _is_head(row)), None)
    if head is None:
        return False
    rows = _completed(table.grid, head, usual)
    primary = maker.project.directory.school.primary_grades
    parsed = _parsed(rows, primary, on)
    labels = LabelReader(maker.project, on)
    whole = _TableRows(maker, labels, rows[head], on)
    faults = _faults_by_row(parsed.problems, head + 1)
    for problem in parsed.problems:
        number = _row_number(problem.where)
        if problem.severity == "question" and number not in faults:
            text = _told(rows[number - 1])
            maker.doubts.append(PasteProblem(f"第{number}行", text, problem.message))
    read = {_row_number(row.where): row for row in parsed.rows}
    for done, row in enumerate(rows[head + 1 :]):
        maker.step(done, len(rows))
        if row.number in faults:
            whole.keep(row, "；".join(why.rstrip("。") for why in faults[row.number]))
        elif row.number in read:
            whole.take(read[row.number])
    return True


def _parsed(rows: tuple[Row, ...], primary_grades: int, on: date) -> Parsed[HomeworkRow]:
    tables = Tables((Sheet(_SHEET, False, rows),), "")
    return homework_rows(tables, primary_grades=primary_grades, year_hint=on)


def _faults_by_row(problems: Iterable[Problem], head: int) -> dict[int, list[str]]:
    """Return what is wrong with each row; that a column is missing each row says for itself."""
    faults: dict[int, list[str]] = {}
    for problem in problems:
        number = _row_number(problem.where)
        if problem.severity == "error" and number != head:
            faults.setdefault(number, []).append(problem.message)
    return faults


def _row_number(where: str) -> int:
    return int("".join(filter(str.isdigit, where.partition("!")[2])) or 0)


def _told(row: Row) -> str:
    return " ".join(str(cell.value) for cell in row.cells if not cell.is_blank)


def _is_head(row: tuple[Cell, ...]) -> bool:
    heads = [head_key(cell) for cell in row]
    has = {key for key in _FIELDS if any(head and _FIELDS[key].matches(head) for head in heads)}
    return "subject" in has and bool(has & {"content", "minutes"})


def _completed(grid: Grid, head: int, usual: Target) -> tuple[Row, ...]:
    """Return the rows with date and class filled down, and from what is in sight where not told."""
    width = max(len(row) for row in grid)
    rows = [list(row) + [BLANK] * (width - len(row)) for row in grid]
    in_sight = {
        "date": usual.on.isoformat() if usual.on else "",
        "classes": usual.school_class.name if usual.school_class else "",
    }
    for key, value in in_sight.items():
        found = [n for n, cell in enumerate(rows[head]) if _FIELDS[key].matches(head_key(cell))]
        if found:
            _fill_down(rows, head, found[0])
        elif value:
            rows[head].append(Cell(_FIELDS[key].title))
            for row in rows[head + 1 :]:
                is_blank = all(cell.is_blank for cell in row)
                row.append(BLANK if is_blank else Cell(value))
    return tuple(Row(number, tuple(row)) for number, row in enumerate(rows, 1))


def _fill_down(rows: list[list[Cell]], head: int, column: int) -> None:
    last = BLANK
    for row in rows[head + 1 :]:
        if row[column].is_blank and not all(cell.is_blank for cell in row):
            row[column] = last
        last = row[column] if not row[column].is_blank else last


class _TableRows:
    """Puts rows into the plan: those read whole, and those a person may complete."""

    def __init__(self, maker: PlanMaker, labels: LabelReader, head: Row, on: date) -> None:
        self._maker, self._labels, self._head, self._on = maker, labels, head, on
        self._columns = {
            key: place
            for place, cell in reversed(tuple(enumerate(head.cells)))
            for key, wanted in _FIELDS.items()
            if wanted.matches(head_key(cell))
        }

    def take(self, row: HomeworkRow) -> None:
        """Take a row in which everything is said, for every class it names."""
        subject_id = self._labels.subject(row.subject)
        minutes = row.minutes if "minutes" in self._columns else None
        entry = QuickEntry(row.content, MinutesReading(minutes))
        for each in row.classes:
            classes = self._labels.classes_of(each, row.date)
            if not classes:
                target, why = Target(None, row.date, subject_id), f"没有“{each.name}”这个班"
                self._refuse(target, row, entry, why, each.name)
            for school_class in classes:
                target = Target(school_class, row.date, subject_id)
                if row.is_no_homework:
                    self._maker.declare_none(school_class, row.date, row.subject)
                elif subject_id is None:
                    why = f"学校没有“{row.subject}”这个学科"
                    self._refuse(target, row, entry, why, row.subject)
                elif why := why_not(entry):
                    self._refuse(target, row, entry, why)
                else:
                    self._maker.put(_item(self._maker, target, entry, row), school_class)

    def keep(self, row: Row, why: str) -> None:
        """List a row with a fault; where all else is in order a person can complete it."""
        else_said = self._all_else(row)
        if else_said is None:
            problem = PasteProblem(f"第{row.number}行", _told(row), why)
            self._maker.problems.append(problem)
            return
        on = self._date(row)
        subject = self._text(row, "subject")
        subject_id = self._labels.subject(subject) if subject else None
        reading = parse_class_list(
            self._text(row, "classes"),
            primary_grades=self._maker.project.directory.school.primary_grades,
        )
        named = {
            each.name: self._labels.classes_of(each, on or self._on) for each in reading.entries
        }
        wanted: list[tuple[SchoolClass | None, str]] = [
            (school_class, "" if school_class else name)
            for name, classes in (named.items() if reading.certain else ())
            for school_class in classes or (None,)
        ]
        minutes = parse_minutes(self._value(row, "minutes"))
        entry = QuickEntry(clean_text(self._text(row, "content")), minutes)
        for school_class, unread in wanted or [(None, "")]:
            target = Target(school_class, on, subject_id)
            text = entry.content or _told(row)
            reasons = f"没有“{unread}”这个班；{why}" if unread else why
            fields = _fields(else_said)
            self._maker.refuse(target, text, reasons, entry, unread=unread, fields=fields)

    def _refuse(
        self, target: Target, row: HomeworkRow, entry: QuickEntry, why: str, unread: str = ""
    ) -> None:
        if row.is_no_homework:
            problem = PasteProblem("", row.subject, why, target)
            self._maker.problems.append(problem)
            return
        fields = _fields(row)
        self._maker.refuse(target, row.content, why, entry, unread=unread, fields=fields)

    def _all_else(self, row: Row) -> HomeworkRow | None:
        """Return the row as it would be once class, subject, content and minutes are in order."""
        cells = list(row.cells) + [BLANK] * (len(self._head.cells) - len(row.cells))
        for key, value in _IN_ORDER.items():
            if key in self._columns:
                cells[self._columns[key]] = Cell(value)
        if "date" in self._columns and self._date(row) is None:
            cells[self._columns["date"]] = Cell(self._on.isoformat())
        primary = self._maker.project.directory.school.primary_grades
        parsed = _parsed((self._head, Row(row.number, tuple(cells))), primary, self._on)
        faults = _faults_by_row(parsed.problems, self._head.number)
        return parsed.rows[0] if parsed.rows and not faults else None

    def _date(self, row: Row) -> date | None:
        reading = parse_date(self._value(row, "date"), year_hint=self._on)
        return reading.value if reading.certain else None

    def _value(self, row: Row, key: str) -> object:
        column = self._columns.get(key)
        return None if column is None else row.cell(column).value

    def _text(self, row: Row, key: str) -> str:
        value = self._value(row, key)
        return "" if value is None else str(value)


def _item(maker: PlanMaker, target: Target, entry: QuickEntry, row: HomeworkRow) -> HomeworkItem:
    assert target.school_class is not None
    assert target.on is not None
    assert target.subject_id is not None
    item = new_item(maker.project, target.school_class.id, target.on, target.subject_id, entry, 0)
    return item._replace(**_fields(row))  # type: ignore[arg-type]  # fields of an item by name


def _fields(row: HomeworkRow) -> dict[str, object]:
    """Return what a row says of an item beyond its place, content and minutes."""
    names = ("kind", "requirement", "tier", "place", "note", "due", "forms")
    return {name: getattr(row, name) for name in names}
