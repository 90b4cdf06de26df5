"""Read a homework workbook row by row (contracts: Files, Homework workbook).

Knows nothing of the school file: classes stay references, teachers and subjects stay names.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from shuangjian_desktop.domain.class_lists import ClassEntry, parse_class_list
from shuangjian_desktop.domain.dates import parse_date
from shuangjian_desktop.domain.homework import (
    MAX_CONTENT,
    MAX_NOTE,
    NO_HOMEWORK,
    ForbiddenForm,
    Kind,
    Place,
    Requirement,
    Status,
    Tier,
)
from shuangjian_desktop.domain.minutes import parse_minutes
from shuangjian_desktop.domain.text import fold_width
from shuangjian_desktop.exchange.cells import Tables
from shuangjian_desktop.exchange.headers import Field, Header, find_headers, report_unused
from shuangjian_desktop.exchange.homework_extras import EXTRA_FIELDS, read_extras
from shuangjian_desktop.exchange.people import is_id_number
from shuangjian_desktop.exchange.problems import Parsed, ProblemList
from shuangjian_desktop.exchange.row_reader import RowReader
from shuangjian_desktop.exchange.sheets import load_tables

MAX_NAME = 50
_Date = date  # inside HomeworkRow the name is a field
FIELDS = (
    Field("date", "日期", ("布置日期", "作业日期", "上课日期"), is_required=True),
    Field("classes", "班级", ("班", "班别", "布置班级", "适用班级"), is_required=True),
    Field("subject", "学科", ("科目", "课程", "作业学科", "学科名称"), is_required=True),
    Field("content", "作业内容", ("内容", "作业", "具体内容", "书面作业内容")),
    Field("kind", "类型", ("作业类型", "形式", "作业形式", "类别")),
    Field("requirement", "要求", ("作业要求", "必做选做", "必做/选做", "是否必做")),
    Field("tier", "分层", ("层次", "作业分层", "层级", "分层作业")),
    Field("place", "完成地点", ("地点", "完成场所", "作业地点")),
    Field(
        "minutes",
        "预计时长",
        (
            "时长",
            "分钟",
            "分钟数",
            "预计时间",
            "预计用时",
            "用时",
            "预计完成时间",
            "完成时间",
            "预计分钟",
        ),
    ),
    Field("teacher", "布置教师", ("教师", "任课教师", "老师", "布置人", "任课老师", "布置老师")),
    Field("note", "备注", ("说明", "备注说明")),
    *EXTRA_FIELDS,
)
_NOTHING_SET = (NO_HOMEWORK, f"今日{NO_HOMEWORK}")
_EMPTY_WORDS = ("", "无", "-", "/", *_NOTHING_SET)
_KINDS = {f"{kind}作业": kind for kind in Kind}
_REQUIREMENTS = {"必做题": Requirement.REQUIRED, "选做题": Requirement.OPTIONAL}
_EVERYBODY = ("全体", "全部", "全员", "不分层", "无", "所有学生", "全班")
_TIERS: dict[str, Tier | None] = {f"{tier}层": tier for tier in Tier} | dict.fromkeys(_EVERYBODY)
_AT_SCHOOL = ("学校", "在校", "校内完成", "课后服务")
_AT_HOME = ("家", "家里", "家中", "在家", "回家", "家庭完成", "居家")
_PLACES = dict.fromkeys(_AT_SCHOOL, Place.SCHOOL) | dict.fromkeys(_AT_HOME, Place.HOME)
Choice = TypeVar("Choice", bound=StrEnum)


class CellPlaces(NamedTuple):
    """Where a row's cells stand, for what only the school can find wrong with them."""

    classes: str = ""
    subject: str = ""
    teacher: str = ""


@dataclass(frozen=True, slots=True)
class HomeworkRow:
    """One row. `subject` and `teacher` are printed names; `minutes` is 0..600.

    `is_no_homework`: 今日无作业 for these classes and this day; content is then empty, minutes 0.
    `said` names those of due, forms and status that have a column: what has none stays as it is.
    """

    where: str
    date: date
    classes: tuple[ClassEntry, ...]
    subject: str
    content: str = ""
    minutes: int = 0
    kind: Kind = Kind.WRITTEN
    requirement: Requirement = Requirement.REQUIRED
    tier: Tier | None = None
    place: Place = Place.HOME
    teacher: str | None = None
    note: str | None = None
    is_no_homework: bool = False
    due: _Date | None = None
    forms: tuple[ForbiddenForm, ...] = ()
    status: Status = Status.SUBMITTED
    said: frozenset[str] = field(default=frozenset(), compare=False)
    places: CellPlaces = field(default=CellPlaces(), compare=False)


def read_homework(
    path: Path, *, primary_grades: int = 6, year_hint: date | None = None
) -> Parsed[HomeworkRow]:
    """Read every visible sheet with a homework head; raises UserError when the file is unreadable.

    `year_hint` places dates written without a year into its school year.
    """
    return homework_rows(load_tables(path), primary_grades=primary_grades, year_hint=year_hint)


def homework_rows(
    tables: Tables, *, primary_grades: int = 6, year_hint: date | None = None
) -> Parsed[HomeworkRow]:
    """Read tables that are there already, as a pasted one; never raises."""
    problems = ProblemList()
    rows: list[HomeworkRow] = []
    for header in find_headers(tables, FIELDS, problems):
        report_unused(header, problems)
        rows += _SheetReader(header, problems, primary_grades, year_hint).rows()
    return Parsed(tuple(rows), problems.all(), tables.digest)


class _SheetReader:
    """Reads the rows of one sheet; remembers date and classes for cells left blank below them."""

    def __init__(
        self, header: Header, problems: ProblemList, primary_grades: int, year_hint: date | None
    ) -> None:
        self._header = header
        self._problems = problems
        self._primary_grades = primary_grades
        self._year_hint = year_hint
        self._said = frozenset(each.key for each in EXTRA_FIELDS if each.key in header.columns)
        self._last_date: date | None = None
        self._last_classes: tuple[ClassEntry, ...] = ()

    def rows(self) -> list[HomeworkRow]:
        found: list[HomeworkRow] = []
        has_missing_column = False
        for row in self._header.rows_below():
            reader = RowReader(self._header, row, self._problems)
            if not self._has_wanted_content(reader):
                continue
            item = self._read(reader)
            if item:
                found.append(item)
                has_missing_column |= not item.is_no_homework
        if has_missing_column:
            self._report_missing_columns()
        return found

    def _has_wanted_content(self, reader: RowReader) -> bool:
        """Return whether a field has content; a row with content only elsewhere is not homework."""
        return any(not reader.cell(field.key).is_blank for field in FIELDS)

    def _report_missing_columns(self) -> None:
        for key, title in (("content", "作业内容"), ("minutes", "预计时长")):
            if key not in self._header.columns:
                self._problems.error(self._header.where, f"表头缺少“{title}”列，请补上后再导入。")

    def _read(self, reader: RowReader) -> HomeworkRow | None:
        day, classes = self._date(reader), self._classes(reader)
        subject = reader.text("subject", "学科", MAX_NAME, fold_lines=True)
        is_nothing = _says_nothing(subject) or self._is_nothing_in_content(reader)
        if reader.is_blank("subject") and not is_nothing:
            reader.error("subject", f"学科是空的，请填学科；没有作业请填“{NO_HOMEWORK}”。")
        content, minutes = self._work(reader, is_nothing=is_nothing)
        kind = _choice(reader, "kind", "类型", Kind, _KINDS, Kind.WRITTEN)
        need = _choice(
            reader, "requirement", "要求", Requirement, _REQUIREMENTS, Requirement.REQUIRED
        )
        tier = _choice(reader, "tier", "分层", Tier, _TIERS, None)
        place = _choice(reader, "place", "完成地点", Place, _PLACES, Place.HOME)
        teacher = _teacher(reader)
        note = reader.text("note", "备注", MAX_NOTE)
        extras = read_extras(reader, day, self._year_hint)
        if day is None or not classes or kind is None or need is None:
            return None
        if place is None or not reader.is_good or (subject is None and not is_nothing):
            return None
        return HomeworkRow(
            reader.where,
            day,
            classes,
            NO_HOMEWORK if is_nothing or subject is None else subject,
            content,
            minutes,
            kind,
            need,
            tier,
            place,
            teacher,
            note,
            is_nothing,
            *extras,
            self._said,
            CellPlaces(*(reader.where_is(key) for key in CellPlaces._fields)),
        )

    def _is_nothing_in_content(self, reader: RowReader) -> bool:
        """无作业 written where the content belongs, subject left blank: what teachers do."""
        value = reader.value("content")
        return reader.is_blank("subject") and isinstance(value, str) and _says_nothing(value)

    def _date(self, reader: RowReader) -> date | None:
        reading = parse_date(reader.value("date"), year_hint=self._year_hint)
        reader.reading("date", reading.problem, has_value=reading.value is not None)
        day = reading.value
        if reader.is_blank("date"):
            day = self._last_date
            if day:
                reader.question("date", f"日期空着，按上一行的{day.isoformat()}理解，请确认。")
            else:
                reader.error("date", "日期是空的，请填日期，如 2026-09-07。")
        self._last_date = day or self._last_date
        return day

    def _classes(self, reader: RowReader) -> tuple[ClassEntry, ...]:
        raw = reader.value("classes")
        reading = parse_class_list(raw, primary_grades=self._primary_grades)
        reader.reading("classes", reading.problem, has_value=bool(reading.entries))
        classes = reading.entries
        if reader.is_blank("classes"):
            classes = self._last_classes
            if classes:
                names = "、".join(entry.name for entry in classes)
                reader.question("classes", f"班级空着，按上一行的{names}理解，请确认。")
            else:
                reader.error("classes", "班级是空的，请填班级，如 三(1)。")
        self._last_classes = classes or self._last_classes
        return classes

    def _work(self, reader: RowReader, *, is_nothing: bool) -> tuple[str, int]:
        content = reader.text("content", "作业内容", MAX_CONTENT)
        wants = {key for key in ("content", "minutes") if key in self._header.columns}
        if not is_nothing and "content" in wants and reader.is_blank("content"):
            reader.error("content", "作业内容是空的，请填写。")
        reading = parse_minutes(reader.value("minutes"))
        reader.reading("minutes", reading.problem, has_value=reading.value is not None)
        if is_nothing:
            if (content or "") not in _EMPTY_WORDS or reading.value:
                reader.error("subject", f"学科写了“{NO_HOMEWORK}”，却又有作业内容或时长，请改正。")
            return "", 0
        if "minutes" in wants and reader.is_blank("minutes"):
            reader.error("minutes", "预计时长没有填，请填分钟数；不占时间请填0。")
        if reader.cell("minutes").covered and reading.value:
            reader.question(
                "minutes", f"时长是合并单元格，这一行也按{reading.value}分钟计，请确认。"
            )
        return content or "", reading.value or 0


def _says_nothing(text: str | None) -> bool:
    return text is not None and "".join(text.split()) in _NOTHING_SET


def _teacher(reader: RowReader) -> str | None:
    name = reader.text("teacher", "布置教师", MAX_NAME, fold_lines=True)
    if name is not None and is_id_number(name):
        reader.error("teacher", "布置教师写的是号码，不是姓名，没有读取；请填教师姓名。")  # F31
        return None
    return name


def _choice(
    reader: RowReader,
    key: str,
    title: str,
    choices: type[Choice],
    synonyms: dict[str, Choice] | dict[str, Choice | None],
    default: Choice | None,
) -> Choice | None:
    """Return the choice a word stands for, `default` when blank; an unknown word is reported."""
    text = reader.text(key, title, MAX_NAME, fold_lines=True)
    if text is None:
        return default
    word = "".join(fold_width(text).split()).upper()
    if word in {choice.value for choice in choices}:
        return choices(word)
    if word in synonyms:
        return synonyms[word]
    reader.error(key, f"{title}“{text[:20]}”不认识，请填{'、'.join(choices)}之一。")
    return None
