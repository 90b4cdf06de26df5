"""The models of 课后: sound as models, changed in place, saying aloud what they show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.commands.sessions import lock_sessions, unplace_sessions
from shuangjian_desktop.app.service.queries.board import board
from shuangjian_desktop.app.service.queries.hand import Hand
from shuangjian_desktop.app.service.shapes import Axis
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.gui.models.board_model import BoardModel
from shuangjian_desktop.gui.models.tray_model import TrayModel
from tests.builders import small_school, with_service

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def project(tmp_path: Path, qapp: QApplication) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


@pytest.mark.parametrize("axis", list(Axis))
def test_the_board_is_a_sound_model(
    project: Project, plan_id: ServicePlanId, axis: Axis, qtmodeltester: ModelTester
) -> None:
    model = BoardModel()
    model.load(board(project, load_case(project, plan_id), axis))
    qtmodeltester.check(model)
    model.narrow("w")
    model.load(None)
    model.load(board(project, load_case(project, plan_id), axis))


def test_the_tray_is_a_sound_model(
    project: Project, plan_id: ServicePlanId, qtmodeltester: ModelTester
) -> None:
    case = load_case(project, plan_id)
    project.run(unplace_sessions([session.id for session in case.sessions[:4]]))
    tray = board(project, load_case(project, plan_id), Axis.CLASS).tray
    model = TrayModel()
    model.load(tray)
    qtmodeltester.check(model)
    assert model.rowCount() == 4
    assert str(model.index(0).data(SPOKEN)).startswith("未排 ")
    model.narrow("yd")
    assert {model.chip(n).title for n in range(model.rowCount())} <= {"阅读"}


def test_a_moved_session_paints_its_own_cells_only(
    project: Project, plan_id: ServicePlanId, qtbot: QtBot
) -> None:
    case = load_case(project, plan_id)
    model = BoardModel()
    model.load(board(project, case, Axis.CLASS))
    told: list[tuple[int, int, int, int]] = []
    model.dataChanged.connect(
        lambda first, last, *_: told.append(
            (first.row(), first.column(), last.row(), last.column())
        )
    )
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    alone = next(n for n, work in enumerate(case.problem.works) if len(work.classes) == 1)
    project.run(lock_sessions([case.sessions[alone].id], is_locked=True))
    model.load(board(project, load_case(project, plan_id), Axis.CLASS))
    assert resets == []
    assert len(told) == 1
    assert told[0][:2] == told[0][2:], "one cell"


def test_cells_speak_of_what_they_hold_and_of_what_they_say_to_the_hand(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    held = next(
        session.id
        for session, work in zip(case.sessions, case.problem.works, strict=True)
        if work.name == "三(1)作业辅导（2）"
    )
    project.run(lock_sessions([held], is_locked=True))
    case = load_case(project, plan_id)
    shown = board(project, case, Axis.CLASS)
    model = BoardModel()
    model.load(shown)
    row = [one.name for one in shown.rows].index("三(1)")
    column = next(n for n, c in enumerate(shown.columns) if (c.weekday, c.name) == (2, "第1节"))
    assert model.index(row, column).data(SPOKEN) == "三(1)班 周二第1节 作业辅导 三(1) 王31 已锁定"
    evening = next(n for n, c in enumerate(shown.columns) if c.name == "晚自习")
    assert model.index(row, evening).data(SPOKEN) == "三(1)班 周二晚自习 没有这个时段"
    reading = next(c for c in shown.rows[row].cells[1].chips)
    model.held.take(Hand(case, shown, reading.session_id), reading)
    verdict = model.held.verdict(row, column)
    assert verdict is not None
    count = len(verdict.reasons)
    assert str(model.index(row, column).data(SPOKEN)).endswith(f"不能放下（{count}条原因）")
    assert str(model.index(row, 1).data(SPOKEN)).endswith("原来就在这里")
