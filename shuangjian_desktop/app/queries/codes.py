"""The short code that proves what a notice or a reviewed day said.

A digest of the content alone: no clock, no ids that differ between copies of one school file.
"""

from collections.abc import Iterable

from shuangjian_desktop.domain.homework import HomeworkItem, Status
from shuangjian_desktop.rules.class_day import ClassDay

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read aloud and typed back safely
_LENGTH = 8


def day_code(day: ClassDay) -> str:
    """Return the 8-letter code of what a class-day says in public, 无作业 included.

    Drafts and returned items are not part of it: once submitted they change it.
    """
    about = (day.class_name, day.day.date.isoformat(), str(day.declared_none))
    return short_code((*about, *(_item(item, day) for item in public_items(day))))


def public_items(day: ClassDay) -> tuple[HomeworkItem, ...]:
    """Return what may be shown to parents: neither drafts nor what was returned to its author."""
    return tuple(item for item in day.items if item.status is Status.SUBMITTED)


def short_code(parts: Iterable[str]) -> str:
    """Return 8 letters (40 bits) of a SHA-256 over texts, which never hold the separators."""
    from hashlib import sha256  # late: start-up time, OpenSSL loads with it

    digest = sha256("\x1e".join(parts).encode()).digest()
    number = int.from_bytes(digest[:5], "big")
    return "".join(_LETTERS[(number >> shift) & 31] for shift in range(35, -1, -5))


def _item(item: HomeworkItem, day: ClassDay) -> str:
    return "\x1f".join(
        (
            day.subject_names.get(item.subject_id, ""),
            item.content,
            str(item.minutes),
            item.kind.value,
            item.requirement.value,
            item.tier.value if item.tier else "",
            item.place.value,
            *(form.value for form in item.forms),
            item.note or "",
            *((item.due.isoformat(),) if item.due else ()),  # older codes stay what they were
        )
    )
