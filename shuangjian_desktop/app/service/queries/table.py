"""One after-school plan as the rows its sheets have: names instead of ids, nothing left out.

Reads a plan; writes no file.
"""

from datetime import date

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.book import ServiceBook, load_service
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.ids import ClassId, RoomId, ServicePlanId, SlotId, StaffId
from shuangjian_desktop.domain.service import (
    Activity,
    BusyTime,
    EndException,
    PlanState,
    ServicePlan,
    ServiceStaff,
    Session,
    in_force,
)
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.service_people_rows import (
    BusyLine,
    ExceptionLine,
    PeopleFile,
    TermsLine,
)
from shuangjian_desktop.exchange.service_plan_rows import (
    ActivityLine,
    PlanFile,
    PlanLine,
    RoomLine,
    SessionLine,
    SlotLine,
)
from shuangjian_desktop.store.tables import school as school_table
from shuangjian_desktop.store.tables import service_days as days_table
from shuangjian_desktop.store.tables import service_people as people_table


def usual_plan(project: Project) -> ServicePlan:
    """Return the plan a person means who names none: in force today, else the newest draft.

    Else the newest of all; UserError when there is none.
    """
    plans = load_service(project.database, project.directory).plans
    if not plans:
        raise UserError("学校还没有课后服务安排；请先导入课后服务安排表，或在课后服务页新建。")
    drafts = [plan for plan in plans if plan.state is PlanState.DRAFT]
    return in_force(plans, project.today()) or (drafts or plans)[-1]


def plan_on(project: Project, on: date) -> ServicePlan:
    """Return the published plan of a date; UserError when there is none."""
    found = in_force(load_service(project.database, project.directory).plans, on)
    if found is None:
        raise UserError(f"{on.isoformat()}没有已发布的课后服务安排；请换一个日期，或先发布。")
    return found


def plan_called(project: Project, called: str) -> ServicePlan:
    """Return a plan by its id, or by its name: the one in force, else the newest of that name."""
    plans = load_service(project.database, project.directory).plans
    named = [plan for plan in plans if called in (plan.id, plan.name, plan.title)]
    if not named:
        there = "、".join(f"“{name}”" for name in dict.fromkeys(plan.name for plan in plans))
        hint = f"学校有{there}" if there else "学校还没有课后服务安排，请先导入"
        raise UserError(f"没有叫“{called[:30]}”的课后服务安排；{hint}。")
    return in_force(named, project.today()) or max(named, key=lambda plan: plan.version)


def plan_file(project: Project, plan_id: ServicePlanId) -> PlanFile:
    """Return everything a plan is; UserError when it is gone."""
    return _Rows(project, plan_id).file()


def people_file(project: Project) -> PeopleFile:
    """Return on which terms people serve, when they cannot, and exceptions to the end time."""
    database = project.database
    labels = {person.id: person.label for person in project.directory.staff}
    terms = [
        _terms(labels[each.staff_id], each)
        for each in people_table.service_staff(database)
        if each.staff_id in labels
    ]
    busy = [
        _busy(labels[each.staff_id], each)
        for each in people_table.busy_times(database)
        if each.staff_id in labels
    ]
    return PeopleFile(
        tuple(sorted(terms, key=lambda line: line.name)),
        tuple(sorted(busy, key=lambda line: (line.name, line.weekday, line.starts, line.ends))),
        tuple(_exception(each) for each in days_table.end_exceptions(database)),
    )


def _terms(name: str, terms: ServiceStaff) -> TermsLine:
    return TermsLine(
        name,
        terms.source,
        terms.kinds,
        terms.valid_from,
        terms.valid_until,
        terms.document or "",
        terms.per_day,
        terms.per_week,
        terms.here_from,
        terms.here_until,
    )


def _busy(name: str, busy: BusyTime) -> BusyLine:
    when = (busy.weekday, busy.starts, busy.ends, busy.parity)
    return BusyLine(name, *when, busy.is_wish, busy.reason)


def _exception(accepted: EndException) -> ExceptionLine:
    return ExceptionLine(
        accepted.first_grade,
        accepted.last_grade,
        accepted.weekday,
        accepted.since,
        accepted.until,
        accepted.reason,
        accepted.who,
        accepted.document or "",
    )


def table_title(project: Project, plan: PlanLine) -> str:
    """Return the title row of the pinned-up sheets; the school year is read back from it."""
    year = school_year_of(plan.since)
    since = f"{plan.since.year}年{plan.since.month}月{plan.since.day}日起执行"
    school = project.directory.school.name
    return (
        f"{school}课后服务安排表（{year}-{year + 1}学年度，{plan.name}第{plan.version}版，{since}）"
    )


class _Rows:
    def __init__(self, project: Project, plan_id: ServicePlanId) -> None:
        directory = project.directory
        self.book: ServiceBook = load_service(project.database, directory)
        plan = next((each for each in self.book.plans if each.id == plan_id), None)
        if plan is None:
            raise UserError("这个课后服务安排已被删除，没有写文件；请刷新后再看。")
        self.plan = plan
        self.content = self.book.content(plan_id)
        self.labels: dict[StaffId, str] = {person.id: person.label for person in directory.staff}
        self.refs: dict[ClassId, ClassRef] = {
            each.id: ClassRef(each.grade, each.number)
            for year in school_table.school_years(project.database)
            for each in school_table.classes(project.database, year)
        }

    def file(self) -> PlanFile:
        plan, content = self.plan, self.content
        numbers = {activity_id: n for n, activity_id in enumerate(content.activities, 1)}
        sessions = sorted(content.sessions, key=lambda s: (numbers[s.activity_id], s.number, s.id))
        return PlanFile(
            PlanLine(plan.name, plan.version, plan.since, plan.until, plan.wishes),
            tuple(self._slot(slot_id) for slot_id in content.slots),
            tuple(RoomLine(r.name, r.kind, r.capacity) for r in self.book.rooms.values()),
            tuple(self._activity(each) for each in content.activities.values()),
            tuple(self._session(each, numbers[each.activity_id]) for each in sessions),
        )

    def _slot(self, slot_id: SlotId) -> SlotLine:
        slot = self.content.slots[slot_id]
        when = (slot.weekday, slot.name, slot.starts, slot.ends, slot.stage)
        return SlotLine(*when, slot.position)

    def _activity(self, each: Activity) -> ActivityLine:
        return ActivityLine(
            each.title,
            each.kind,
            tuple(self.refs[c] for c in each.class_ids if c in self.refs),
            each.per_week,
            each.staff_wanted,
            each.pupils,
            each.room_kind,
            self._people(each.staff),
            each.by_own_teacher,
            each.is_shared,
            each.may_repeat,
            each.agreement or "",
        )

    def _session(self, each: Session, activity: int) -> SessionLine:
        slot = self._slot(each.slot_id).key if each.slot_id in self.content.slots else None
        room = self._room(each.room_id) if each.room_id else ""
        held = (each.parity, slot, room, self._people(each.staff), each.is_locked)
        return SessionLine(activity, each.number, *held)

    def _people(self, staff: tuple[StaffId, ...]) -> tuple[str, ...]:
        return tuple(self.labels[who] for who in staff if who in self.labels)

    def _room(self, room_id: RoomId) -> str:
        room = self.book.rooms.get(room_id)
        return room.name if room else ""
