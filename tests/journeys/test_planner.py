"""排课: a week that cannot be and its way out, the best plan, somebody who falls ill."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.gui.dialogs.accepted_dialog import AcceptedDialog
from shuangjian_desktop.gui.dialogs.replan_dialog import ReplanDialog
from shuangjian_desktop.gui.dialogs.schedule_dialog import ScheduleDialog
from shuangjian_desktop.gui.pages.service import ServicePage
from shuangjian_desktop.gui.planner import planner_of
from shuangjian_desktop.planning.verify import cost, faults
from shuangjian_desktop.store.journal import Writer
from tests.builders import small_school, with_service
from tests.gui.processes import is_alive, kill
from tests.journeys.lead import Lead, sitting

pytestmark = pytest.mark.journey
_LONGEST_MS, _LOOK_MS = 60_000, 20


def test_a_week_is_placed_by_the_planner_and_mended_when_somebody_falls_ill(
    tmp_path: Path,
) -> None:
    project = small_school(tmp_path)
    _lock_two_at_once(project, with_service(project, is_published=False))
    project.close()
    with sitting("排课", project.path) as lead:
        lead.key("Ctrl+3")
        acts = lead.page(ServicePage).plan_acts
        for answer, act in (
            (_finds_a_way_out, acts.schedule),
            (_takes_the_best_plan, acts.schedule),
            (_loses_the_process, acts.schedule),
            (_reads_what_was_relaxed, acts.relaxed),
            (_somebody_falls_ill, acts.days.replan),
        ):
            lead.expect(answer)
            act.trigger()
            lead.settle()
        assert lead.project.database.newest_step() > 0
        pid = _pid(lead)
    assert not is_alive(pid)


def _finds_a_way_out(lead: Lead, dialog: QWidget) -> None:
    """Two sessions are locked at one time: the reason by name, the way out that moves one."""
    assert isinstance(dialog, ScheduleDialog)
    before = _case(lead)
    _wait(lambda: "…" not in dialog.reasons.head.text())
    lead.picture("先数一数", dialog)
    lead.key("Return")
    _wait(lambda: not dialog.is_running)
    assert "锁定在周一第1节" in dialog.reasons.told()
    lead.picture("排不出来", dialog)
    lead.click(dialog.reasons.buttons("试试看")[0])
    _wait(lambda: not dialog.is_running and dialog.pages.on_top is dialog.outcome)
    assert dialog.outcome.moves.topLevelItemCount() == 1
    lead.picture("试试看", dialog)
    assert _case(lead) == before, "nothing is written by looking"
    lead.key("Return")
    after = _case(lead)
    assert faults(after.problem, after.placed) == ()
    assert "采用修复" in lead.said[-1]


def _takes_the_best_plan(lead: Lead, dialog: QWidget) -> None:
    assert isinstance(dialog, ScheduleDialog)
    before = _case(lead)
    lead.key("Return")
    _wait(lambda: not dialog.is_running and dialog.pages.on_top is dialog.outcome)
    lead.picture("排好了", dialog)
    dialog.outcome.tabs.setCurrentIndex(1)
    lead.picture("愿望照顾得怎样", dialog)
    lead.click(dialog.outcome.take)
    after = _case(lead)
    assert faults(after.problem, after.placed) == ()
    was, now = (cost(one.problem, one.placed).total for one in (before, after))
    assert now <= was


def _loses_the_process(lead: Lead, dialog: QWidget) -> None:
    """The planner's process is ended by the system: one sentence, and the plan is as before."""
    assert isinstance(dialog, ScheduleDialog)
    before = _case(lead)
    dialog.setup.seed.setValue(9)
    dialog.begin()
    kill(_pid(lead))
    _wait(lambda: not dialog.is_running)
    if dialog.pages.on_top is dialog.reasons:  # else it was quicker than we
        assert "安排没有改动" in dialog.reasons.words.text()
    lead.picture("计算进程被结束", dialog)
    assert _case(lead) == before
    lead.key("Escape")


def _reads_what_was_relaxed(lead: Lead, dialog: QWidget) -> None:
    assert isinstance(dialog, AcceptedDialog)
    line = dialog.list.topLevelItem(0)
    assert line is not None
    assert line.text(0).endswith("解除了锁定")
    lead.picture("已放宽的规则", dialog)
    lead.key("Escape")


def _somebody_falls_ill(lead: Lead, dialog: QWidget) -> None:
    assert isinstance(dialog, ReplanDialog)
    (coach,) = dialog.form.staff.list.findItems("李教练", Qt.MatchFlag.MatchExactly)
    coach.setCheckState(Qt.CheckState.Checked)
    football = next(
        place
        for work, place in zip(dialog.case.problem.works, dialog.case.placed, strict=True)
        if work.name == "三年级足球"
    )
    assert football is not None
    day = dialog.case.slots[football.slot].weekday
    dialog.form.slots.tick([slot.id for slot in dialog.case.slots if slot.weekday == day])
    assert "1次活动要另排" in dialog.told.text()
    lead.click(dialog.start)
    _wait(lambda: not dialog.is_running)
    lead.picture("改动最少的安排", dialog)
    lead.click(dialog.outcome.take)
    after = _case(lead)
    assert faults(after.problem, after.placed) == ()


def _case(lead: Lead) -> Case:
    page = lead.page(ServicePage)
    assert page.plan is not None
    return load_case(lead.project, page.plan.id)


def _pid(lead: Lead) -> int:
    planner = planner_of(lead.window.runner)
    planner.start()
    child = planner.worker._child
    assert child is not None
    assert child.pid is not None
    return child.pid


def _wait(is_so: Callable[[], bool]) -> None:

    for _ in range(_LONGEST_MS // _LOOK_MS):
        if is_so():
            return
        QTest.qWait(_LOOK_MS)
    raise AssertionError("waited in vain for the planner")


def _lock_two_at_once(project: Project, plan_id: ServicePlanId) -> None:
    case = load_case(project, plan_id)
    names = [work.name for work in case.problem.works]
    first, second = (names.index(f"三(1){title}（1）") for title in ("作业辅导", "阅读"))
    slot_id = case.sessions[first].slot_id

    def apply(writer: Writer) -> None:
        for number in (first, second):
            values = {"slot_id": slot_id, "is_locked": 1}
            writer.update("session", case.sessions[number].id, values)

    project.run(Command("锁定两次", apply))
