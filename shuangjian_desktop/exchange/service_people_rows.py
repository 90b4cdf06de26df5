"""Who serves after school on which terms, when not, and exceptions to the end: as sheets have it.

Plain values with the address they were read at; knows no cells and nothing of the school file.
"""

from datetime import date, time
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity, SessionKind, StaffSource


class TermsLine(NamedTuple):
    """Somebody's service terms; None and "" = not said, no `kinds` = all of them."""

    name: str
    source: StaffSource = StaffSource.OWN
    kinds: tuple[SessionKind, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    document: str = ""
    per_day: int | None = None
    per_week: int | None = None
    here_from: time | None = None
    here_until: time | None = None
    where: str = ""


class BusyLine(NamedTuple):
    """When somebody cannot serve, weekly; `is_wish`: would rather not."""

    name: str
    weekday: int
    starts: time
    ends: time
    parity: Parity = Parity.EVERY
    is_wish: bool = False
    reason: str = ""
    where: str = ""


class ExceptionLine(NamedTuple):
    """An accepted exception to the end time; `weekday` None = every day."""

    first_grade: int
    last_grade: int
    weekday: int | None
    since: date
    until: date
    reason: str
    who: str
    document: str = ""
    where: str = ""


class PeopleFile(NamedTuple):
    """All a file says of them; what it does not name stays as it is in the school."""

    terms: tuple[TermsLine, ...] = ()
    busy: tuple[BusyLine, ...] = ()
    exceptions: tuple[ExceptionLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.busy or self.exceptions)


NOBODY = PeopleFile()
