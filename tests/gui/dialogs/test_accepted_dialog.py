"""已放宽的规则: what was accepted stands there with who accepted it, 收回 is one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.gui.dialogs.accepted_dialog import AcceptedDialog
from shuangjian_desktop.store.journal import Writer
from tests.gui.planner_desk import PlannerDesk, planner_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PlannerDesk]:
    with planner_desk(tmp_path) as made:
        yield made


def accept_a_room(desk: PlannerDesk) -> None:
    """Let 合唱 use the playground, and stand there."""
    case = desk.case
    choir = [work.name for work in case.problem.works].index("三年级合唱")
    room = next(room for room in case.rooms if room.name == "操场")
    football = [work.name for work in case.problem.works].index("三年级足球")

    def apply(writer: Writer) -> None:
        writer.update("session", case.sessions[football].id, {"room_id": None, "slot_id": None})
        values = {"accepted": f"room:{room.id}", "room_id": room.id}
        writer.update("session", case.sessions[choir].id, values)

    desk.project.run(Command("采用修复：合唱也可以用操场", apply))


def test_nothing_relaxed_is_said_so(desk: PlannerDesk, qtbot: QtBot) -> None:
    dialog = AcceptedDialog(desk.bridge, desk.plan_id)
    qtbot.addWidget(dialog)
    assert dialog.list.topLevelItemCount() == 0
    assert not dialog.back.isEnabled()
    assert dialog.note.text() == "现在没有放宽的规则。"


def test_taking_back_lets_the_rule_hold_and_the_session_wait(
    desk: PlannerDesk, qtbot: QtBot
) -> None:
    accept_a_room(desk)
    dialog = AcceptedDialog(desk.bridge, desk.plan_id)
    qtbot.addWidget(dialog)
    line = dialog.list.topLevelItem(0)
    assert line is not None
    assert line.text(0) == "三年级合唱也可以用操场"
    assert "采用修复：合唱也可以用操场" in line.text(1)
    assert "回到待排" in dialog.note.text()
    dialog.back.click()
    assert dialog.list.topLevelItemCount() == 0
    assert desk.place("三年级合唱") is None
    desk.bridge.undo()
    assert desk.place("三年级合唱") is not None
