"""Texts of columns and the values they stand for: dates, times of a day, several words in one.

Knows no table.
"""

from collections.abc import Iterable
from datetime import date, time


def words(text: str | None) -> list[str]:
    """Return the words of a column that holds several; none for NULL."""
    return text.split() if text else []


def joined(told: Iterable[str]) -> str | None:
    """Return words as one text, NULL for none."""
    return " ".join(told) or None


def day(text: str | None) -> date | None:
    """Return the date of an ISO text, None for NULL."""
    return date.fromisoformat(text) if text else None


def clock(text: str) -> time:
    """Return the time of day of 15:40."""
    return time.fromisoformat(text)


def clock_or_none(text: str | None) -> time | None:
    """Return the time of day of 15:40, None for NULL."""
    return time.fromisoformat(text) if text else None


def iso(on: date | None) -> str | None:
    """Return the ISO text of a date, NULL for nothing."""
    return on.isoformat() if on else None


def minute(at: time | None) -> str | None:
    """Return 15:40, NULL for nothing."""
    return at.isoformat("minutes") if at else None
