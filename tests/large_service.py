"""A school of sixty classes with a full after-school week, for what must stay quick.

Five grades of ten and more, three slots a day, 2.5 teachers a class; every session has its place.
"""

from datetime import date, time
from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import (
    ActivityId,
    ClassId,
    RoomId,
    ServicePlanId,
    SessionId,
    SlotId,
    StaffId,
)
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.domain.service import (
    Activity,
    Room,
    ServicePlan,
    Session,
    SessionKind,
    Slot,
)
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_people as people_table
from tests.builders import fixed_clock

GRADES, PER_GRADE = range(1, 7), range(1, 11)
TIMES = ((time(15, 40), time(16, 20)), (time(16, 25), time(17, 5)), (time(17, 10), time(17, 50)))
KINDS = (SessionKind.TUTORING, SessionKind.READING, SessionKind.SPORT)
TITLES = ("作业辅导", "阅读", "体育活动")


def large_school(folder: Path) -> tuple[Project, ServicePlanId]:
    """Return an open school of 60 classes and the draft that places 900 sessions in 15 slots."""
    project = new_school(folder / "六十个班.sjdb", "六十个班的学校", clock=fixed_clock)
    made: list[str] = []
    project.run(Command("准备", lambda writer: made.append(_school(writer)), kind="setup"))
    return project, ServicePlanId(made[0])


def _school(writer: Writer) -> str:
    term = {"name": "2026-2027学年度第一学期", "document": None}
    writer.insert("term", term | {"first_day": "2026-08-24", "last_day": "2027-01-15"})
    off_work = OffWork(date(2026, 8, 1), time(17), "市里的通知")
    writer.insert("off_work", calendar_table.off_work_row(off_work))
    plan = ServicePlan(ServicePlanId(""), "第一学期课后服务", date(2026, 8, 31))
    plan_id = ServicePlanId(writer.insert("service_plan", service_table.plan_row(plan)))
    slots = _slots(writer, plan_id)
    rooms = [
        RoomId(
            writer.insert("room", people_table.room_row(Room(RoomId(""), f"场地{n}", "操场", 90)))
        )
        for n in range(1, 91)
    ]
    for grade in GRADES:
        for number in PER_GRADE:
            _class(writer, plan_id, slots, rooms, (grade, number))
    return plan_id


def _slots(writer: Writer, plan_id: ServicePlanId) -> list[list[SlotId]]:
    """Return the slots of each time of the day, Monday to Friday."""
    found = []
    for position, (starts, ends) in enumerate(TIMES, 1):
        of_day = [
            Slot(SlotId(""), plan_id, day, position, f"第{position}节", starts, ends)
            for day in range(1, 6)
        ]
        found.append([SlotId(writer.insert("slot", service_table.slot_row(s))) for s in of_day])
    return found


def _class(
    writer: Writer,
    plan_id: ServicePlanId,
    slots: list[list[SlotId]],
    rooms: list[RoomId],
    where: tuple[int, int],
) -> None:
    grade, number = where
    names = [f"{'甲乙丙'[n]}师{grade}{number:02}" for n in range(3 if number % 2 else 2)]
    staff = [StaffId(writer.insert("staff", {"name": n, "suffix": None})) for n in names]
    row = {"school_year": 2026, "grade": grade, "number": number, "homeroom_id": staff[0]}
    class_id = ClassId(writer.insert("class", row))
    room = rooms[(grade - 1) * len(PER_GRADE) + number - 1]
    for place, (kind, title) in enumerate(zip(KINDS, TITLES, strict=True)):
        sport = kind is SessionKind.SPORT
        activity = Activity(ActivityId(""), plan_id, kind, title, (class_id,), 5, pupils=45,
                            room_kind="操场" if sport else "", position=place)  # fmt: skip
        activity_id = ActivityId(writer.insert("activity", service_table.activity_row(activity)))
        for turn, slot_id in enumerate(slots[place], 1):
            session = Session(SessionId(""), plan_id, activity_id, turn, slot_id=slot_id,
                              room_id=room if sport else None,
                              staff=(staff[place % len(staff)],))  # fmt: skip
            writer.insert("session", service_table.session_row(session))
