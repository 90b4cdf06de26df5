"""What everybody really has on every date of a published plan, as weekly series and single days.

Follows the calendar, make-up days and what is booked ahead; writes no file.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.book import ServiceBook, load_service
from shuangjian_desktop.app.service.occurrences import Away, Occurrence, aways
from shuangjian_desktop.app.service.queries.ends import classes_words
from shuangjian_desktop.domain.calendar import Day, DayKind
from shuangjian_desktop.domain.ids import ServicePlanId, SessionId, StaffId
from shuangjian_desktop.domain.school import Term
from shuangjian_desktop.domain.service import Parity, PlanState, ServiceChange, ServicePlan
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.service_calendar import PersonCalendar, Series, Single
from shuangjian_desktop.store import steps
from shuangjian_desktop.store.tables import service_days as days_table

_DOMAIN = "shuangjian"
_TOLD_BY = (
    "school", "term", "day_exception", "public_day", "class", "staff",
    "room", "service_plan", "slot", "activity", "session", "service_change",
)  # fmt: skip


class _Held(NamedTuple):
    """A session somebody has on a date; `is_usual` = as in the weekly plan, on its own weekday.

    `lacks`: who or what it has not that day, though nothing was booked instead. Without `is_theirs`
    the person is away, or it is not held: a phone that has the day is told to strike it out.
    """

    day: Day
    what: Occurrence
    is_usual: bool
    lacks: tuple[str, ...] = ()
    is_theirs: bool = True


_Key = tuple[StaffId, SessionId]


class PlanSeries:
    """All sessions of a published plan, date by date; UserError for a draft."""

    def __init__(self, project: Project, plan_id: ServicePlanId) -> None:
        self._directory = directory = project.directory
        self._book: ServiceBook = load_service(project.database, directory)
        plan = next((each for each in self._book.plans if each.id == plan_id), None)
        if plan is None:
            raise UserError("这个课后服务安排已被删除；请刷新后再看。")
        if plan.state is not PlanState.PUBLISHED or plan.published_at is None:
            raise UserError(f"“{plan.name}”还是草稿，没有导出日历；请先发布，再导出到手机。")
        self.plan: ServicePlan = plan
        newest = steps.newest_of(project.database, _TOLD_BY)
        self._stamp = datetime.fromisoformat(newest.at if newest else plan.published_at)
        self._sequence = newest.seq if newest else plan.version
        self._labels = {person.id: person.label for person in directory.staff}
        self._terms = [
            term
            for term in directory.calendar.terms
            if term.last_day >= plan.since and (plan.until is None or term.first_day <= plan.until)
        ]
        if not self._terms:
            raise UserError("这个安排的时间里没有学期，排不出日期；请先在学校设置里设好学期。")
        self._gone: dict[date, dict[str, list[ServiceChange]]] = {}
        for change in days_table.withdrawn_changes(project.database, project.today()):
            self._gone.setdefault(change.date, {}).setdefault(change.swap_id, []).append(change)
        self.unconfirmed: set[int] = set()
        self._held = self._dates()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what is not certain about the dates."""
        return tuple(
            f"{year}年的放假安排还没有导入，日历里{year}年的日子先按平常上课写；"
            "导入放假安排后请重新导出。"
            for year in sorted(self.unconfirmed)
        )

    @property
    def people(self) -> list[StaffId]:
        """Return everybody with a session, by name."""
        return sorted(self._held, key=lambda who: self._labels.get(who, ""))

    def calendar(self, staff_id: StaffId) -> PersonCalendar:
        """Return the calendar of one person; UserError when there is nothing in it."""
        held = self._held.get(staff_id, [])
        name = self._labels.get(staff_id, "")
        if not held:
            raise UserError(f"{name}在“{self.plan.name}”里没有安排，没有日历可以导出。")
        by_session: dict[tuple[SessionId, str], list[_Held]] = defaultdict(list)
        singles = []
        for each in held:
            term = self._directory.calendar.term(each.day.date)
            if each.is_usual and term is not None:
                by_session[each.what.session.origin, term.id].append(each)
            else:
                singles.append(self._single(staff_id, each))
        series = tuple(
            self._series(staff_id, str(key[1]), found) for key, found in by_session.items()
        )
        title = f"{name}课后服务"
        return PersonCalendar(title, self._stamp, self._sequence, series, tuple(singles))

    def _dates(self) -> dict[StaffId, list[_Held]]:
        found: dict[StaffId, list[_Held]] = defaultdict(list)
        for day in self._days():
            changes = self._book.changes(day.date)
            now = self._on(day, changes)
            for told in (now, self._withdrawn(day, changes, now)):
                for (who, _), each in told.items():
                    found[who].append(each)
        return {who: held for who, held in found.items() if any(each.is_theirs for each in held)}

    def _on(self, day: Day, changes: Sequence[ServiceChange]) -> dict[_Key, _Held]:
        """Return what everybody has on a date, and what is to be struck out."""
        found: dict[_Key, _Held] = {}
        away = aways(changes)
        for what in self._book.sessions_with(self.plan, day, changes):
            is_weekly = self._is_weekly(what, day)
            lacks, absent = self._lacks(what, away)
            is_usual = is_weekly and not lacks
            for who in what.session.staff:
                is_theirs = what.is_held and who not in absent
                is_left_out = is_weekly and len(lacks) == (who in absent)
                if is_theirs or not is_left_out:  # the series lacks that date, no more
                    key = (who, what.session.origin)
                    found[key] = _Held(day, what, is_usual, lacks, is_theirs)
        return found

    def _withdrawn(
        self, day: Day, changes: Sequence[ServiceChange], now: dict[_Key, _Held]
    ) -> dict[_Key, _Held]:
        """Return single sessions a phone may have of what was booked for a date and taken back."""
        found: dict[_Key, _Held] = {}
        for swap in self._gone.get(day.date, {}).values():
            for (who, origin), each in self._on(day, (*changes, *swap)).items():
                there = now.get((who, origin))
                is_single = not each.is_usual and each.is_theirs
                if is_single and (there is None or there.is_usual):
                    found[who, origin] = each._replace(is_theirs=False)
        return found

    def _is_weekly(self, what: Occurrence, day: Day) -> bool:
        """Return whether it has the weekly plan's own time, on the weekday of that."""
        slots = self._book.content(self.plan.id).slots
        return what.slot.id in slots and what.slot.weekday == day.date.isoweekday()

    def _lacks(
        self, what: Occurrence, away: tuple[Away, ...]
    ) -> tuple[tuple[str, ...], set[StaffId]]:
        """Return whom and which room a session is without that day, in words, and who is away."""
        session, slot = what.session, what.slot
        then = [each for each in away if each.is_in(slot.starts, slot.ends)]
        absent = {e.staff_id: e.reason for e in then if e.staff_id in session.staff and e.staff_id}
        told = [
            f"缺人：{self._labels.get(who, '')}不在（{reason}），还没有人代"
            for who, reason in absent.items()
        ]
        room = self._book.rooms.get(session.room_id) if session.room_id else None
        told += [
            f"缺场地：{room.name}不能用（{each.reason}），还没有换"
            for each in then
            if room is not None and each.room_id == room.id
        ]
        return tuple(told), set(absent)

    def _days(self) -> Iterator[Day]:
        """Yield every date on which this plan is the one in force."""
        for term in self._terms:
            on = max(term.first_day, self.plan.since)
            while on <= _last(term, self.plan):
                in_force = self._book.in_force(on)
                if in_force is not None and in_force.id == self.plan.id:
                    yield self._as_far_as_known(self._directory.calendar.day(on))
                on += timedelta(1)

    def _as_far_as_known(self, day: Day) -> Day:
        """Take a weekday of a term as a school day while nobody knows better, and remember it."""
        if day.kind is not DayKind.UNCONFIRMED or day.date.isoweekday() > 5:
            return day
        self.unconfirmed.add(day.date.year)
        return day._replace(kind=DayKind.SCHOOL)

    def _series(self, staff_id: StaffId, term: str, held: list[_Held]) -> Series:
        dates = {each.day.date for each in held}
        first, last = min(dates), max(dates)
        what = held[0].what
        interval = 1 if what.session.parity is Parity.EVERY else 2
        step = timedelta(7 * interval)
        expected = {first + step * n for n in range((last - first) // step + 1)}
        uid = f"{what.session.origin}-{term}-{staff_id}@{_DOMAIN}"
        return Series(
            uid, *self._words(staff_id, what), first, last, interval,
            tuple(sorted(expected - dates)),
        )  # fmt: skip

    def _single(self, staff_id: StaffId, each: _Held) -> Single:
        on = each.day.date
        uid = f"{each.what.session.origin}-{on.isoformat()}-{staff_id}@{_DOMAIN}"
        single = Single(uid, *self._words(staff_id, each.what), on)
        if not each.is_theirs:
            return single._replace(title=f"（取消）{single.title}", is_cancelled=True)
        if not each.lacks:
            return single
        heads = "、".join(dict.fromkeys(words.partition("：")[0] for words in each.lacks))
        told = "\n".join((single.told, *each.lacks))
        return single._replace(title=f"{single.title}（{heads}）", told=told)

    def _words(self, staff_id: StaffId, what: Occurrence) -> tuple[str, str, str, time, time]:
        """Return title, place, what else is to be known, and the times."""
        activity, session, slot = what.activity, what.session, what.slot
        ids = activity.class_ids
        classes = [c for c in self._directory.classes(self.plan.since) if c.id in ids]
        whom = classes_words(self._directory, classes)
        room = self._book.rooms.get(session.room_id) if session.room_id else None
        place = room.name if room else f"{classes[0].title}教室" if len(classes) == 1 else ""
        others = [self._labels.get(who, "") for who in session.staff if who != staff_id]
        told = [f"{self.plan.name}第{self.plan.version}版"]
        if others:
            told.append(f"一起带：{'、'.join(others)}")
        if what.why:
            told.append(f"当天调整：{what.why}")
        return f"{activity.title} {whom}".strip(), place, "\n".join(told), slot.starts, slot.ends


def _last(term: Term, plan: ServicePlan) -> date:
    return min(term.last_day, plan.until) if plan.until else term.last_day
