"""A planner process that runs out of memory or talks nonsense; days that end early."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.gui.dialogs.repair_exception_dialog import RepairExceptionDialog
from shuangjian_desktop.gui.dialogs.schedule_dialog import ScheduleDialog
from shuangjian_desktop.planning.changes import apply
from shuangjian_desktop.planning.client import Worker
from shuangjian_desktop.planning.explanation import Change, ChangeKind, Repair
from shuangjian_desktop.store.tables import service_days as days_table
from tests.gui.planner_desk import PlannerDesk, planner_desk

PATIENCE = 60_000
NONSENSE = "print('不是说好的话', flush=True); input()"
NO_MEMORY = "import sys; sys.stdin.readline(); sys.exit(71)"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PlannerDesk]:
    with planner_desk(tmp_path) as made:
        yield made


@pytest.mark.parametrize(("script", "words"), [(NONSENSE, "的回答读不懂"), (NO_MEMORY, "内存不够")])
def test_whatever_the_process_does_the_plan_is_as_before_and_one_sentence_says_so(
    desk: PlannerDesk, qtbot: QtBot, script: str, words: str
) -> None:
    planner = desk.planner
    planner.worker = Worker(planner.post, command=[sys.executable, "-c", script])
    dialog = ScheduleDialog(desk.bridge, desk.runner, desk.notify, desk.plan_id)
    qtbot.addWidget(dialog)
    before, steps = desk.case, desk.steps()
    dialog.begin()
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=PATIENCE)
    assert dialog.reasons.head.text() == "计算没有做完"
    assert words in dialog.reasons.words.text()
    assert "安排没有改动" in dialog.reasons.words.text()
    assert dialog.setup.start.isEnabled()
    assert (desk.case, desk.steps()) == (before, steps)


def test_a_day_that_ends_early_asks_who_why_and_until_and_is_one_step(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    case = desk.case
    end = case.problem.ends[0]
    change = (Change(ChangeKind.ENDS, classes=end[:1], weekday=end[1]),)
    repair = Repair(change, "提前结束", 10, apply(case.problem, change), case.placed)
    parent = ScheduleDialog(desk.bridge, desk.runner, desk.notify, desk.plan_id)
    qtbot.addWidget(parent)
    dialog = RepairExceptionDialog(desk.bridge, case, repair, parent)
    assert dialog.until.value() == date(2027, 1, 15)
    steps = desk.steps()
    dialog.save.click()
    assert "谁同意" in dialog.said.text()
    dialog.who.setText("校长 李明")
    dialog.reason.setText("教师集体教研")
    dialog.save.click()
    assert dialog.result() == RepairExceptionDialog.DialogCode.Accepted
    assert desk.steps() == steps + 1
    (kept,) = days_table.end_exceptions(desk.project.database)
    assert (kept.who, kept.reason, kept.until) == ("校长 李明", "教师集体教研", date(2027, 1, 15))
    assert end not in load_case(desk.project, desk.plan_id).problem.ends
    desk.bridge.undo()
    assert days_table.end_exceptions(desk.project.database) == []
