"""Read a span of time such as 8:20-9:00 with any colon and any dash (T3).

Knows nothing of lessons; a span is two times, never a text.
"""

import re
from dataclasses import dataclass
from datetime import time

from shuangjian_desktop.domain.text import clean_text, fold_width

_TIME = r"(\d{1,2})[:.时点](\d{2})(?::00)?分?"
_SPAN = re.compile(rf"{_TIME}(?:[-~至到]+){_TIME}")


@dataclass(frozen=True, slots=True)
class SpanReading:
    """Two times with `starts` before `ends`, or the problem; all None when nothing was written."""

    starts: time | None = None
    ends: time | None = None
    problem: str | None = None


def parse_span(raw: object) -> SpanReading:
    """Read one span; never raises."""
    if raw is None:
        return SpanReading()
    shown = clean_text(str(raw), fold_lines=True)
    if not shown:
        return SpanReading()
    span = _SPAN.fullmatch("".join(fold_width(shown).split()))
    starts = _time(span[1], span[2]) if span else None
    ends = _time(span[3], span[4]) if span else None
    if starts is None or ends is None:
        return SpanReading(problem=f"时间“{shown[:20]}”看不懂，请写成 8:20-9:00 这样。")
    if ends <= starts:
        return SpanReading(problem=f"时间“{shown[:20]}”结束不晚于开始，请改正。")
    return SpanReading(starts, ends)


def _time(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def write_span(starts: time | None, ends: time | None) -> str:
    """Return 8:20-9:00, or nothing when a time is missing."""
    if starts is None or ends is None:
        return ""
    return f"{starts.hour}:{starts.minute:02}-{ends.hour}:{ends.minute:02}"
