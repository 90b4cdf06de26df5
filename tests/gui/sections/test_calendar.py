"""学期与校历: the year at a glance, by keyboard, and every way to say what a day is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.calendar import DayKind, MarkKind
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.day_dialog import DayDialog
from shuangjian_desktop.gui.dialogs.holiday_notice import HolidayNoticeDialog
from shuangjian_desktop.gui.dialogs.mark_dialog import MarkDialog
from shuangjian_desktop.gui.dialogs.terms_dialog import TermsDialog
from shuangjian_desktop.gui.models.year_words import INKS, TINTS
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.calendar import CalendarSection
from shuangjian_desktop.gui.theme import contrast
from tests.builders import MONDAY, small_school
from tests.gui.desk import QuietNotify

SHIFT = Qt.KeyboardModifier.ShiftModifier
MAKE_UP = date(2026, 10, 10)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def section(project: Project, qtbot: QtBot) -> Iterator[CalendarSection]:
    notify, runner = QuietNotify(), Runner()
    made = CalendarSection(Bridge(project, notify), Place(MONDAY), runner, notify)
    qtbot.addWidget(made)
    made.resize(1130, 640)
    made.show()
    yield made
    runner.stop()


def press(section: CalendarSection, *keys: Qt.Key, shift: bool = False) -> None:
    for key in keys:
        QTest.keyClick(section.view, key, SHIFT if shift else Qt.KeyboardModifier.NoModifier)


def cell(section: CalendarSection, on: date) -> str:
    return str(section.view.year_model.index_of(on).data())


def test_every_kind_of_day_has_its_letter(section: CalendarSection) -> None:
    assert cell(section, MONDAY) == "23"
    assert cell(section, date(2026, 11, 28)) == "28 休"
    assert cell(section, date(2026, 10, 2)) == "2 假"
    assert cell(section, date(2026, 10, 1)) == "10月 假"
    assert cell(section, MAKE_UP) == "10 班？"
    assert cell(section, date(2027, 1, 4)) == "4 ？"
    assert cell(section, date(2026, 7, 31)) == ""


def test_letters_read_well_on_their_tints() -> None:
    assert {kind for kind in DayKind if contrast(INKS[kind], TINTS[kind]) < 4.5} == set()


def test_the_model_is_sound(section: CalendarSection, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(section.view.year_model)


def test_arrows_walk_day_by_day_over_weeks_and_halves(section: CalendarSection) -> None:
    section.view.choose(date(2026, 11, 29))
    press(section, Qt.Key.Key_Right)
    assert section.view.chosen() == (date(2026, 11, 30),) * 2
    press(section, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Home)
    assert section.view.chosen()[0] == date(2026, 11, 30)
    section.view.choose(date(2027, 1, 31))
    press(section, Qt.Key.Key_Right)
    assert section.view.chosen()[0] == date(2027, 2, 1)
    assert section.view.currentIndex().column() > 9
    section.view.choose(date(2026, 8, 1))
    press(section, Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert section.view.chosen()[0] == date(2026, 8, 1)  # the year ends here


def test_shift_and_the_mouse_choose_a_run_of_days(section: CalendarSection) -> None:
    section.view.choose(MONDAY)
    press(section, Qt.Key.Key_Right, Qt.Key.Key_Down, shift=True)
    assert section.view.chosen() == (MONDAY, date(2026, 12, 1))
    assert "共9天" in section.chosen_words.text()
    drag(section, date(2026, 11, 5), date(2026, 11, 9))
    assert section.view.chosen() == (date(2026, 11, 5), date(2026, 11, 9))
    week = section.view.year_model.index(15, 0)
    QTest.mouseClick(
        section.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=section.view.visualRect(week).center(),
    )
    first, last = section.view.chosen()
    assert (first.isoweekday(), last.isoweekday()) == (1, 7)


def drag(section: CalendarSection, first: date, last: date) -> None:
    view, button = section.view, Qt.MouseButton.LeftButton
    kinds = (
        (QEvent.Type.MouseButtonPress, first),
        (QEvent.Type.MouseMove, last),
        (QEvent.Type.MouseButtonRelease, last),
    )
    for kind, on in kinds:
        spot = QPointF(view.visualRect(view.year_model.index_of(on)).center())
        to = view.viewport().mapToGlobal(spot)
        none = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, spot, to, button, button, none)
        QCoreApplication.sendEvent(view.viewport(), event)


def test_enter_asks_for_the_day_and_m_for_its_marks(
    section: CalendarSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(DayDialog, "exec", lambda dialog: shown.append(dialog.about.text()))
    monkeypatch.setattr(MarkDialog, "exec", lambda dialog: shown.append(dialog.which.currentText()))
    section.activateWindow()
    section.view.setFocus()
    section.view.choose(MAKE_UP)
    press(section, Qt.Key.Key_Return, Qt.Key.Key_M)
    assert "按星期几上课？" in shown[0]
    assert shown[1] == "新的标注"


def test_f17_the_to_do_leads_to_the_make_up_day_and_goes_when_it_is_done(
    section: CalendarSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "2个调休上班日没有定按星期几上课：9/20、10/10" in section.open_words.text()

    def follow_friday(dialog: DayDialog) -> None:
        dialog.follows.setCurrentIndex(dialog.follows.findData(5))
        dialog.save()

    monkeypatch.setattr(DayDialog, "exec", follow_friday)
    section.open_button.click()
    assert cell(section, date(2026, 9, 20)) == "20 班五"
    section.open_button.click()
    assert not section.open_words.isVisible()
    section.bridge.undo()
    assert section.open_words.isVisible()
    assert cell(section, MAKE_UP) == "10 班？"


def test_f16_an_unknown_year_is_told_and_a_pasted_notice_makes_it_known(
    section: CalendarSection, qtbot: QtBot
) -> None:
    assert "2027年的放假安排还没有导入" in section.unknown_words.text()
    dialog = HolidayNoticeDialog(section.bridge, None)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText("2027年节假日\n元旦：1月1日（周四）放假。")
    assert not dialog.take_button.isEnabled()
    assert "2027年这一天是星期五" in dialog.problems.text()
    dialog.text.setPlainText("2027年节假日\n元旦：1月1日（周五）放假。1月2日（周六）上班。")
    assert [row.day.date.day for row in dialog.model.rows] == [1, 2]
    assert not dialog.take_button.isEnabled()  # six holidays are missing: to be confirmed
    dialog.agreed.setChecked(True)
    dialog.take()
    assert cell(section, date(2027, 1, 2)) == "2 班？"
    assert not section.unknown_words.isVisible()


def test_a_notice_without_a_year_takes_the_one_chosen(
    section: CalendarSection, qtbot: QtBot
) -> None:
    dialog = HolidayNoticeDialog(section.bridge, None)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText("元旦：1月1日放假。")
    assert "哪一年" in dialog.problems.text()
    dialog.year.setValue(2027)
    assert [row.day.date for row in dialog.model.rows] == [date(2027, 1, 1)]


def test_a_day_is_set_free_and_comes_back(section: CalendarSection, qtbot: QtBot) -> None:
    section.view.choose(MONDAY, date(2026, 11, 24))
    dialog = DayDialog(section.bridge, section.view.chosen_days(), None)
    qtbot.addWidget(dialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData("放假"))
    dialog.save()
    assert "请写一句原因" in dialog.trouble.text()
    dialog.reason.setCurrentText("暴雪停课")
    dialog.save()
    assert (cell(section, MONDAY), cell(section, date(2026, 11, 24))) == ("23 假", "24 假")
    again = DayDialog(section.bridge, section.view.chosen_days(), None)
    qtbot.addWidget(again)
    assert again.reason.currentText() == "暴雪停课"
    again.clear_button.click()
    assert cell(section, MONDAY) == "23"


def test_a_mark_is_made_changed_and_removed(
    section: CalendarSection, project: Project, qtbot: QtBot
) -> None:
    section.view.choose(date(2026, 11, 9), date(2026, 11, 13))

    def dialog() -> MarkDialog:
        days = section.view.chosen_days()
        made = MarkDialog(section.bridge, days[0].date, days[-1].date, days[0].marks, None)
        qtbot.addWidget(made)
        return made

    first = dialog()
    first.name.setText("期中考试")
    first.last.setText("11月12日")
    first.grades[7].setChecked(False)
    first.save()
    (mark,) = project.directory.calendar.marks
    assert (mark.kind, mark.name, mark.last_day) == (MarkKind.EXAM, "期中考试", date(2026, 11, 12))
    assert 7 not in mark.grades
    assert "期中考试 11/9–11/12" in section.chosen_words.text()
    second = dialog()
    second.last.setText("2026-11-01")
    second.save()
    assert "结束日期早于开始" in second.trouble.text()
    second.remove()
    assert project.directory.calendar.marks == ()


def test_terms_are_kept_in_their_dialog(
    section: CalendarSection, project: Project, qtbot: QtBot
) -> None:
    dialog = TermsDialog(section.bridge, MONDAY, None)
    qtbot.addWidget(dialog)
    dialog.start_new()
    assert dialog.name.text() == "2026-2027学年度第二学期"
    dialog.first.setText("2027-01-10")
    dialog.save()
    assert "日期重叠" in dialog.trouble.text()
    dialog.first.setText("2027.3.1")
    dialog.save()
    assert len(project.directory.calendar.terms) == 2
    assert not dialog.trouble.isVisibleTo(dialog)
    dialog.remove()
    assert len(project.directory.calendar.terms) == 1
    assert cell(section, date(2027, 3, 1)) == "3月 ？"


def test_years_go_back_and_forth_within_bounds(section: CalendarSection) -> None:
    section.go_to_year(2025)
    assert section.year_title.text() == "2025–2026学年"
    assert section.view.chosen()[0].year == 2025
    section.go_to_year(2003)
    assert section.school_year == 2025
