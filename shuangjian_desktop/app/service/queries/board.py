"""The week board of an after-school plan: classes, people or rooms by time, and what is in each.

Shapes for the screen; where a session may stand is app/service/queries/fits.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, judged_on
from shuangjian_desktop.app.service.queries.day_ends import DayEnds
from shuangjian_desktop.app.service.queries.foreseen import foreseen
from shuangjian_desktop.app.service.queries.ready import primary_evenings
from shuangjian_desktop.app.service.shapes import (
    Axis,
    Board,
    Cell,
    Chip,
    Column,
    DayEnd,
    Row,
    WeekdayEnd,
)
from shuangjian_desktop.app.service.titles import class_words
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import ActivityId, SessionId
from shuangjian_desktop.domain.off_work import off_work_for
from shuangjian_desktop.domain.school import OffWork, SchoolClass
from shuangjian_desktop.domain.service import Session
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.fits import Count, counts
from shuangjian_desktop.planning.problem import Place
from shuangjian_desktop.planning.verify import faults


def board(project: Project, case: Case, axis: Axis, *, grade: int | None = None) -> Board:
    """Return the board of a plan as it stands; `grade` keeps to the classes of one grade."""
    maker = _Maker(project, case)
    columns = maker.columns(by_name=axis is Axis.CLASS)
    make = {Axis.CLASS: maker.classes, Axis.STAFF: maker.people, Axis.ROOM: maker.rooms}[axis]
    rows = tuple(make(columns, grade))
    if axis is Axis.CLASS:
        columns, rows = _used(columns, rows)
    tray = tuple(maker.chip(number) for number, place in enumerate(case.placed) if place is None)
    return Board(
        case.plan,
        axis,
        columns,
        rows,
        tray,
        maker.problems(),
        maker.cited(columns),
        maker.days(),
        sum(place is not None for place in case.placed),
        len(case.placed),
        sum(bool(wrong) for wrong in maker.wrong.values()),
        foreseen(project, case),
    )


def _used(
    columns: tuple[Column, ...], rows: tuple[Row, ...]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Leave out the times that no row has: those of the other stage, when one grade is shown."""
    used = {n for row in rows for n, c in enumerate(row.cells) if c.slot is not None or c.chips}
    kept = [number for number in range(len(columns)) if number in used]
    if not kept or len(kept) == len(columns):
        return columns, rows
    return tuple(columns[number] for number in kept), tuple(
        row._replace(cells=tuple(row.cells[number] for number in kept)) for row in rows
    )


class _Maker:
    def __init__(self, project: Project, case: Case) -> None:
        self.project, self.case = project, case
        self.on = judged_on(project, case.plan)
        self.labels = {one.id: one.label for one in project.directory.staff}
        self.room_names = {room.id: room.name for room in case.rooms}
        self.faults = faults(case.problem, case.placed)
        self.wrong: dict[int, list[str]] = defaultdict(list)
        for fault in self.faults:
            if fault.requirement is not Requirement.UNPLACED:
                for work in fault.works:
                    self.wrong[work].append(fault.message)
        self._chips: dict[int, Chip] = {}
        self._class_words: dict[ActivityId, str] = {}

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong of no session in particular: limits, the day's end, gaps."""
        found = (fault.message for fault in self.faults if not fault.works)
        return (*found, *primary_evenings(self.project, self.case))

    def chip(self, number: int) -> Chip:
        if number not in self._chips:
            self._chips[number] = self._chip(number, self.case.sessions[number])
        return self._chips[number]

    def _chip(self, number: int, session: Session) -> Chip:
        activity = self.case.content.activities[session.activity_id]
        names = [self.labels[one] for one in session.staff if one in self.labels]
        room = self.room_names.get(session.room_id, "") if session.room_id else ""
        if activity.id not in self._class_words:
            words = class_words(self.case.classes, activity.class_ids)
            self._class_words[activity.id] = words
        return Chip(
            session.id,
            activity.id,
            activity.kind,
            activity.title,
            self._class_words[activity.id],
            "、".join(names),
            room,
            session.parity,
            session.is_locked,
            tuple(dict.fromkeys(self.wrong[number])),
        )

    def columns(self, *, by_name: bool) -> tuple[Column, ...]:
        """Return the times of the week; `by_name` puts 第1节 of both stages into one column."""
        slots = self.case.slots
        groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for number, slot in enumerate(slots):
            groups[slot.weekday, slot.starts, slot.ends].append(number)
        if by_name:
            groups = self._named(groups)
        found = [self._column(numbers) for numbers in groups.values()]
        return tuple(sorted(found, key=lambda c: (c.weekday, c.starts, c.ends)))

    def _named(
        self, groups: dict[tuple[object, ...], list[int]]
    ) -> dict[tuple[object, ...], list[int]]:
        """Join times of one weekday and name where each stage has just one of them."""
        slots, found = self.case.slots, dict(groups)
        names: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, slot in enumerate(slots):
            names[slot.weekday, slot.name].append(number)
        for key, numbers in names.items():
            stages = [slots[number].stage for number in numbers]
            is_one_each = None not in stages and len(set(stages)) == len(stages)
            if len(numbers) > 1 and is_one_each:
                for one in numbers:
                    time_key = slots[one].weekday, slots[one].starts, slots[one].ends
                    left = [n for n in found.get(time_key, ()) if n not in numbers]
                    found.pop(time_key, None)
                    if left:
                        found[time_key] = left
                found[key] = sorted(numbers, key=lambda n: (slots[n].starts, slots[n].ends))
        return found

    def _column(self, numbers: list[int]) -> Column:
        slots = [self.case.slots[number] for number in numbers]
        times = tuple(dict.fromkeys((slot.starts, slot.ends) for slot in slots))
        return Column(
            slots[0].weekday,
            slots[0].name,
            *times[0],
            tuple(numbers),
            min(self.free[number].people for number in numbers),
            min(self.free[number].rooms for number in numbers),
            any(slot.only_for is None for slot in slots),
            times,
        )

    @cached_property
    def free(self) -> dict[int, Count]:
        """Return how many people and rooms are free, slot by slot."""
        return {one.slot: one for one in counts(self.case.problem, self.case.placed)}

    @cached_property
    def of_class(self) -> dict[tuple[int, int], list[int]]:
        """Return the sessions of a class in a slot."""
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, place in enumerate(self.case.placed):
            if place is not None:
                for one in self.case.problem.works[number].classes:
                    found[one, place.slot].append(number)
        return found

    @cached_property
    def ends(self) -> tuple[tuple[DayEnd, ...], ...]:
        """Return the ends of each class of the case."""
        ends, slots = DayEnds(self.project, self.case), range(len(self.case.slots))
        held = [
            {slot: self.of_class.get((number, slot), ()) for slot in slots}
            for number in range(len(self.case.classes))
        ]
        return tuple(
            ends.of(one, mine.__getitem__)
            for one, mine in zip(self.case.classes, held, strict=True)
        )

    def days(self) -> tuple[WeekdayEnd, ...]:
        """Return how the school's classes end, weekday by weekday; the first class decides."""
        return tuple(
            WeekdayEnd(
                of_day[0].weekday,
                min((end.ends for end in of_day if end.ends), default=None),
                of_day[0].off_work,
                tuple(
                    one.name
                    for one, end in zip(self.case.classes, of_day, strict=True)
                    if end.is_short
                ),
                sum(bool(end.exception) for end in of_day),
            )
            for of_day in zip(*self.ends, strict=True)
        )

    def classes(self, columns: tuple[Column, ...], grade: int | None) -> list[Row]:
        return [
            self._class_row(number, one, columns)
            for number, one in enumerate(self.case.classes)
            if grade is None or one.grade == grade
        ]

    def _class_row(
        self,
        number: int,
        one: SchoolClass,
        columns: tuple[Column, ...],
    ) -> Row:
        stage = self.project.directory.school.stage(one.grade)
        cells = []
        for column in columns:
            fitting = [s for s in column.slots if self.case.slots[s].stage in (None, stage)]
            held = [w for slot in column.slots for w in self.of_class.get((number, slot), ())]
            cells.append(Cell(fitting[0] if fitting else None, tuple(map(self.chip, held))))
        count = sum(len(cell.chips) for cell in cells)
        return Row(str(one.id), one.name, f"{count}次", tuple(cells), self.ends[number])

    def people(self, columns: tuple[Column, ...], _grade: int | None) -> list[Row]:
        """Return those who serve first, by how often, then everybody else."""
        held = self._held(lambda place: place.staff)
        order = sorted(
            range(len(self.case.people)),
            key=lambda n: (-sum(len(held[n, s]) for s in range(len(self.case.slots))), n),
        )
        return [
            self._row(self.case.people[n], self.case.problem.people[n].name, n, columns, held)
            for n in order
        ]

    def rooms(self, columns: tuple[Column, ...], _grade: int | None) -> list[Row]:
        held = self._held(lambda place: () if place.room is None else (place.room,))
        return [
            self._row(room.id, room.name, n, columns, held)._replace(
                note=f"{room.kind}，{room.capacity}人"
            )
            for n, room in enumerate(self.case.rooms)
        ]

    def _held(self, taken: Callable[[Place], tuple[int, ...]]) -> dict[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, place in enumerate(self.case.placed):
            if place is not None:
                for one in taken(place):
                    found[one, place.slot].append(number)
        return found

    def _row(
        self,
        row_id: str,
        name: str,
        number: int,
        columns: tuple[Column, ...],
        held: dict[tuple[int, int], list[int]],
    ) -> Row:
        cells = tuple(
            Cell(
                column.slots[0],
                tuple(self.chip(work) for slot in column.slots for work in held[number, slot]),
            )
            for column in columns
        )
        count = sum(len(cell.chips) for cell in cells)
        return Row(str(row_id), name, f"{count}次", cells)

    def cited(self, columns: tuple[Column, ...]) -> tuple[tuple[int, str], ...]:
        found = []
        for weekday in sorted({column.weekday for column in columns}):
            off_work = off_work_for(self.project.directory.off_works, weekday, self.on)
            found.append((weekday, _cited(weekday, off_work)))
        return tuple(found)


def _cited(weekday: int, off_work: OffWork | None) -> str:
    day = f"周{WEEKDAY_NUMERALS[weekday - 1]}"
    if off_work is None:
        return f"{day}：学校还没有写当地下班时间"
    source = f"（{off_work.document}）" if off_work.document else ""
    return f"{day}不早于{off_work.time:%H:%M}结束{source}"


def slot_for(case: Case, column: Column, session_id: SessionId) -> int | None:
    """Return the slot of a column that a session's classes have; None = they have none then."""
    work = case.problem.works[case.number_of(session_id)]
    return next((slot for slot in column.slots if slot in work.slots), None)
