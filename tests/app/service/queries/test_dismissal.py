"""Who leaves by which gate when, from a plan: what is shown, what is printed, what is told."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands import gates as commands
from shuangjian_desktop.app.service.commands.sessions import unplace_sessions
from shuangjian_desktop.app.service.commands.slots import change_slot
from shuangjian_desktop.app.service.queries.dismissal import leaving_week, minute_words
from shuangjian_desktop.app.service.queries.dismissal_sheets import dismissal_sheet
from shuangjian_desktop.app.service.queries.leaving_board import leaving_board, turns
from shuangjian_desktop.app.service.queries.leaving_words import NO_GATE, NO_PLAN, grades_words
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.app.service.queries.timetable_choice import (
    SheetKind,
    all_sheets,
    choices,
    sheets_of,
)
from shuangjian_desktop.domain.dismissal import Gate
from shuangjian_desktop.domain.ids import GateId, ServicePlanId
from shuangjian_desktop.domain.school import LeaveOrder
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as table
from shuangjian_desktop.store.tables.gates import gates
from tests.builders import class_named, small_school, with_service

FIVE = ("周一", "周二", "周三", "周四", "周五")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def add(project: Project, name: str, at_once: int = 4, *grades: int) -> Gate:
    gate_id, command = commands.new_gate(project.directory.school, name, at_once, grades)
    project.run(command)
    return next(gate for gate in gates(project.database) if gate.id == gate_id)


def draft(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


def take_out(project: Project, plan_id: ServicePlanId, weekday: int, *names: str) -> None:
    """Put whatever some classes (none named: all) have on a weekday back into the tray."""
    ids = {class_named(project, name).id for name in names}
    slots = {s.id for s in table.slots(project.database, plan_id) if s.weekday == weekday}
    own = {
        a.id
        for a in table.activities(project.database, plan_id)
        if not ids or ids & set(a.class_ids)
    }
    sessions = table.sessions(project.database, plan_id)
    project.run(
        unplace_sessions([s.id for s in sessions if s.slot_id in slots and s.activity_id in own])
    )


def hold(project: Project, plan_id: ServicePlanId, weekday: int, parity: Parity) -> None:
    """Let all second sessions of a weekday be held in some weeks only."""
    late = {
        s.id
        for s in table.slots(project.database, plan_id)
        if s.weekday == weekday and s.starts == time(16, 25)
    }

    def apply(writer: Writer) -> None:
        for session in table.sessions(project.database, plan_id):
            if session.slot_id in late:
                writer.update("session", session.id, {"parity": parity.value})

    project.run(Command("单双周", apply))


def test_a_plan_with_one_gate_leaves_in_waves_from_the_end_of_the_service(
    project: Project,
) -> None:
    with_service(project)
    add(project, "校门", 4)
    board = leaving_board(project)
    assert board.days == FIVE
    assert [row.number for row in board.rows] == [1, 2]
    cells = [row.cells[0] for row in board.rows]
    assert [(c.leaves, c.classes, c.wait, c.over) for c in cells if c] == [
        ("17:05", ("一(1)", "三(1)", "三(2)", "三(3)"), 0, "17:05"),
        ("17:10", ("七(1)",), 5, "17:05"),
    ]
    assert board.summary == "5个班，最长等5分钟，最晚一批周一17:10走。"
    assert board.troubles == ()
    (line,) = board.lines
    assert (line.grades, line.leavers) == ("不限年级", "一年级、三年级、七年级")
    assert (line.waves, line.longest, line.last, line.is_long) == (2, 5, "周一17:10", False)


def test_who_stays_for_evening_study_is_said_and_does_not_hold_up_the_class(
    project: Project,
) -> None:
    with_service(project)
    add(project, "校门", 9)
    board = leaving_board(project)
    assert {cell.leaves for row in board.rows for cell in row.cells if cell} == {"17:05"}
    assert board.notes == ("参加初中自习班的学生结束更晚，另行放学。",)


def test_interval_and_order_of_the_school_decide(project: Project) -> None:
    with_service(project)
    add(project, "校门", 2)
    project.run(commands.set_turns(project, 10, LeaveOrder.OLDER_FIRST))
    assert turns(project) == (10, LeaveOrder.OLDER_FIRST)
    board = leaving_board(project)
    monday = [row.cells[0] for row in board.rows]
    assert [(c.leaves, c.classes) for c in monday if c] == [
        ("17:05", ("七(1)", "三(1)")),
        ("17:15", ("三(2)", "三(3)")),
        ("17:25", ("一(1)",)),
    ]


def test_a_long_wait_is_told_with_where_when_and_what_to_do(project: Project) -> None:
    with_service(project)
    add(project, "小门", 1)
    (told,) = leaving_board(project).troubles
    assert told == (
        "小门每天有班要等超过15分钟，最长20分钟（周一七(1)17:05结束，17:25走）；"
        "请添加校门、让每批多走几个班，或缩短两批的间隔。"
    )
    (line,) = leaving_board(project).lines
    assert line.is_long


def test_grades_no_gate_is_for_are_told_on_screen_and_on_paper(project: Project) -> None:
    plan_id = with_service(project)
    add(project, "东门", 4, 1)
    (told,) = leaving_board(project).troubles
    assert told == (
        "三年级、七年级（4个班）没有可以走的校门，不在放学安排里；"
        "请在一个校门里勾上，或让一个校门不限年级。"
    )
    sheet = dismissal_sheet(PlanSheets(project, plan_id))
    assert sheet.gaps == ("三年级、七年级还没有安排校门，不在这张表上。",)


def test_no_gate_and_no_plan_say_what_to_do_next(project: Project) -> None:
    assert leaving_board(project).troubles == (NO_GATE, NO_PLAN)
    plan_id = with_service(project)
    assert leaving_board(project).troubles == (NO_GATE,)
    with pytest.raises(UserError, match="还没有校门"):
        dismissal_sheet(PlanSheets(project, plan_id))


def test_gates_without_a_plan_are_listed_all_the_same(project: Project) -> None:
    add(project, "东门", 3, 1, 2, 3)
    board = leaving_board(project)
    assert board.plan is None
    assert [(line.gate.name, line.grades) for line in board.lines] == [("东门", "一至三年级")]
    assert board.troubles == (NO_PLAN,)


def test_a_weekday_without_service_is_told(project: Project) -> None:
    plan_id = draft(project)
    add(project, "校门", 9)
    take_out(project, plan_id, 3)
    board = leaving_board(project, plan_id)
    assert board.days == ("周一", "周二", "周四", "周五")
    assert board.troubles[0] == (
        "周三没有课后服务，这里没有周三的放学时间；应当有的话，请在“课后”页排上。"
    )
    assert board.troubles[1].startswith("还有9次活动没有排")


def test_a_class_without_service_on_a_day_is_told_on_screen_and_on_paper(
    project: Project,
) -> None:
    plan_id = draft(project)
    add(project, "校门", 9)
    take_out(project, plan_id, 5, "三(2)")
    take_out(project, plan_id, 4, "三(2)")
    told = leaving_board(project, plan_id).troubles[0]
    assert told.startswith("周四、周五三(2)没有课后服务，不在放学安排里")
    sheet = dismissal_sheet(PlanSheets(project, plan_id))
    assert sheet.gaps == ("周四、周五三(2)没有课后服务，不在这张表上。",)


def test_a_plan_with_nothing_placed_says_so(project: Project) -> None:
    plan_id = draft(project)
    add(project, "校门")
    for weekday in range(1, 6):
        take_out(project, plan_id, weekday)
    board = leaving_board(project, plan_id)
    assert board.troubles[0].startswith("这个安排里还没有排好的活动")
    assert (board.rows, board.summary) == ((), "")
    assert dismissal_sheet(PlanSheets(project, plan_id)).days == ()


def test_odd_and_even_weeks_stand_apart_only_where_they_end_differently(
    project: Project,
) -> None:
    plan_id = draft(project)
    add(project, "校门", 9)
    hold(project, plan_id, 4, Parity.ODD)
    board = leaving_board(project, plan_id)
    assert board.days == ("周一", "周二", "周三", "周四（单周）", "周四（双周）", "周五")
    assert [cell.leaves for cell in board.rows[0].cells if cell][3:5] == ["17:05", "16:20"]
    assert board.notes[0] == "周四单周和双周结束时间不同，分开列出。"
    sheet = dismissal_sheet(PlanSheets(project, plan_id))
    assert [(day.weekday, day.weeks) for day in sheet.days][3:5] == [(4, "单周"), (4, "双周")]


def test_every_class_keeps_its_gate_and_none_leaves_before_its_end(project: Project) -> None:
    plan_id = draft(project)
    add(project, "东门", 2)
    add(project, "西门", 2)
    slots = table.slots(project.database, plan_id)
    friday = next(s for s in slots if s.weekday == 5 and s.starts == time(16, 25))
    project.run(change_slot(project, friday._replace(ends=time(16, 50))))
    week = leaving_week(project, plan_id)
    for wave in week.found.waves:
        ready = week.day_of(wave).ready
        assert all(wave.minute >= ready[one] for one in wave.class_ids)
        assert {week.found.gate_of[one] for one in wave.class_ids} == {wave.gate_id}
    ends = {day.weekday: set(day.ready.values()) for day in week.case.days}
    assert ends[1] == {17 * 60 + 5}
    assert ends[5] == {16 * 60 + 50}


def test_who_is_over_before_people_get_off_work_is_told(project: Project) -> None:
    plan_id = draft(project)
    add(project, "校门", 9)
    take_out(project, plan_id, 5, "三(2)")
    hold(project, plan_id, 4, Parity.ODD)
    told = leaving_board(project, plan_id).troubles
    assert (
        "全校周四16:20就结束，早于当地下班时间，家长还没有下班；请改时段，或在“课后安排”登记例外。"
    ) in told


def test_the_sheet_of_a_gate_has_its_classes_alone_and_that_of_all_has_every_gate(
    project: Project,
) -> None:
    sheets = PlanSheets(project, with_service(project))
    east, west = add(project, "东门", 4, 1, 7), add(project, "西门", 4)
    assert [c.words for c in choices(sheets, SheetKind.DISMISSAL)] == ["全部校门", "东门", "西门"]
    (whole,) = sheets_of(sheets, SheetKind.DISMISSAL, "")
    assert [gate.name for gate in dismissal_sheet(sheets).gates] == ["东门", "西门"]
    assert whole == dismissal_sheet(sheets)
    one = dismissal_sheet(sheets, west.id)
    assert (one.name, [gate.name for gate in one.gates]) == ("西门", ["西门"])
    assert {name for day in one.gates[0].waves for wave in day for name in wave.classes} == {
        "三(1)", "三(2)", "三(3)",
    }  # fmt: skip
    assert len(all_sheets(sheets, SheetKind.DISMISSAL)) == 3
    assert "每个班每天都走同一个校门；同一个校门两批相隔5分钟以上。" in one.notes
    with pytest.raises(UserError, match="这个校门已被删除"):
        dismissal_sheet(sheets, GateId("没有"))
    project.run(commands.remove_gate(east))
    assert [c.words for c in choices(sheets, SheetKind.DISMISSAL)] == ["西门"]


def test_a_plan_that_is_gone_gives_way_to_the_one_in_force(project: Project) -> None:
    plan_id = with_service(project)
    add(project, "校门")
    board = leaving_board(project, ServicePlanId("没有"))
    assert board.plan is not None
    assert board.plan.id == plan_id


@pytest.mark.parametrize(
    ("minute", "words"), [(1025, "17:05"), (0, "0:00"), (1440, "次日0:00"), (1510, "次日1:10")]
)
def test_minutes_in_words_past_midnight_say_so(minute: int, words: str) -> None:
    assert minute_words(minute) == words


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        ((), "不限年级"),
        ((3,), "三年级"),
        ((2, 1), "一年级、二年级"),
        ((1, 2, 3, 6), "一至三年级、六年级"),
    ],
)
def test_grades_in_words(grades: tuple[int, ...], words: str) -> None:
    assert grades_words(grades) == words
