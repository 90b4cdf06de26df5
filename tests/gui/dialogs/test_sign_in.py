"""Picking one's name, the password, and what the window is afterwards."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app import passwords, people
from shuangjian_desktop.app.commands.people import set_password
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.password import PasswordDialog
from shuangjian_desktop.gui.dialogs.sign_in import SignInDialog
from shuangjian_desktop.gui.widgets import password_line
from tests.app.rights_school import school_with_roles, staff_named
from tests.gui.desk import QuietNotify

WORD = "青山绿水2026"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(password_line, "_patience", passwords.Patience())
    made = school_with_roles(tmp_path)
    yield made
    made.close()


@pytest.fixture
def dialog(project: Project, qtbot: QtBot) -> Iterator[SignInDialog]:
    made = SignInDialog(project)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.password.stop()


def give_password(project: Project, name: str) -> None:
    person = next(each for each in project.directory.staff if each.name == name)
    project.run(set_password(person, passwords.hashed(WORD, WORD)))


def button(widget: QWidget, text: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text().startswith(text))


def is_told(dialog: SignInDialog, said: str) -> bool:
    return said in dialog.password.said.text()


@pytest.mark.parametrize(
    ("typed", "first"), [("校长", "校长"), ("njzz", "年级组长"), ("jwu", "教务")]
)
def test_a_name_or_its_initials_find_the_person(
    dialog: SignInDialog, typed: str, first: str
) -> None:
    dialog.filter.setText(typed)
    assert dialog.person is not None
    assert dialog.person.label == first


def test_without_a_password_enter_is_enough(dialog: SignInDialog, project: Project) -> None:
    dialog.filter.setText("班主任")
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert dialog.result() == SignInDialog.DialogCode.Accepted
    assert dialog.staff_id == staff_named(project, "班主任")


def test_arrows_in_the_filter_walk_the_list(dialog: SignInDialog) -> None:
    first = dialog.person
    QTest.keyClick(dialog.filter, Qt.Key.Key_Down)
    assert dialog.person != first


def test_nobody_found_cannot_be_chosen(dialog: SignInDialog) -> None:
    dialog.filter.setText("没有这个人")
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not button(dialog, "确定").isEnabled()


def test_looking_only_is_one_button_away(dialog: SignInDialog) -> None:
    button(dialog, "以督导身份").click()
    assert dialog.result() == SignInDialog.DialogCode.Accepted
    assert dialog.staff_id is None


def test_a_wrong_password_says_so_and_then_waits_without_stopping_the_window(
    project: Project, qtbot: QtBot
) -> None:
    give_password(project, "校长")
    dialog = SignInDialog(project)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.filter.setText("校长")
    line = dialog.password.line
    assert dialog.password.isVisible()
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert dialog.isVisible()
    for said in ("请再输入一次", "请等1秒"):
        QTest.keyClicks(line, "wrong-one")
        QTest.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(is_told, dialog, said))
        assert line.text() == ""
    assert not line.isEnabled()
    qtbot.waitUntil(line.isEnabled)
    line.setText(WORD)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.result() == SignInDialog.DialogCode.Accepted)
    assert dialog.staff_id == staff_named(project, "校长")


def test_another_person_in_the_list_gets_a_line_of_their_own(
    project: Project, qtbot: QtBot
) -> None:
    give_password(project, "校长")
    dialog = SignInDialog(project)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.filter.setText("校长")
    dialog.password.line.setText("half a pass")
    dialog.filter.setText("班主任")
    assert not dialog.password.isVisible()
    dialog.filter.setText("校长")
    assert dialog.password.line.text() == ""


def test_ones_own_password_is_set_and_changed(project: Project, qtbot: QtBot) -> None:
    notify = QuietNotify()
    bridge = Bridge(project, notify)
    bridge.act_as(staff_named(project, "班主任"))
    first = PasswordDialog(bridge, staff_named(project, "班主任"))
    qtbot.addWidget(first)
    first.new.setText(WORD)
    first.again.setText("something else")
    button(first, "保存密码").click()
    qtbot.waitUntil(lambda: "不一样" in first.said.text())
    for line in (first.new, first.again):
        line.setText(WORD)
    button(first, "保存密码").click()
    qtbot.waitUntil(lambda: first.result() == 1)
    kept = people.password_hash(project, staff_named(project, "班主任"))
    assert kept is not None
    assert passwords.is_right(kept, WORD)
    second = PasswordDialog(bridge, staff_named(project, "班主任"))
    qtbot.addWidget(second)
    second.old.line.setText("wrong-one")
    button(second, "清除密码").click()
    qtbot.waitUntil(lambda: "密码不对" in second.old.said.text())
    assert people.password_hash(project, staff_named(project, "班主任")) == kept
    second.old.line.setText(WORD)
    button(second, "清除密码").click()
    qtbot.waitUntil(lambda: second.result() == 1)
    assert people.password_hash(project, staff_named(project, "班主任")) is None
    assert bridge.undo_state.undo_label is None
