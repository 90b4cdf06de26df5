"""学校信息 and 下班时间: what is typed is stored, what cannot be is said beside it."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.off_work import OffWorkSection
from shuangjian_desktop.gui.sections.school import SchoolSection
from tests.builders import MONDAY, small_school
from tests.gui.desk import QuietNotify


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def runner() -> Iterator[Runner]:
    made = Runner()
    yield made
    made.stop()


@pytest.fixture
def school(project: Project, runner: Runner, qtbot: QtBot) -> SchoolSection:
    notify = QuietNotify()
    made = SchoolSection(Bridge(project, notify), Place(MONDAY), runner, notify)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def off_work(project: Project, runner: Runner, qtbot: QtBot) -> OffWorkSection:
    notify = QuietNotify()
    made = OffWorkSection(Bridge(project, notify), Place(MONDAY), runner, notify)
    qtbot.addWidget(made)
    made.show()
    return made


def leave(field: object, text: str) -> None:
    field.setText(text)  # type: ignore[attr-defined]
    field.editingFinished.emit()  # type: ignore[attr-defined]


def test_a_name_is_stored_when_its_field_is_left(school: SchoolSection, project: Project) -> None:
    leave(school.name, "新校名")
    assert project.directory.school.name == "新校名"
    leave(school.name, "  ")
    assert "学校名称是空的" in school.troubles["name"].text()
    assert project.directory.school.name == "新校名"
    school.bridge.undo()
    assert school.name.text() == "测试学校"
    assert school.troubles["name"].text() == ""


def test_each_field_has_its_own_sentence(school: SchoolSection, project: Project) -> None:
    leave(school.phone, "校长室")
    assert "没有数字" in school.troubles["phone"].text()
    leave(school.cut_off, "四点半左右")
    assert "当天作业录入截止：时间“四点半左右”看不懂" in school.troubles["cut_off"].text()
    school.last_grade.setCurrentIndex(5)
    school.last_grade.activated.emit(5)
    assert "还有七年级的班级" in school.troubles["grades"].text()
    assert project.directory.school.last_grade == 9


def test_the_schools_figures_are_set_and_unset(school: SchoolSection, project: Project) -> None:
    school.weekend.setValue(45)
    school.primary.setValue(85)
    leave(school.cut_off, "下午4点半")
    school.pupils.setValue(0)
    assert "每人照看的学生要在1到200" in school.troubles["pupils"].text()
    school.pupils.setValue(25)
    school.next_weekday.setCurrentIndex(5)
    school.next_weekday.activated.emit(5)
    leave(school.next_time, "12")
    settings = project.directory.settings
    assert settings.weekend_limit_minutes == 45
    assert settings.in_school_share_primary == pytest.approx(0.85)
    assert settings.entry_cut_off == time(16, 30)
    assert settings.pupils_per_adult == 25
    assert (settings.next_week_weekday, settings.next_week_time) == (5, time(12))
    assert school.cut_off.text() == "16:30"
    school.weekend.setValue(-1)
    leave(school.cut_off, "")
    school.next_weekday.setCurrentIndex(0)
    school.next_weekday.activated.emit(0)
    settings = project.directory.settings
    assert settings.weekend_limit_minutes is None
    assert settings.entry_cut_off is None
    assert (settings.next_week_weekday, settings.next_week_time) == (None, None)


def test_boarding_and_system_are_one_click(school: SchoolSection, project: Project) -> None:
    school.boarding.click()
    school.system.setCurrentIndex(1)
    school.system.activated.emit(1)
    assert project.directory.school.boarding
    assert project.directory.school.primary_grades == 5


def test_an_off_work_time_is_written_chosen_changed_and_removed(
    off_work: OffWorkSection, project: Project
) -> None:
    assert "还没有下班时间" in off_work.in_force.text()
    off_work.since.setText("10月8日")
    off_work.time.setText("17点")
    off_work.document.setText("冬季通知")
    off_work.save()
    assert project.directory.off_works == (OffWork(date(2026, 10, 8), time(17), "冬季通知"),)
    assert "下班时间 17:00，2026年10月8日起" in off_work.in_force.text()
    off_work.table.selectRow(0)
    off_work.table.setFocus()
    QTest.keyClick(off_work.table, Qt.Key.Key_Return)
    assert off_work.form_title.text() == "修改选中的一条"
    off_work.weekdays[4].setChecked(False)
    off_work.save()
    assert project.directory.off_works[0].weekdays == (1, 2, 3, 4, 6, 7)
    off_work.table.opened.emit(off_work.model.index(0, 0))
    off_work.remove()
    assert project.directory.off_works == ()
    assert off_work.form_title.text() == "新的一条"


@pytest.mark.parametrize(
    ("since", "at", "words"),
    [
        ("", "17:00", "从哪天起是空的"),
        ("2026-02-30", "17:00", "不存在"),
        ("2026-10-08", "", "下班时间是空的"),
        ("2026-10-08", "25:00", "看不懂"),
    ],
)
def test_f14_what_is_no_date_or_time_is_said_under_the_form(
    off_work: OffWorkSection, project: Project, since: str, at: str, words: str
) -> None:
    off_work.since.setText(since)
    off_work.time.setText(at)
    off_work.save()
    assert words in off_work.trouble.text()
    assert project.directory.off_works == ()


def test_no_weekday_at_all_is_refused(off_work: OffWorkSection) -> None:
    for box in off_work.weekdays:
        box.setChecked(False)
    off_work.save()
    assert "没有选星期" in off_work.trouble.text()


def test_the_list_is_a_sound_model(off_work: OffWorkSection, qtmodeltester: ModelTester) -> None:
    off_work.time.setText("17:00")
    off_work.save()
    qtmodeltester.check(off_work.model)
