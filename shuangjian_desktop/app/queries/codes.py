"""The short code that proves what a notice or a reviewed day said.

A digest of the content alone: no clock, no ids that differ between copies of one school file.
"""

import json
from collections.abc import Iterable

from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.rules.class_day import ClassDay

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read aloud and typed back safely
_LENGTH = 8


def day_code(day: ClassDay) -> str:
    """Return the 8-letter code of one class-day's content, 无作业 included."""
    told = [day.class_name, day.day.date.isoformat(), day.declared_none]
    return short_code([told, *(_item(item, day) for item in day.items)])


def short_code(content: Iterable[object]) -> str:
    """Return 8 letters (40 bits) of a SHA-256 over the JSON form of `content`."""
    from hashlib import sha256  # late: start-up time, OpenSSL loads with it

    text = json.dumps(list(content), ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(sha256(text.encode()).digest()[:5], "big")
    return "".join(_LETTERS[(number >> shift) & 31] for shift in range(35, -1, -5))


def _item(item: HomeworkItem, day: ClassDay) -> tuple[object, ...]:
    return (
        day.subject_names.get(item.subject_id, ""),
        item.content,
        item.minutes,
        item.kind,
        item.requirement,
        item.tier or "",
        item.place,
        item.forms,
        item.note or "",
    )
