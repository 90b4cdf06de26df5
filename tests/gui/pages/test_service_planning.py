"""From the week board to the planner: its dialogs open on the plan shown, its process ends."""

from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.gui.dialogs.accepted_dialog import AcceptedDialog
from shuangjian_desktop.gui.dialogs.contingency_dialog import ContingencyDialog
from shuangjian_desktop.gui.dialogs.replan_dialog import ReplanDialog
from shuangjian_desktop.gui.dialogs.schedule_dialog import ScheduleDialog
from shuangjian_desktop.gui.planner import planner_of
from tests.gui.processes import is_alive
from tests.gui.service_desk import ServiceDesk, service_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[ServiceDesk]:
    with service_desk(tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("schedule", ScheduleDialog),
        ("relaxed", AcceptedDialog),
        ("days.replan", ReplanDialog),
        ("days.contingencies", ContingencyDialog),
    ],
)
def test_an_act_opens_its_dialog_on_the_plan_shown(
    desk: ServiceDesk, qtbot: QtBot, act: str, kind: type[QDialog]
) -> None:
    seen: list[tuple[type[object], str]] = []

    def close() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, QDialog)
        seen.append((type(shown), shown.windowTitle()))
        shown.reject()

    QTimer.singleShot(0, desk.page, close)
    action = attrgetter(act)(desk.page.plan_acts)
    assert action.isEnabled()
    action.trigger()
    assert [kind for kind, _ in seen] == [kind]


def test_nothing_is_counted_before_a_plan_is_published(desk: ServiceDesk) -> None:
    assert not desk.page.plan_acts.days.workload.isEnabled()


def test_the_process_is_ready_soon_after_the_board_is_shown_and_ends_with_the_window(
    desk: ServiceDesk, qtbot: QtBot
) -> None:
    worker = planner_of(desk.page.runner).worker
    qtbot.waitUntil(lambda: worker._child is not None)
    child = worker._child
    assert child is not None
    assert child.pid is not None
    assert is_alive(child.pid)
    desk.page.runner.stop()
    assert not is_alive(child.pid)
