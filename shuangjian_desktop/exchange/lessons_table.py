"""Read a course table: weekdays and periods down, classes across, "语文 + teacher" in the cells.

Knows nothing of the school file: subjects and teachers stay the printed names.
"""

import re
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from shuangjian_desktop.domain.class_names import ClassRef, parse_class_name
from shuangjian_desktop.domain.numerals import plain_number
from shuangjian_desktop.domain.text import clean_text, fold_width
from shuangjian_desktop.exchange.cells import Cell
from shuangjian_desktop.exchange.headers import (
    Field,
    Header,
    find_headers,
    looks_like_class,
    report_unused,
)
from shuangjian_desktop.exchange.people import is_id_number, separate_names
from shuangjian_desktop.exchange.problems import Parsed, ProblemList
from shuangjian_desktop.exchange.row_reader import RowReader, cell_error, shown_text
from shuangjian_desktop.exchange.sheets import load_tables
from shuangjian_desktop.exchange.times import parse_span

MAX_NAME = 50
MAX_PERIOD = 20
MAX_CELL = 300
FIELDS = (
    Field("weekday", "星期", ("周次", "周", "星期几", "日期", "上课星期"), is_required=True),
    Field("period", "节次", ("节", "课节", "节数", "第几节"), is_required=True),
    Field("span", "时间", ("上课时间", "起止时间", "时间段", "作息时间", "时段")),
)
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)?([一二三四五六日天1-7])")
_PERIOD = re.compile(r"(?:上午|下午|晚上|晚)?第?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:节课?|\.)?")
_BRACKETED = re.compile(r"(.+?)\s*[(（]([^()（）]*)[)）]")
_EMPTY_MARKS = ("/", "-", "—", "——", "无", "\\", "×")


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One lesson. `weekday` is 1..7 (Monday is 1), `period` counts from 1, times are local."""

    where: str
    weekday: int
    period: int
    starts: time | None
    ends: time | None
    class_ref: ClassRef
    subject: str
    teacher: str | None = None


def read_lessons(path: Path, *, primary_grades: int = 6) -> Parsed[LessonRow]:
    """Read every visible sheet with a course table head; raises UserError for unreadable files."""
    tables = load_tables(path)
    problems = ProblemList()
    rows: list[LessonRow] = []
    for header in find_headers(tables, FIELDS, problems, wants_other=looks_like_class):
        classes = class_columns(header, problems, primary_grades)
        report_unused(header, problems, but=frozenset(classes))
        rows += _read_sheet(header, classes, problems)
    return Parsed(tuple(rows), problems.all(), tables.digest)


def class_columns(
    header: Header, problems: ProblemList, primary_grades: int
) -> dict[int, ClassRef]:
    """Return the columns headed by a class; one headed twice is an error, a date is a question."""
    found: dict[int, ClassRef] = {}
    for column, cell in header.others:
        reading = parse_class_name(cell.value, primary_grades=primary_grades)
        if reading.ref is None:
            continue
        where = header.sheet.where(header.row.number, column)
        if reading.ref in found.values():
            problems.error(where, f"{reading.ref.name}班在表头里出现了两次，请改正。")
        elif reading.problem:
            problems.question(where, reading.problem)
        found[column] = reading.ref
    return found


def _read_sheet(
    header: Header, classes: dict[int, ClassRef], problems: ProblemList
) -> list[LessonRow]:
    found: list[LessonRow] = []
    weekday: int | None = None
    for row in header.rows_below():
        reader = RowReader(header, row, problems)
        lessons = [column for column in classes if _has_lesson(row.cell(column))]
        if not reader.is_blank("weekday"):
            weekday = read_weekday(reader, is_used=bool(lessons))
        if not lessons:
            continue
        if reader.is_blank("weekday") and weekday is None:
            reader.error("weekday", "星期是空的，请填星期一到星期日。")
        period = _period(reader)
        span = parse_span(reader.value("span"))
        reader.reading("span", span.problem, has_value=False)
        for column in lessons:
            where = header.sheet.where(row.number, column)
            subject, teacher = _lesson(row.cell(column), where, problems)
            if subject and weekday and period and reader.is_good:
                slot = (where, weekday, period, span.starts, span.ends)
                found.append(LessonRow(*slot, classes[column], subject, teacher))
    return found


def _has_lesson(cell: Cell) -> bool:
    is_mark = isinstance(cell.value, str) and cell.value.strip() in _EMPTY_MARKS
    return not cell.is_blank and not is_mark


def read_weekday(reader: RowReader, *, is_used: bool) -> int | None:
    """Return 1..7; words such as 午休 across a row without lessons are no weekday and no fault."""
    text = _folded(reader.value("weekday"))
    match = _WEEKDAY.fullmatch(text)
    if match is None:
        if is_used and reader.is_good:
            reader.error("weekday", f"“{text[:20]}”不是星期几，请填星期一到星期日。")
        return None
    numeral = match[1]
    return int(numeral) if numeral.isdigit() else min("一二三四五六日天".index(numeral) + 1, 7)


def _period(reader: RowReader) -> int | None:
    value = reader.value("period")
    if reader.is_blank("period"):
        reader.error("period", "节次是空的，请填第几节。")
        return None
    match = _PERIOD.fullmatch(_folded(value))
    number = plain_number(match[1]) if match else None
    if number is None or not 1 <= number <= MAX_PERIOD:
        if reader.cell("period").error is None:
            reader.error("period", f"“{_folded(value)[:20]}”不是第几节，请填1到{MAX_PERIOD}的数。")
        return None
    return number


def _folded(value: object) -> str:
    return "".join(fold_width(clean_text(str(value if value is not None else ""))).split())


def _lesson(cell: Cell, where: str, problems: ProblemList) -> tuple[str, str | None]:
    """Return subject and teacher of 语文(葛源), 语文 葛源 or 语文 alone; "" when refused."""
    if cell.error:
        problems.error(where, cell_error(cell.error))
        return "", None
    text, problem = shown_text(cell.value, "课程")
    subject, teacher = split_lesson(text) if len(text) <= MAX_CELL else ("", "")
    if not problem and (not subject or max(len(subject), len(teacher)) > MAX_NAME):
        problem = (
            f"课程“{clean_text(text, fold_lines=True)[:20]}”看不懂，请写成 语文 换行 教师姓名。"
        )
    if problem:
        problems.error(where, problem)
        return "", None
    people = separate_names(teacher)
    if any(is_id_number(person) for person in people):
        problems.error(where, f"{subject}后面写的是号码，不是姓名，没有读取；请填教师姓名。")
        return "", None
    if len(people) > 1:
        names = "、".join(people)
        sentence = (
            f"{subject}写了{len(people)}位教师（{names}），课程表按第一位{people[0]}记，请确认。"
        )
        problems.question(where, sentence)
    return subject, people[0] if people else None


def split_lesson(text: str) -> tuple[str, str]:
    """Cut the printed subject from the teachers: at the line break, else brackets, else a blank."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > 1:
        filled = [clean_text(line) for line in lines if clean_text(line)]
        return (filled[0], "、".join(filled[1:])) if filled else ("", "")
    whole = clean_text(text)
    if bracketed := _BRACKETED.fullmatch(whole):
        return bracketed[1], bracketed[2].strip()
    subject, _, teacher = whole.partition(" ")
    return subject, teacher.strip()
