"""Homework in the way of a day off: the window asks, and does in one step what was chosen."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.clashes import clashes_of
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.app.queries.year import year_board
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.calendar import DayException, DayKind
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.clash_dialog import ClashDialog
from shuangjian_desktop.gui.dialogs.day_dialog import DayDialog
from shuangjian_desktop.gui.dialogs.import_tables import ImportDialog
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.gui.desk import QuietNotify

TUESDAY, WEDNESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 28)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    enter(opened, item(opened, minutes=50), item(opened, on=TUESDAY, minutes=40, content="口算"))
    yield opened
    opened.close()


@pytest.fixture
def dialog(project: Project, qtbot: QtBot) -> ClashDialog:
    off = set_days([DayException(MONDAY, DayKind.HOLIDAY, "校运动会")])
    made = ClashDialog(project, clashes_of(project, off))
    qtbot.addWidget(made)
    made.show()
    return made


def day_dialog(project: Project, qtbot: QtBot) -> DayDialog:
    days = [day for day in year_board(project, 2026).days() if day.date == MONDAY]
    made = DayDialog(Bridge(project, QuietNotify()), days, None)
    qtbot.addWidget(made)
    made.kind.setCurrentIndex(made.kind.findData(DayKind.HOLIDAY.value))
    made.reason.setCurrentText("校运动会")
    return made


def kind(project: Project, on: date = MONDAY) -> DayKind:
    return project.directory.calendar.day(on).kind


def contents(project: Project, on: date) -> list[str]:
    judged = judged_day(project, class_named(project, "三(1)").id, on)
    return [each.content for each in judged.class_day.items]


def test_it_begins_with_leaving_the_homework_where_it_is(dialog: ClashDialog) -> None:
    assert dialog.keep.isChecked()
    assert dialog.keep.hasFocus()
    assert not dialog.fields[MONDAY].isEnabled()
    assert "不删除" in dialog.after.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == 1
    assert dialog.targets == {}


def test_before_moving_it_says_which_days_would_be_over(dialog: ClashDialog) -> None:
    dialog.move_away.setChecked(True)
    assert dialog.fields[MONDAY].value() == TUESDAY
    assert "三(1)" in dialog.after.text()
    assert "超过上限" in dialog.after.text()
    dialog.fields[MONDAY].setText("11-25")
    dialog.fields[MONDAY].editingFinished.emit()
    assert "都没有超过上限" in dialog.after.text()
    dialog.accept()
    assert dialog.targets == {MONDAY: WEDNESDAY}


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2026-11-28", "不上课"), ("2026-11-23", "不上课"), ("", "是空的"), ("2027-09-06", "学年")],
)
def test_a_day_that_will_not_do_is_refused_and_the_dialog_stays(
    dialog: ClashDialog, typed: str, said: str
) -> None:
    dialog.move_away.setChecked(True)
    dialog.fields[MONDAY].setText(typed)
    dialog.accept()
    assert dialog.result() == 0
    assert said in dialog.trouble.text()


def test_giving_up_changes_nothing(
    project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClashDialog, "exec", lambda _: 0)
    made = day_dialog(project, qtbot)
    made.save()
    assert made.result() == 0
    assert kind(project) is DayKind.SCHOOL


def test_moving_is_one_step_with_the_day_off(
    project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(dialog: ClashDialog) -> int:
        dialog.move_away.setChecked(True)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(ClashDialog, "exec", move)
    day_dialog(project, qtbot).save()
    assert kind(project) is DayKind.HOLIDAY
    assert contents(project, TUESDAY) == ["口算", "练习册第32页"]
    project.undo()
    assert kind(project) is DayKind.SCHOOL
    assert contents(project, MONDAY) == ["练习册第32页"]


def test_a_day_without_homework_is_not_asked_about(
    project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClashDialog, "exec", lambda _: pytest.fail("asked"))
    project.undo()
    day_dialog(project, qtbot).save()
    assert kind(project) is DayKind.HOLIDAY


@pytest.mark.parametrize("answer", ["keep", "move", "cancel"])
def test_a_file_of_holidays_asks_before_it_is_imported(
    project: Project, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    enter(project, item(project, on=date(2027, 1, 4), content="阅读"))
    path = tmp_path / "2027.json"
    days = [{"name": "元旦", "date": "2027-01-04", "isOffDay": True}]
    path.write_text(json.dumps({"year": 2027, "days": days}), encoding="utf-8")

    def decide(dialog: ClashDialog) -> int:
        if answer == "cancel":
            return 0
        dialog.move_away.setChecked(answer == "move")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(ClashDialog, "exec", decide)
    notify = QuietNotify()
    made = ImportDialog(Bridge(project, notify), notify, None, TableKind.HOLIDAYS.value)
    qtbot.addWidget(made)
    made.path.setText(str(path))
    with qtbot.waitSignal(made.work.ended):
        made.preview()
    assert "1个班1项作业" in made.problems.rows[-1].message
    assert made.accept_questions.isHidden()  # the dialog asks, not a tick
    if answer == "cancel":
        made.import_now()
        assert not made.work.is_busy
        assert kind(project, date(2027, 1, 4)) is DayKind.UNCONFIRMED
        return
    with qtbot.waitSignal(made.work.ended):
        made.import_now()
    assert kind(project, date(2027, 1, 4)) is DayKind.HOLIDAY
    stands = {"keep": date(2027, 1, 4), "move": date(2027, 1, 5)}[answer]
    assert contents(project, stands) == ["阅读"]
