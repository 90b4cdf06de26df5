"""What everybody has really served between two dates: sessions, minutes, covers, times away [§6].

Counts real days, what was booked for them included; what a school gives for it is the school's.
"""

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.bookings import closed_words
from shuangjian_desktop.app.service.dates import RealDays
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS, day_words
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.service import ServiceStaff
from shuangjian_desktop.errors import UserError

MOST_DAYS = 400


class WorkloadLine(NamedTuple):
    """Somebody's service: `days` on which they served, `covers` = sessions of somebody else.

    `missed`: their own sessions of the plan that they did not hold, or that were not held.
    `flexible`: their hours of coming and leaving, "" = as everybody.
    """

    staff_id: StaffId
    name: str
    source: str
    days: int
    sessions: int
    minutes: int
    covers: int
    missed: int
    latest: str
    flexible: str


class Workload(NamedTuple):
    """All who served or should have, most minutes first; `days` = dates with service.

    `coming`: from this date on it is what is planned, None = all of it is past.
    """

    first: date
    last: date
    days: int
    lines: tuple[WorkloadLine, ...]
    coming: date | None = None

    @property
    def words(self) -> str:
        """Return 8月31日（星期一）到11月24日（星期二），58天有课后服务，42人共1530次。"""
        total = sum(line.sessions for line in self.lines)
        people = sum(line.sessions > 0 for line in self.lines)
        span = f"{day_words(self.first)}到{day_words(self.last)}"
        later = f"（{day_words(self.coming)}起是预计）" if self.coming else ""
        return f"{span}，{self.days}天有课后服务，{people}人共{total}人次{later}。"


def usual_span(project: Project) -> tuple[date, date]:
    """Return from the first day of the term to today; the last term's when none is on."""
    today = project.today()
    terms = [each for each in project.directory.calendar.terms if each.first_day <= today]
    if not terms:
        return today, today
    newest = max(terms, key=lambda each: each.first_day)
    return newest.first_day, min(today, newest.last_day)


def workload(project: Project, first: date, last: date) -> Workload:
    """Return what was served from first to last; UserError when the dates cannot be.

    Sessions of days still to come are counted as booked.
    """
    if last < first:
        raise UserError("结束日期早于开始日期，没有统计；请改日期。")
    if (last - first).days >= MOST_DAYS:
        raise UserError(f"一次最多统计{MOST_DAYS}天；请把日期改近一些。")
    days, counts = RealDays(project), _Counts()
    served_days = 0
    for offset in range((last - first).days + 1):
        on = first + timedelta(offset)
        real = days.on(on)
        if real.plan is None or (closed_words(real) and not real.held):
            continue
        served_days += bool(real.held)
        counts.add(days, on)
    tomorrow = project.today() + timedelta(1)
    coming = max(tomorrow, first) if last >= tomorrow else None
    return Workload(first, last, served_days, tuple(_lines(days, counts)), coming)


class _Counts:
    def __init__(self) -> None:
        self.sessions: Counter[StaffId] = Counter()
        self.minutes: Counter[StaffId] = Counter()
        self.covers: Counter[StaffId] = Counter()
        self.missed: Counter[StaffId] = Counter()
        self.dates: dict[StaffId, set[date]] = {}
        self.latest: dict[StaffId, tuple[str, int]] = {}

    def add(self, days: RealDays, on: date) -> None:
        real = days.on(on)
        assert real.plan is not None
        usual = days.usual_staff(real.plan.id)
        for each in real.occurrences:
            own = usual.get(each.session.origin, ())
            away = {
                one.staff_id for one in real.aways if one.is_in(each.slot.starts, each.slot.ends)
            }
            there = [one for one in each.session.staff if one not in away] if each.is_held else []
            for one in there:
                self.sessions[one] += 1
                self.minutes[one] += each.slot.minutes
                self.dates.setdefault(one, set()).add(on)
                self.covers[one] += bool(own) and one not in own
                end = f"{each.slot.ends:%H:%M}"
                known = self.latest.get(one, ("", 0))[0]
                if end > known:
                    self.latest[one] = (end, on.isoweekday())
            for one in own:
                self.missed[one] += one not in there


def _lines(days: RealDays, counts: _Counts) -> list[WorkloadLine]:
    found = []
    for staff_id in {*counts.sessions, *(one for one, n in counts.missed.items() if n)}:
        terms = days.terms(staff_id)
        end, weekday = counts.latest.get(staff_id, ("", 0))
        found.append(
            WorkloadLine(
                staff_id,
                days.labels.get(staff_id, "已删除的人员"),
                terms.source.value,
                len(counts.dates.get(staff_id, ())),
                counts.sessions[staff_id],
                counts.minutes[staff_id],
                counts.covers[staff_id],
                counts.missed[staff_id],
                f"周{WEEKDAY_NUMERALS[weekday - 1]}{end}" if end else "",
                _flexible(terms),
            )
        )
    return sorted(found, key=lambda line: (-line.minutes, line.name, line.staff_id))


def _flexible(terms: ServiceStaff) -> str:
    begins, ends = terms.here_from, terms.here_until
    parts = [f"{begins:%H:%M}到校"] if begins else []
    parts += [f"{ends:%H:%M}离校"] if ends else []
    return "、".join(parts)
