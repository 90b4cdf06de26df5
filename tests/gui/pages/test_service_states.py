"""课后: plans that are fixed, people who only look, empty pages, changes from elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.sessions import lock_sessions
from shuangjian_desktop.domain.people import INSPECTOR
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.pages.service import BOARD, EMPTY, ServicePage
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, enter, fixed_clock, item, with_service
from tests.gui.desk import QuietNotify
from tests.gui.service_desk import ServiceDesk, service_desk, take_off

Key = Qt.Key
READING = "三(1)阅读（1）"


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[ServiceDesk]:
    with service_desk(tmp_path) as made:
        take_off(made, "三(2)阅读（2）")  # 王32 is free on Tuesday, the class has no second time
        yield made


def test_a_published_plan_is_only_looked_at_and_offers_the_next_version(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with service_desk(tmp_path, with_service) as desk:
        assert desk.page.fixed.isVisible()
        assert "要改请修订" in desk.page.fixed.words.text()
        desk.stand("三(1)", 1, "第2节")
        desk.press(Key.Key_Space)
        assert desk.page.hold.hand is None
        assert "已发布" in desk.notify.sentences[-1]
        assert not desk.page.acts.actions["off"].isEnabled()
        desk.page.fixed.button.click()
        assert not desk.page.fixed.isVisible()
        assert desk.page.plan is not None
        assert desk.page.plan.version == 2
        desk.stand("三(1)", 1, "第2节")
        desk.press(Key.Key_Delete)
        assert desk.where(READING) == "待排"


def test_whoever_only_looks_sees_the_board_and_is_told_why(tmp_path: Path, qtbot: QtBot) -> None:
    def prepare(project: Project) -> None:
        with_service(project, is_published=False)
        project.actor = INSPECTOR

    with service_desk(tmp_path, prepare) as desk:
        assert "由教务安排" in desk.page.fixed.words.text()
        assert desk.page.model.rowCount() == 5
        assert not desk.page.plan_acts.publish.isEnabled()


def offered(page: ServicePage) -> list[str]:
    return [b.text() for b in page.empty.findChildren(QPushButton) if b.isVisible()]


def test_without_a_plan_the_page_offers_the_two_ways_to_one(tmp_path: Path, qtbot: QtBot) -> None:
    with service_desk(tmp_path, lambda _p: None) as desk:
        assert desk.page.stack.currentIndex() == EMPTY
        assert offered(desk.page) == ["新建安排…", "导入课后服务安排表…"]
        asked: list[str] = []
        desk.page.import_requested.connect(asked.append)
        desk.page.empty.findChildren(QPushButton)[1].click()
        assert asked == ["service"]
        with_service(desk.project, is_published=False)
        assert desk.page.stack.currentIndex() == BOARD


def test_without_activities_the_page_offers_to_add_one(tmp_path: Path, qtbot: QtBot) -> None:
    def emptied(project: Project) -> None:
        with_service(project, is_published=False)

        def apply(writer: Writer) -> None:
            for table in ("session", "activity"):
                for row_id, _ in writer.find(table):
                    writer.delete(table, row_id)

        project.run(Command("准备", apply))

    with service_desk(tmp_path, emptied) as desk:
        assert offered(desk.page) == ["添加活动…", "导入课后服务安排表…"]


def test_a_school_without_classes_begins_there(tmp_path: Path, qtbot: QtBot) -> None:
    project = new_school(tmp_path / "空.sjdb", "空学校", clock=fixed_clock)
    bridge = Bridge(project, QuietNotify())
    page = ServicePage(bridge, Place(MONDAY), Runner(), QuietNotify())
    page.show()
    QApplication.processEvents()
    assert offered(page) == ["导入任课一览…"]
    page.close()
    page.deleteLater()
    project.close()


def test_a_change_from_elsewhere_lets_go_of_what_is_held(desk: ServiceDesk) -> None:
    desk.stand("三(1)", 1, "第2节")
    desk.press(Key.Key_Space)
    assert desk.page.hold.hand is not None
    desk.bridge.run(lock_sessions([desk.session("三(3)阅读（1）")], is_locked=True))
    assert desk.page.hold.hand is None
    assert desk.page.model.held.verdict(0, 0) is None


def test_a_moved_session_does_not_make_the_whole_plan_be_read_again(desk: ServiceDesk) -> None:
    before = desk.page.case
    assert before is not None
    desk.bridge.run(lock_sessions([desk.session(READING)], is_locked=True))
    assert desk.page.case is not None
    assert desk.page.case is not before
    assert desk.page.case.problem.people is before.problem.people
    assert desk.page.case == desk.case


def test_homework_is_no_reason_to_make_the_board_anew(desk: ServiceDesk) -> None:
    before = desk.page.board
    enter(desk.project, item(desk.project, minutes=55))
    assert desk.page.board is before
