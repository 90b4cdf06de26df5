"""One after-school plan shaped for paper: the sheets of classes, grades, people, rooms, the school.

Reads the plan once; draws nothing and writes nothing.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.book import load_service
from shuangjian_desktop.app.service.queries.ends import classes_words, ends_of
from shuangjian_desktop.domain.ids import ClassId, RoomId, ServicePlanId, StaffId
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.domain.service import (
    Activity,
    Parity,
    PlanState,
    ServicePlan,
    Session,
    SessionKind,
    Slot,
    StaffSource,
)
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.service_data import (
    ClassLine,
    DoorSlip,
    Ends,
    PaperHead,
    PaperSession,
    PaperTime,
    SchoolSheet,
    TimetableSheet,
    WeekSheet,
    Whose,
)
from shuangjian_desktop.reports.service_wording import names, span, weekday_word

_RULE = "service.end.off_work"
_CLUBS = (SessionKind.CLUB, SessionKind.INTEREST)
_SAID_BY = {SessionKind.EVENING_STUDY: "自习", SessionKind.LATE_CARE: "托管"}


class PlanSheets:
    """A plan with its names looked up; UserError when the plan, class, person or room is gone."""

    def __init__(self, project: Project, plan_id: ServicePlanId) -> None:
        self.project = project
        self._directory = directory = project.directory
        self._book = load_service(project.database, directory)
        plan = next((each for each in self._book.plans if each.id == plan_id), None)
        if plan is None:
            raise UserError("这个课后服务安排已被删除；请刷新后再看。")
        self.plan: ServicePlan = plan
        self._today = project.today()
        self._content = self._book.content(plan_id)
        latest = max(plan.since, self._today)
        self._on = min(latest, plan.until) if plan.until else latest
        book = project.rulebooks.in_force(self._on)
        self.clause = f"{book.short_title}第{book.rules[_RULE].clause}条"
        self._labels = {person.id: person.label for person in directory.staff}

    @property
    def head(self) -> PaperHead:
        """Return what stands on every sheet of the plan."""
        plan = self.plan
        is_draft = plan.state is PlanState.DRAFT
        dates = (plan.since, plan.until, self._today)
        school = self._directory.school.name
        return PaperHead(school, plan.name, plan.version, *dates, is_draft, self.clause)

    @cached_property
    def classes(self) -> tuple[SchoolClass, ...]:
        """Return the classes of the plan's school year."""
        return self._directory.classes(self.plan.since)

    @property
    def grades(self) -> list[int]:
        return sorted({each.grade for each in self.classes})

    @cached_property
    def people(self) -> tuple[StaffId, ...]:
        """Return everybody who serves, by name."""
        found = {who for session, _ in self._placed for who in session.staff}
        return tuple(sorted(found, key=lambda who: self._labels.get(who, "")))

    @cached_property
    def rooms(self) -> tuple[RoomId, ...]:
        """Return every room something is held in, by name."""
        found = {session.room_id for session, _ in self._placed if session.room_id}
        return tuple(sorted(found, key=lambda room: self._book.rooms[room].name))

    def label_of(self, staff_id: StaffId) -> str:
        """Return somebody's name with what tells namesakes apart."""
        return self._labels.get(staff_id, "（已删除的人员）")

    def room_name(self, room_id: RoomId) -> str:
        room = self._book.rooms.get(room_id)
        return room.name if room else "（已删除的场地）"

    def of_class(self, class_id: ClassId) -> WeekSheet:
        """Return the week of one class."""
        own = self._class(class_id)
        held = [(s, t) for s, t in self._placed if class_id in self._activity(s).class_ids]
        stage = self._directory.school.stage(own.grade)
        slots = [slot for slot in self._slots if slot.stage in (None, stage)]
        sessions = self._sessions(held, names_classes=False)
        return self._week(Whose.CLASS, own.title, slots, sessions, [own], ())

    def of_teacher(self, staff_id: StaffId) -> WeekSheet:
        """Return the week of one person with totals and flexible hours."""
        held = [(s, t) for s, t in self._placed if staff_id in s.staff]
        terms = self._book.terms.get(staff_id)
        is_own = terms is None or terms.source is StaffSource.OWN
        name = f"{self.label_of(staff_id)}{'老师' if is_own else ''}"
        notes = (*_totals(held), *self._flexible(staff_id, bool(held)))
        sessions = self._sessions(held)
        return self._week(Whose.TEACHER, name, self._slots, sessions, self._served(held), notes)

    def of_room(self, room_id: RoomId) -> WeekSheet:
        """Return the week of one room."""
        held = [(s, t) for s, t in self._placed if s.room_id == room_id]
        room = self._book.rooms.get(room_id)
        if room is None:
            raise UserError("这个场地已不在名单里；请刷新后重新选择。")
        holds = f"，可容纳{room.capacity}人" if room.capacity else ""
        notes = (f"场地类别：{room.kind}{holds}。",) if room.kind else ()
        sessions = self._sessions(held)
        return self._week(Whose.ROOM, room.name, self._slots, sessions, self._served(held), notes)

    def of_grade(self, grade: int) -> SchoolSheet:
        """Return all classes of a grade."""
        own = [each for each in self.classes if each.grade == grade]
        if not own:
            raise UserError(f"{grade_name(grade)}还没有班级；请先导入任课一览。")
        return self._school(grade_name(grade), own)

    def of_school(self) -> SchoolSheet:
        """Return all classes."""
        return self._school("", self.classes)

    def everything(self) -> tuple[TimetableSheet, ...]:
        """Return the sheet of the school and of every grade, class, person and room, in order."""
        return (
            self.of_school(),
            *(self.of_grade(grade) for grade in self.grades),
            *(self.of_class(each.id) for each in self.classes),
            *(self.of_teacher(each) for each in self.people),
            *(self.of_room(each) for each in self.rooms),
        )

    def doors(self) -> tuple[DoorSlip, ...]:
        """Return a door slip for every club and whatever else mixes pupils of several classes."""
        found: dict[tuple[str, RoomId | None], list[tuple[Session, Slot]]] = {}
        for session, slot in self._placed:
            activity = self._activity(session)
            if activity.kind in _CLUBS or activity.is_shared:
                found.setdefault((activity.id, session.room_id), []).append((session, slot))
        return tuple(self._door(held) for held in found.values())

    @property
    def _slots(self) -> list[Slot]:
        return list(self._content.slots.values())

    @cached_property
    def _placed(self) -> list[tuple[Session, Slot]]:
        """Return every session that has a time, in the order of the week."""
        slots = self._content.slots
        found = [(s, slots[s.slot_id]) for s in self._content.sessions if s.slot_id in slots]
        return sorted(found, key=lambda each: _order(self._activity(each[0]), *each))

    def _activity(self, session: Session) -> Activity:
        return self._content.activities[session.activity_id]

    def _class(self, class_id: ClassId) -> SchoolClass:
        return self._directory.class_by_id(class_id, self.plan.since)

    def _sessions(
        self, held: Iterable[tuple[Session, Slot]], *, names_classes: bool = True
    ) -> tuple[PaperSession, ...]:
        return tuple(self._told(session, slot, names_classes) for session, slot in held)

    def _told(self, session: Session, slot: Slot, names_classes: bool) -> PaperSession:
        activity = self._activity(session)
        return PaperSession(
            slot.weekday,
            slot.starts,
            slot.ends,
            activity.title,
            _kind(activity),
            self._classes_of(activity) if names_classes else "",
            tuple(self.label_of(who) for who in session.staff),
            self.room_name(session.room_id) if session.room_id else "",
            "" if session.parity is Parity.EVERY else session.parity.value,
        )

    def _served(self, held: Iterable[tuple[Session, Slot]]) -> Sequence[SchoolClass]:
        """Return the classes some sessions are for; of no sessions all."""
        ids = {class_id for session, _ in held for class_id in self._activity(session).class_ids}
        return [each for each in self.classes if each.id in ids] or self.classes

    def _classes_of(self, activity: Activity) -> str:
        own = [each for each in self.classes if each.id in activity.class_ids]
        return classes_words(self._directory, own)

    def _week(
        self,
        whose: Whose,
        name: str,
        slots: Iterable[Slot],
        sessions: tuple[PaperSession, ...],
        classes: Sequence[SchoolClass],
        notes: tuple[str, ...],
    ) -> WeekSheet:
        times = tuple(PaperTime(s.weekday, s.starts, s.ends, s.name) for s in slots)
        return WeekSheet(self.head, whose, name, times, sessions, self.ends(classes), notes)

    def _school(self, name: str, classes: Sequence[SchoolClass]) -> SchoolSheet:
        held: dict[ClassId, list[tuple[Session, Slot]]] = {each.id: [] for each in classes}
        for session, slot in self._placed:
            for class_id in self._activity(session).class_ids:
                if class_id in held:
                    held[class_id].append((session, slot))
        lines = tuple(
            ClassLine(each.name, each.grade, self._sessions(held[each.id], names_classes=False))
            for each in classes
        )
        times = tuple(PaperTime(s.weekday, s.starts, s.ends, s.name) for s in self._slots)
        return SchoolSheet(self.head, name, times, lines, self.ends(classes))

    def ends(self, classes: Sequence[SchoolClass]) -> Ends:
        """Return when the service of some classes ends, against off-work."""
        return ends_of(
            self._directory, self.plan, self._content, self._book.exceptions, classes, self._on
        )

    def _door(self, held: Sequence[tuple[Session, Slot]]) -> DoorSlip:
        first = held[0][0]
        activity = self._activity(first)
        people = [tuple(map(self.label_of, session.staff)) for session, _ in held]
        is_same = len(set(people)) == 1
        whens = [_when(session, slot) for session, slot in held]
        told = (f"{when}　{names(who)}" for when, who in zip(whens, people, strict=True))
        return DoorSlip(
            self.head,
            activity.title,
            _kind(activity),
            self.room_name(first.room_id) if first.room_id else "",
            tuple(whens if is_same else told),
            people[0] if is_same else (),
            self._classes_of(activity),
            activity.pupils,
            self.ends([each for each in self.classes if each.id in activity.class_ids]),
        )

    def _flexible(self, staff_id: StaffId, is_serving: bool) -> tuple[str, ...]:
        """Return what is said of flexible hours to somebody who serves [§6]."""
        terms = self._book.terms.get(staff_id)
        if terms is not None and (terms.here_from or terms.here_until):
            begins, ends = terms.here_from, terms.here_until
            hours = f"{begins:%H:%M}到校" if begins else ""
            hours += "、" if begins and ends else ""
            hours += f"{ends:%H:%M}离校" if ends else ""
            return (f"弹性上下班：{hours}（{self.clause}）。",)
        is_own = terms is None or terms.source is StaffSource.OWN
        if is_own and is_serving:
            return (f"参加课后服务的教师可以弹性上下班，具体由学校安排（{self.clause}）。",)
        return ()


def _order(activity: Activity, session: Session, slot: Slot) -> tuple[object, ...]:
    return slot.weekday, slot.starts, slot.ends, activity.position, session.number, session.id


def _kind(activity: Activity) -> str:
    """Return what an activity is for, "" where its title says so already."""
    word = _SAID_BY.get(activity.kind, activity.kind.value)
    is_said = word in activity.title or activity.title in activity.kind.value
    return "" if is_said else activity.kind.value


def _when(session: Session, slot: Slot) -> str:
    weeks = "" if session.parity is Parity.EVERY else f"（{session.parity.value}）"
    return f"{weekday_word(slot.weekday)}{span(slot.starts, slot.ends)}{weeks}"


def _totals(held: Sequence[tuple[Session, Slot]]) -> tuple[str, ...]:
    """Return sessions and minutes a week, of odd and even weeks where they differ."""
    told = []
    for week in (Parity.ODD, Parity.EVEN):
        lengths = [slot.minutes for session, slot in held if session.parity.meets(week)]
        told.append(f"{len(lengths)}次，共{sum(lengths)}分钟")
    if told[0] == told[1]:
        return (f"每周{told[0]}。",)
    return (f"单周{told[0]}；双周{told[1]}。",)
