"""A published day corrected: the reason asked, old → new on the sheet, the first version kept."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.gui.dialogs.notice_versions import NoticeVersions
from shuangjian_desktop.gui.dialogs.reason_dialog import ReasonDialog
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.notices import NoticesPage
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.journeys.lead import Lead, choosing_path, sitting
from tests.journeys.paper import words_of_pdf

pytestmark = pytest.mark.journey
WHY = "页数布置多了，减一页"


def test_a_published_day_is_corrected_and_its_first_version_stays(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    enter(project, item(project, "三(1)", minutes=25), item(project, "三(1)", "数学", position=2))
    project.close()
    first, second, again = (tmp_path / f"{n}.pdf" for n in ("首次", "更正", "再印"))
    with sitting("更正", project.path) as lead:
        _puts_out(lead, first)
        assert "更正" not in words_of_pdf(first)
        _changes_a_published_item(lead)
        _puts_out(lead, second)
        told = words_of_pdf(second).replace("\r\n", "").replace("\n", "")
        for words in ("更正", "25分钟→15分钟", WHY, "练习册第32页"):
            assert words in told, (words, told)
        lead.expect(_export_the_first, choosing_path(again))
        lead.key("Ctrl+Shift+V")
        lead.wait_until(again.exists, "the first version again")
        assert again.read_bytes() == first.read_bytes()


def _puts_out(lead: Lead, out: Path) -> None:
    """Review under a name, then export: all from the keyboard."""
    lead.key("Ctrl+4")
    page = lead.page(NoticesPage)
    row = [entry.name for entry in page.list.entries].index("三(1)班")
    lead.click_cell(page.list.table, page.list.table.model().index(row, 0))
    lead.wait_until(lambda: page.preview.is_ready, "preview")
    lead.click(page.bar.people.lineEdit() or page.bar.people)
    lead.key("Ctrl+A")
    lead.write("李组长")
    lead.key("Return")
    assert page.list.entries[row].to_review == ()
    lead.picture("审核以后")
    lead.expect(choosing_path(out))
    lead.key("Ctrl+Shift+E")
    lead.wait_until(lambda: page.list.entries[row].is_out, "the record")
    lead.wait_until(lambda: page.preview.is_ready, "preview")
    lead.picture("公示以后")


def _changes_a_published_item(lead: Lead) -> None:
    def say_why(lead: Lead, dialog: QWidget) -> None:
        assert isinstance(dialog, ReasonDialog)
        lead.write(WHY)
        lead.picture("为什么更正", dialog)
        lead.key("Return")

    lead.key("Ctrl+2")
    lead.go_to_class("三(1)")
    page = lead.page(HomeworkPage)
    lead.click_cell(page.view, page.model.index(0, 0))
    lead.expect(say_why)
    lead.write("15")
    lead.key("Return")
    rows = lead.project.database.rows("SELECT kind, text FROM reason")
    assert rows == [("更正", WHY)]
    assert page.model.day(0).class_day.day.date == MONDAY
    assert page.model.day(0).totals.written == 35
    lead.picture("改过")
    assert class_named(lead.project, "三(1)").id == page.place.class_id


def _export_the_first(lead: Lead, dialog: QWidget) -> None:
    assert isinstance(dialog, NoticeVersions)
    lead.picture("全部版次", dialog)
    lead.key("Down")
    assert dialog.chosen is not None
    assert dialog.chosen.record.version == 1
    lead.press_button("导出这一版", dialog)
