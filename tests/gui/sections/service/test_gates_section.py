"""校门与放学: the gates, the picture of the week, and what is chosen there, stored as steps."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands import gates as commands
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries.leaving_board import LeavingCell
from shuangjian_desktop.app.service.queries.timetable_choice import SheetKind
from shuangjian_desktop.domain.school import LeaveOrder
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.gate_dialog import GateDialog
from shuangjian_desktop.gui.dialogs.timetable_export import TimetableExport
from shuangjian_desktop.gui.models.leaving_model import wait_words
from shuangjian_desktop.gui.sections.gates import GatesSection
from shuangjian_desktop.gui.sections.records import ONLY_OFFICE
from shuangjian_desktop.gui.views.leaving_view import ground, ink
from shuangjian_desktop.store.tables.gates import gates
from tests.app.rights_school import staff_named
from tests.builders import with_service
from tests.gui.sections.service.setting_up import Answering, Show, fill


@pytest.fixture
def two_gates(project: Project, bridge: Bridge) -> None:
    with_service(project)
    for name, at_once in (("东门", 1), ("西门", 3)):
        bridge.run(commands.new_gate(project.directory.school, name, at_once)[1])


def gates_of(show: Show) -> GatesSection:
    section = show(GatesSection)
    assert isinstance(section, GatesSection)
    return section


def names(section: GatesSection) -> list[str]:
    return [line.gate.name for line in section.model.rows]


def told(section: GatesSection, row: int, column: int = 0) -> str:
    model = section.panel.view.leaving_model
    return str(model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole))


def test_an_empty_section_offers_one_gate_and_shows_the_week_at_once(
    show: Show, project: Project, notify: Answering
) -> None:
    with_service(project)
    section = gates_of(show)
    assert "先按一个校门排" in section.table._empty.text()
    assert not section.panel.isVisible()
    section.buttons["first"].click()
    (gate,) = gates(project.database)
    assert (gate.name, gate.at_once, gate.grades) == ("校门", 4, ())
    assert section.panel.isVisible()
    assert not section.buttons["first"].isVisible()
    assert section.panel.view.leaving_model.rowCount() == 2
    project.undo()
    section.refresh(None)
    assert section.buttons["first"].isVisible()
    assert not section.panel.isVisible()


@pytest.mark.usefixtures("two_gates")
def test_the_picture_is_a_sound_model_and_speaks(show: Show, qtmodeltester: ModelTester) -> None:
    section = gates_of(show)
    model = section.panel.view.leaving_model
    qtmodeltester.check(model)
    qtmodeltester.check(section.model)
    assert told(section, 0) == "周一东门第1批17:05走，一(1)，17:05结束，不用等"
    assert [model.headerData(n, Qt.Orientation.Vertical) for n in range(model.rowCount())] == [
        "东门\n第1批", "西门\n第1批", "第2批",
    ]  # fmt: skip
    assert model.headerData(2, Qt.Orientation.Horizontal) == "周三"


@pytest.mark.usefixtures("two_gates")
def test_a_gate_is_added_changed_moved_and_deleted_by_the_buttons(
    show: Show, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = gates_of(show)

    def north(dialog: object) -> None:
        assert isinstance(dialog, GateDialog)
        dialog.name.setText("北门")
        dialog.at_once.setValue(2)
        dialog.grades[3].setChecked(True)
        dialog.grades[7].setChecked(True)

    fill(monkeypatch, GateDialog, north)
    section.buttons["add"].click()
    assert names(section) == ["东门", "西门", "北门"]
    assert section.model.rows[2].grades == "三年级、七年级"
    assert section.model.rows[2].leavers == "三年级、七年级"
    section.stand_on(section.model.rows[2].gate.id)
    assert not section.buttons["down"].isEnabled()
    section.buttons["up"].click()
    assert names(section) == ["东门", "北门", "西门"]
    assert section.row.gate.name == "北门"

    def any_grade(dialog: object) -> None:
        assert isinstance(dialog, GateDialog)
        assert dialog.grades[3].isChecked()
        dialog.grades[3].setChecked(False)
        dialog.grades[7].setChecked(False)

    fill(monkeypatch, GateDialog, any_grade)
    section.buttons["edit"].click()
    assert section.row.grades == "不限年级"
    section.buttons["delete"].click()
    assert names(section) == ["东门", "西门"]
    for _ in range(4):
        project.undo()
    assert [gate.name for gate in gates(project.database)] == ["东门", "西门"]


@pytest.mark.usefixtures("two_gates")
def test_a_name_that_is_taken_keeps_the_dialog_open_with_its_sentence(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = gates_of(show)

    def blank(dialog: object) -> None:
        assert isinstance(dialog, GateDialog)
        dialog.name.setText(" ")

    said = fill(monkeypatch, GateDialog, blank)
    section.buttons["add"].click()
    assert said == ["校门名称是空的，没有改动；请填写校门名称。"]
    assert names(section) == ["东门", "西门"]


@pytest.mark.usefixtures("two_gates")
def test_interval_and_order_are_stored_when_they_are_changed_and_the_picture_follows(
    show: Show, project: Project
) -> None:
    section = gates_of(show)
    assert (section.panel.interval.value(), section.panel.order.currentText()) == (5, "低年级先走")
    section.panel.interval.setValue(8)
    assert project.directory.settings.gate_interval_minutes == 8
    assert told(section, 2).startswith("周一西门第2批17:13走")
    section.panel.order.setCurrentIndex(1)
    section.panel.order.activated.emit(1)
    assert project.directory.settings.leave_order is LeaveOrder.OLDER_FIRST
    assert section.panel.order.currentText() == "高年级先走"
    project.undo()
    project.undo()
    section.refresh(None)
    assert section.panel.interval.value() == 5
    assert project.directory.settings.gate_interval_minutes is None


@pytest.mark.usefixtures("two_gates")
def test_another_plan_can_be_looked_at(show: Show, project: Project, bridge: Bridge) -> None:
    section = gates_of(show)
    assert not section.panel.plan.isEnabled()
    plan = section._board.plan
    assert plan is not None
    bridge.run(revise_plan(plan.id))
    assert section.panel.plan.count() == 2
    assert "草稿" in section.panel.plan.itemText(0)
    section.panel.plan.setCurrentIndex(0)
    section.panel.plan.activated.emit(0)
    assert section._board.plan is not None
    assert section._board.plan.version == 2
    assert section.panel.plan.currentIndex() == 0


@pytest.mark.usefixtures("two_gates")
def test_who_may_not_set_up_the_school_sees_the_week_and_changes_nothing(
    show: Show, bridge: Bridge, project: Project
) -> None:
    bridge.act_as(staff_named(project, "教师"))
    section = gates_of(show)
    assert section.note.text() == ONLY_OFFICE
    assert not any(button.isEnabled() for button in section.buttons.values())
    assert not section.panel.interval.isEnabled()
    assert not section.panel.order.isEnabled()
    assert section.panel.print.isEnabled()
    assert section.panel.view.leaving_model.rowCount() == 3


def test_what_is_amiss_stands_under_the_fields_with_a_sign(
    show: Show, project: Project, bridge: Bridge
) -> None:
    with_service(project)
    bridge.run(commands.new_gate(project.directory.school, "小门", 1, (3, 7))[1])
    bridge.run(commands.set_turns(project, 20, LeaveOrder.YOUNGER_FIRST))
    section = gates_of(show)
    lines = section.panel.troubles.text().split("\n")
    assert len(lines) == 2
    assert all(line.startswith("▲ ") for line in lines)
    assert "一年级（1个班）没有可以走的校门" in lines[0]
    assert "小门每天有班要等超过15分钟，最长60分钟" in lines[1]
    assert told(section, 1).endswith("▲等20分钟")


@pytest.mark.usefixtures("two_gates")
def test_printing_opens_on_the_dismissal_of_the_plan_shown(
    show: Show, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    section = gates_of(show)
    seen: list[tuple[SheetKind, int]] = []

    def look(dialog: TimetableExport) -> int:
        qtbot.waitUntil(lambda: dialog.is_ready)
        seen.append((dialog.chosen_kind, dialog.list.count()))
        dialog.reject()
        return 0

    monkeypatch.setattr(TimetableExport, "exec", look)
    section.panel.print.click()
    assert seen == [(SheetKind.DISMISSAL, 3)]


@pytest.mark.usefixtures("two_gates")
def test_the_keyboard_reaches_list_fields_and_picture(show: Show, project: Project) -> None:
    section = gates_of(show)
    section.focus_first()
    section.stand_on(section.model.rows[1].gate.id)
    QTest.keyClick(section.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(section) == ["西门", "东门"]
    section.panel.view.setFocus()
    QTest.keyClick(section.panel.view, Qt.Key.Key_Down)
    assert section.panel.view.currentIndex().isValid()
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert names(section) == ["东门"]


def test_waits_are_told_by_word_and_sign_as_well_as_colour() -> None:
    at_once, short, long = (LeavingCell("17:05", (), wait, "") for wait in (0, 15, 16))
    assert [wait_words(each) for each in (at_once, short, long)] == [
        "不用等", "等15分钟", "▲等16分钟",
    ]  # fmt: skip
    assert [ground(each) for each in (at_once, short, long)] == [
        theme.GOOD_FILL, theme.WARNING_FILL, theme.OVER_FILL,
    ]  # fmt: skip
    assert ink(long) == theme.OVER


@pytest.mark.usefixtures("two_gates")
def test_a_card_is_as_high_as_its_classes_need(
    show: Show, bridge: Bridge, project: Project
) -> None:
    section = gates_of(show)
    view = section.panel.view
    option = QStyleOptionViewItem()

    def hint(row: int) -> QSize:
        return view.itemDelegate().sizeHint(option, view.leaving_model.index(row, 0))

    few = hint(0).height()
    for gate in gates(project.database):
        bridge.run(commands.remove_gate(gate))
    bridge.run(commands.new_gate(project.directory.school, "大门", 9)[1])
    section.resize(620, 600)
    assert hint(0).height() > few
    assert view.rowHeight(0) >= hint(0).height()
    assert not section.grab().isNull()
