"""The dialogs of after-school service: what they ask, what they refuse, what they leave alone."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.people import leave_school
from shuangjian_desktop.app.commands.terms import save_off_work
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_plan
from shuangjian_desktop.app.service.commands.plans import PlanDates, new_plan
from shuangjian_desktop.app.service.queries.roster import terms_of
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.domain.service import Activity, Parity, SessionKind, StaffSource
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.activity_dialog import ActivityDialog
from shuangjian_desktop.gui.dialogs.busy_times_dialog import BusyTimesDialog
from shuangjian_desktop.gui.dialogs.end_exception_dialog import EndExceptionDialog
from shuangjian_desktop.gui.dialogs.publish_plan_dialog import PublishPlanDialog
from shuangjian_desktop.gui.dialogs.room_dialog import RoomDialog
from shuangjian_desktop.gui.dialogs.service_plan_dialog import ServicePlanDialog
from shuangjian_desktop.gui.dialogs.slots_dialog import SlotsDialog
from shuangjian_desktop.gui.dialogs.staff_terms_dialog import StaffTermsDialog
from shuangjian_desktop.store.tables import service as table
from tests.builders import MONDAY, class_named, small_school, with_service
from tests.gui.sections.service.setting_up import Answering
from tests.gui.test_reachable import hold


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


@pytest.fixture
def bridge(project: Project, qtbot: QtBot) -> Bridge:
    del qtbot
    return Bridge(project, Answering())


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def answers(bridge: Bridge) -> Answering:
    assert isinstance(bridge.notify, Answering)
    return bridge.notify


def titled(project: Project, plan_id: ServicePlanId, title: str) -> Activity:
    return next(a for a in table.activities(project.database, plan_id) if a.title == title)


def test_everything_in_the_dialogs_is_named_and_reached_by_tab(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    """P39"""
    plan, person = load_plan(project, plan_id), project.directory.staff[0]
    for dialog in (
        ActivityDialog(bridge, plan_id, None, parent),
        SlotsDialog(bridge, plan_id, parent),
        StaffTermsDialog(bridge, None, parent),
        BusyTimesDialog(bridge, person, parent),
        RoomDialog(bridge, None, parent),
        EndExceptionDialog(bridge, None, parent),
        ServicePlanDialog(bridge, None, parent),
        PublishPlanDialog(bridge, plan, parent),
    ):
        dialog.show()
        QApplication.processEvents()
        hold(dialog)
        dialog.hide()


def test_a_club_of_a_grade_is_one_activity_whose_pupils_mix(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    third = class_named(project, "三(1)").id
    dialog = ActivityDialog(bridge, plan_id, None, parent, class_ids=(third,))
    assert dialog.classes.chosen() == (third,)
    assert dialog.is_each.isChecked()  # 作业辅导: each class its own
    dialog.kind.show_value(SessionKind.CLUB)
    dialog.kind.currentIndexChanged.emit(0)
    assert (dialog.is_each.isChecked(), dialog.is_shared.isChecked()) == (False, True)
    dialog.title.setText("合唱二团")
    grade = dialog.classes.topLevelItem(1)
    assert grade is not None
    grade.setCheckState(0, Qt.CheckState.Checked)
    dialog.parity.show_value(Parity.EVEN)
    dialog.room_kind.setCurrentText("音乐教室")
    dialog.pupils.setValue(40)
    dialog.staff.search.setText("w31")
    shown = [
        n for n in range(dialog.staff.list.count()) if not dialog.staff.list.item(n).isHidden()
    ]
    assert len(shown) == 1
    dialog.staff.list.item(shown[0]).setCheckState(Qt.CheckState.Checked)
    dialog.save.click()
    assert dialog.result() == 1
    made = titled(project, plan_id, "合唱二团")
    assert made.class_ids == tuple(c.id for c in project.directory.grade_classes(3, MONDAY))
    assert (made.room_kind, made.pupils, made.is_shared, len(made.staff)) == (
        "音乐教室",
        40,
        True,
        1,
    )


def test_late_care_asks_for_its_agreement_and_new_lessons_are_refused(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    dialog = ActivityDialog(
        bridge, plan_id, None, parent, class_ids=(class_named(project, "一(1)").id,)
    )
    assert not dialog.agreement.isEnabled()
    dialog.title.setText("数学新授课")
    dialog.save.click()
    assert "“新授”读起来是上新课" in dialog.said.text()
    dialog.title.clear()
    dialog.kind.setCurrentIndex(list(SessionKind).index(SessionKind.LATE_CARE))
    assert dialog.agreement.isEnabled()
    dialog.save.click()
    assert "请写明约定是什么" in dialog.said.text()
    dialog.agreement.setText("托管协议，存教务处")
    dialog.save.click()
    assert titled(project, plan_id, "延时托管").agreement == "托管协议，存教务处"


def test_a_known_activity_opens_as_it_is_and_saving_it_changes_nothing(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    for known in table.activities(project.database, plan_id):
        before = table.sessions(project.database, plan_id)
        dialog = ActivityDialog(bridge, plan_id, known, parent)
        assert not dialog.is_each.isVisibleTo(dialog)
        dialog.save.click()
        assert dialog.result() == 1
        assert known in table.activities(project.database, plan_id)
        assert table.sessions(project.database, plan_id) == before


def test_fewer_times_a_week_asks_before_placed_sessions_go(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    known = titled(project, plan_id, "作业辅导")
    answers(bridge).says = False
    dialog = ActivityDialog(bridge, plan_id, known, parent)
    dialog.per_week.setValue(3)
    dialog.save.click()
    assert "从5次改为3次，已排好的要去掉2次" in answers(bridge).questions[-1]
    assert "没有保存" in dialog.said.text()
    answers(bridge).says = True
    dialog.save.click()
    assert titled(project, plan_id, "作业辅导").per_week in (3, 5)
    assert dialog.result() == 1


def test_slots_are_made_for_many_days_at_once_changed_one_by_one(
    bridge: Bridge, parent: QWidget, project: Project
) -> None:
    project.run(save_off_work(project, OffWork(date(2026, 10, 8), time(17, 30), "通知")))
    plan_id, command = new_plan(PlanDates("秋季", MONDAY))
    project.run(command)
    dialog = SlotsDialog(bridge, plan_id, parent)
    assert dialog.usual_button.isVisibleTo(dialog)
    dialog.usual_button.click()
    assert not dialog.usual_button.isVisibleTo(dialog)
    usual = dialog.model.rowCount()
    assert usual >= 10
    assert dialog.name.text() == "第4节"  # three reach half past five
    dialog.starts.setText("17:35")
    dialog.ends.setText("18点")
    dialog.save_button.click()
    assert dialog.model.rowCount() == usual + 5
    dialog.table.opened.emit(dialog.model.index(0, 0))
    dialog.ends.setText("16:00")
    dialog.weekdays.tick((1, 2))
    dialog.save_button.click()
    assert "只能选一个星期" in dialog.trouble.text()
    dialog.weekdays.tick((1,))
    dialog.ends.setText("15:00")
    dialog.save_button.click()
    assert "不晚于开始" in dialog.trouble.text()
    dialog.ends.setText("四点整吧")
    dialog.save_button.click()
    assert "看不懂" in dialog.trouble.text()


def test_a_slot_of_juniors_alone_sends_the_primary_classes_back_when_asked(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    dialog = SlotsDialog(bridge, plan_id, parent)
    dialog.table.opened.emit(dialog.model.index(0, 0))
    dialog.stage.setCurrentIndex(2)
    answers(bridge).says = False
    dialog.save_button.click()
    assert "4次活动的班级不是初中的" in answers(bridge).questions[-1]
    assert table.slots(project.database, plan_id)[0].stage is None
    answers(bridge).says = True
    dialog.save_button.click()
    assert sum(s.slot_id is None for s in table.sessions(project.database, plan_id)) == 4


def test_terms_open_as_they_are_and_keep_what_was_not_touched(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    del plan_id
    coach = next(each for each in project.directory.staff if each.label == "李教练")
    before = terms_of(project, coach.id)
    dialog = StaffTermsDialog(bridge, coach, parent)
    dialog.save.click()
    assert terms_of(project, coach.id) == before
    dialog = StaffTermsDialog(bridge, coach, parent)
    dialog.per_week.setValue(2)
    dialog.here_until.setText("17点半")
    dialog.kinds.tick(())
    dialog.save.click()
    changed = before._replace(per_week=2, here_until=time(17, 30), kinds=())
    assert terms_of(project, coach.id) == changed
    assert changed.source is StaffSource.PROFESSIONAL


def test_an_earlier_plan_is_copied_once_what_stays_behind_was_said(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    coach = next(each for each in project.directory.staff if each.label == "李教练")
    project.run(leave_school(project, coach, MONDAY))
    answers(bridge).says = False
    dialog = ServicePlanDialog(bridge, None, parent)
    dialog.name.setText("第二学期课后服务")
    dialog.source.setCurrentIndex(1)
    dialog.save.click()
    assert answers(bridge).questions == ["李教练已经离校，不带过来。继续吗？"]
    assert len(table.plans(project.database)) == 1
    answers(bridge).says = True
    dialog.save.click()
    assert dialog.plan_id not in (None, plan_id)
    assert dialog.plan_id is not None
    copied = table.sessions(project.database, dialog.plan_id)
    assert len(copied) == len(table.sessions(project.database, plan_id))


def test_a_published_plan_shows_its_name_and_lets_only_the_end_be_typed(
    bridge: Bridge, parent: QWidget, project: Project
) -> None:
    plan = load_plan(project, with_service(project))
    dialog = ServicePlanDialog(bridge, plan, parent)
    assert dialog.name.isReadOnly()
    assert dialog.since.isReadOnly()
    dialog.until.setText("2027-1-15")
    dialog.save.click()
    assert load_plan(project, plan.id).until == date(2027, 1, 15)


def test_an_agreement_may_be_written_for_evening_study_and_is_kept(
    bridge: Bridge, plan_id: ServicePlanId, parent: QWidget, project: Project
) -> None:
    known = titled(project, plan_id, "自习班")
    dialog = ActivityDialog(bridge, plan_id, known, parent)
    assert dialog.agreement.isEnabled()
    dialog.agreement.setText("家长自愿书在教务处")
    dialog.save.click()
    assert titled(project, plan_id, "自习班").agreement == "家长自愿书在教务处"
    dialog = ActivityDialog(bridge, plan_id, titled(project, plan_id, "阅读"), parent)
    assert not dialog.agreement.isEnabled()


def test_a_new_exception_begins_with_what_the_caller_knows(bridge: Bridge, parent: QWidget) -> None:
    dialog = EndExceptionDialog(bridge, None, parent, grades=(3, 3), weekday=3)
    assert (dialog.first_grade.chosen(), dialog.last_grade.chosen()) == (3, 3)
    assert dialog.weekday.chosen() == 3
    assert dialog.until.value() == date(2027, 1, 15)  # the end of the term
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == 0
