"""Who acts at the window: asked at opening, remembered, changed, and 督导 who only looks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app import passwords
from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.commands.people import give_roles, set_password
from shuangjian_desktop.app.demo import DEMO_FILE_NAME, build_demo
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.people import NOBODY, Role, RoleHolding
from shuangjian_desktop.gui.bridge import READ_ONLY, SAVED
from shuangjian_desktop.gui.dialogs.sign_in import SignInDialog
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.person_acts import change_password
from tests.app.rights_school import school_with_roles, staff_named
from tests.builders import enter, fixed_clock, item, small_school
from tests.gui.desk import QuietNotify

WORD = "青山绿水2026"


def give_password(project: Project, name: str) -> None:
    person = next(each for each in project.directory.staff if each.name == name)
    project.run(set_password(person, passwords.hashed(WORD, WORD)))


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    del qtbot
    made = Session(clock=fixed_clock)
    made.notify = QuietNotify()
    yield made
    made.close()


def answer(monkeypatch: pytest.MonkeyPatch, name: str | None) -> list[str]:
    """Let the dialog be answered: a name, or None for Esc; returns who was asked."""
    asked: list[str] = []

    def exec_(dialog: SignInDialog) -> int:
        asked.append(dialog.windowTitle())
        if name is None:
            return 0
        dialog.filter.setText(name)
        QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
        return int(dialog.result())

    monkeypatch.setattr(SignInDialog, "exec", exec_)
    return asked


def opened(session: Session, path: Path) -> tuple[MainWindow, Project]:
    session.start(path)
    assert isinstance(session.window, MainWindow)
    assert session.project is not None
    return session.window, session.project


def test_a_school_with_roles_asks_and_remembers_whom_it_needs_no_password_of(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = school_with_roles(tmp_path)
    made.close()
    asked = answer(monkeypatch, "班主任")
    window, project = opened(session, made.path)
    assert project.who == "班主任"
    assert window._top.person.text().startswith("班主任 · 班主任")
    assert len(asked) == 1
    session.close()
    _, again = opened(session, made.path)
    assert (again.who, len(asked)) == ("班主任", 1)
    give_password(again, "班主任")
    session.close()
    opened(session, made.path)
    assert len(asked) == 2


def test_giving_the_question_up_means_looking_only(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = school_with_roles(tmp_path)
    made.close()
    answer(monkeypatch, None)
    window, project = opened(session, made.path)
    assert project.actor.has(Role.INSPECTOR)
    assert window._bridge.standing == READ_ONLY
    assert Memory().person_of(project.database.school_id) == ""


def test_a_named_inspector_is_picked_like_anybody_and_only_looks(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = school_with_roles(tmp_path)
    made.close()
    answer(monkeypatch, "督导")
    window, project = opened(session, made.path)
    assert project.actor.staff_id == staff_named(project, "督导")
    assert window._top.person.text() == "督导 · 督导 ▾"
    assert window._bridge.standing == READ_ONLY
    assert window._bridge.run(add_items([item(project)])) is None
    change_password(window, window._bridge)
    assert isinstance(session.notify, QuietNotify)
    told = session.notify.sentences[-2:]
    assert "督导不能录入" in told[0]
    assert told[1].startswith("督导只看不改，不用设密码")


def test_an_inspector_opens_any_school_to_look(session: Session, tmp_path: Path) -> None:
    made = small_school(tmp_path)
    made.close()
    session.open_to_look(made.path)
    assert isinstance(session.window, MainWindow)
    bridge = session.window._bridge
    assert bridge.standing == READ_ONLY
    assert session.project is not None
    assert bridge.run(add_items([item(session.project)])) is None
    assert isinstance(session.notify, QuietNotify)
    assert "督导（只读）不能录入" in session.notify.sentences[-1]
    assert bridge.standing == READ_ONLY


def test_a_school_without_roles_opens_as_ever_and_a_name_can_be_picked(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = small_school(tmp_path)
    made.close()
    asked = answer(monkeypatch, "王32")
    window, project = opened(session, made.path)
    assert (project.who, asked) == (NOBODY, [])
    assert window._top.person.text() == f"{NOBODY} ▾"
    window.actions_["person"].trigger()
    assert project.who == "王32"
    assert window._bridge.standing == SAVED
    enter(project, item(project, "七(1)"))


def test_another_person_cannot_take_back_what_the_first_did(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = school_with_roles(tmp_path)
    made.close()
    answer(monkeypatch, "教务")
    window, project = opened(session, made.path)
    enter(project, item(project))
    assert window._bridge.undo_state.undo_label is not None
    answer(monkeypatch, "班主任")
    window.actions_["person"].trigger()
    assert project.who == "班主任"
    assert window._bridge.undo_state.undo_label is None
    answer(monkeypatch, "教务")
    window.actions_["person"].trigger()
    assert window._bridge.undo_state.undo_label is not None


def test_whoever_gives_the_first_role_is_asked_who_they_are(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    made = small_school(tmp_path)
    made.close()
    asked = answer(monkeypatch, "王31")
    window, project = opened(session, made.path)
    person = next(each for each in project.directory.staff if each.name == "王31")
    window._bridge.run(give_roles(person, [RoleHolding(person.id, Role.OFFICE)]))
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert project.who == "王31"
    assert window._top.person.text().startswith("王31 · 教务")


def test_the_sample_school_opens_as_its_teaching_office_without_asking(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer(monkeypatch, None)
    build_demo(tmp_path / DEMO_FILE_NAME).close()
    window, project = opened(session, tmp_path / DEMO_FILE_NAME)
    assert asked == []
    assert project.actor.has(Role.OFFICE)
    assert len(project.directory.roles) == 11
    assert window._top.person.text().endswith("教务 ▾")
