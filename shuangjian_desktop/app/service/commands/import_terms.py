"""Merge on which terms people serve, when they cannot, and exceptions to the end time, from a file.

Whom the file does not name stays as it is; of somebody named it tells all the times.
"""

from collections.abc import Iterable

from shuangjian_desktop.app.commands.import_people import Whom
from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.app.service.commands.exceptions import NEW_EXCEPTION, exception_values
from shuangjian_desktop.app.service.commands.terms import (
    NEW_BUSY,
    busy_values,
    missing_papers,
    terms_values,
)
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.service import BusyTime, EndException, ServiceStaff, StaffSource
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.service_people_rows import (
    BusyLine,
    ExceptionLine,
    PeopleFile,
    TermsLine,
)
from shuangjian_desktop.store.journal import Row

_SAME_TIME = ("weekday", "starts", "ends", "parity")
_SAME_DAYS = ("first_grade", "last_grade", "weekday", "since", "until")


def merge_terms(merger: Merger, roster: Roster, people: PeopleFile, said: ProblemList) -> None:
    """Make terms, times and exceptions what the file says of those it names."""
    names = _Names(merger, roster, said)
    for terms in people.terms:
        _merge_terms(merger, names, terms, said)
    times: dict[StaffId, list[Row]] = {}
    for busy in people.busy:
        row = _busy_row(names, busy, said)
        if row is not None:
            times.setdefault(row["staff_id"], []).append(row)
    for staff_id, rows in times.items():
        there = merger.writer.find("busy_time", staff_id=staff_id)
        for row_id in _merge_rows(merger, "busy_time", there, rows, _SAME_TIME):
            merger.remove("busy_time", row_id)
    found = [row for each in people.exceptions if (row := _exception_row(each, said)) is not None]
    there = merger.writer.find("end_exception")
    _merge_rows(merger, "end_exception", there, found, _SAME_DAYS)


class _Names:
    """Finds or makes the people; one from outside needs to be in no teaching table."""

    def __init__(self, merger: Merger, roster: Roster, said: ProblemList) -> None:
        self._about = (merger, roster, said)
        self._has_staff = roster.has_staff

    def means(self, name: str, where: str, *, is_own: bool = True) -> StaffId:
        whom = Whom(*self._about, where, names_newcomers=self._has_staff and is_own)
        return whom.means(name, {})


def _merge_terms(merger: Merger, names: _Names, line: TermsLine, said: ProblemList) -> None:
    is_own = line.source is StaffSource.OWN
    staff_id = names.means(line.name, line.where, is_own=is_own)
    terms = ServiceStaff(
        staff_id, line.source, line.kinds, line.valid_from, line.valid_until,
        line.document or None, line.per_day, line.per_week, line.here_from, line.here_until,
    )  # fmt: skip
    try:
        values = terms_values(terms, is_accepted=True)
    except UserError as error:
        said.error(line.where, str(error))
        return
    found = merger.writer.find("service_staff", staff_id=staff_id)
    lacks = missing_papers(terms)
    if lacks and (not found or found[0][1] != values):  # what stands was asked when it was entered
        said.question(line.where, f"{line.name}：{lacks}请补上或确认。")
    merger.put("service_staff", {"staff_id": staff_id}, values)


def _busy_row(names: _Names, line: BusyLine, said: ProblemList) -> Row | None:
    staff_id = names.means(line.name, line.where)
    when = (line.weekday, line.starts, line.ends)
    try:
        return busy_values(
            BusyTime(NEW_BUSY, staff_id, *when, line.reason, line.parity, line.is_wish)
        )
    except UserError as error:
        said.error(line.where, str(error))
        return None


def _exception_row(line: ExceptionLine, said: ProblemList) -> Row | None:
    document = line.document or None
    accepted = EndException(
        NEW_EXCEPTION, line.first_grade, line.last_grade, line.weekday,
        line.since, line.until, line.reason, line.who, document,
    )  # fmt: skip
    try:
        return exception_values(accepted)
    except UserError as error:
        said.error(line.where, str(error))
        return None


def _merge_rows(
    merger: Merger,
    table: str,
    there: list[tuple[str, Row]],
    wanted: Iterable[Row],
    key: tuple[str, ...],
) -> list[str]:
    """Keep rows that are just so, change one of the same `key`, add others; return those left."""
    left = dict(there)
    missing = []
    for row in wanted:
        same = next((row_id for row_id, known in left.items() if known == row), None)
        if same is None:
            missing.append(row)
        else:
            merger.change(table, same, {})
            del left[same]
    for row in missing:
        alike = (i for i, known in left.items() if all(known[c] == row[c] for c in key))
        row_id = next(alike, None)
        if row_id is None:
            merger.add(table, row)
        else:
            merger.change(table, row_id, row)
            del left[row_id]
    return list(left)
