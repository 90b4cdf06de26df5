"""A session in the hand: every cell says yes or all the reasons why not; two may change places."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.sessions import (
    lock_sessions,
    place_session,
    swap_sessions,
    unplace_sessions,
)
from shuangjian_desktop.app.service.queries.board import board
from shuangjian_desktop.app.service.queries.follow import followed, moved_sessions
from shuangjian_desktop.app.service.queries.hand import Hand
from shuangjian_desktop.app.service.queries.plans import plan_titles, usual_plan, why_read_only
from shuangjian_desktop.app.service.shapes import Axis, Board
from shuangjian_desktop.domain.ids import ServicePlanId, SessionId
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.planning.verify import faults
from tests.builders import small_school, with_service
from tests.large_service import large_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


def session_of(case: Case, name: str) -> SessionId:
    names = [work.name for work in case.problem.works]
    return case.sessions[names.index(name)].id


def row_of(shown: Board, name: str) -> int:
    return [row.name for row in shown.rows].index(name)


def column_of(shown: Board, weekday: int, name: str) -> int:
    return [(c.weekday, c.name) for c in shown.columns].index((weekday, name))


def test_another_classs_row_says_whose_session_it_is(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    shown = board(project, case, Axis.CLASS)
    hand = Hand(case, shown, session_of(case, "三(1)阅读（1）"))
    verdict = hand.verdict(row_of(shown, "三(2)"), 0)
    assert not verdict.is_own
    assert verdict.reasons == ("三(1)阅读（1）不是三(2)的活动，只能排在自己班里。",)


def test_where_it_stands_is_home_and_a_taken_cell_names_what_is_there(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    shown = board(project, case, Axis.CLASS)
    hand = Hand(case, shown, session_of(case, "三(1)阅读（1）"))
    row = row_of(shown, "三(1)")
    assert hand.verdict(row, column_of(shown, 1, "第2节")).is_home
    taken = hand.verdict(row, column_of(shown, 2, "第1节"))
    assert "三(1)班在周二第1节已有三(1)作业辅导（2）。" in taken.reasons
    assert hand.place(row, column_of(shown, 2, "第1节")) is None


def test_many_people_who_are_taken_are_one_reason_with_the_names_behind_it(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    shown = board(project, case, Axis.CLASS)
    full = case._replace(
        problem=case.problem._replace(
            people=tuple(
                one._replace(busy=frozenset((s, p) for s in range(11) for p in _every()))
                for one in case.problem.people
            )
        )
    )
    hand = Hand(full, shown, session_of(case, "三(1)阅读（1）"))
    verdict = hand.verdict(row_of(shown, "三(1)"), column_of(shown, 2, "第2节"))
    people = len(case.problem.works[hand.number].staff)
    assert f"要1人，可用的{people}人都没有空。" in verdict.reasons
    assert len(verdict.details) >= people


def _every() -> list:
    from shuangjian_desktop.domain.service import Parity

    return [Parity.EVERY]


def test_two_sessions_change_places_in_one_step_and_one_undo(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    shown = board(project, case, Axis.CLASS)
    held = session_of(case, "三(1)阅读（1）")
    hand = Hand(case, shown, held)
    row, column = row_of(shown, "三(1)"), column_of(shown, 1, "第1节")
    swap = hand.swap(row, column)
    assert swap is not None
    assert swap.other_name == "三(1)作业辅导（1）"
    moves = ((held, swap.place), (swap.other, swap.other_place))
    project.run(swap_sessions(case, moves))
    after = load_case(project, plan_id)
    assert faults(after.problem, after.placed) == ()
    assert set(moved_sessions(case, after)) == {held, swap.other}
    project.undo()
    assert load_case(project, plan_id).placed == case.placed


def test_from_the_tray_it_may_take_the_place_of_another(
    project: Project, plan_id: ServicePlanId
) -> None:
    held = session_of(load_case(project, plan_id), "三(1)阅读（1）")
    project.run(unplace_sessions([held]))
    case = load_case(project, plan_id)
    shown = board(project, case, Axis.CLASS)
    swap = Hand(case, shown, held).swap(row_of(shown, "三(1)"), column_of(shown, 2, "第2节"))
    assert swap is not None
    assert swap.other_place is None
    project.run(swap_sessions(case, ((held, swap.place), (swap.other, None))))
    after = board(project, load_case(project, plan_id), Axis.CLASS)
    assert [chip.session_id for chip in after.tray] == [swap.other]


def test_a_locked_one_is_not_swapped_nor_one_moved_meanwhile(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    shown = board(project, case, Axis.CLASS)
    held, other = session_of(case, "三(1)阅读（1）"), session_of(case, "三(1)作业辅导（1）")
    row, column = row_of(shown, "三(1)"), column_of(shown, 1, "第1节")
    swap = Hand(case, shown, held).swap(row, column)
    assert swap is not None
    command = swap_sessions(case, ((held, swap.place), (swap.other, swap.other_place)))
    project.run(lock_sessions([other], is_locked=True))
    with pytest.raises(UserError, match="已锁定"):
        project.run(command)
    locked = load_case(project, plan_id)
    assert Hand(locked, board(project, locked, Axis.CLASS), held).swap(row, column) is None
    project.undo()
    project.run(unplace_sessions([other]))
    with pytest.raises(Conflict, match="刚在别处改过"):
        project.run(command)


def test_by_person_the_row_decides_who_leads_it(project: Project, plan_id: ServicePlanId) -> None:
    project.run(unplace_sessions([session_of(load_case(project, plan_id), "三(2)阅读（1）")]))
    case = load_case(project, plan_id)
    held = session_of(case, "三(1)阅读（1）")
    shown = board(project, case, Axis.STAFF)
    now = next(row.id for row in shown.rows if row.name == "王31")
    hand = Hand(case, shown, held, now)
    row, column = row_of(shown, "李教练"), column_of(shown, 1, "第2节")
    assert "李教练不在三(1)阅读（1）可选的范围里。" in hand.verdict(row, column).reasons
    free = row_of(shown, "王32")
    place = hand.place(free, column)
    assert place is not None
    assert [case.people[one] for one in place.staff] == [shown.rows[free].id]
    busy = hand.verdict(row_of(shown, "王11"), column)
    assert busy.reasons == ("王11在周一第2节已带一(1)阅读（1）。",)


def test_by_room_what_needs_none_says_so(project: Project, plan_id: ServicePlanId) -> None:
    case = load_case(project, plan_id)
    shown = board(project, case, Axis.ROOM)
    reading = Hand(case, shown, session_of(case, "三(1)阅读（1）"))
    assert "三(1)阅读（1）用本班教室，不需要场地。" in reading.verdict(0, 0).reasons
    choir = Hand(case, shown, session_of(case, "三年级合唱"), "音乐教室")
    field = choir.verdict(row_of(shown, "操场"), column_of(shown, 3, "第2节"))
    assert "操场不在三年级合唱可选的范围里。" in field.reasons


def test_a_step_that_moved_sessions_is_followed_without_reading_all_again(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    held = session_of(case, "三(1)阅读（1）")
    for command in (
        lock_sessions([held], is_locked=True),
        lock_sessions([held], is_locked=False),
        unplace_sessions([held]),
        place_session(held, case.slots[6].id, None, [case.people[0]]),
    ):
        changes = project.run(command)
        case = followed(project, case, changes) or pytest.fail(command.label)
        assert case == load_case(project, plan_id)
    assert followed(project, case, changes._replace(kinds=frozenset({"activity"}))) is None
    assert followed(project, case, changes._replace(seq=None)) is None


def test_the_draft_is_shown_before_the_plan_in_force(
    project: Project, plan_id: ServicePlanId
) -> None:
    from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan

    assert [title.state for title in plan_titles(project)] == ["草稿"]
    assert why_read_only(project, plan_titles(project)[0].plan) == ""
    project.run(publish_plan(plan_id, "2026-11-23T15:40:00", "教务"))
    (title,) = plan_titles(project)
    assert title.state == "正在执行"
    assert "要改请修订" in why_read_only(project, title.plan)
    project.run(revise_plan(plan_id))
    titles = plan_titles(project)
    assert [title.state for title in titles] == ["草稿", "正在执行"]
    assert usual_plan(titles) == titles[0].plan.id != plan_id


def test_sixty_classes_have_their_verdicts_at_once(tmp_path: Path) -> None:
    project, plan_id = large_school(tmp_path)
    case = load_case(project, plan_id)
    shown = board(project, case, Axis.CLASS)
    assert (len(shown.rows), len(shown.columns), shown.placed) == (60, 15, 900)
    assert faults(case.problem, case.placed) == ()
    hand = Hand(case, shown, case.sessions[0].id)
    told = [[hand.verdict(r, c).is_possible for c in range(15)] for r in range(60)]
    assert sum(map(sum, told)) == 1, "its own place: everywhere else its class is busy"
    project.close()
