"""排课 on the screen, with a real planner process: started, stopped, closed, taken, undone."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.commands.sessions import unplace_sessions
from shuangjian_desktop.app.service.commands.slots import change_slot
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries.accepted import accepted_rules
from shuangjian_desktop.app.service.queries.choice import chosen_plan
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.gui.dialogs.schedule_dialog import ScheduleDialog
from shuangjian_desktop.planning.verify import cost, faults
from shuangjian_desktop.store.tables import service as service_table
from tests.gui.planner_desk import PlannerDesk, planner_desk
from tests.gui.processes import is_alive, kill
from tests.large_service import large_school

PATIENCE = 60_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PlannerDesk]:
    with planner_desk(tmp_path) as made:
        yield made


def opened(desk: PlannerDesk, qtbot: QtBot) -> ScheduleDialog:
    made = ScheduleDialog(desk.bridge, desk.runner, desk.notify, desk.plan_id)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not made.reasons.head.text().endswith("…"), timeout=PATIENCE)
    return made


def pid_of(desk: PlannerDesk) -> int:
    child = desk.planner.worker._child
    assert child is not None
    assert child.pid is not None
    return child.pid


def ended(dialog: ScheduleDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: not dialog.is_running and dialog.pages.on_top is not dialog.run, timeout=PATIENCE
    )


def test_before_anything_is_computed_it_says_what_will_be_done(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    assert "要排5个班的50次活动" in dialog.setup.task.text()
    assert "没有数出" in dialog.reasons.head.text()
    assert "现在的安排没有不合规则的地方" in dialog.reasons.words.text()
    assert not dialog.setup.version.isVisible()
    assert desk.steps() == desk.project.database.newest_step()


def test_the_best_plan_is_shown_taken_in_one_step_and_undone(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    before, steps = desk.case.placed, desk.steps()
    qtbot.keyClick(dialog.setup.start, Qt.Key.Key_Return)
    assert dialog.is_running
    assert not dialog.setup.start.isEnabled()
    ended(dialog, qtbot)
    assert dialog.outcome.head.text() == "✓ 排好了，没有比这更好的安排"
    assert dialog.run.chart.points
    shown = dialog.outcome.moves.topLevelItemCount()
    assert dialog.outcome.tabs.tabText(0) == f"改动 {shown} 次"
    costs = dialog.outcome.costs
    total = sum(int(costs.topLevelItem(row).text(2)) for row in range(costs.topLevelItemCount()))
    assert desk.case.placed == before
    qtbot.keyClick(dialog.outcome.take, Qt.Key.Key_Return)
    assert dialog.result() == ScheduleDialog.DialogCode.Accepted
    after = desk.case
    assert faults(after.problem, after.placed) == ()
    assert cost(after.problem, after.placed).total == total
    assert desk.steps() == steps + 1
    assert "Ctrl+Z" in desk.notify.sentences[-1]
    desk.bridge.undo()
    assert desk.case.placed == before


def test_not_taking_it_changes_nothing(desk: PlannerDesk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    steps = desk.steps()
    dialog.begin()
    ended(dialog, qtbot)
    dialog.outcome.leave.click()
    assert dialog.pages.on_top is dialog.reasons
    dialog.reject()
    assert desk.steps() == steps


def test_a_wish_is_stored_with_a_draft_and_asked_for(desk: PlannerDesk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    dialog.setup.wished.emit(Wish.KEEP, Weight.MOST)
    assert desk.case.plan.weights[Wish.KEEP] is Weight.MOST
    assert dialog.case.problem.weights.keep == 9
    desk.bridge.undo()
    assert desk.case.plan.weights[Wish.KEEP] is Weight.SOME


def test_what_waits_is_placed_and_little_else_moved_when_that_is_wanted(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    before = desk.case
    desk.project.run(unplace_sessions([one.id for one in before.sessions[:3]]))
    dialog = opened(desk, qtbot)
    assert "待排3次" in dialog.setup.task.text()
    assert dialog.setup.few_changes, "most of it stands"
    assert not dialog.setup.wishes[Wish.FAIR].isEnabled()
    dialog.begin()
    ended(dialog, qtbot)
    assert dialog.outcome.head.text() == "✓ 排好了，只要改3次，不能再少"
    assert dialog.outcome.tabs.tabText(0) == "改动 3 次"
    dialog.setup.manner.setCurrentIndex(0)
    dialog._continue()  # another question: what was counted was changes
    ended(dialog, qtbot)
    assert dialog.outcome.head.text() == "✓ 排好了，没有比这更好的安排"
    assert "代价" in dialog.outcome.words.text()


def test_stopping_keeps_the_best_so_far_and_closing_leaves_no_process_at_work(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with planner_desk(tmp_path) as desk:
        project, plan_id = large_school(tmp_path)
        desk.bridge.project, desk.plan_id = project, plan_id
        dialog = opened(desk, qtbot)
        dialog.begin()
        qtbot.waitUntil(lambda: dialog.run.count > 0 or not dialog.is_running, timeout=PATIENCE)
        dialog.run.stop.click()
        ended(dialog, qtbot)
        assert dialog.pages.on_top is dialog.outcome
        assert "停止" in dialog.outcome.head.text() or "没有比这更好" in dialog.outcome.head.text()
        dialog.begin()
        pid = pid_of(desk)
        dialog.reject()
        assert not is_alive(pid)
        assert not dialog.is_running
        project.close()


def test_a_process_killed_in_the_middle_leaves_window_and_plan_as_they_were(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    before, steps = desk.case.placed, desk.steps()
    dialog.setup.seed.setValue(7)
    dialog.begin()
    kill(pid_of(desk))
    ended(dialog, qtbot)
    assert dialog.reasons.head.text() == "计算没有做完"
    assert "安排没有改动" in dialog.reasons.words.text()
    assert (desk.case.placed, desk.steps()) == (before, steps)
    dialog.reasons.again.click()
    ended(dialog, qtbot)
    assert dialog.pages.on_top is dialog.outcome


def test_an_impossible_week_is_explained_and_a_repair_tried_taken_and_undone(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    desk.lock_both_at_once()
    dialog = opened(desk, qtbot)
    steps = desk.steps()
    dialog.begin()
    ended(dialog, qtbot)
    assert dialog.reasons.head.text().startswith("排不出来")
    told = dialog.reasons.told()
    assert "三(1)阅读（1）锁定在周一第1节" in told
    assert "去掉任何一条" in told
    look, *_ = dialog.reasons.buttons("试试看")
    look.click()
    ended(dialog, qtbot)
    assert dialog.outcome.head.text().startswith("✓ 试试看：解除")
    assert dialog.outcome.tabs.tabText(0) == "改动 1 次"
    assert desk.steps() == steps
    dialog.outcome.leave.click()
    assert dialog.pages.on_top is dialog.reasons
    look.click()
    dialog.outcome.take.click()
    assert dialog.result() == ScheduleDialog.DialogCode.Accepted
    after = desk.case
    assert faults(after.problem, after.placed) == ()
    assert desk.steps() == steps + 1
    desk.bridge.undo()
    assert desk.case.problem.works == dialog.case.problem.works


def test_a_repair_can_be_taken_at_once_from_the_keyboard(desk: PlannerDesk, qtbot: QtBot) -> None:
    desk.lock_both_at_once()
    dialog = opened(desk, qtbot)
    dialog.begin()
    ended(dialog, qtbot)
    take = dialog.reasons.buttons("采用")[0]
    take.setFocus()
    qtbot.keyClick(take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=PATIENCE)
    assert "采用修复：解除" in desk.notify.sentences[-1]
    assert faults(desk.case.problem, desk.case.placed) == ()
    assert [one.words for one in accepted_rules(desk.project, desk.plan_id)] == [
        f"{desk.notify.sentences[-1].split('解除')[1].split('的锁定')[0]}解除了锁定"
    ]


def test_a_friday_that_ends_too_early_is_repaired_with_a_click_or_with_who_why_and_until(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    second = next(s for s in desk.case.slots if s.weekday == 5 and s.name == "第2节")
    early = second._replace(ends=time(16, 50))
    desk.project.run(change_slot(desk.project, early))
    dialog = opened(desk, qtbot)
    assert "周五没有一个时段能到下班时间17:00" in dialog.reasons.told(), "counted beforehand"
    dialog.begin()
    ended(dialog, qtbot)
    told = dialog.reasons.told()
    assert "把周五第2节延长到17:00结束（原来16:50）" in told
    assert "周五提前结束（要写明谁同意、为什么、到什么时候）" in told
    steps = desk.steps()
    dialog.reasons.buttons("采用")[0].click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=PATIENCE)
    assert desk.steps() == steps + 1
    case = desk.case
    assert faults(case.problem, case.placed) == ()
    assert [one.words for one in accepted_rules(desk.project, desk.plan_id)] == [
        "周五第2节由16:50延长到17:00结束"
    ]
    desk.bridge.undo()
    assert desk.case.problem.early


def test_closing_while_a_repair_is_tried_ends_the_process(desk: PlannerDesk, qtbot: QtBot) -> None:
    desk.lock_both_at_once()
    dialog = opened(desk, qtbot)
    dialog.begin()
    ended(dialog, qtbot)
    pid = pid_of(desk)
    dialog.reasons.buttons("试试看")[0].click()
    assert dialog.is_running
    dialog.reject()
    assert not is_alive(pid)


def test_a_rule_leads_to_its_place(desk: PlannerDesk, qtbot: QtBot) -> None:
    desk.lock_both_at_once()
    dialog = opened(desk, qtbot)
    dialog.begin()
    ended(dialog, qtbot)
    spots: list[object] = []
    dialog.spot_asked.connect(spots.append)
    dialog.reasons.buttons("在表上看")[0].click()
    assert len(spots) == 1
    assert not dialog.isVisible()


def test_a_published_plan_stays_and_the_draft_of_the_next_version_has_the_result(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with planner_desk(tmp_path, is_published=True) as desk:
        dialog = opened(desk, qtbot)
        assert dialog.setup.version.isVisible()
        dialog.setup.wished.emit(Wish.KEEP, Weight.MOST)
        before, steps = desk.case.placed, desk.steps()
        dialog.begin()
        ended(dialog, qtbot)
        dialog.outcome.take.click()
        assert desk.steps() == steps + 1
        assert desk.case.placed == before
        draft = chosen_plan(desk.project)
        assert (draft.version, draft.state) == (2, PlanState.DRAFT)
        assert draft.weights[Wish.KEEP] is Weight.MOST
        case = load_case(desk.project, draft.id)
        assert faults(case.problem, case.placed) == ()
        assert case.placed != before
        desk.bridge.undo()
        assert len(service_table.plans(desk.project.database)) == 1


def test_a_published_plan_with_a_draft_beside_it_says_so_before_anything_is_computed(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with planner_desk(tmp_path, is_published=True) as desk:
        desk.project.run(revise_plan(desk.plan_id))
        dialog = opened(desk, qtbot)
        assert "已有第2版草稿" in dialog.setup.version.text()
        assert not dialog.setup.start.isEnabled()
        dialog.begin()
        assert not dialog.is_running
