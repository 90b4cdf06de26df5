"""换课与停课 in the window: a date, its acts with what would come of them, and what is booked."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.absences import Without
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.app.service.commands.days import Exchange, cancel
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs import day_forms
from shuangjian_desktop.gui.dialogs.booking_form import BookingForm
from shuangjian_desktop.gui.dialogs.day_away_form import AwayForm
from shuangjian_desktop.gui.dialogs.day_cover_form import CoverForm
from shuangjian_desktop.gui.dialogs.day_move_forms import CancelForm, MoveForm, SwapForm
from shuangjian_desktop.gui.dialogs.day_swap_dialog import DaySwapDialog
from shuangjian_desktop.gui.dialogs.day_whole_forms import OnceForm, TimesForm
from shuangjian_desktop.gui.runner import Runner
from tests.app.service.dates_desk import (
    FRIDAY,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    day,
    line,
    person,
    served_school,
    spot,
)
from tests.builders import MONDAY, class_named, small_school
from tests.gui.desk import QuietNotify


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师", "钱老师")
    yield opened
    opened.close()


@pytest.fixture
def dialog(project: Project, qtbot: QtBot) -> Iterator[DaySwapDialog]:
    notify, runner = QuietNotify(), Runner()
    made = DaySwapDialog(Bridge(project, notify), runner, notify, None)
    qtbot.addWidget(made)
    made.show()
    yield made
    runner.stop()


def select(dialog: DaySwapDialog, title: str, name: str = "三(1)") -> None:
    rows = dialog.model.rows
    row = next(n for n, e in enumerate(rows) if e.title == title and name in e.classes)
    dialog.table.setCurrentIndex(dialog.model.index(row, 0))


def form(dialog: DaySwapDialog, name: str, qtbot: QtBot) -> BookingForm:
    assert dialog.board is not None
    made = day_forms.form(name, dialog.bridge, dialog.board, dialog.chosen, dialog)
    assert made is not None
    qtbot.addWidget(made)
    made.show()
    return made


def press_book(made: BookingForm) -> None:
    made.look()
    assert made.save.isEnabled(), made.foreseen.toPlainText()
    QTest.mouseClick(made.save, Qt.MouseButton.LeftButton)
    assert made.result() == 1


def test_it_opens_on_the_day_with_everything_by_time(dialog: DaySwapDialog) -> None:
    assert dialog.date.value() == MONDAY
    assert "11月23日（星期一） · 第14周（双周）" in dialog.head.text()
    assert len(dialog.model.rows) == 10
    assert dialog.table.hasFocus()
    assert "带：王11" in dialog.detail.text()


def test_it_goes_from_school_day_to_school_day_by_keyboard(
    dialog: DaySwapDialog, qtbot: QtBot
) -> None:
    dialog.go(FRIDAY)
    QTest.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.date.value() == date(2026, 11, 30))
    QTest.keyClick(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.date.value() == FRIDAY)
    dialog.date.field.setText("11-25")
    QTest.keyClick(dialog.date.field, Qt.Key.Key_Return)
    assert dialog.date.value() == WEDNESDAY
    assert len(dialog.model.rows) == 9


def test_a_day_without_school_says_why_and_offers_only_what_lasts_longer(
    dialog: DaySwapDialog,
) -> None:
    dialog.go(SATURDAY)
    assert dialog.model.rows == ()
    assert [name for name, act in dialog.acts.items() if act.isEnabled()] == ["away", "room"]
    dialog.date.field.setText("没有这天")
    dialog.refresh()
    assert not any(act.isEnabled() for act in dialog.acts.values())


def test_a_month_shows_which_days_can_be_chosen_and_which_have_something(
    dialog: DaySwapDialog, project: Project
) -> None:
    project.run(book(cancel(project, [spot(project, TUESDAY, "阅读")], "体检")))
    dialog.date.month.click()
    months = dialog.date.findChild(QCalendarWidget)
    assert months is not None
    booked = months.dateTextFormat(QDate(2026, 11, 24))
    assert booked.fontWeight() == 700
    off, on = (months.dateTextFormat(QDate(2026, 11, n)).foreground() for n in (28, 25))
    assert off.color() != on.color()
    months.clicked.emit(QDate(2026, 11, 25))
    assert dialog.date.value() == WEDNESDAY
    assert "11月25日" in dialog.head.text()


def test_searching_keeps_to_what_is_found(dialog: DaySwapDialog) -> None:
    dialog.search.setText("王32")
    assert {each.classes for each in dialog.model.rows} == {"三(2)"}
    dialog.search.setText("没有")
    assert dialog.model.rows == ()
    assert not dialog.acts["cover"].isEnabled()


def test_enter_opens_a_cover_with_the_fittest_first_and_it_is_booked(
    dialog: DaySwapDialog, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(made: CoverForm) -> int:
        assert [e.name for e in made.model.rows][:2] in (["赵老师", "钱老师"], ["钱老师", "赵老师"])
        assert "→" in made.foreseen.toPlainText()
        made.store()
        return made.result()

    monkeypatch.setattr(CoverForm, "exec", take)
    select(dialog, "阅读")
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert line(project, MONDAY, "阅读").people in ("赵老师", "钱老师")
    assert dialog.chosen is not None
    assert (dialog.chosen.title, dialog.chosen.classes) == ("阅读", "三(1)")
    assert [each.what for each in dialog.booked.model.rows] == ["代课"]


def test_whoever_cannot_is_listed_with_reasons_and_cannot_be_booked(
    dialog: DaySwapDialog, qtbot: QtBot
) -> None:
    select(dialog, "阅读")
    made = form(dialog, "cover", qtbot)
    assert isinstance(made, CoverForm)
    row = next(n for n, one in enumerate(made.model.rows) if one.name == "王32")
    made.table.setCurrentIndex(made.model.index(row, 0))
    assert "▲ 不能预约：11月23日（星期一）王32要同时带" in made.foreseen.toPlainText()
    assert not made.save.isEnabled()


def test_people_of_two_sessions_are_exchanged(
    dialog: DaySwapDialog, project: Project, qtbot: QtBot
) -> None:
    select(dialog, "阅读")
    made = form(dialog, "swap", qtbot)
    assert isinstance(made, SwapForm)
    made.what.setCurrentIndex(made.what.findData(Exchange.PEOPLE))
    made.other.setCurrentIndex(made.other.findText("16:25–17:05 三(2)的阅读　王32"))
    press_book(made)
    assert line(project, MONDAY, "阅读").people == "王32"


def test_a_swap_lists_the_sessions_of_the_date_typed(dialog: DaySwapDialog, qtbot: QtBot) -> None:
    made = form(dialog, "swap", qtbot)
    assert isinstance(made, SwapForm)
    made.date.setText("2026-11-28")
    made.date.editingFinished.emit()
    assert made.other.count() == 0
    assert "那天没有别的活动" in made.foreseen.toPlainText()
    made.date.setText("2026-11-25")
    made.date.editingFinished.emit()
    assert made.other.count() == 9


def test_a_session_is_moved_and_its_room_choice_says_what_is_taken(
    dialog: DaySwapDialog, project: Project, qtbot: QtBot
) -> None:
    dialog.go(WEDNESDAY)
    select(dialog, "足球")
    made = form(dialog, "move", qtbot)
    assert isinstance(made, MoveForm)
    assert made.room.currentText() == "操场"
    assert "✕ 音乐教室" in made.room.itemText(1)
    made.date.setText("2026-11-26")
    made.starts.setText("17:05")
    made.ends.setText("17:45")
    made.ends.editingFinished.emit()
    press_book(made)
    assert any("17:05" in each and "足球" in each for each in day(project, THURSDAY))


def test_a_class_is_off_for_a_day_and_why_must_be_said(
    dialog: DaySwapDialog, project: Project, qtbot: QtBot
) -> None:
    made = form(dialog, "cancel", qtbot)
    assert isinstance(made, CancelForm)
    assert "理由是空的" in made.foreseen.toPlainText()
    made.what.setCurrentIndex(made.what.findData(class_named(project, "三(1)").id))
    QTest.keyClicks(made.said, "x")
    qtbot.waitUntil(lambda: "就没有课后服务了" in made.foreseen.toPlainText())
    press_book(made)
    assert not line(project, MONDAY, "阅读").is_held


def test_something_is_added_once(dialog: DaySwapDialog, project: Project, qtbot: QtBot) -> None:
    made = form(dialog, "once", qtbot)
    assert isinstance(made, OnceForm)
    assert (made.starts.value(), made.ends.value()) == (time(17, 10), time(17, 50))
    made.title.setText("家长开放日")
    made.classes.tick([class_named(project, "三(1)").id])
    assert "还没有选带队的人" in made.foreseen.toPlainText()
    made.people.tick([person(project, "赵老师")])
    press_book(made)
    assert "17:10 三(1)的家长开放日 赵老师" in day(project, MONDAY)


def test_a_whole_day_is_held_earlier(dialog: DaySwapDialog, project: Project, qtbot: QtBot) -> None:
    made = form(dialog, "times", qtbot)
    assert isinstance(made, TimesForm)
    made.said.setText("家长会")
    made.earlier.setValue(60)
    assert "早于当地下班时间" in made.foreseen.toPlainText()
    press_book(made)
    assert {each[:5] for each in day(project, MONDAY)} == {"14:40", "15:25"}


def test_somebody_is_away_for_days_and_what_is_hit_is_decided_line_by_line(
    dialog: DaySwapDialog, project: Project, qtbot: QtBot
) -> None:
    select(dialog, "阅读")
    made = form(dialog, "away", qtbot)
    assert isinstance(made, AwayForm)
    assert made.person.staff_id == person(project, "王31")
    made.last.setText("2026-11-24")
    made.last.editingFinished.emit()
    assert [hit.words[:6] for hit in made.hits] == ["11月23日", "11月23日", "11月24日", "11月24日"]
    made.choice(0).setCurrentIndex(made.choice(0).findData(Without.OPEN))
    made.choice(1).setCurrentIndex(made.choice(1).findData(Without.OFF))
    made.said.setText("病假")
    made.look()
    assert "△ 请注意：11月23日（星期一）三(1)的作业辅导" in made.foreseen.toPlainText()
    press_book(made)
    assert line(project, MONDAY, "作业辅导").wrong != ()
    assert not line(project, MONDAY, "阅读").is_held
    assert line(project, TUESDAY, "阅读").people in ("赵老师", "钱老师")
    assert "▲ " in dialog.detail.text() or dialog.notes.isVisible()
    assert "王31不在：病假。" in dialog.notes.text()


def test_without_a_published_plan_it_says_what_is_missing(tmp_path: Path, qtbot: QtBot) -> None:
    project, notify = small_school(tmp_path), QuietNotify()
    made = DaySwapDialog(Bridge(project, notify), Runner(), notify, None)
    qtbot.addWidget(made)
    made.show()
    assert "还没有发布课后服务安排" in made.notes.text()
    assert not any(act.isEnabled() for act in made.acts.values())
    project.close()
