"""临时缺人、缺场地 on the screen: what is lost, the fewest changes, the next version."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries.choice import chosen_plan
from shuangjian_desktop.app.service.queries.task import place_words
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.gui.dialogs.replan_dialog import ReplanDialog
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.store.tables import service as service_table
from tests.gui.planner_desk import PlannerDesk, planner_desk
from tests.gui.processes import is_alive

PATIENCE = 60_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PlannerDesk]:
    with planner_desk(tmp_path, is_published=True) as made:
        yield made


def opened(desk: PlannerDesk, qtbot: QtBot) -> ReplanDialog:
    made = ReplanDialog(desk.bridge, desk.runner, desk.notify, desk.plan_id)
    qtbot.addWidget(made)
    made.show()
    return made


def tick(dialog: ReplanDialog, name: str) -> None:
    found = dialog.form.staff.list
    (item,) = found.findItems(name, Qt.MatchFlag.MatchExactly)
    item.setCheckState(Qt.CheckState.Checked)


def only_on(dialog: ReplanDialog, weekday: int) -> None:
    dialog.form.slots.tick([slot.id for slot in dialog.case.slots if slot.weekday == weekday])


def places(case: Case) -> dict[SessionId, str]:
    """Return where each session stands, by the id that stays the same through all versions."""
    pairs = zip(case.sessions, case.placed, strict=True)
    return {session.origin: place_words(case, place) for session, place in pairs}


def ended(dialog: ReplanDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=PATIENCE)


def test_nobody_chosen_cannot_be_started(desk: PlannerDesk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    assert not dialog.start.isEnabled()
    assert "还没有选人或场地" in dialog.told.text()
    dialog.form.since.setText("明年")
    tick(dialog, "王33")
    assert not dialog.start.isEnabled()
    assert "从哪天起" in dialog.told.text()


def test_who_is_away_on_one_weekday_costs_the_fewest_changes_and_makes_the_next_version(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    tick(dialog, "李教练")
    only_on(dialog, 3)
    assert "李教练不在" in dialog.told.text()
    assert "1次活动要另排" in dialog.told.text()
    before, steps = desk.case, desk.steps()
    dialog.begin()
    assert not dialog.form.isEnabled()
    ended(dialog, qtbot)
    assert "次，不能再少" in dialog.outcome.head.text()
    names = [dialog.outcome.moves.topLevelItem(row).text(0)
             for row in range(dialog.outcome.moves.topLevelItemCount())]  # fmt: skip
    assert "三年级足球" in names
    dialog.outcome.take.click()
    assert dialog.result() == ReplanDialog.DialogCode.Accepted
    assert desk.steps() == steps + 1
    assert desk.case.placed == before.placed
    draft = chosen_plan(desk.project)
    assert (draft.version, draft.state, draft.since) == (2, PlanState.DRAFT, date(2026, 11, 23))
    case = load_case(desk.project, draft.id)
    assert faults(case.problem, case.placed) == ()
    was, now = places(before), places(case)
    assert sum(was[one] != now[one] for one in was) == len(names)
    assert "发布后" in desk.notify.sentences[-1]
    desk.bridge.undo()
    assert len(service_table.plans(desk.project.database)) == 1


def test_slips_may_be_asked_for_with_it(desk: PlannerDesk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    tick(dialog, "李教练")
    only_on(dialog, 3)
    dialog.begin()
    ended(dialog, qtbot)
    with qtbot.waitSignal(dialog.slips_asked):
        dialog.outcome.again.click()
    assert chosen_plan(desk.project).version == 2


def test_the_loss_that_was_computed_is_taken_whatever_is_ticked_afterwards(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    tick(dialog, "李教练")
    only_on(dialog, 3)
    dialog.begin()
    ended(dialog, qtbot)
    dialog.form.since.setText("2026-12-07")
    dialog.take()
    assert chosen_plan(desk.project).since == date(2026, 11, 23)


def test_a_room_lost_altogether_is_impossible_and_says_why(desk: PlannerDesk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    room = next(room.id for room in dialog.case.rooms if room.name == "操场")
    dialog.form.rooms.boxes[room].setChecked(True)
    steps = desk.steps()
    dialog.begin()
    ended(dialog, qtbot)
    assert dialog.reasons.head.text().startswith("排不出来")
    assert "操场" in dialog.reasons.told()
    assert desk.steps() == steps


def test_a_few_days_are_better_changed_one_by_one(desk: PlannerDesk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    tick(dialog, "李教练")
    assert dialog.swap.isHidden()
    dialog.form.until.setText("2026-11-25")
    assert not dialog.swap.isHidden()
    asked: list[object] = []
    dialog.swap_asked.connect(asked.append)
    dialog.swap.click()
    assert asked == [date(2026, 11, 23)]
    assert not dialog.isVisible()


def test_closing_while_it_computes_ends_the_process(desk: PlannerDesk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    tick(dialog, "李教练")
    only_on(dialog, 3)
    child = desk.planner.worker._child
    assert child is not None
    assert child.pid is not None
    dialog.begin()
    dialog.reject()
    assert not is_alive(child.pid)
    assert not dialog.is_running


def test_a_draft_beside_the_published_plan_is_said_before_anything_is_computed(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    desk.project.run(revise_plan(desk.plan_id))
    dialog = opened(desk, qtbot)
    tick(dialog, "李教练")
    assert "已有第2版草稿" in dialog.told.text()
    assert not dialog.start.isEnabled()
