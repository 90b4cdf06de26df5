"""A first day with the program: no file, the wizard by keyboard, the list of what lacks."""

from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.gui.dialogs.import_tables import ImportDialog
from shuangjian_desktop.gui.dialogs.wizard import Wizard
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.today import TodayPage
from shuangjian_desktop.gui.sections.setup import SetupSection
from shuangjian_desktop.gui.start_page import StartPage
from tests.builders import MONDAY
from tests.journeys.lead import Lead, sitting
from tests.journeys.rooms import labels, room

pytestmark = pytest.mark.journey
TEACHING = (
    ("班级", "班主任", "语文", "数学", "英语", "体育"),
    ("三⑴", "周岚", "周岚", "韩立", "秦月", "何军"),
    ("三⑵", "韩立", "沈青", "韩立", "秦月", "何军"),
    ("四⑴", "沈青", "沈青", "魏冬", "秦月", "何军"),
)


def test_from_no_file_to_the_first_homework(tmp_path: Path) -> None:
    table = tmp_path / "任课一览.xlsx"
    book = openpyxl.Workbook()
    for row in TEACHING:
        book.active.append(row)
    book.save(table)
    with sitting("第一次打开", None) as lead:
        lead.open(None)
        _makes_the_school(lead, tmp_path / "青溪小学.sjdb")
        _sees_what_is_missing(lead)
        _imports_the_teachers(lead, table)
        _enters_the_first_homework(lead)


def _makes_the_school(lead: Lead, path: Path) -> None:
    page = lead.session.window
    assert isinstance(page, StartPage)
    lead.picture("起始页")

    def wizard(lead: Lead, dialog: object) -> None:
        assert isinstance(dialog, Wizard)
        lead.start()
        lead.compose("qing", "青溪小学")
        for _ in range(3):
            lead.key("Tab")
        lead.key("Tab")
        lead.write("0431-1234567")
        lead.picture("学校")
        lead.key("Return")
        for grade in range(1, 4):
            lead.write("2" if grade == 3 else "0")
            lead.key("Tab")
        lead.write("1")
        lead.picture("年级与班级")
        lead.key("Return")
        assert dialog.term.first_day == date(2026, 9, 1), "the usual term of the day's own year"
        lead.picture("学期")
        lead.key("Return")
        lead.key("Alt+D")
        lead.compose("shi", "市政府办公室通知")
        lead.picture("下班时间")
        lead.key("Return")
        lead.key("Ctrl+A")
        lead.write(str(path))
        lead.picture("保存位置")
        assert not path.exists(), "nothing is written before 完成"
        lead.key("Return")

    lead.expect(wizard)
    lead.key("Alt+N")
    lead.wait_until(path.exists, "the school file")
    lead.arrive()


def _sees_what_is_missing(lead: Lead) -> None:
    directory = lead.project.directory
    assert directory.school.name == "青溪小学"
    assert [c.name for c in directory.classes(MONDAY)] == ["三(1)", "三(2)", "四(1)"]
    assert directory.calendar.term(MONDAY) is not None
    assert [off.time for off in directory.off_works] == [time(17, 0)]
    today = lead.page(TodayPage)
    lead.wait_until(lambda: today.acts is not None, "acts of 今日")
    lead.picture("今日")
    lead.press_button("建校还缺2项", today)
    checklist = room(lead, SetupSection)
    missing = [step.title for step in checklist.model.rows if step.is_needed and not step.is_done]
    assert missing == ["任课", "节假日"]
    lead.picture("建校清单")


def _imports_the_teachers(lead: Lead, table: Path) -> None:
    checklist = room(lead, SetupSection)

    def imports(lead: Lead, dialog: object) -> None:
        assert isinstance(dialog, ImportDialog)
        lead.write(str(table))
        lead.key("Return")
        lead.wait_until(lambda: dialog.report is not None and not dialog.work.is_busy, "预览")
        lead.wait_until(dialog.import_button.hasFocus, "what would be imported")
        assert "任课 12" in dialog.counts.text(), dialog.counts.text()
        lead.picture("导入预览")
        assert dialog.import_button.isEnabled()
        lead.key("Return")
        lead.wait_until(lambda: not dialog.isVisible(), "the import")

    lead.expect(imports)
    assert checklist.table.hasFocus()
    lead.key("Return")  # the list stands on the first thing that lacks
    lead.wait_until(lambda: len(list(lead.project.directory.teachings(MONDAY))) == 12, "任课")
    names = {person.name for person in lead.project.directory.staff}
    assert names == {"周岚", "韩立", "秦月", "何军", "沈青", "魏冬"}
    lead.picture("清单少了一项")
    assert [s.title for s in checklist.model.rows if s.is_needed and not s.is_done] == ["节假日"]


def _enters_the_first_homework(lead: Lead) -> None:
    lead.key("Ctrl+1")
    today = lead.page(TodayPage)
    today.unfinished.view.setFocus()
    lead.key("Return")
    page = lead.page(HomeworkPage)
    assert page.bar.where.text() == "三(1)班"
    lead.compose("sheng", "生字两行")
    lead.write(" 15")
    lead.key("Return")
    class_id = lead.project.directory.classes(MONDAY)[0].id
    day = judged_day(lead.project, class_id, MONDAY)
    assert [(i.content, i.minutes) for i in day.class_day.items] == [("生字两行", 15)]
    teacher = lead.project.directory.staff_names[day.class_day.items[0].staff_id]
    assert teacher == "周岚"
    lead.picture("第一项作业")
    assert "▲" not in labels(page.bar)
