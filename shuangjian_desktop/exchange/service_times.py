"""Read when a part of the service is: 15:40-16:20, 每周二、四16:25-17:05, 周二第2节.

Knows the slots it is given and nothing else of the school; weekdays are 1..7, times are local.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import time
from typing import NamedTuple

from shuangjian_desktop.domain.numerals import plain_number
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.domain.text import clean_text, fold_width
from shuangjian_desktop.exchange.service_fields import MORNING
from shuangjian_desktop.exchange.service_plan_rows import SlotLine
from shuangjian_desktop.exchange.times import parse_span

_CLOCK = r"(?<!\d)\d{1,2}[:.时点]\d{2}(?::00)?分?(?!\d)"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:[-~至到]\s*)+{_CLOCK}")
_DIGIT = r"(?:[一二三四五六日天](?!节)|[1-7](?:(?![\d:节])|(?=[12]\d[:.时点])))"
_DAY = re.compile(rf"(?:星期|周|礼拜)({_DIGIT})")
_DAYS = re.compile(
    rf"每?(?:星期|周|礼拜){_DIGIT}(?:[、,和及&/至到~-](?:每?(?:星期|周|礼拜))?{_DIGIT})*"
)
_RANGE = re.compile(rf"({_DIGIT})[至到~-](?:星期|周|礼拜)?({_DIGIT})")
_EVERY_DAY = re.compile("每天|每日")
_NUMBER = r"\d{1,2}|[一二三四五六七八九十]"
_NUMBERED = re.compile(rf"第({_NUMBER})(?:[、,和]第?({_NUMBER}))?(?:节课?|课时|时段)")
_PARITY = re.compile(r"\(?(单|双|奇数|偶数)周\)?[:,、]?")
_NOTHING = re.compile(r"\(\s*\)")
_JOINTS = " \n;,、.:()/"
_FILLER = re.compile("下午|傍晚|晚上|放学后|课后")
MORNING_TOLD = "开始时间{at:%H:%M}是凌晨；下午的时间请写成 15:40-16:20 这样。"
_OR_FIRST = "请写成 周二16:25-17:05 这样，或先导入写着时间的课后服务安排表。"
_HOW = "请写成 周二16:25-17:05 或 每周二第2节 这样。"


class Span(NamedTuple):
    """From when until when."""

    starts: time
    ends: time


class When(NamedTuple):
    """One time of the week."""

    parity: Parity
    weekday: int
    starts: time
    ends: time


class WhenReading(NamedTuple):
    """All times a text names, or why it cannot be read; both empty when nothing was written."""

    whens: tuple[When, ...] = ()
    problem: str | None = None


class Slots:
    """The slots a school or a file has, looked up by weekday and number."""

    def __init__(self, slots: Iterable[SlotLine] = ()) -> None:
        self._spans: dict[tuple[int, int], set[Span]] = {}
        for slot in slots:
            if slot.position is not None:
                self.add(slot.weekday, slot.position, Span(slot.starts, slot.ends))

    @classmethod
    def counted(cls, times: Iterable[tuple[int, Span]]) -> "Slots":
        """Return slots numbered from 1 in each weekday's order of time."""
        found, counts = cls(), dict[int, int]()
        for weekday, span in sorted(set(times)):
            counts[weekday] = counts.get(weekday, 0) + 1
            found.add(weekday, counts[weekday], span)
        return found

    def add(self, weekday: int, number: int, span: Span) -> None:
        self._spans.setdefault((weekday, number), set()).add(span)

    def join(self, others: "Slots") -> None:
        for (weekday, number), span in others.all():
            self.add(weekday, number, span)

    def all(self) -> list[tuple[tuple[int, int], Span]]:
        """Return weekday and number with every time they are."""
        return [(key, span) for key, spans in self._spans.items() for span in spans]

    def span(self, weekday: int, number: int) -> Span | None:
        """Return when it is; None where there is none, or several."""
        found = self._spans.get((weekday, number), set())
        return next(iter(found)) if len(found) == 1 else None


def flat(text: object) -> str:
    """Return a text as it is parsed here: ASCII forms, no blanks."""
    return "".join(fold_width(clean_text(str(text))).split())


def weekday_in(text: object) -> int | None:
    """Return the one weekday a head begins with: 星期一, 周五(14:40-15:20); None for others."""
    folded = flat(text)
    found = _DAY.match(folded)
    if found is None or folded[found.end() : found.end() + 1].isalpha():  # 周一鸣 is a person
        return None
    return _number_of(found[1])


def cut_span(text: str) -> tuple[Span | None, str, str | None]:
    """Return the span in a text, the text without it, and what is wrong with the span."""
    folded = fold_width(clean_text(text))
    found = _SPAN.search(folded)
    if found is None:
        return None, clean_text(text), None
    reading = parse_span("".join(found[0].split()))
    rest = _NOTHING.sub(" ", f"{folded[: found.start()]} {folded[found.end() :]}").strip()
    if reading.problem:
        return None, rest, reading.problem
    assert reading.starts is not None
    assert reading.ends is not None
    if reading.starts < MORNING:
        return None, rest, MORNING_TOLD.format(at=reading.starts)
    return Span(reading.starts, reading.ends), rest, None


def cut_number(text: str) -> tuple[int | None, str]:
    """Return the number of 第2节 in a text, and the text without it."""
    folded = fold_width(clean_text(text))
    found = _NUMBERED.search(folded)
    if found is None:
        return None, clean_text(text)
    return plain_number(found[1]), f"{folded[: found.start()]} {folded[found.end() :]}".strip()


def parity_in(text: str) -> Parity:
    """Return the weeks a name or a title speaks of."""
    found = _PARITY.search(fold_width(text))
    if found is None:
        return Parity.EVERY
    return Parity.ODD if found[1] in ("单", "奇数") else Parity.EVEN


def read_when(text: str, slots: Sequence[Slots]) -> WhenReading:
    """Return the times of 每周二、四16:25-17:05; of 周二第2节 by the slots that know it."""
    rest = flat(text)
    if not rest:
        return WhenReading()
    shown = clean_text(text, fold_lines=True)[:30]
    reader = _When(slots)
    while rest := rest.lstrip(_JOINTS):
        taken, problem = reader.take(rest)
        if not taken:
            return WhenReading(problem=problem.format(shown=shown))
        rest = rest[taken:]
    if not reader.found:
        return WhenReading(problem=f"“{shown}”没有写几点到几点，{_HOW}")
    return WhenReading(tuple(dict.fromkeys(reader.found)))


class _When:
    """Takes a text from its beginning, one part after another."""

    def __init__(self, slots: Sequence[Slots]) -> None:
        self.found: list[When] = []
        self._is_told = False  # a span stands just before: (第2节) behind it says nothing more
        self._slots, self._parity, self._days = slots, Parity.EVERY, list[int]()

    def take(self, rest: str) -> tuple[int, str]:
        """Return how many letters were taken, 0 and the reason where none could be."""
        if part := _PARITY.match(rest):
            self._parity = parity_in(part[0])
        elif part := _DAYS.match(rest) or _EVERY_DAY.match(rest):
            self._days = _days(part[0])
        elif part := _SPAN.match(rest):
            span, _, problem = cut_span(part[0])
            if span is None or not self._days:
                return 0, problem or f"“{{shown}}”没有写星期几，{_HOW}"
            self.found += [When(self._parity, day, *span) for day in self._days]
        elif part := _FILLER.match(rest):
            pass
        elif part := _NUMBERED.match(rest):
            told_by_its_times = self._is_told or _SPAN.match(rest[part.end() :].lstrip(_JOINTS))
            if not told_by_its_times and not self._numbered(part):
                return 0, f"“{{shown}}”是几点看不出来，{_OR_FIRST}"
        else:
            return 0, f"时间“{{shown}}”看不懂，{_HOW}"
        self._is_told = _SPAN.match(rest) is not None
        return part.end(), ""

    def _numbered(self, part: re.Match[str]) -> bool:
        """Add the slots of these numbers; False where one of them is not known."""
        numbers = [plain_number(text) or 0 for text in part.groups() if text]
        found = [(day, span_at(self._slots, day, n)) for day in self._days for n in numbers]
        self.found += [When(self._parity, day, *span) for day, span in found if span]
        return bool(found) and all(span for _, span in found)


def span_at(slots: Sequence[Slots], weekday: int, number: int) -> Span | None:
    """Return when a numbered slot is, by the first of several that knows it."""
    return next((span for each in slots if (span := each.span(weekday, number))), None)


def _days(text: str) -> list[int]:
    if _EVERY_DAY.match(text):
        return [1, 2, 3, 4, 5]
    found: set[int] = set()
    for span in _RANGE.finditer(text):
        found.update(range(_number_of(span[1]), _number_of(span[2]) + 1))
    found.update(_number_of(sign) for sign in re.sub("星期|礼拜|周", "", text) if _is_day(sign))
    return sorted(found)


def _is_day(sign: str) -> bool:
    return sign in "一二三四五六日天1234567"


def _number_of(sign: str) -> int:
    return int(sign) if sign.isdigit() else min("一二三四五六日天".index(sign) + 1, 7)
