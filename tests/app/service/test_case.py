"""A plan as the planner's problem: who may, what is busy, which slots, when the day must end."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.sessions import (
    lock_sessions,
    place_session,
    take_plan,
    unplace_sessions,
)
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries.board import board, slot_for
from shuangjian_desktop.app.service.queries.fits import slot_fits, suggested
from shuangjian_desktop.app.service.shapes import Axis
from shuangjian_desktop.domain.ids import BusyTimeId, EndExceptionId, ServicePlanId, SessionId
from shuangjian_desktop.domain.service import (
    BusyTime,
    EndException,
    ServiceStaff,
    StaffSource,
)
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_days as days_table
from shuangjian_desktop.store.tables import service_people as people_table
from tests.builders import small_school, with_service


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


def session_of(case: Case, name: str) -> SessionId:
    """Return the session the planner calls by a name."""
    names = [work.name for work in case.problem.works]
    return case.sessions[names.index(name)].id


def busy(project: Project, who: str, weekday: int, **more: bool) -> None:
    staff = next(one.id for one in project.directory.staff if one.name == who)
    row = BusyTime(BusyTimeId(""), staff, weekday, time(16), time(18), "教研活动", **more)

    def apply(writer: Writer) -> None:
        writer.insert("busy_time", people_table.busy_row(row))

    project.run(Command("准备", apply))


def person(case: Case, name: str) -> int:
    return [one.name for one in case.problem.people].index(name)


def test_the_builders_plan_breaks_nothing(project: Project, plan_id: ServicePlanId) -> None:
    case = load_case(project, plan_id)
    assert faults(case.problem, case.placed) == ()
    assert {len(slots) for _, _, slots in case.problem.ends} == {1}


def test_a_lesson_a_busy_time_and_flexible_hours_are_in_the_way(
    project: Project, plan_id: ServicePlanId
) -> None:
    busy(project, "王11", 2)
    staff = next(one.id for one in project.directory.staff if one.name == "王32")
    terms = ServiceStaff(staff, here_until=time(16, 20))
    project.run(
        Command(
            "弹性", lambda writer: _insert(writer, "service_staff", people_table.staff_row(terms))
        )
    )
    case = load_case(project, plan_id)
    found = [fault.message for fault in faults(case.problem, case.placed)]
    assert "王11在周二第2节没有空，却要带一(1)阅读（2）。" in found
    assert sum("王32" in message for message in found) == 4, "reading ends after 16:20"


def _insert(writer: Writer, table: str, row: dict[str, object]) -> None:
    writer.insert(table, row)


def test_a_wish_costs_but_is_no_fault(project: Project, plan_id: ServicePlanId) -> None:
    busy(project, "王11", 2, is_wish=True)
    case = load_case(project, plan_id)
    assert faults(case.problem, case.placed) == ()
    assert {who for who, _, _ in case.problem.own} == {person(case, "王11")}


def test_whose_papers_have_run_out_may_lead_nothing(
    project: Project, plan_id: ServicePlanId
) -> None:
    def run_out(writer: Writer) -> None:
        ((row_id, _),) = writer.find("service_staff", source=StaffSource.PROFESSIONAL.value)
        writer.update("service_staff", row_id, {"valid_until": "2026-11-01"})

    assert "李教练" in [one.name for one in load_case(project, plan_id).problem.people]
    project.run(Command("到期", run_out))
    assert "李教练" not in [one.name for one in load_case(project, plan_id).problem.people]


def test_an_accepted_exception_takes_the_days_end_away(
    project: Project, plan_id: ServicePlanId
) -> None:
    before = load_case(project, plan_id).problem.ends
    told = EndException(
        EndExceptionId(""), 3, 3, 5, date(2026, 11, 1), date(2026, 12, 31), "周五放学早", "校长"
    )
    project.run(
        Command("例外", lambda w: _insert(w, "end_exception", days_table.end_exception_row(told)))
    )
    case = load_case(project, plan_id)
    assert len(before) - len(case.problem.ends) == 3, "three classes of grade 3, Friday only"
    row = next(row for row in board(project, case, Axis.CLASS).rows if row.name == "三(1)")
    assert row.ends[4].exception == "周五放学早，校长同意，到2026-12-31为止"


def test_a_session_in_the_hand_knows_where_it_fits(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    held = session_of(case, "一(1)阅读（2）")
    project.run(unplace_sessions([held]))
    case = load_case(project, plan_id)
    assert board(project, case, Axis.CLASS).tray[0].session_id == held
    fits = {case.problem.slots[fit.slot].name: fit for fit in slot_fits(case, held)}
    assert fits["周二第2节"].is_possible
    assert fits["周二第1节"].reasons[0] == "一(1)班在周二第1节已有一(1)作业辅导（2）。"
    room, staff = suggested(case, fits["周二第2节"], held)
    assert (room, [project.directory.staff_names[one] for one in staff]) == (None, ["王11"])
    project.run(place_session(held, fits["周二第2节"].slot_id, room, staff))
    assert faults(*load_case(project, plan_id)[2:4]) == ()
    project.undo()
    assert board(project, load_case(project, plan_id), Axis.CLASS).placed == 49


def test_a_locked_session_stays_and_a_published_plan_too(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    held = session_of(case, "一(1)阅读（2）")
    project.run(lock_sessions([held], is_locked=True))
    with pytest.raises(UserError, match="已锁定，没有移动"):
        project.run(unplace_sessions([held]))
    assert load_case(project, plan_id).problem.works[case.number_of(held)].locked is not None
    project.undo()
    published = with_service_published(project, plan_id)
    with pytest.raises(UserError, match="已经发布，要保持原样"):
        project.run(unplace_sessions([held]))
    project.run(revise_plan(published))
    draft = service_table.plans(project.database)[-1]
    copy = load_case(project, draft.id)
    again = next(one for one in copy.sessions if one.origin == held)
    project.run(unplace_sessions([again.id]))
    assert board(project, load_case(project, published), Axis.CLASS).tray == ()


def with_service_published(project: Project, plan_id: ServicePlanId) -> ServicePlanId:
    from shuangjian_desktop.app.service.commands.versions import publish_plan

    project.run(publish_plan(plan_id, "2026-11-23T15:40:00", "教务"))
    return plan_id


def test_a_computed_plan_is_taken_whole_or_not_at_all(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    held = session_of(case, "一(1)阅读（2）")
    project.run(unplace_sessions([held]))
    emptied = load_case(project, plan_id)
    project.run(take_plan(emptied, case.placed))
    assert load_case(project, plan_id).placed == case.placed
    project.undo()
    project.run(
        Command("删去", lambda writer: writer.delete("session", held)),
    )
    with pytest.raises(Conflict, match="活动有增减"):
        project.run(take_plan(emptied, case.placed))


def test_the_board_by_people_and_rooms_shows_the_same_sessions(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    by_class, by_staff, by_room = (board(project, case, axis) for axis in Axis)
    ids = {chip.session_id for row in by_class.rows for cell in row.cells for chip in cell.chips}
    told = {chip.session_id for row in by_staff.rows for cell in row.cells for chip in cell.chips}
    assert ids == told == {session.id for session in case.sessions}
    assert [row.name for row in by_room.rows if any(c.chips for c in row.cells)] == [
        "操场",
        "音乐教室",
    ]
    evening = next(column for column in by_class.columns if column.starts == time(18, 30))
    reading = session_of(case, "七(1)阅读（2）")
    assert slot_for(case, evening, reading) is None, "kept for evening study"
    names = [row.name for row in board(project, case, Axis.CLASS, grade=3).rows]
    assert names == ["三(1)", "三(2)", "三(3)"]
