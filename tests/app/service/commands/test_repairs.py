"""A way out that is taken: each kind of change is written, the week read again breaks nothing."""

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.repairs import (
    asks_exception,
    is_writable,
    take_repair,
)
from shuangjian_desktop.app.service.people import firm_times
from shuangjian_desktop.app.service.scheduling import exceptions_for
from shuangjian_desktop.domain.ids import BusyTimeId, EndExceptionId, ServicePlanId
from shuangjian_desktop.domain.service import BusyTime, EndException, ServiceStaff
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning.explanation import Change, ChangeKind
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables import service_days as days_table
from shuangjian_desktop.store.tables import service_people as people_table
from tests.app.service.commands.service_repairing import person, repaired, room, slot, work
from tests.builders import small_school, with_service

READING = "三(1)阅读（1）"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


def rows(project: Project, write: Callable[[Writer], None]) -> None:
    project.run(Command("准备", write))


def limit(project: Project, **limits: int) -> None:
    """王31 has terms with limits below what the plan asks."""
    staff = next(one.id for one in project.directory.staff if one.name == "王31")
    row = people_table.staff_row(ServiceStaff(staff)) | limits
    rows(project, lambda writer: _insert(writer, "service_staff", row))


def busy(project: Project) -> None:
    staff = next(one.id for one in project.directory.staff if one.name == "王11")
    row = people_table.busy_row(BusyTime(BusyTimeId(""), staff, 2, time(15), time(18), "教研活动"))
    rows(project, lambda writer: _insert(writer, "busy_time", row))


def early_friday(project: Project) -> None:
    """Grade 3 need not stay on Fridays, so that its days do not ask for all its sessions."""
    accepted = EndException(
        EndExceptionId(""), 3, 3, 5, date(2026, 8, 31), date(2026, 12, 31), "周五放学早", "校长"
    )
    row = days_table.end_exception_row(accepted)
    rows(project, lambda writer: _insert(writer, "end_exception", row))


def _insert(writer: Writer, table: str, row: Row) -> None:
    writer.insert(table, row)


def lock(project: Project, case: Case, name: str) -> None:
    session = case.sessions[work(case, name)].id
    rows(project, lambda writer: _update(writer, "session", session, {"is_locked": 1}))


def _update(writer: Writer, table: str, row_id: str, values: Row) -> None:
    writer.update(table, row_id, values)


def taken(project: Project, case: Case, *changes: Change) -> Case:
    """Take a repair, look at the week read again, undo and redo it; return that week."""
    repair = repaired(case, *changes)
    assert is_writable(case, repair, firm_times(project))
    steps = project.database.newest_step()
    project.run(take_repair(case, repair))
    assert project.database.newest_step() == steps + 1
    after = load_case(project, case.plan.id)
    assert faults(after.problem, after.placed) == ()
    assert None not in after.placed
    project.undo()
    assert load_case(project, case.plan.id) == case
    project.redo()
    assert load_case(project, case.plan.id) == after
    return after


def test_a_lock_is_undone(project: Project, plan_id: ServicePlanId) -> None:
    lock(project, load_case(project, plan_id), "三年级足球")
    case = load_case(project, plan_id)
    number = work(case, "三年级足球")
    after = taken(project, case, Change(ChangeKind.UNLOCK, work=number))
    assert after.problem.works[work(after, "三年级足球")].locked is None


def test_an_activity_may_have_two_sessions_a_day(project: Project, plan_id: ServicePlanId) -> None:
    case = load_case(project, plan_id)
    number = work(case, READING)
    activity = case.problem.works[number].activity
    assert activity in case.problem.spread
    after = taken(project, case, Change(ChangeKind.SPREAD, work=number))
    assert activity not in after.problem.spread


@pytest.mark.parametrize(
    ("kind", "column", "too_few", "enough"),
    [(ChangeKind.PER_WEEK, "per_week", 6, 12), (ChangeKind.PER_DAY, "per_day", 1, 3)],
)
def test_a_limit_is_raised(
    project: Project,
    plan_id: ServicePlanId,
    kind: ChangeKind,
    column: str,
    too_few: int,
    enough: int,
) -> None:
    limit(project, **{column: too_few})
    case = load_case(project, plan_id)
    assert faults(case.problem, case.placed)
    one = person(case, "王31")
    after = taken(project, case, Change(kind, person=one, value=enough))
    assert getattr(after.problem.people[one], column) == enough


def test_somebody_without_terms_gets_them_with_the_limit(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    one = person(case, "王11")
    after = taken(project, case, Change(ChangeKind.PER_WEEK, person=one, value=20))
    assert after.problem.people[one].per_week == 20


def test_a_session_gets_one_more_slot_person_and_room(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    choir, football = work(case, "三年级合唱"), work(case, "三年级足球")
    evening, ground, wang = slot(case, "周二晚自习"), room(case, "操场"), person(case, "王11")
    after = taken(
        project,
        case,
        Change(ChangeKind.SLOTS, work=choir, slot=evening),
        Change(ChangeKind.ROOMS, work=choir, room=ground),
        Change(ChangeKind.STAFF, work=football, person=wang),
    )
    works = after.problem.works
    assert evening in works[choir].slots
    assert ground in works[choir].rooms
    assert wang in works[football].staff
    assert evening not in works[football].slots


def test_a_time_written_down_as_busy_becomes_a_wish(
    project: Project, plan_id: ServicePlanId
) -> None:
    busy(project)
    case = load_case(project, plan_id)
    one, first = person(case, "王11"), slot(case, "周二第1节")
    changes = [
        Change(ChangeKind.BUSY, person=one, slot=number)
        for number in sorted({number for number, _ in case.problem.people[one].busy})
    ]
    after = taken(project, case, *changes)
    assert not after.problem.people[one].busy
    assert (one, first, 1) in after.problem.own


def test_a_lesson_is_nobodys_to_take_away(project: Project, plan_id: ServicePlanId) -> None:
    busy(project)
    case = load_case(project, plan_id)
    one, first = person(case, "王11"), slot(case, "周二第1节")
    repair = repaired(case, *(Change(ChangeKind.BUSY, person=one, slot=n)
                              for n, _ in sorted(case.problem.people[one].busy)))  # fmt: skip
    assert is_writable(case, repair, firm_times(project))
    assert not is_writable(case, repair, {})
    assert first in {change.slot for change in repair.changes}


def test_a_day_may_end_early_only_with_who_why_and_until(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    end = case.problem.ends[0]
    repair = repaired(case, Change(ChangeKind.ENDS, classes=end[:1], weekday=end[1]))
    assert asks_exception(repair)
    with pytest.raises(UserError, match="写明谁同意"):
        take_repair(case, repair)
    with pytest.raises(UserError, match="写明谁同意"):
        exceptions_for(project, case, repair, " ", "家长同意", date(2026, 12, 31))
    with pytest.raises(UserError, match="一年以内"):
        exceptions_for(project, case, repair, "校长", "家长同意", date(2028, 1, 1))
    found = exceptions_for(project, case, repair, "校长", "家长同意", date(2026, 12, 31))
    project.run(take_repair(case, repair, found))
    after = load_case(project, plan_id)
    assert faults(after.problem, after.placed) == ()
    assert end not in after.problem.ends
    project.undo()
    assert load_case(project, plan_id) == case


def test_fewer_people_are_wanted_where_an_activity_has_one_session(
    project: Project, plan_id: ServicePlanId
) -> None:
    before = load_case(project, plan_id)
    football = before.sessions[work(before, "三年级足球")].activity_id
    rows(project, lambda writer: _update(writer, "activity", football, {"staff_wanted": 2}))
    case = load_case(project, plan_id)
    number = work(case, "三年级足球")
    after = taken(project, case, Change(ChangeKind.STAFF_WANTED, work=number, value=1))
    assert after.problem.works[number].staff_wanted == 1
    many = repaired(case, Change(ChangeKind.STAFF_WANTED, work=number, value=1))
    reading = Change(ChangeKind.STAFF_WANTED, work=work(case, READING), value=0)
    assert not is_writable(case, many._replace(changes=(reading,)), {})


def test_a_session_fewer_is_taken_out_and_a_last_one_with_its_activity(
    project: Project, plan_id: ServicePlanId
) -> None:
    early_friday(project)
    case = load_case(project, plan_id)
    reading, football = work(case, READING), work(case, "三年级足球")
    after = taken(
        project,
        case,
        Change(ChangeKind.DROP, work=reading),
        Change(ChangeKind.DROP, work=football),
    )
    assert len(after.sessions) == len(case.sessions) - 2
    activity = after.content.activities[case.sessions[reading].activity_id]
    assert activity.per_week == 3
    assert case.sessions[football].activity_id not in after.content.activities


def test_a_session_fewer_asks_for_no_more_than_the_repair_did(
    project: Project, plan_id: ServicePlanId
) -> None:
    """Six sessions in five days share a day; five of them could have one each, and need not."""
    before = load_case(project, plan_id)
    names = [one.name for one in before.problem.works]
    reading = [before.sessions[n] for n, name in enumerate(names) if name.startswith("三(1)阅读")]
    tutoring = [before.sessions[n] for n, name in enumerate(names) if "三(1)作业辅导" in name]
    monday = [one.id for one in before.slots if one.weekday == 1]

    def crowd(writer: Writer) -> None:
        for session in tutoring[:2]:
            writer.delete("session", session.id)
        row = writer.row("session", reading[0].id) or {}
        for number in (5, 6):
            writer.insert("session", {**row, "number": number, "slot_id": None})
        writer.update("activity", reading[0].activity_id, {"per_week": 6})
        for session, slot_id in zip(reading[:2], monday, strict=True):
            writer.update("session", session.id, {"slot_id": slot_id, "is_locked": 1})
        for session in tutoring[2:]:
            writer.update("session", session.id, {"slot_id": None})

    rows(project, crowd)
    early_friday(project)
    case = load_case(project, plan_id)
    after = taken(project, case, Change(ChangeKind.DROP, work=work(case, "三(1)阅读（6）")))
    activity = after.content.activities[reading[0].activity_id]
    assert (activity.per_week, activity.may_repeat) == (5, True)
