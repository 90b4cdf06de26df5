"""Without a mouse: from a search to entry, review and publishing; help opens where one is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.gui.dialogs.help import HelpDialog
from shuangjian_desktop.gui.dialogs.palette import FinderDialog
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.pages.school import SchoolPage
from shuangjian_desktop.rules.class_day import ClassDay
from tests.builders import MONDAY, class_named
from tests.journeys.lead import Answer, Lead, being, choosing_path, keys, sitting
from tests.journeys.paper import words_of_pdf
from tests.journeys.schools import LEAD, OFFICE, school_with_people

pytestmark = pytest.mark.journey


def test_a_class_is_found_filled_reviewed_and_put_out_without_one_click(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_mouse(self: Lead, widget: QWidget, at: QPoint | None = None) -> None:
        del self, at
        raise AssertionError(f"a click on {widget}")

    monkeypatch.setattr(Lead, "click", no_mouse)
    project = school_with_people(tmp_path)
    project.close()
    with sitting("只用键盘", None) as lead:
        lead.expect(being(LEAD))
        lead.open(project.path)
        lead.start()
        _finds_the_class(lead)
        _fills_it(lead)
        _has_it_reviewed(lead)
        _puts_it_out(lead, tmp_path / "公示.pdf")
        _asks_for_help_where_one_is(lead)


def _finding(letters: str, first: str) -> Answer:
    """Type into a search or the palette; the line on top is the one wanted; Enter."""

    def answer(lead: Lead, dialog: object) -> None:
        assert isinstance(dialog, FinderDialog)
        lead.write(letters)
        dialog.box.search()
        top = dialog.box.model.rows[0]
        assert first in top.title, [row.title for row in dialog.box.model.rows[:5]]
        lead.picture(letters, dialog)
        lead.key("Return")

    return answer


def _finds_the_class(lead: Lead) -> None:
    lead.expect(_finding("s2b", "三(2)班"))
    lead.key("Ctrl+F")
    page = lead.page(HomeworkPage)
    assert page.bar.where.text() == "三(2)班"
    lead.wait_until(page.view.hasFocus, "the keyboard in the week")


def _fills_it(lead: Lead) -> None:
    lead.write("练习册第32页 25")
    lead.key("Return")
    lead.write("口算两页 10")
    lead.key("Return")
    assert [(i.content, i.minutes) for i in _day(lead).items] == [
        ("练习册第32页", 25),
        ("口算两页", 10),
    ]
    lead.picture("录入")


def _has_it_reviewed(lead: Lead) -> None:
    lead.expect(being(OFFICE))
    lead.key("Ctrl+Shift+P")
    lead.key("Ctrl+1")
    lead.expect(_finding("shr", "审核"), keys("P", "Escape"))
    lead.key("Ctrl+K")
    lead.wait_until(lambda: _day(lead).progress is Progress.REVIEWED, "the review")


def _puts_it_out(lead: Lead, out: Path) -> None:
    lead.key("Ctrl+4")
    page = lead.page(NoticesPage)
    lead.wait_until(lambda: page.preview.is_ready, "preview")
    (chosen,) = page.list.selected()
    assert chosen.name.startswith("三(2)"), "the class one was at is chosen"
    lead.expect(_finding("dcpdf", "导出PDF"), choosing_path(out))
    lead.key("Ctrl+K")
    lead.wait_until(out.exists, "the PDF")
    lead.wait_until(lambda: "已记为公示" in (lead.said or [""])[-1], "the record")
    assert "练习册第32页" in words_of_pdf(out)
    lead.picture("已公示")


def _asks_for_help_where_one_is(lead: Lead) -> None:
    lead.expect(_help_on("公示"))
    lead.key("F1")
    lead.expect(_finding("xqyxl", "学期与校历"))
    lead.key("Ctrl+F")
    section = lead.page(SchoolPage).section
    assert section is not None
    assert section.page_id == "calendar"
    lead.expect(_help_on("学期与校历"))
    lead.key("F1")


def _help_on(title: str) -> Answer:
    def answer(lead: Lead, dialog: object) -> None:
        assert isinstance(dialog, HelpDialog)
        line = dialog.index.currentItem()
        assert line is not None
        assert title in line.text(), line.text()
        assert dialog.text.toPlainText().strip()
        lead.picture(f"帮助-{title}", dialog)
        lead.key("Escape")

    return answer


def _day(lead: Lead) -> ClassDay:
    return judged_day(lead.project, class_named(lead.project, "三(2)").id, MONDAY).class_day
