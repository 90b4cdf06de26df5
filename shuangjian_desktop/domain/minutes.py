"""Read the minutes of a piece of homework as people type them (F1 to F5).

Knows nothing of caps, tables or cells: one value in, one reading out.
"""

import math
import re
from dataclasses import dataclass
from datetime import time, timedelta

from shuangjian_desktop.domain.homework import MAX_MINUTES
from shuangjian_desktop.domain.numerals import CHARACTERS, plain_number
from shuangjian_desktop.domain.text import clean_text, fold_width

_NUMBER = rf"\d{{1,9}}(?:\.\d{{1,6}})?|[{CHARACTERS}]{{1,7}}"
_MINUTE_WORD = "分钟|分|mins?|minutes?|'|′"
_PLAIN = re.compile(rf"(\d{{1,9}})(?:\.0{{1,6}})?(?:{_MINUTE_WORD})?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
_HOURS = re.compile(
    rf"(?P<hours>{_NUMBER})(?:(?P<half>个半小时|个半钟头|小时半)|(?:个?小时|个?钟头|hours?|hrs?|h)"
    rf"(?:零?(?P<minutes>{_NUMBER})(?:{_MINUTE_WORD}|m)?)?)"
)
_WORDS = re.compile(rf"(?P<minutes>{_NUMBER})(?:{_MINUTE_WORD}|m)?")
_QUARTERS = re.compile(r"([一二两三123])刻钟?")
_ROUGHLY = re.compile(r"^(?:大约|大概|约|共|合计|用时|不超过)|(?:左右|上下|以内)$")
_HALF_HOUR = ("半小时", "半个小时", "半个钟头", "半h")
_SEVERAL = re.compile(r"\d\D+\d")


@dataclass(frozen=True, slots=True)
class MinutesReading:
    """What was read. `certain` False with a value: shown for confirmation (F2).

    `value` None and `problem` None is the state 未填, which is never the same as 0 (F4).
    """

    value: int | None
    certain: bool = True
    problem: str | None = None

    @property
    def is_empty(self) -> bool:
        return self.value is None and self.problem is None


def parse_minutes(raw: object) -> MinutesReading:
    """Read minutes 0..600 from a typed text or a cell value; never raises."""
    if raw is None:
        return MinutesReading(None)
    if isinstance(raw, bool):
        return _refused(str(raw))
    if isinstance(raw, int | float):
        return _from_number(raw)
    if isinstance(raw, timedelta):
        return _asked(raw.total_seconds() / 60, str(raw))
    if isinstance(raw, time):
        return _asked(raw.hour * 60 + raw.minute + raw.second / 60, f"{raw:%H:%M}")
    return _from_text(raw) if isinstance(raw, str) else _refused(str(raw))


def _from_number(raw: float) -> MinutesReading:
    if isinstance(raw, float) and (not math.isfinite(raw) or not raw.is_integer()):
        return _refused(str(raw))
    return _in_range(int(raw), certain=True, shown=str(raw))


def _from_text(raw: str) -> MinutesReading:
    shown = clean_text(raw, fold_lines=True)
    if not shown:
        return MinutesReading(None)
    text = "".join(fold_width(shown).casefold().split())
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _in_range(int(plain[1]), certain=True, shown=shown)
    spoken = _spoken_minutes(_ROUGHLY.sub("", text))
    return _refused(shown) if spoken is None else _asked(spoken, shown)


def _spoken_minutes(text: str) -> float | None:
    if text in _HALF_HOUR:
        return 30
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2]) if int(clock[2]) < 60 else None
    if quarters := _QUARTERS.fullmatch(text):
        return (plain_number(quarters[1]) or 0) * 15
    if hours := _HOURS.fullmatch(text):
        first, rest = _amount(hours["hours"]), _amount(hours["minutes"] or "0")
        if first is None or rest is None:
            return None
        return first * 60 + (30 if hours["half"] else rest)
    words = _WORDS.fullmatch(text)
    return _amount(words["minutes"]) if words else None


def _amount(text: str) -> float | None:
    return float(text) if text[0].isdigit() else plain_number(text)


def _asked(minutes: float, shown: str) -> MinutesReading:
    if minutes != int(minutes):
        return _refused(shown)
    return _in_range(int(minutes), certain=False, shown=shown)


def _in_range(minutes: int, *, certain: bool, shown: str) -> MinutesReading:
    if not 0 <= minutes <= MAX_MINUTES:
        problem = f"时长“{_short(shown)}”超出范围，应在0到{MAX_MINUTES}分钟之间。"
        return MinutesReading(None, certain=False, problem=problem)
    if certain:
        return MinutesReading(minutes)
    problem = f"时长“{_short(shown)}”按{minutes}分钟理解，请确认。"
    return MinutesReading(minutes, certain=False, problem=problem)


def _refused(shown: str) -> MinutesReading:
    why = "只能填一个数" if _SEVERAL.search(shown) else "看不懂，请填一个数"
    problem = f"时长“{_short(shown)}”{why}，如 25。"
    return MinutesReading(None, certain=False, problem=problem)


def _short(shown: str) -> str:
    return shown if len(shown) <= 20 else f"{shown[:20]}…"
