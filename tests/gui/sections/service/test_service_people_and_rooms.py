"""课后人员 and 课后场地, and what all three sections have in common: keyboard, undo, rights."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.busy_times_dialog import BusyTimesDialog
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.dialogs.room_dialog import RoomDialog
from shuangjian_desktop.gui.dialogs.staff_terms_dialog import StaffTermsDialog
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.sections.records import ONLY_OFFICE
from shuangjian_desktop.gui.sections.service_plans import ServicePlansSection
from shuangjian_desktop.gui.sections.service_rooms import ServiceRoomsSection
from shuangjian_desktop.gui.sections.service_staff import FILTERS, ServiceStaffSection
from shuangjian_desktop.gui.widgets.table_panel import TablePanel
from tests.app.rights_school import staff_named
from tests.builders import with_service
from tests.gui.sections.service.setting_up import Answering, Show, column, fill, plans_of, stand

SECTIONS = (ServicePlansSection, ServiceStaffSection, ServiceRoomsSection)


@pytest.mark.parametrize("kind", [ServiceStaffSection, ServiceRoomsSection])
def test_every_list_is_a_sound_model(
    kind: type[Page], show: Show, project: Project, qtmodeltester: ModelTester
) -> None:
    with_service(project)
    section = show(kind)
    qtmodeltester.check(section.model)  # type: ignore[attr-defined]


def test_every_list_of_the_plans_is_a_sound_model(
    show: Show, project: Project, qtmodeltester: ModelTester
) -> None:
    with_service(project)
    section = plans_of(show)
    for panel in (section.plans, section.slots, section.activities, section.exceptions):
        qtmodeltester.check(panel.model)


@pytest.mark.parametrize("kind", SECTIONS)
def test_who_may_not_set_up_the_school_sees_all_and_presses_nothing(
    kind: type[Page], show: Show, bridge: Bridge, project: Project
) -> None:
    with_service(project, is_published=False)
    bridge.act_as(staff_named(project, "教师"))
    section = show(kind)
    assert section.note.text() == ONLY_OFFICE  # type: ignore[attr-defined]
    panels = [section]
    if isinstance(section, ServicePlansSection):
        panels = [section.plans, section.slots, section.activities, section.exceptions]
        assert not any(field.isEnabled() for field in section.wishes.fields.values())
    for panel in panels:
        assert panel.buttons
        pressed = {name for name, button in panel.buttons.items() if button.isEnabled()}
        assert pressed <= {"board"}  # looking at the board is nobody's right alone


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ServicePlansSection, "新建"),
        (ServiceStaffSection, "校外"),
        (ServiceRoomsSection, "每班一间教室"),
    ],
)
def test_an_empty_section_offers_the_step_that_fills_it(
    kind: type[Page], words: str, show: Show
) -> None:
    section = show(kind)
    if isinstance(section, ServicePlansSection):
        panel: TablePanel = section.plans
        assert words in panel.table._empty.text()
        assert panel.buttons["add"].isEnabled()
        for other in (section.slots, section.activities):
            assert "新建" in other.table._empty.text()  # and not an act that is greyed out
    else:
        assert words in section.empty_text  # type: ignore[attr-defined]


def test_a_room_is_added_by_keyboard_changed_and_undone(
    show: Show, monkeypatch: pytest.MonkeyPatch, bridge: Bridge
) -> None:
    section = show(ServiceRoomsSection)
    assert isinstance(section, ServiceRoomsSection)
    section.table.setFocus()

    def write(form: RoomDialog) -> None:
        form.name.setText("机房一")
        form.kind.setCurrentText("机房")
        form.capacity.setValue(48)

    fill(monkeypatch, RoomDialog, write)
    QTest.keyClick(section.table, Qt.Key.Key_Insert)
    assert [column(section, n) for n in (0, 1, 2)] == [["机房一"], ["机房"], ["48人"]]
    fill(monkeypatch, RoomDialog, lambda form: form.capacity.setValue(50))
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    assert column(section, 2) == ["50人"]
    bridge.undo()
    assert column(section, 2) == ["48人"]
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert column(section, 0) == []


def test_a_room_in_use_says_where(show: Show, project: Project, notify: Answering) -> None:
    with_service(project)
    section = show(ServiceRoomsSection)
    assert isinstance(section, ServiceRoomsSection)
    stand(section, "操场", 0)
    section.buttons["delete"].click()
    assert "周三第2节足球" in notify.sentences[-1]
    assert column(section, 0) == ["操场", "音乐教室"]


def test_each_class_gets_a_classroom(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    section = show(ServiceRoomsSection)
    assert isinstance(section, ServiceRoomsSection)
    fill(monkeypatch, RecordForm, lambda _form: None)
    section.buttons["classrooms"].click()
    assert column(section, 0)[:2] == ["一(1)班教室", "三(1)班教室"]
    said = fill(monkeypatch, RecordForm, lambda _form: None)
    section.buttons["classrooms"].click()
    assert said == [""]  # refused by the step itself: told in a box, the form stays


def test_somebody_from_outside_is_added_and_missing_papers_are_asked_about(
    show: Show, monkeypatch: pytest.MonkeyPatch, notify: Answering
) -> None:
    section = show(ServiceStaffSection)
    assert isinstance(section, ServiceStaffSection)
    notify.says = False
    said = fill(monkeypatch, StaffTermsDialog, lambda form: form.name.setText("李志"))
    QTest.keyClick(section.table, Qt.Key.Key_Insert)
    assert "没有写资质或协议文件和有效期（第8条）" in notify.questions[-1]
    assert "没有保存" in said[-1]
    assert "李志" not in column(section, 0)
    notify.says = True
    section.buttons["add"].click()
    assert column(section, 0)[0] == "李志"
    assert column(section, 2)[0] == "▲ 没有文件和有效期"
    assert section.note.text().startswith("▲ 1人的证件")


def test_the_list_is_narrowed_to_those_from_outside_and_those_to_look_after(
    show: Show, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_service(project)
    section = show(ServiceStaffSection)
    assert isinstance(section, ServiceStaffSection)
    everybody = section.model.rowCount()
    names = [words for words, _ in FILTERS]
    section.filter.setCurrentIndex(names.index("校外"))
    assert column(section, 0) == ["李教练"]
    section.filter.setCurrentIndex(names.index("快到期、缺证件"))
    assert column(section, 0) == []
    section.filter.setCurrentIndex(0)
    assert section.model.rowCount() == everybody
    section.search.setText("ljl")
    assert column(section, 0) == ["李教练"]
    fill(monkeypatch, RecordForm, lambda _form: None)
    section.buttons["end"].click()
    assert column(section, 2) == ["▲ 还有0天（2026-11-23）"]


def test_times_nobody_can_come_are_written_and_taken_back(
    show: Show, monkeypatch: pytest.MonkeyPatch, bridge: Bridge, project: Project
) -> None:
    with_service(project)
    section = show(ServiceStaffSection)
    assert isinstance(section, ServiceStaffSection)
    stand(section, "李教练", 0)
    troubles: list[str] = []

    def write(dialog: BusyTimesDialog) -> None:
        dialog.save_button.click()
        troubles.append(dialog.trouble.text())
        dialog.weekday.setCurrentIndex(2)
        dialog.starts.setText("3点40分")
        dialog.ends.setText("16:30")
        dialog.save_button.click()
        troubles.append(dialog.trouble.text())
        dialog.starts.setText("下午3点40分")
        dialog.ends.setText("16:30")
        dialog.reason.setText("训练")
        dialog.save_button.click()
        assert dialog.model.rowCount() == 1
        dialog.table.opened.emit(dialog.model.index(0, 0))
        dialog.is_wish.setChecked(True)
        dialog.save_button.click()

    fill(monkeypatch, BusyTimesDialog, write)
    section.buttons["busy"].click()
    assert "从几点是空的" in troubles[0]
    assert "03:40是凌晨" in troubles[1]
    assert column(section, 6)[0] == "周三15:40–16:30 训练（尽量不排）"
    bridge.undo()
    assert column(section, 6)[0] == "周三15:40–16:30 训练"
    bridge.undo()
    assert column(section, 6)[0] == ""
