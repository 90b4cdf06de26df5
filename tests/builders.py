"""Small real schools for tests: real files, real commands, no stand-ins.

`small_school` has grades 1, 3 and 7 of 2026-2027, `with_service` gives it an after-school plan;
every builder writes through project.run.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.versions import Decision, publish_plan
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import (
    ActivityId,
    ClassId,
    HomeworkId,
    RoomId,
    ServicePlanId,
    SessionId,
    SlotId,
    StaffId,
    new_id,
)
from shuangjian_desktop.domain.school import OffWork, SchoolClass, Stage
from shuangjian_desktop.domain.service import (
    Activity,
    Room,
    ServicePlan,
    ServiceStaff,
    Session,
    SessionKind,
    Slot,
    StaffSource,
)
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_people as people_table

MONDAY = date(2026, 11, 23)
SUBJECTS = ("语文", "数学", "英语", "科学", "体育")
CLASSES = ((1, 1), (3, 1), (3, 2), (3, 3), (7, 1))
WORKDAYS = range(1, 6)
WEDNESDAY = 3
DECIDED = Decision("校长", "先执行，下周再调整")
"""Past the rules a plan breaks: for tests whose plan is not about them."""


def fixed_clock() -> datetime:
    """Monday 23 November 2026, 15:40."""
    return datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time, as every clock here


def small_school(
    folder: Path, *, clock: Callable[[], datetime] = fixed_clock, name: str = "测试学校"
) -> Project:
    """Return an open school file with five classes, five subjects and one teacher for each."""
    project = new_school(folder / "测试.sjdb", name, clock=clock)
    project.run(Command("准备", _people_and_classes, kind="setup"))
    return project


def _people_and_classes(writer: Writer) -> None:
    writer.insert(
        "term",
        {
            "name": "2026-2027学年度第一学期",
            "first_day": "2026-08-24",
            "last_day": "2027-01-15",
            "document": None,
        },
    )
    subjects = [
        writer.insert("subject", {"name": name, "position": position})
        for position, name in enumerate(SUBJECTS, 1)
    ]
    for grade, number in CLASSES:
        teacher = writer.insert("staff", {"name": f"王{grade}{number}", "suffix": None})
        values = {"school_year": 2026, "grade": grade, "number": number, "homeroom_id": teacher}
        class_id = writer.insert("class", values)
        for subject_id in subjects:
            link = {"class_id": class_id, "subject_id": subject_id, "staff_id": teacher}
            writer.insert("teaching", link)


def class_named(project: Project, name: str, on: date = MONDAY) -> SchoolClass:
    """Return the class written like 三(1)."""
    return next(c for c in project.directory.classes(on) if c.name == name)


def item(
    project: Project,
    class_name: str = "三(1)",
    subject: str = "语文",
    minutes: int = 20,
    *,
    on: date = MONDAY,
    content: str = "练习册第32页",
    **fields: object,
) -> HomeworkItem:
    """Return a fresh item, not yet stored, taught by the class's own teacher."""
    class_id = class_named(project, class_name, on).id
    subject_id = next(s.id for s in project.directory.subjects if s.name == subject)
    teacher = project.directory.teacher(class_id, subject_id, on)
    plain = HomeworkItem(
        HomeworkId(new_id()), class_id, on, subject_id, content, minutes, staff_id=teacher
    )
    return plain._replace(**fields)  # type: ignore[arg-type]


def enter(project: Project, *items: HomeworkItem, reason: str | None = None) -> None:
    """Store items through the command the window uses."""
    project.run(add_items(items), reason=reason)


def with_service(project: Project, *, is_published: bool = True) -> ServicePlanId:
    """Give a small school an after-school plan from 31 August that breaks no rule, and its id.

    Every class Mon-Fri 15:40-16:20 作业辅导, 16:25-17:05 阅读, by its own teacher (王31 in 三(1));
    on Wednesday grade 3 has 合唱 (音乐教室, 王31) and 足球 (操场, 李教练 from outside, valid until
    31 December) instead of 阅读; 七(1) has 自习班 on Tuesday 18:30-19:30. Off-work is 17:00.
    """
    made: list[str] = []
    project.run(Command("准备课后服务", lambda writer: made.append(_service(writer)), kind="setup"))
    plan_id = ServicePlanId(made[0])
    if is_published:
        publish = publish_plan(plan_id, "2026-08-30T09:00:00", "教务")
        project.run(publish._replace(kind="setup"))
    return plan_id


def _service(writer: Writer) -> str:
    off_work = OffWork(date(2026, 8, 1), time(17), "市里的通知")
    writer.insert("off_work", calendar_table.off_work_row(off_work))
    plan = ServicePlan(ServicePlanId(""), "第一学期课后服务", date(2026, 8, 31))
    plan_id = ServicePlanId(writer.insert("service_plan", service_table.plan_row(plan)))
    first = [_slot(writer, plan_id, day, 1, time(15, 40), time(16, 20)) for day in WORKDAYS]
    second = [_slot(writer, plan_id, day, 2, time(16, 25), time(17, 5)) for day in WORKDAYS]
    evening = _slot(writer, plan_id, 2, 3, time(18, 30), time(19, 30), Stage.JUNIOR)
    for class_id, row in writer.find("class"):
        teacher = StaffId(row["homeroom_id"])
        reading = [s for day, s in enumerate(second, 1) if row["grade"] != 3 or day != WEDNESDAY]
        own = [(SessionKind.TUTORING, "作业辅导", first), (SessionKind.READING, "阅读", reading)]
        if row["grade"] == 7:
            own.append((SessionKind.EVENING_STUDY, "自习班", [evening]))
        for kind, title, slots in own:
            is_near = kind is SessionKind.TUTORING
            plain = Activity(ActivityId(""), plan_id, kind, title, (ClassId(class_id),),
                             len(slots), pupils=40, by_own_teacher=is_near)  # fmt: skip
            _offer(writer, plain, slots, teacher)
    _clubs(writer, plan_id, second[WEDNESDAY - 1])
    return plan_id


def _clubs(writer: Writer, plan_id: ServicePlanId, slot_id: SlotId) -> None:
    coach = StaffId(writer.insert("staff", {"name": "李教练", "suffix": None}))
    papers = ServiceStaff(coach, StaffSource.PROFESSIONAL, (SessionKind.SPORT, SessionKind.CLUB),
                          date(2026, 9, 1), date(2026, 12, 31), "社会体育指导员证")  # fmt: skip
    writer.insert("service_staff", people_table.staff_row(papers))
    third = tuple(ClassId(class_id) for class_id, _ in writer.find("class", grade=3))
    own = StaffId(writer.find("staff", name="王31")[0][0])
    for title, pupils, room, who in (
        ("合唱", 45, Room(RoomId(""), "音乐教室", "音乐教室", 50), own),
        ("足球", 60, Room(RoomId(""), "操场", "操场", 200), coach),
    ):
        room_id = RoomId(writer.insert("room", people_table.room_row(room)))
        club = Activity(ActivityId(""), plan_id, SessionKind.CLUB, title, third, is_shared=True,
                        room_kind=room.kind, pupils=pupils, staff=(who,))  # fmt: skip
        _offer(writer, club, [slot_id], who, room_id)


def _slot(
    writer: Writer, plan_id: ServicePlanId, weekday: int, position: int, starts: time, ends: time,
    stage: Stage | None = None,
) -> SlotId:  # fmt: skip
    name = "晚自习" if stage else f"第{position}节"
    slot = Slot(SlotId(""), plan_id, weekday, position, name, starts, ends, stage)
    return SlotId(writer.insert("slot", service_table.slot_row(slot)))


def _offer(
    writer: Writer, activity: Activity, slots: list[SlotId], who: StaffId,
    room_id: RoomId | None = None,
) -> None:  # fmt: skip
    position = len(writer.find("activity", plan_id=activity.plan_id)) + 1
    row = service_table.activity_row(activity._replace(position=position))
    activity_id = ActivityId(writer.insert("activity", row))
    for number, slot_id in enumerate(slots, 1):
        session = Session(SessionId(""), activity.plan_id, activity_id, number,
                          slot_id=slot_id, room_id=room_id, staff=(who,))  # fmt: skip
        writer.insert("session", service_table.session_row(session))
