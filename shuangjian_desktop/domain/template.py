"""A ready-made piece of homework with blanks to fill in: 《＿》第＿页第＿题.

Knows where the blanks are; nothing of who uses it.
"""

import re
from typing import NamedTuple

from shuangjian_desktop.domain.homework import Kind, Place, Requirement, Tier
from shuangjian_desktop.domain.ids import SubjectId

BLANK = "＿"
_BLANK = re.compile(r"[＿_]+")
_FILLED = re.compile(r"\d+")


class Template(NamedTuple):
    """One template. `grade` None = all grades; `minutes` None = none proposed; `id` is a row's."""

    id: str
    grade: int | None
    subject_id: SubjectId
    content: str
    minutes: int | None = None
    kind: Kind = Kind.WRITTEN
    requirement: Requirement = Requirement.REQUIRED
    tier: Tier | None = None
    place: Place = Place.HOME
    note: str | None = None
    position: int = 0


def blanks(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of every blank; several marks in a row are one."""
    return tuple(hit.span() for hit in _BLANK.finditer(text))


def next_blank(text: str, after: int, *, backwards: bool = False) -> tuple[int, int] | None:
    """Return the blank to jump to from a cursor, going round at the end; None when none is left."""
    found = blanks(text)
    if not found:
        return None
    if backwards:
        before = [span for span in found if span[1] <= after]
        return before[-1] if before else found[-1]
    return next((span for span in found if span[0] >= after), found[0])


def with_blanks(content: str) -> str:
    """Return a text as a template proposes it: every number is a blank to fill in again."""
    return _FILLED.sub(BLANK, content)
