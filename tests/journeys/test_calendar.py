"""The calendar of a school: 2027's notice pasted, exams, a day without homework, a make-up day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox

from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.calendar import DayKind
from shuangjian_desktop.gui.dialogs.day_dialog import DayDialog
from shuangjian_desktop.gui.dialogs.holiday_notice import HolidayNoticeDialog
from shuangjian_desktop.gui.dialogs.mark_dialog import MarkDialog
from shuangjian_desktop.gui.models.day_words import badge_words, day_spoken
from shuangjian_desktop.gui.pages.checks import ChecksPage
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.sections.calendar import CalendarSection
from tests.builders import MONDAY, class_named, small_school
from tests.journeys.lead import Lead, sitting
from tests.journeys.rooms import enter_room, labels, room

pytestmark = pytest.mark.journey
NOTICE = """关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""
TUESDAY, EXAM = MONDAY + timedelta(days=1), MONDAY + timedelta(days=7)
MAKE_UP = date(2026, 9, 20)


def test_the_year_is_known_and_its_special_days_show_where_homework_is_typed(
    tmp_path: Path,
) -> None:
    project = small_school(tmp_path)
    project.close()
    with sitting("校历", project.path) as lead:
        _pastes_the_notice(lead)
        _marks_a_day_without_homework(lead)
        _marks_an_exam_week(lead)
        _says_which_weekday_a_make_up_day_follows(lead)
        _sees_it_in_the_week(lead)
        _sees_it_in_the_check(lead)


def _pastes_the_notice(lead: Lead) -> None:
    page = enter_room(lead, CalendarSection)
    assert "2027年的放假安排还没有导入" in labels(page)
    lead.picture("还不知道2027年")

    def paste(lead: Lead, dialog: object) -> None:
        assert isinstance(dialog, HolidayNoticeDialog)
        lead.copy(NOTICE)
        lead.key("Ctrl+V")
        assert "2027年：放假27天，调休上班5天" in labels(dialog), labels(dialog)
        lead.picture("读出的日子", dialog)
        if dialog.agreed.isVisible():
            lead.click(dialog.agreed)
        lead.press_button("采用", dialog)

    lead.expect(paste)
    lead.press_button("粘贴放假通知", page)
    calendar = lead.project.directory.calendar
    assert 2027 in calendar.known_years
    assert calendar.day(date(2027, 1, 1)).kind is DayKind.HOLIDAY
    assert "还没有导入" not in labels(page)


def _marks_a_day_without_homework(lead: Lead) -> None:
    page = room(lead, CalendarSection)

    def no_homework(lead: Lead, dialog: object) -> None:
        assert isinstance(dialog, MarkDialog)
        lead.choose(dialog.kind, "无作业日")
        lead.picture("无作业日", dialog)
        lead.press_button("保存", dialog)

    assert page.view.hasFocus(), "after the dialog the keyboard is in the calendar again"
    lead.key("Right")
    assert page.view.chosen() == (TUESDAY, TUESDAY)
    lead.expect(no_homework)
    lead.key("M")


def _marks_an_exam_week(lead: Lead) -> None:
    page = room(lead, CalendarSection)
    lead.key("Left")
    lead.key("Down")
    for _ in range(4):
        lead.key("Shift+Right")
    assert page.view.chosen() == (EXAM, EXAM + timedelta(days=4))

    def exams(lead: Lead, dialog: object) -> None:
        assert isinstance(dialog, MarkDialog)
        assert dialog.kind.currentText() == "考试周"
        lead.click(dialog.name)
        lead.compose("qizhong", "期中考试")
        for grade in (1, 7):
            lead.click(dialog.grades[grade], dialog.grades[grade].rect().center())
        lead.press_button("保存", dialog)

    lead.expect(exams)
    lead.key("M")
    lead.picture("校历")


def _says_which_weekday_a_make_up_day_follows(lead: Lead) -> None:
    page = room(lead, CalendarSection)
    assert page.board is not None
    before = len(page.board.open_days)
    first = page.board.open_days[0].date

    def follows(lead: Lead, dialog: object) -> None:
        assert isinstance(dialog, DayDialog)
        box = dialog.follows
        assert isinstance(box, QComboBox)
        assert box.hasFocus(), "what is asked has the keyboard"
        for _ in range(3):
            lead.key("Down")
        lead.picture("调休上班日", dialog)
        lead.press_button("保存", dialog)

    lead.expect(follows)
    lead.press_button("去定", page)
    assert lead.project.directory.calendar.day(first).follows_weekday == 3
    assert len(page.board.open_days) == before - 1


def _sees_it_in_the_week(lead: Lead) -> None:
    lead.key("Ctrl+2")
    lead.go_to_class("三(1)")
    lead.key("Ctrl+Home")
    page = lead.page(HomeworkPage)
    assert badge_words(page.model.shown_day(1)) == "无作业日"
    lead.click_cell(page.view, page.view.model().index(0, 1))
    lead.write("练习册第8页 20")
    lead.key("Return")
    day = judged_day(lead.project, class_named(lead.project, "三(1)").id, TUESDAY)
    assert any("无作业日" in finding.message for finding in day.findings)
    lead.picture("无作业日布置了作业")
    lead.key("Alt+Right")
    assert badge_words(page.model.shown_day(0)) == "考试周"
    assert "期中考试" in day_spoken(page.model.shown_day(0))
    lead.picture("考试周")


def _sees_it_in_the_check(lead: Lead) -> None:
    lead.key("Ctrl+Home")
    lead.key("Ctrl+5")
    page = lead.page(ChecksPage)
    tree = page.tree
    tops = [tree.index(row, 0) for row in range(tree.rowCount())]
    found = [
        str(tree.index(row, 0, top).data()) for top in tops for row in range(tree.rowCount(top))
    ]
    assert any("校历上的无作业日" in words for words in found), found
    lead.picture("检查")
