"""Two versions in the window: what moved, for whom, and slips for those selected alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.versions_dialog import VersionsDialog
from shuangjian_desktop.gui.runner import Runner
from tests.app.service.dates_desk import person, served_school
from tests.app.service.queries.test_versions import change, published, revised, session
from tests.gui.desk import QuietNotify


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师")
    yield opened
    opened.close()


def shown(project: Project, plan_id: ServicePlanId, qtbot: QtBot) -> VersionsDialog:
    notify = QuietNotify()
    made = VersionsDialog(Bridge(project, notify), Runner(), notify, plan_id)
    qtbot.addWidget(made)
    made.show()
    return made


def changed(project: Project) -> ServicePlanId:
    new = revised(project)
    change(project, session(project, new, "三(1)阅读（1）"), staff=person(project, "赵老师"))
    change(project, session(project, new, "七(1)自习班"), slot_id=None)
    return new


def test_what_changed_is_listed_with_whom_it_touches(project: Project, qtbot: QtBot) -> None:
    made = shown(project, changed(project), qtbot)
    assert made.summary.text() == (
        "共2处变动（换人1处，不再有1处），涉及3人、2个班；其余48次不变。"
    )
    assert [one.name for one in made.whom.rows] == ["王31", "王71", "赵老师", "三(1)", "七(1)"]
    assert [each.kinds for each in made.changes.rows] == ["换人", "不再有"]


def test_whom_is_selected_decides_what_is_listed_and_who_gets_a_slip(
    project: Project, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shown(project, changed(project), qtbot)
    made.whom_table.selectRow(1)
    assert [each.title for each in made.changes.rows] == ["七(1)的自习班"]
    assert [one.name for one in made.chosen] == ["王71"]
    out = tmp_path / "条.pdf"
    monkeypatch.setattr(
        "shuangjian_desktop.gui.slips_out.QFileDialog.getSaveFileName", lambda *_: (str(out), "")
    )
    made.export.click()
    assert out.read_bytes().startswith(b"%PDF")
    made.all.click()
    assert len(made.changes.rows) == 2


def test_the_table_can_be_pasted_into_a_spreadsheet(project: Project, qtbot: QtBot) -> None:
    made = shown(project, changed(project), qtbot)
    made.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "变动\t哪一次\t原来\t现在"
    assert lines[1] == "换人\t三(1)的阅读\t周一16:25–17:05 王31\t周一16:25–17:05 赵老师"


def test_the_two_versions_can_be_the_other_way_round(project: Project, qtbot: QtBot) -> None:
    made = shown(project, changed(project), qtbot)
    old, new = made.old.currentIndex(), made.new.currentIndex()
    made.old.setCurrentIndex(new)
    made.new.setCurrentIndex(old)
    assert "新增1处" in made.summary.text()


def test_versions_that_are_the_same_say_so(project: Project, qtbot: QtBot) -> None:
    made = shown(project, revised(project), qtbot)
    assert "完全一样" in made.summary.text()
    assert not made.print.isEnabled()


def test_a_single_plan_says_what_will_be_here(project: Project, qtbot: QtBot) -> None:
    made = shown(project, published(project), qtbot)
    assert "没有可以比较的" in made.summary.text()
    assert not made.export.isEnabled()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
