"""Who serves after school: terms, papers and when they run out, and when people cannot [§8].

Everybody of the staff is listed; who has no terms of their own serves like any teacher.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.terms import missing_papers
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.domain.service import BusyTime, Parity, ServiceStaff, StaffSource
from shuangjian_desktop.store.tables import service_people as people_table

SOON = timedelta(days=30)


class PapersStanding(StrEnum):
    """What can be said of somebody's papers today; the school's own need none."""

    OWN = ""
    VALID = "有效"
    SOON = "快到期"
    EXPIRED = "已到期"
    LATER = "还没开始"
    MISSING = "缺证件"


class RosterLine(NamedTuple):
    """One of the staff with their terms; `has_terms` False = nothing was said of them."""

    staff: Staff
    terms: ServiceStaff
    has_terms: bool
    papers: PapersStanding
    papers_words: str
    busy: tuple[BusyTime, ...]

    @property
    def is_outside(self) -> bool:
        return self.terms.source is not StaffSource.OWN


def roster(project: Project) -> tuple[RosterLine, ...]:
    """Return everybody in the school: those from outside first, then whoever has terms."""
    terms = {each.staff_id: each for each in people_table.service_staff(project.database)}
    busy: dict[StaffId, list[BusyTime]] = {}
    for each in people_table.busy_times(project.database):
        busy.setdefault(each.staff_id, []).append(each)
    today = project.today()
    lines = [
        _line(person, terms.get(person.id), busy.get(person.id, ()), today)
        for person in project.directory.staff
        if not person.left_on
    ]
    return tuple(sorted(lines, key=lambda line: (not line.is_outside, not line.has_terms)))


def matching(lines: Iterable[RosterLine], text: str) -> tuple[RosterLine, ...]:
    """Return those whose name, or its pinyin's initials, has what was typed."""
    from shuangjian_desktop.app import pinyin  # late: start-up time

    if not text.strip():
        return tuple(lines)
    asked = pinyin.typed(text)
    return tuple(
        line
        for line in lines
        if asked and pinyin.rank(asked, line.staff.label, is_name=True) is not None
    )


def needs_care(line: RosterLine) -> bool:
    """Return whether somebody's papers have run out, soon will, or are missing."""
    careful = (PapersStanding.SOON, PapersStanding.EXPIRED, PapersStanding.MISSING)
    return line.papers in careful


def kinds_words(terms: ServiceStaff) -> str:
    """Return what somebody may lead, 都可以 without a bound."""
    return "、".join(kind.value for kind in terms.kinds) or "都可以"


def limits_words(terms: ServiceStaff) -> str:
    """Return 每天最多1次，每周最多4次; "" without limits."""
    day = f"每天{terms.per_day}次" if terms.per_day is not None else ""
    week = f"每周{terms.per_week}次" if terms.per_week is not None else ""
    return "，".join(words for words in (day, week) if words)


def here_words(terms: ServiceStaff) -> str:
    """Return 10:00到校 or 16:30离校; "" for the usual hours."""
    comes = f"{terms.here_from:%H:%M}到校" if terms.here_from else ""
    goes = f"{terms.here_until:%H:%M}离校" if terms.here_until else ""
    return "，".join(words for words in (comes, goes) if words)


def busy_words(busy: BusyTime) -> str:
    """Return 单周周三15:40–16:20 开会."""
    weeks = "" if busy.parity is Parity.EVERY else busy.parity.value
    day = f"周{WEEKDAY_NUMERALS[busy.weekday - 1]}"
    wish = "（尽量不排）" if busy.is_wish and "尽量不排" not in busy.reason else ""
    return f"{weeks}{day}{busy.starts:%H:%M}–{busy.ends:%H:%M} {busy.reason}{wish}"


def _line(
    person: Staff, terms: ServiceStaff | None, busy: Iterable[BusyTime], today: date
) -> RosterLine:
    known = terms or ServiceStaff(person.id)
    papers, words = _papers(known, today)
    return RosterLine(person, known, terms is not None, papers, words, tuple(busy))


def _papers(terms: ServiceStaff, today: date) -> tuple[PapersStanding, str]:
    """Return how the papers stand and the words for it, with the day that matters."""
    until, since = terms.valid_until, terms.valid_from
    if until is not None and until < today:
        return PapersStanding.EXPIRED, f"{until.isoformat()}已到期"
    if since is not None and since > today:
        return PapersStanding.LATER, f"{since.isoformat()}起"
    lacks = missing_papers(terms)
    if lacks:
        what = "没有文件" if until else "没有有效期" if terms.document else "没有文件和有效期"
        return PapersStanding.MISSING, what
    if until is None:
        return PapersStanding.OWN, ""
    if until - today <= SOON:
        return PapersStanding.SOON, f"还有{(until - today).days}天（{until.isoformat()}）"
    return PapersStanding.VALID, f"到{until.isoformat()}"


def terms_of(project: Project, staff_id: StaffId) -> ServiceStaff:
    """Return somebody's terms, those of the school's own where nothing was said."""
    for terms in people_table.service_staff(project.database):
        if terms.staff_id == staff_id:
            return terms
    return ServiceStaff(staff_id)


def busy_of(project: Project, staff_id: StaffId) -> tuple[BusyTime, ...]:
    """Return when somebody cannot serve or would rather not, beside their lessons."""
    every = people_table.busy_times(project.database)
    return tuple(each for each in every if each.staff_id == staff_id)
