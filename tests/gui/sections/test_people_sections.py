"""教职工与角色, 年级与班级, 学科: edited by keyboard, undoable, closed to those who may not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QSpinBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.people import Role, RoleHolding
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm, StaffChoice
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.classes import ClassesSection
from shuangjian_desktop.gui.sections.people import PeopleSection
from shuangjian_desktop.gui.sections.records import ONLY_OFFICE, RecordSection
from shuangjian_desktop.gui.sections.subjects import SubjectsSection
from tests.app.rights_school import school_with_roles, staff_named
from tests.builders import MONDAY, class_named, enter, item
from tests.gui.desk import QuietNotify

SECTIONS = (PeopleSection, ClassesSection, SubjectsSection)
Open = Callable[[type[RecordSection]], RecordSection]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = school_with_roles(tmp_path)
    yield made
    made.close()


@pytest.fixture
def notify() -> QuietNotify:
    return QuietNotify()


@pytest.fixture
def bridge(project: Project, notify: QuietNotify, qtbot: QtBot) -> Bridge:
    del qtbot
    made = Bridge(project, notify)
    made.act_as(staff_named(project, "教务"))
    return made


@pytest.fixture
def show(bridge: Bridge, notify: QuietNotify, qtbot: QtBot) -> Open:
    def make(kind: type[RecordSection]) -> RecordSection:
        section = kind(bridge, Place(MONDAY), Runner(), notify)
        qtbot.addWidget(section)
        section.resize(1000, 600)
        with qtbot.waitActive(section):
            section.show()
            section.activateWindow()
        return section

    return make


def fill(monkeypatch: pytest.MonkeyPatch, act: Callable[[RecordForm], object]) -> list[str]:
    """Let forms be filled in by `act` and saved; returns what they refused."""
    said: list[str] = []

    def exec_(form: RecordForm) -> int:
        form.show()
        act(form)
        form.save.click()
        said.append(form.said.text())
        return int(form.result())

    monkeypatch.setattr(RecordForm, "exec", exec_)
    return said


def column(section: RecordSection, number: int) -> list[str]:
    model = section.model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_list_is_a_sound_model(
    kind: type[RecordSection], show: Open, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(show(kind).model)


@pytest.mark.parametrize("kind", SECTIONS)
def test_who_may_not_set_up_the_school_sees_all_and_presses_nothing(
    kind: type[RecordSection], show: Open, bridge: Bridge, project: Project
) -> None:
    bridge.act_as(staff_named(project, "教师"))
    section = show(kind)
    assert section.model.rowCount() > 0
    assert section.note.text() == ONLY_OFFICE
    assert not any(button.isEnabled() for button in section.buttons.values())
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    bridge.act_as(staff_named(project, "教务"))
    assert section.buttons["add"].isEnabled()


def test_a_person_is_added_by_keyboard_and_a_namesake_needs_a_suffix(
    show: Open, monkeypatch: pytest.MonkeyPatch, notify: QuietNotify, bridge: Bridge
) -> None:
    """F12"""
    section = show(PeopleSection)
    section.table.setFocus()

    def write(form: RecordForm) -> None:
        name, suffix = form.findChildren(QLineEdit)[:2]
        name.setText("王31")
        if notify.sentences:
            suffix.setText("（大）")

    fill(monkeypatch, write)
    QTest.keyClick(section.table, Qt.Key.Key_Insert)
    assert "已经有一位“王31”" in notify.sentences[-1]
    QTest.keyClick(section.table, Qt.Key.Key_Insert)
    assert column(section, 0).count("王31") == 2
    assert "（大）" in column(section, 1)
    bridge.undo()
    assert column(section, 0).count("王31") == 1


def test_an_empty_name_is_said_in_the_form(show: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    section = show(PeopleSection)
    said = fill(monkeypatch, lambda form: form.findChildren(QLineEdit)[0].clear())
    section.buttons["add"].click()
    assert said == ["姓名是空的，没有改动；请填写姓名。"]


def test_roles_are_ticked_and_shown(
    show: Open, monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    section = show(PeopleSection)
    who = staff_named(project, "别人")
    section.stand_on(who)

    def tick(form: RecordForm) -> None:
        for box in form.findChildren(QCheckBox):
            box.setChecked(box.text() in ("一年级组长", "三年级组长"))

    fill(monkeypatch, tick)
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    assert "年级组长（一年级、三年级）" in column(section, 2)
    held = {each for each in project.directory.roles if each.staff_id == who}
    assert held == {RoleHolding(who, Role.GRADE_LEAD, grade) for grade in (1, 3)}


def test_an_inspector_is_ticked_alone_and_the_label_is_level_with_the_boxes(
    show: Open, monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    section = show(PeopleSection)
    who = staff_named(project, "校长")
    section.stand_on(who)
    off = []

    def tick(form: RecordForm) -> None:
        boxes = {box.text(): box for box in form.findChildren(QCheckBox)}
        form.show()
        label = next(each for each in form.findChildren(QLabel) if each.text() == "角色(&R)")
        text_middle = label.mapTo(form, label.contentsRect().topLeft()).y()
        text_middle += label.fontMetrics().height() / 2
        box = boxes["教务"]
        box_middle = box.mapTo(form, box.rect().topLeft()).y() + box.height() / 2
        assert abs(text_middle - box_middle) <= 3
        boxes["督导"].setChecked(True)
        off.extend(text for text, box in boxes.items() if not box.isEnabled())
        assert not boxes["校长"].isChecked()

    fill(monkeypatch, tick)
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    held = {each for each in project.directory.roles if each.staff_id == who}
    assert held == {RoleHolding(who, Role.INSPECTOR)}
    assert {"教务", "校长", "三年级组长"} <= set(off)


def test_the_list_is_narrowed_by_initials(show: Open) -> None:
    section = show(PeopleSection)
    assert isinstance(section, PeopleSection)
    section.search.setText("njzz")
    assert column(section, 0) == ["年级组长"]


def test_somebody_who_left_is_shown_only_when_asked_for(show: Open, project: Project) -> None:
    section = show(PeopleSection)
    assert isinstance(section, PeopleSection)
    section.stand_on(staff_named(project, "别人"))
    section.buttons["leave"].click()
    assert "别人" not in column(section, 0)
    section.gone.setChecked(True)
    section.stand_on(staff_named(project, "别人"))
    assert section.buttons["leave"].text() == "返校(&L)"
    section.buttons["leave"].click()
    section.gone.setChecked(False)
    assert "别人" in column(section, 0)


def test_who_teaches_is_not_deleted_and_the_sentence_says_where(
    show: Open, project: Project, notify: QuietNotify
) -> None:
    enter(project, item(project))
    section = show(PeopleSection)
    section.stand_on(staff_named(project, "教师"))
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert "教师还用在任课1处、作业1处，不能删除" in notify.sentences[-1]
    assert "教师" in column(section, 0)


def test_a_class_gets_another_number_and_another_teacher_as_one_step(
    show: Open, monkeypatch: pytest.MonkeyPatch, project: Project, bridge: Bridge
) -> None:
    section = show(ClassesSection)
    section.stand_on(class_named(project, "三(2)").id)

    def change(form: RecordForm) -> None:
        form.findChildren(QSpinBox)[0].setValue(9)
        _, chinese, *_ = form.findChildren(StaffChoice)
        chinese.setEditText("教师")

    fill(monkeypatch, change)
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    assert "三(9)班" in column(section, 0)
    assert any("语文 教师" in words for words in column(section, 2))
    bridge.undo()
    assert "三(2)班" in column(section, 0)
    assert "三(9)班" not in column(section, 0)


def test_a_teacher_nobody_knows_is_refused_in_the_form(
    show: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = show(ClassesSection)
    said = fill(
        monkeypatch, lambda form: form.findChildren(StaffChoice)[0].setEditText("不存在的人")
    )
    section.buttons["edit"].click()
    assert "名单里没有“不存在的人”" in said[0]


def test_another_school_year_is_another_list(show: Open) -> None:
    section = show(ClassesSection)
    assert isinstance(section, ClassesSection)
    section.years.setCurrentIndex(0)
    section.years.activated.emit(0)
    assert section.model.rowCount() == 0
    assert section.on.year == 2027


def test_subjects_move_with_alt_and_arrows(show: Open, project: Project) -> None:
    section = show(SubjectsSection)
    section.stand_on(project.directory.subjects[1].id)
    section.table.setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert column(section, 0)[:2] == ["数学", "语文"]
    assert section.row.name == "数学"
    assert not section.buttons["up"].isEnabled()


def test_a_form_given_up_changes_nothing(
    show: Open, monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    monkeypatch.setattr(RecordForm, "exec", lambda form: QDialog.DialogCode.Rejected)
    section = show(SubjectsSection)
    section.buttons["add"].click()
    assert len(project.directory.subjects) == 5
