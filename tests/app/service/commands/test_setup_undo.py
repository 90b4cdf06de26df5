"""Whatever a school sets up in whatever order: each act is refused whole or taken back whole."""

from collections.abc import Callable, Iterator
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_plan
from shuangjian_desktop.app.service.commands import activities as service_activities
from shuangjian_desktop.app.service.commands import exceptions as service_exceptions
from shuangjian_desktop.app.service.commands import gates as service_gates
from shuangjian_desktop.app.service.commands import plans as service_plans
from shuangjian_desktop.app.service.commands import rooms as service_rooms
from shuangjian_desktop.app.service.commands import slots as service_slots
from shuangjian_desktop.app.service.commands import terms as service_terms
from shuangjian_desktop.app.service.commands.activity_sessions import leaving
from shuangjian_desktop.domain.dismissal import Gate
from shuangjian_desktop.domain.ids import GateId, ServicePlanId
from shuangjian_desktop.domain.school import LeaveOrder
from shuangjian_desktop.domain.service import (
    BusyTime,
    EndException,
    Parity,
    Room,
    ServiceStaff,
    SessionKind,
)
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import gates as gates_table
from shuangjian_desktop.store.tables import service as table
from shuangjian_desktop.store.tables import service_people as people_table
from tests.builders import MONDAY, small_school, with_service

TABLES = (
    "service_plan", "slot", "activity", "session", "room", "service_staff", "busy_time",
    "end_exception", "staff", "gate", "setting",
)  # fmt: skip
Acts = list[Callable[[int], Command]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    opened = small_school(tmp_path_factory.mktemp("school"))
    with_service(opened, is_published=False)
    yield opened
    opened.close()


def dump(project: Project) -> list[list[tuple[object, ...]]]:
    return [project.database.rows(f"SELECT * FROM {name} ORDER BY id") for name in TABLES]


class Hands:
    """Does the n-th thing to the n-th row, whatever is there at that moment."""

    def __init__(self, project: Project) -> None:
        self.project, self.database = project, project.database
        self.plan_id: ServicePlanId = table.plans(self.database)[0].id

    def acts(self) -> Acts:
        return [
            self.room, self.resize, self.clear, self.terms, self.busy, self.exception,
            self.slot, self.drop_slot, self.offer, self.oftener, self.withdraw, self.wish,
            self.copy,
        ]  # fmt: skip

    def room(self, n: int) -> Command:
        return service_rooms.new_room(f"机房{n}", "机房", n * 3)[1]

    def resize(self, n: int) -> Command:
        return service_rooms.change_room(self._room(n)._replace(capacity=n))

    def clear(self, n: int) -> Command:
        return service_rooms.remove_room(self._room(n))

    def terms(self, n: int) -> Command:
        person = self.project.directory.staff[n % 5]
        return service_terms.save_terms(person, ServiceStaff(person.id, per_day=n))

    def busy(self, n: int) -> Command:
        person = self.project.directory.staff[n % 5]
        hour = time(n % 24)
        busy = BusyTime(service_terms.NEW_BUSY, person.id, n % 8, hour, time(16), "")
        return service_terms.save_busy(person, busy)

    def exception(self, n: int) -> Command:
        until = date(2026, 11, 1 + n % 28)
        new, last = service_exceptions.NEW_EXCEPTION, 1 + n % 9
        early = EndException(new, 1, last, None, MONDAY, until, "家长早接", "校长")
        return service_exceptions.save_end_exception(early)

    def slot(self, n: int) -> Command:
        slots = table.slots(self.database, self.plan_id)
        moved = slots[n % len(slots)]._replace(ends=time(16 + n % 5, n % 60))
        return service_slots.change_slot(self.project, moved)

    def drop_slot(self, n: int) -> Command:
        slots = table.slots(self.database, self.plan_id)
        return service_slots.remove_slots([slots[n % len(slots)]], empties=n % 2 == 0)

    def offer(self, n: int) -> Command:
        classes = self.project.directory.classes(MONDAY)
        known = table.activities(self.database, self.plan_id)[0]
        fresh = known._replace(kind=list(SessionKind)[n % 12], title="", per_week=n)
        return service_activities.new_activities(fresh, [(c.id,) for c in classes])[1]

    def oftener(self, n: int) -> Command:
        known = table.activities(self.database, self.plan_id)
        changed = known[n % len(known)]._replace(per_week=n)
        return service_activities.change_activity(changed, list(Parity)[n % 3])

    def withdraw(self, n: int) -> Command:
        known = table.activities(self.database, self.plan_id)
        return service_activities.remove_activities([known[n % len(known)]])

    def wish(self, n: int) -> Command:
        plan = load_plan(self.project, self.plan_id)
        return service_plans.set_wishes(plan, {list(Wish)[n % 6]: list(Weight)[n % 4]})

    def copy(self, n: int) -> Command:
        dates = service_plans.PlanDates(f"安排{n}", date(2027, 1, 1 + n % 28))
        return service_plans.copy_plan(self.project, self.plan_id, dates)[1]

    def _room(self, n: int) -> Room:
        rooms = people_table.rooms(self.database)
        return rooms[n % len(rooms)]


class HandsAtTheGates(Hands):
    """Writes the gates classes leave by as well."""

    def acts(self) -> Acts:
        return [*super().acts(), self.gate, self.regate, self.ungate, self.turns]

    def gate(self, n: int) -> Command:
        school = self.project.directory.school
        return service_gates.new_gate(school, f"{n}号门", n % 12, (n % 10,))[1]

    def regate(self, n: int) -> Command:
        changed = self._gate(n)._replace(name=f"{n % 7}号门", at_once=n)
        return service_gates.change_gate(self.project.directory.school, changed)

    def ungate(self, n: int) -> Command:
        return service_gates.remove_gate(self._gate(n))

    def turns(self, n: int) -> Command:
        return service_gates.set_turns(self.project, n, list(LeaveOrder)[n % 2])

    def _gate(self, n: int) -> Gate:
        known = gates_table.gates(self.database)
        return known[n % len(known)] if known else Gate(GateId("没有"), "没有", 1, 1)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 16), st.integers(0, 60)), max_size=8))
def test_each_act_is_refused_whole_or_taken_back_whole(
    project: Project, steps: list[tuple[int, int]]
) -> None:
    first, hands = dump(project), HandsAtTheGates(project)
    states = [first]
    for which, n in steps:
        try:
            changes = project.run(hands.acts()[which](n))
        except UserError:
            assert dump(project) == states[-1]
            continue
        if changes.seq is not None:
            states.append(dump(project))
    for before in reversed(states[:-1]):
        project.undo()
        assert dump(project) == before
    assert dump(project) == first


@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from(list(Parity))), max_size=8),
    st.integers(0, 10),
)
def test_no_placed_session_goes_while_one_waits_in_the_tray(
    told: list[tuple[bool, bool, Parity]], count: int
) -> None:
    sessions = [
        (
            str(number),
            {
                "number": number,
                "slot_id": f"s{number}" if is_placed else None,
                "is_locked": int(is_locked and is_placed),
                "parity": parity.value,
            },
        )
        for number, (is_placed, is_locked, parity) in enumerate(told)
    ]
    gone = set(leaving(sessions, count))
    assert len(gone) == min(count, len(sessions))
    left = [row for row_id, row in sessions if row_id not in gone]
    taken = [row for row_id, row in sessions if row_id in gone]
    if any(row["slot_id"] for row in taken):
        assert all(row["slot_id"] for row in left)
    if any(row["is_locked"] for row in taken):
        assert all(row["is_locked"] for row in left)
