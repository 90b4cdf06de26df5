"""Give the sample school its after-school service, by the commands of the window.

Told by resources/demo/service.toml, with places from service.csv (demo_places); who plans in the
sample finds rooms, people and two versions as a school would.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from shuangjian_desktop import paths
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.demo_places import places, session_named
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.activities import NEW_ACTIVITY, new_activities
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.app.service.commands.contingencies import new_contingency, prepare
from shuangjian_desktop.app.service.commands.days import Exchange, swap
from shuangjian_desktop.app.service.commands.exceptions import NEW_EXCEPTION, save_end_exception
from shuangjian_desktop.app.service.commands.gates import new_gate
from shuangjian_desktop.app.service.commands.plans import PlanDates, new_plan
from shuangjian_desktop.app.service.commands.rooms import new_room
from shuangjian_desktop.app.service.commands.sessions import (
    lock_sessions,
    take_plan,
    unplace_sessions,
)
from shuangjian_desktop.app.service.commands.slots import NEW_SLOT
from shuangjian_desktop.app.service.commands.terms import (
    NEW_BUSY,
    new_outsider,
    save_busy,
    save_terms,
)
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.app.service.dates import Spot
from shuangjian_desktop.app.service.queries.contingencies import Standby, outside_rooms
from shuangjian_desktop.domain.contingency import Contingency
from shuangjian_desktop.domain.ids import ClassId, ServicePlanId, StaffId
from shuangjian_desktop.domain.school import Staff, Stage
from shuangjian_desktop.domain.service import (
    Activity,
    BusyTime,
    EndException,
    Parity,
    ServiceStaff,
    SessionKind,
    Slot,
    StaffSource,
)
from shuangjian_desktop.store.tables import service as service_table

Told = dict[str, Any]
_AS_TOLD = ("per_week", "staff_wanted", "room_kind", "pupils", "by_own_teacher", "agreement")


def add_service(project: Project) -> None:
    """Set rooms, people, times and activities up, place everything and publish the plan."""
    told = _told()
    _add_rooms_and_people(project, told)
    plan_id = _add_plan(project, told)
    case = load_case(project, plan_id)
    _run(project, take_plan(case, places(case), "手工排好课后服务"))
    for each in told["locked"]:
        for number in each["numbers"]:
            sessions = [session_named(case, title, number).id for title in each["titles"]]
            _run(project, lock_sessions(sessions, is_locked=True))
    _prepare_for_rain(project, plan_id, told["contingency"])
    plan = told["plan"]
    _run(project, publish_plan(plan_id, plan["published_at"], plan["published_by"]))


def _prepare_for_rain(project: Project, plan_id: ServicePlanId, told: Told) -> None:
    """Make the plan for rainy days: who is outside goes where the program proposes."""
    rooms = outside_rooms(project)
    contingency_id, command = new_contingency(told["name"], rooms)
    _run(project, command)
    contingency = Contingency(contingency_id, told["name"], rooms)
    _run(project, prepare(contingency, dict(Standby(project, plan_id, contingency).proposed())))


def begin_next_version(project: Project) -> None:
    """Take the plan up again as a draft: something new has no place yet, something lost its own."""
    told = _told()["next"]
    newest = service_table.plans(project.database)[-1]
    _run(project, revise_plan(newest.id))
    plan_id = service_table.plans(project.database)[-1].id
    for each in told["activity"]:
        _add_activity(project, plan_id, each)
    case: Case = load_case(project, plan_id)
    freed = [session_named(case, each["title"], each["number"]).id for each in told["unplaced"]]
    _run(project, unplace_sessions(freed))


def swap_once(
    project: Project, class_id: ClassId, on: date, titles: tuple[str, str], reason: str
) -> None:
    """Let two sessions of a class exchange their times on one date, booked ahead."""
    service, day = project.directory.service, project.directory.calendar.day(on)
    assert service is not None
    own = {
        e.activity.title: e for e in service.sessions_on(day) if e.activity.class_ids == (class_id,)
    }
    one, other = (Spot(on, own[title].session.origin) for title in titles)
    _run(project, book(swap(project, one, other, Exchange.TIMES, reason)))


def _told() -> Told:
    return tomllib.loads(paths.resource("demo", "service.toml").read_text(encoding="utf-8"))


def _run(project: Project, command: Command) -> None:
    """Play a command so that Ctrl+Z in the sample takes none of it back."""
    project.run(command._replace(kind="setup"))


def _add_rooms_and_people(project: Project, told: Told) -> None:
    for group in told["room"]:
        for name, capacity in group["names"].items():
            _run(project, new_room(name, group["kind"], capacity)[1])
    school = project.directory.school
    for each in told["gate"]:
        grades = each.get("grades", ())
        _run(project, new_gate(school, each["name"], each["at_once"], grades)[1])
    for each in told["outsider"]:
        _run(project, new_outsider(each["name"], "", _terms(StaffId(""), each))[1])
    for each in told["terms"]:
        person = _person(project, each["name"])
        _run(project, save_terms(person, _terms(person.id, each)))
    for each in told["busy"]:
        person = _person(project, each["name"])
        busy = BusyTime(
            NEW_BUSY, person.id, each["weekday"], each["starts"], each["ends"], each["reason"],
            Parity(each.get("parity", Parity.EVERY)), each.get("is_wish", False),
        )  # fmt: skip
        _run(project, save_busy(person, busy))
    for each in told["exception"]:
        first, last = each["grades"]
        accepted = EndException(
            NEW_EXCEPTION, first, last, each["weekday"], each["since"], each["until"],
            each["reason"], each["who"], each["document"],
        )  # fmt: skip
        _run(project, save_end_exception(accepted))


def _terms(staff_id: StaffId, each: Told) -> ServiceStaff:
    return ServiceStaff(
        staff_id,
        StaffSource(each.get("source", StaffSource.OWN)),
        tuple(map(SessionKind, each.get("kinds", ()))),
        *(each.get(key) for key in ("valid_from", "valid_until", "document", "per_day")),
        *(each.get(key) for key in ("per_week", "here_from", "here_until")),
    )


def _person(project: Project, label: str) -> Staff:
    return next(each for each in project.directory.staff if each.label == label)


def _add_plan(project: Project, told: Told) -> ServicePlanId:
    plan = told["plan"]
    slots = tuple(_slots(told))
    plan_id, command = new_plan(PlanDates(plan["name"], plan["since"]), slots)
    _run(project, command)
    for each in told["activity"]:
        _add_activity(project, plan_id, each)
    return plan_id


def _slots(told: Told) -> Iterator[Slot]:
    for group in told["slot"]:
        stage = Stage(group["stage"]) if "stage" in group else None
        first = group.get("first", 1)
        for weekday in group["weekdays"]:
            for position, span in enumerate(group["times"], first):
                starts, ends = map(time.fromisoformat, span.split("-"))
                name = group.get("name", f"第{position}节")
                yield Slot(
                    NEW_SLOT, ServicePlanId(""), weekday, position, name, starts, ends, stage
                )


def _add_activity(project: Project, plan_id: ServicePlanId, each: Told) -> None:
    kind = SessionKind(each["kind"])
    groups = _groups(project, each)
    activity = Activity(
        NEW_ACTIVITY,
        plan_id,
        kind,
        each.get("title", kind.value),
        (),
        staff=tuple(_person(project, name).id for name in each.get("staff", ())),
        is_shared=each.get("is_mixed", each["each"] != "class"),
    )._replace(**{key: each[key] for key in _AS_TOLD if key in each})
    parity = Parity(each.get("parity", Parity.EVERY))
    _run(project, new_activities(activity, groups, parity)[1])


def _groups(project: Project, each: Told) -> list[tuple[ClassId, ...]]:
    """Return whose pupils are in one: a class, a grade, or several grades together (stretch)."""
    by_grade = [
        tuple(c.id for c in project.directory.grade_classes(grade, project.today()))
        for grade in each["grades"]
    ]
    if each["each"] == "class":
        return [(one,) for classes in by_grade for one in classes]
    if each["each"] == "grade":
        return by_grade
    return [tuple(one for classes in by_grade for one in classes)]
