"""Read a teaching table: classes down, 班主任 and subjects across, people in the cells.

Knows nothing of the school file: subjects and people stay the printed names.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import ClassRef, parse_class_name
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.exchange.cells import Cell, Row, column_letters
from shuangjian_desktop.exchange.headers import Field, Header, find_headers, head_key
from shuangjian_desktop.exchange.people import is_id_number, read_people, separate_names
from shuangjian_desktop.exchange.problems import Parsed, ProblemList
from shuangjian_desktop.exchange.row_reader import RowReader, cell_error, shown_text
from shuangjian_desktop.exchange.sheets import load_tables
from shuangjian_desktop.exchange.subjects import is_known_subject

MAX_NAME = 50
_USUAL_NAME = 3  # characters; a longer unseparated name may be two people
FIELDS = (
    Field("class", "班级", ("班", "班别", "班级名称"), is_required=True),
    Field("homeroom", "班主任", ("班主任姓名", "班主任老师")),
)
_NO_SUBJECTS = frozenset(
    (
        *("序号", "编号", "人数", "学生数", "学生人数", "教室", "备注", "说明", "年级"),
        *("电话", "联系电话", "班主任电话", "手机", "手机号", "副班主任", "年级组长"),
        *("合计", "总计", "节数", "课时"),
        *("日期", "学科", "科目", "作业内容", "类型", "要求", "分层", "完成地点", "预计时长"),
        *("布置教师", "任课教师", "教师", "星期", "节次", "时间"),
        *("交作业日", "禁用形式", "作业状态"),
    )
)
# what registers say of a person, never a subject: such a column is left out unread (F31)
_PERSONAL = re.compile(
    "身份证|学号|学籍|证号|工号|考号|手机|电话|微信|邮箱|住址|地址|性别|年龄|出生|职称|学历"
)
_EMPTY_MARKS = ("/", "-", "—", "——", "无", "\\", "×")


class TeachingEntry(NamedTuple):
    """One person teaching one subject; both as printed."""

    subject: str
    teacher: str


@dataclass(frozen=True, slots=True)
class TeachingRow:
    """One class: its homeroom teacher and who teaches what, in the table's order."""

    where: str
    class_ref: ClassRef
    homeroom: str | None
    entries: tuple[TeachingEntry, ...]


def read_teaching(
    path: Path, *, primary_grades: int = 6, known_names: frozenset[str] = frozenset()
) -> Parsed[TeachingRow]:
    """Read every visible sheet with a teaching head; raises UserError when the file is unreadable.

    `known_names` and the names standing alone in the table split people written without a mark.
    """
    tables = load_tables(path)
    problems = ProblemList()
    rows: list[TeachingRow] = []
    for header in find_headers(tables, FIELDS, problems, wants_other=_is_subject_head):
        rows += _Sheet(header, problems, primary_grades, known_names).rows()
    _report_repeated_classes(rows, problems)
    return Parsed(tuple(rows), problems.all(), tables.digest)


def _is_subject_head(cell: Cell) -> bool:
    key = head_key(cell)
    if not key or key in _NO_SUBJECTS or key.isdigit():
        return False
    return _PERSONAL.search(key) is None


def _report_repeated_classes(rows: list[TeachingRow], problems: ProblemList) -> None:
    first: dict[ClassRef, str] = {}
    for row in rows:
        if row.class_ref in first:
            sentence = f"{row.class_ref.name}班在{first[row.class_ref]}已经有一行，请合并成一行。"
            problems.error(row.where, sentence)
        first.setdefault(row.class_ref, row.where)


class _Sheet:
    """Reads the rows of one sheet."""

    def __init__(
        self, header: Header, problems: ProblemList, primary_grades: int, known: frozenset[str]
    ) -> None:
        self._header = header
        self._problems = problems
        self._primary_grades = primary_grades
        self._subjects = self._subject_columns()
        self._known = known | self._names_alone()

    def rows(self) -> list[TeachingRow]:
        found = (self._row(row) for row in self._header.rows_below())
        return [row for row in found if row]

    def _subject_columns(self) -> dict[int, str]:
        subjects: dict[int, str] = {}
        for column, cell in self._header.others:
            where = self._header.sheet.where(self._header.row.number, column)
            title = clean_text(str(cell.value), fold_lines=True)
            if cell.error:
                self._problems.error(where, cell_error(cell.error))
            elif not _is_subject_head(cell) or len(title) > MAX_NAME:
                sentence = f"第{column_letters(column)}列“{title[:30]}”没有用到。"
                self._problems.warning(where, sentence)
            elif title in subjects.values():
                self._problems.error(where, f"学科“{title}”在表头里出现了两次，请改正。")
            else:
                subjects[column] = title
                if not is_known_subject(title):
                    self._problems.warning(where, f"“{title}”不是常见学科名，按学科读取。")
        return subjects

    def _names_alone(self) -> frozenset[str]:
        columns = [*self._subjects, *self._header.columns.values()]
        columns.remove(self._header.columns["class"])
        names: set[str] = set()
        for row in self._header.rows_below():
            for column in columns:
                value = row.cell(column).value
                if isinstance(value, str):
                    people = separate_names(value)
                    names |= {name for name in people if len(name) <= _USUAL_NAME}
        return frozenset(names)

    def _row(self, row: Row) -> TeachingRow | None:
        reader = RowReader(self._header, row, self._problems)
        has_people = any(not row.cell(column).is_blank for column in self._subjects)
        if reader.is_blank("class") and not has_people and reader.is_blank("homeroom"):
            return None
        reading = parse_class_name(reader.value("class"), primary_grades=self._primary_grades)
        reader.reading("class", reading.problem, has_value=reading.ref is not None)
        if reader.is_blank("class"):
            reader.error("class", "班级是空的，请填班级，如 三(1)。")
        homeroom = self._homeroom(reader, row)
        entries = [
            TeachingEntry(subject, person)
            for column, subject in self._subjects.items()
            for person in self._people(row, column, subject)
        ]
        if reading.ref is None or not reader.is_good:
            return None
        return TeachingRow(reader.where, reading.ref, homeroom, tuple(entries))

    def _homeroom(self, reader: RowReader, row: Row) -> str | None:
        column = self._header.columns.get("homeroom")
        people = self._people(row, column, "班主任") if column is not None else ()
        if len(people) > 1:
            names = "、".join(people)
            sentence = f"写了{len(people)}位班主任（{names}），按第一位{people[0]}记，请确认。"
            reader.question("homeroom", sentence)
        return people[0] if people else None

    def _people(self, row: Row, column: int, title: str) -> tuple[str, ...]:
        cell = row.cell(column)
        where = self._header.sheet.where(row.number, column)
        if cell.error:
            self._problems.error(where, cell_error(cell.error))
        if cell.is_blank or cell.error:
            return ()
        text, problem = shown_text(cell.value, title)
        if not problem and not isinstance(cell.value, str):
            problem = f"{title}“{text[:20]}”不是姓名，请填教师姓名。"
        if problem:
            self._problems.error(where, problem)
        if problem or clean_text(text) in _EMPTY_MARKS:
            return ()
        people = read_people(text, self._known)
        if any(is_id_number(person) for person in people):
            problem = f"{title}写的是号码，不是姓名，没有读取；请填教师姓名。"  # F31
            self._problems.error(where, problem)
            return ()
        self._mention(where, text, people)
        if any(len(person) > MAX_NAME for person in people):
            self._problems.error(where, f"{title}的姓名超过{MAX_NAME}个字，请缩短。")
            return ()
        return people

    def _mention(self, where: str, text: str, people: tuple[str, ...]) -> None:
        """Say when an unseparated text was split, or could be two people but was not."""
        unseparated = separate_names(text)
        if len(people) > len(unseparated):
            self._problems.warning(
                where, f"“{text[:20]}”按{len(people)}个人理解：{'、'.join(people)}。"
            )
        for person in people:
            starts = [name for name in self._known if name != person and person.startswith(name)]
            if len(person) > _USUAL_NAME and starts and "·" not in person:
                sentence = f"“{person[:20]}”可能是两个人连写，按一个人理解，请确认或用顿号分开。"
                self._problems.question(where, sentence)
