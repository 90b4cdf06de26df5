"""The dialog that puts a plan in force: from when, what stands against it, who decides."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.terms import save_off_work
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_plan
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.publish_plan_dialog import PublishPlanDialog
from tests.builders import MONDAY, small_school, with_service
from tests.gui.sections.service.setting_up import Answering


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


@pytest.fixture
def notify() -> Answering:
    return Answering()


@pytest.fixture
def bridge(project: Project, notify: Answering, qtbot: QtBot) -> Bridge:
    del qtbot
    return Bridge(project, notify)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_revision_is_put_in_force_from_next_monday_unless_said_otherwise(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    plan = load_plan(project, plan_id)
    first = PublishPlanDialog(bridge, plan, parent)
    assert first.since.value() == MONDAY  # its own first day is over
    again = PublishPlanDialog(bridge, plan._replace(version=2), parent)
    assert again.since.value() == date(2026, 11, 30)


def test_who_decides_and_why_is_asked_only_where_a_plan_breaks_a_rule(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project, notify: Answering
) -> None:
    plan = load_plan(project, plan_id)
    clear = PublishPlanDialog(bridge, plan, parent)
    assert not clear.form.isRowVisible(clear.decided_by)
    assert clear.save.text() == "发布"  # 李教练's papers run out later: told, and no rule is broken
    assert "李教练的证件到12月31日为止" in clear.standing.text()
    late = OffWork(date(2026, 11, 1), time(17, 45), "冬季作息通知")
    project.run(save_off_work(project, late))
    dialog = PublishPlanDialog(bridge, plan, parent)
    assert dialog.save.text() == "仍然发布"
    assert "结束早于下班时间" in dialog.standing.text()
    assert dialog.form.isRowVisible(dialog.decided_by)
    dialog.show()
    QApplication.processEvents()
    assert dialog.standing.height() >= dialog.standing.heightForWidth(dialog.standing.width())
    dialog.save.click()
    assert dialog.result() == 0
    assert "谁决定仍然发布" in notify.sentences[-1]
    dialog.decided_by.setText("李校长")
    dialog.decided_why.setText("校车只到17:10")
    dialog.save.click()
    assert dialog.result() == 1
    known = load_plan(project, plan_id)
    assert (known.decided_by, known.decided_why) == ("李校长", "校车只到17:10")
