"""Read one time of day as people type it: 17:00, 17：30, 1730, 17点半, 下午5点.

Standard library only; knows nothing of what happens at that time.
"""

import re
from dataclasses import dataclass
from datetime import time

from shuangjian_desktop.domain.text import clean_text, fold_width

_TIME = re.compile(
    r"(?P<half>上午|下午|晚上|傍晚)?(?P<h>\d{1,2})(?:[:.时点](?P<m>\d{1,2}|半)?分?|(?P<mm>\d{2}))?"
)
_AFTERNOON = ("下午", "晚上", "傍晚")


@dataclass(frozen=True, slots=True)
class TimeReading:
    """A time, or the problem; both None when nothing was written."""

    value: time | None = None
    problem: str | None = None


def parse_time(raw: str) -> TimeReading:
    """Read one time of day; never raises."""
    shown = clean_text(raw, fold_lines=True)
    if not shown:
        return TimeReading()
    found = _TIME.fullmatch("".join(fold_width(shown).split()))
    if found:
        hour = int(found["h"])
        minute = 30 if found["m"] == "半" else int(found["m"] or found["mm"] or 0)
        if found["half"] in _AFTERNOON and hour < 12:
            hour += 12
        if hour < 24 and minute < 60:
            return TimeReading(time(hour, minute))
    return TimeReading(problem=f"时间“{shown[:20]}”看不懂，请写成 17:00 这样。")
