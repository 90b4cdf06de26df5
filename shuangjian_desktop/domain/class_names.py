"""Read the name of one class in any of the spellings found in schools (F13, P21).

Knows nothing of which classes a school has, nor of cells; lists of classes are read in class_lists.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from shuangjian_desktop.domain.dates import serial_date
from shuangjian_desktop.domain.numerals import CHARACTERS, plain_number
from shuangjian_desktop.domain.school import class_name
from shuangjian_desktop.domain.text import clean_text, fold_width

LAST_GRADE = 9
MAX_CLASS_NUMBER = 60
GRADE_PATTERN = (
    r"(?P<stage>小学|初中|小|初)?(?P<grade>[1-9一二三四五六七八九])(?P<unit>年级|年|级)?"
)
NUMBER_PATTERN = rf"(?:\d{{1,2}}|[{CHARACTERS}]{{1,3}})"
_MARKED = re.compile(
    rf"{GRADE_PATTERN}第?(?:\((?P<bracketed>{NUMBER_PATTERN})\)|(?P<mark>[-.])?(?P<plain>{NUMBER_PATTERN})\.?)"
    r"(?:班级|班)?"
)
_CODE = re.compile(r"0(?P<grade>[1-9])(?P<number>\d{2})班?|(?P<grade3>[1-9])(?P<number3>\d{2})班?")
_TWO_DIGITS = re.compile(r"([1-9])([1-9])班?")
_MONTH_DAY = re.compile(r"(?:\d{4}[-./年])?0?(\d{1,2})[-./月]0?(\d{1,2})日?")
_ENGLISH_DAY = re.compile(r"0?(\d{1,2})-([a-z]{3})|([a-z]{3})-0?(\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class ClassRef:
    """One class: grade 1..9, number from 1."""

    grade: int
    number: int

    @property
    def name(self) -> str:
        """The one written form everywhere: 三(1)."""
        return class_name(self.grade, self.number)


@dataclass(frozen=True, slots=True)
class ClassNameReading:
    """What was read. A grade and number with `certain` False are to be confirmed; `problem` asks.

    Grade and number are both None when nothing could be read; `problem` is then a refusal, or None
    when nothing was written.
    """

    grade: int | None
    number: int | None
    certain: bool = True
    problem: str | None = None

    @property
    def ref(self) -> ClassRef | None:
        if self.grade is None or self.number is None:
            return None
        return ClassRef(self.grade, self.number)


def parse_class_name(raw: object, *, primary_grades: int = 6) -> ClassNameReading:
    """Read one class; never raises. `primary_grades` places 初一 (5 in a 5-4 system)."""
    if raw is None:
        return ClassNameReading(None, None)
    if isinstance(raw, date | datetime):
        return _from_month_day(raw.month, raw.day, f"{raw.month}月{raw.day}日")
    if isinstance(raw, bool):
        return refused(str(raw))
    if isinstance(raw, int | float):
        return _from_number(raw)
    return _from_text(raw, primary_grades) if isinstance(raw, str) else refused(str(raw))


def _from_number(raw: float) -> ClassNameReading:
    """Read a number cell: 301 is plain, 46082 is a date in disguise, 3.1 may have been 3.10."""
    if isinstance(raw, float) and not raw.is_integer():
        reading = _from_text(repr(raw), 6)
        if reading.ref and reading.number == 1:
            return _asked(reading.ref, repr(raw), "写成3.10的班也会变成这样")
        return reading
    if not 0 < raw < 100_000:
        return refused(str(raw))
    day = serial_date(raw)
    if day:
        return _from_month_day(day.month, day.day, f"{day.month}月{day.day}日")
    return _from_text(str(int(raw)), 6)


def _from_text(raw: str, primary_grades: int) -> ClassNameReading:
    shown = clean_text(raw, fold_lines=True)
    if not shown:
        return ClassNameReading(None, None)
    text = folded(shown)
    if code := _CODE.fullmatch(text):
        grade, number = code["grade"] or code["grade3"], code["number"] or code["number3"]
        return _checked(int(grade), int(number), shown)
    if two := _TWO_DIGITS.fullmatch(text):
        return _asked(ClassRef(int(two[1]), int(two[2])), shown, "只写了两个数字")
    marked = _MARKED.fullmatch(text)
    if marked and _is_unambiguous(marked):
        grade_read = grade_of(marked, primary_grades)
        number_read = plain_number(marked["bracketed"] or marked["plain"])
        return _checked(grade_read, number_read, shown)
    return _from_date_like_text(text, shown)


def folded(text: str) -> str:
    """Return `text` as the patterns here expect it: ASCII forms, no blanks, lower case."""
    return "".join(fold_width(text).casefold().split())


def _is_unambiguous(marked: re.Match[str]) -> bool:
    """三一 is 三(1) but 三十 is thirty: right behind a bare Chinese grade stands one digit only."""
    plain = marked["plain"]
    if plain is None or marked["unit"] or marked["mark"]:
        return True
    if plain.isascii():
        return not marked["grade"].isascii() or bool(marked["stage"])
    return len(plain) == 1 and plain not in "十百零〇○" and not marked["grade"].isascii()


def grade_of(match: re.Match[str], primary_grades: int) -> int | None:
    """Return the grade 1..9 of a GRADE_PATTERN match: 初一 follows the last primary grade."""
    number = plain_number(match["grade"])
    if number is None:
        return None
    if (match["stage"] or "").startswith("初"):
        grade = number if number > primary_grades else primary_grades + number
        return grade if primary_grades < grade <= LAST_GRADE else None
    if match["stage"] and number > primary_grades:
        return None
    return number


def _from_date_like_text(text: str, shown: str) -> ClassNameReading:
    """Read 3月1日, 3/1, 2026-03-01 and 1-Mar: what a spreadsheet makes of a typed 3-1."""
    if match := _MONTH_DAY.fullmatch(text):
        return _from_month_day(int(match[1]), int(match[2]), shown)
    english = _ENGLISH_DAY.fullmatch(text)
    month = (english[2] or english[3]) if english else None
    if english and month in _MONTHS:
        return _from_month_day(_MONTHS.index(month) + 1, int(english[1] or english[4]), shown)
    if re.fullmatch(r"\d{5}", text) and (day := serial_date(int(text))):
        return _from_month_day(day.month, day.day, shown)
    return refused(shown)


def _from_month_day(month: int, day: int, shown: str) -> ClassNameReading:
    if not 1 <= month <= LAST_GRADE or not 1 <= day <= 31:
        return refused(shown)
    ref = ClassRef(month, day)
    problem = f"“{short(shown)}”可能是{ref.name}班被Excel改成了日期，请确认。"
    return ClassNameReading(ref.grade, ref.number, certain=False, problem=problem)


def _asked(ref: ClassRef, shown: str, why: str) -> ClassNameReading:
    problem = f"班级“{short(shown)}”按{ref.name}班理解（{why}），请确认。"
    return ClassNameReading(ref.grade, ref.number, certain=False, problem=problem)


def _checked(grade: int | None, number: int | None, shown: str) -> ClassNameReading:
    if grade is None or number is None or not 1 <= number <= MAX_CLASS_NUMBER:
        return refused(shown)
    return ClassNameReading(grade, number)


def refused(shown: str) -> ClassNameReading:
    """Return the refusal that names what was written and how to write it."""
    problem = f"“{short(shown)}”看不出是哪个班，请写成 三(1) 这样。"
    return ClassNameReading(None, None, certain=False, problem=problem)


def short(shown: str) -> str:
    """Return `shown` cut to what fits a sentence."""
    return shown if len(shown) <= 20 else f"{shown[:20]}…"
