"""Read a date as people and spreadsheets write it (F14): impossible ones refused, odd ones asked.

Knows nothing of terms, holidays or cells: one value in, one reading out.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS, school_year_of, weekday_name
from shuangjian_desktop.domain.numerals import CHARACTERS, digit_by_digit, plain_number
from shuangjian_desktop.domain.text import clean_text, fold_width

FIRST_YEAR, LAST_YEAR = 2004, 2036
_SERIAL_EPOCH = date(1899, 12, 30)
_N = rf"\d{{1,2}}|[{CHARACTERS}]{{1,3}}"
_FULL = re.compile(
    rf"(?P<y>\d{{4}}|\d{{2}}|[{CHARACTERS}]{{4}})(?P<s>[-./年])(?P<m>{_N})[-./月](?P<d>{_N})[日号]?"
)
_SHORT = re.compile(rf"(?P<m>{_N})[-./月](?P<d>{_N})[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME_OF_DAY = re.compile(r"(?<=\d)[t ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_WEEKDAY = re.compile(rf"[(,，]?(?:星期|周|礼拜)([{WEEKDAY_NUMERALS}天1-7])\)?$")


@dataclass(frozen=True, slots=True)
class DateReading:
    """What was read. A value with `certain` False is to be confirmed; `problem` says why.

    `value` None and `problem` None: nothing was written.
    """

    value: date | None
    certain: bool = True
    problem: str | None = None


def parse_date(raw: object, *, year_hint: date | None = None) -> DateReading:
    """Read one date; never raises.

    A date without a year is put into the school year (August to July) of `year_hint`.
    """
    if raw is None:
        return DateReading(None)
    if isinstance(raw, datetime):
        return _plausible(raw.date(), shown=raw.date().isoformat())
    if isinstance(raw, date):
        return _plausible(raw, shown=raw.isoformat())
    if isinstance(raw, bool):
        return _refused(str(raw))
    if isinstance(raw, int | float):
        return _from_number(raw)
    return _from_text(raw, year_hint) if isinstance(raw, str) else _refused(str(raw))


def serial_date(serial: float) -> date | None:
    """Return the date of a spreadsheet day number (1900 system), None outside 2004 to 2036."""
    if not math.isfinite(serial) or not 0 < serial < 100_000:
        return None
    day = _SERIAL_EPOCH + timedelta(days=int(serial))
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _from_number(raw: float) -> DateReading:
    if isinstance(raw, float) and not math.isfinite(raw):
        return _refused(str(raw))
    if isinstance(raw, float) and not raw.is_integer() and raw < 1000:
        return _refused(str(raw))  # 9.1 may have been 9.10: a number cannot say
    compact = _COMPACT.fullmatch(str(int(raw)))
    if compact:
        return _from_parts(*(int(part) for part in compact.groups()), shown=str(int(raw)))
    day = serial_date(raw)
    return DateReading(day) if day else _refused(str(raw))


def _from_text(raw: str, year_hint: date | None) -> DateReading:
    shown = clean_text(raw, fold_lines=True)
    if not shown:
        return DateReading(None)
    text = _TIME_OF_DAY.sub("", fold_width(shown).casefold())
    text = "".join(text.split())
    weekday = _WEEKDAY.search(text)
    if weekday:
        text = text[: weekday.start()]
    reading = _from_bare_text(text, shown, year_hint)
    if weekday and reading.value is not None:
        return _with_weekday(reading, reading.value, weekday[1])
    return reading


def _from_bare_text(text: str, shown: str, year_hint: date | None) -> DateReading:
    if re.fullmatch(r"\d{5,8}(\.0+)?", text):
        return _from_number(int(text.split(".", maxsplit=1)[0]))
    if full := _FULL.fullmatch(text):
        year, month, day = _year(full["y"]), plain_number(full["m"]), plain_number(full["d"])
        if year is None or month is None or day is None:
            return _refused(shown)
        return _from_parts(year, month, day, shown=shown, certain=len(full["y"]) == 4)
    short = _SHORT.fullmatch(text)
    month, day = (plain_number(short["m"]), plain_number(short["d"])) if short else (None, None)
    if month is None or day is None:
        return _refused(shown)
    if year_hint is None:
        return DateReading(None, False, f"日期“{shown}”没有年份，请写成 2026-09-07 这样。")
    first = school_year_of(year_hint)
    return _from_parts(first if month >= 8 else first + 1, month, day, shown=shown)


def _year(text: str) -> int | None:
    if not text.isdigit() or not text.isascii():
        return digit_by_digit(text)
    return int(text) if len(text) == 4 else 2000 + int(text)


def _from_parts(
    year: int, month: int, day: int, *, shown: str, certain: bool = True
) -> DateReading:
    try:
        value = date(year, month, day)
    except ValueError:
        return DateReading(None, False, f"日期“{_short(shown)}”不存在，请改正。")
    return _plausible(value, shown=shown, certain=certain)


def _plausible(value: date, *, shown: str, certain: bool = True) -> DateReading:
    if certain and FIRST_YEAR <= value.year <= LAST_YEAR:
        return DateReading(value)
    why = f"日期“{_short(shown)}”是{value.year}年，请确认。"
    return DateReading(value, certain=False, problem=why)


def _with_weekday(reading: DateReading, day: date, written: str) -> DateReading:
    number = int(written) if written.isdigit() else "一二三四五六日天".index(written) + 1
    if min(number, 7) == day.isoweekday():
        return reading
    name = weekday_name(day)
    said = f"星期{written if not written.isdigit() else WEEKDAY_NUMERALS[number - 1]}"
    problem = f"{day.isoformat()}是{name}，表里写的是{said}，请核对。"
    return DateReading(day, certain=False, problem=problem)


def _refused(shown: str) -> DateReading:
    problem = f"日期“{_short(shown)}”看不懂，请写成 2026-09-07 这样。"
    return DateReading(None, certain=False, problem=problem)


def _short(shown: str) -> str:
    return shown if len(shown) <= 20 else f"{shown[:20]}…"
