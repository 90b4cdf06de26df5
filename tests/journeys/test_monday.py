"""A lead's Monday from 15:40 to an empty 今日, and the week that was much like the last."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.gui.inspector import Inspector
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.pages.today import TodayPage
from shuangjian_desktop.gui.views.day_head import DayHead
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.journeys.lead import (
    Lead,
    being,
    choosing_path,
    keys,
    pressing,
    refusal,
    sitting,
)
from tests.journeys.paper import words_of_pdf
from tests.journeys.schools import LEAD, OFFICE, school_with_people

pytestmark = pytest.mark.journey
CHINESE, MATHS, ENGLISH = range(3)
MON = 0


def test_monday_from_the_first_look_to_an_empty_list(tmp_path: Path) -> None:
    project = school_with_people(tmp_path)
    project.close()
    with sitting("星期一", None) as lead:
        lead.expect(being(LEAD))
        lead.open(project.path)
        _looks_at_what_is_missing(lead)
        _types_the_first_class(lead)
        _fills_the_second_and_edits_it(lead)
        _says_none_for_the_third(lead)
        _has_it_reviewed_by_the_office(lead)
        _puts_the_day_out(lead, tmp_path / "公示.pdf")
        _finds_nothing_left(lead)


def _looks_at_what_is_missing(lead: Lead) -> None:
    page = lead.page(TodayPage)
    lead.wait_until(lambda: page.acts is not None, "acts of 今日")
    assert _told(page.unfinished) == ["三(1) ○ 未录入", "三(2) ○ 未录入", "三(3) ○ 未录入"]
    lead.picture("今日")
    lead.key("Return")  # the first class of the list, one press from its cell


def _types_the_first_class(lead: Lead) -> None:
    page = lead.page(HomeworkPage)
    view, head = page.view, lead.find(DayHead)
    assert page.bar.where.text() == "三(1)班"
    assert view.selected_cells() == [(CHINESE, MON)]
    lead.compose("lianxi", "练习册")
    lead.write("第32页 25")
    assert _head(lead, head) == "25/60分"
    lead.picture("边打边看合计")
    lead.key("Return")
    assert view.selected_cells() == [(MATHS, MON)]
    lead.write("口算两页 40")
    assert _head(lead, head) == "65/60分"
    assert page.model.shown_day(MON).findings, "the finding shows while typing"
    shown = lead.window.findChild(Inspector)
    lead.wait_until(
        lambda: any("超过上限60分钟5分钟" in label.text() for label in shown.findChildren(QLabel)),
        "the finding in the inspector",
    )
    lead.picture("超限在打字时就看见")
    lead.key("Return")
    lead.key("Up")
    lead.write("20")  # a number alone over an item changes its minutes
    lead.key("Return")
    lead.key("Up")
    lead.key("F2")
    lead.key("End")
    lead.write("，第3题不做")
    lead.picture("用F2改一项")
    lead.key("Return")
    assert _stored(lead, "三(1)") == [("练习册第32页", 25), ("口算两页，第3题不做", 20)]
    lead.key("Up")


def _fills_the_second_and_edits_it(lead: Lead) -> None:
    view = lead.page(HomeworkPage).view
    lead.key("Up")
    assert view.selected_cells() == [(CHINESE, MON)]
    lead.key("Shift+Down")
    assert len(view.selected_cells()) == 2

    def only_the_second(lead: Lead, dialog: object) -> None:
        lead.key("Down")  # 三(3)
        lead.key("Space")
        lead.picture("复制到平行班")
        lead.key("Return")

    lead.expect(only_the_second)
    lead.key("Ctrl+D")
    lead.wait_until(lambda: _stored(lead, "三(2)"), "copies")
    assert not _stored(lead, "三(3)")
    lead.go_to_class("三(2)")
    lead.click_cell(view, view.model().index(CHINESE, MON))
    lead.write("练习册第30页 15")
    lead.key("Return")
    assert _stored(lead, "三(2)") == [("练习册第30页", 15), ("口算两页，第3题不做", 20)]
    assert _stored(lead, "三(1)")[0] == ("练习册第32页", 25)
    lead.picture("平行班改一项")


def _says_none_for_the_third(lead: Lead) -> None:
    lead.go_to_class("三(3)")
    view = lead.page(HomeworkPage).view
    lead.click_cell(view, view.model().index(CHINESE, MON))
    lead.start()
    lead.key("Ctrl+0")
    assert lead.presses == 1
    assert _day(lead, "三(3)").declared_none
    lead.picture("无作业一个键")


def _has_it_reviewed_by_the_office(lead: Lead) -> None:
    """Who wrote everything cannot be the one who passes it: the office does."""
    lead.key("Ctrl+1")
    lead.expect(keys("A", "Escape"), pressing("全部通过"), refusal("不能再由本人"))
    lead.key("R")
    lead.expect(being(OFFICE))
    lead.key("Ctrl+Shift+P")
    lead.expect(keys("A", "Escape"), pressing("全部通过"))
    lead.key("R")
    for name in ("三(1)", "三(2)", "三(3)"):
        assert _day(lead, name).progress is Progress.REVIEWED, name
    lead.picture("已审")


def _puts_the_day_out(lead: Lead, out: Path) -> None:
    lead.key("Ctrl+4")
    page = lead.page(NoticesPage)
    box = lead.find(QComboBox, "公示范围")
    assert isinstance(box, QComboBox)
    lead.choose(box, "只看三年级")
    lead.click(page.list.table.viewport())
    lead.key("Ctrl+A")
    assert len(page.list.selected()) == 3
    lead.wait_until(lambda: page.preview.is_ready, "preview")
    lead.picture("公示预览")
    lead.expect(choosing_path(out))
    lead.key("Ctrl+Shift+E")
    lead.wait_until(out.exists, "the PDF")
    lead.wait_until(lambda: lead.said and "已记为公示" in lead.said[-1], "the record")
    lead.picture("公示以后")
    text = words_of_pdf(out)
    for words in ("三(1)班", "练习册第32页", "练习册第30页", "口算两页", "三(3)班"):
        assert words in text, words


def _finds_nothing_left(lead: Lead) -> None:
    lead.expect(being(LEAD))
    lead.key("Ctrl+Shift+P")
    lead.key("Ctrl+1")
    page = lead.page(TodayPage)
    assert [_told(needs) for needs in page._lists] == [[], [], []]
    lead.picture("今日已办完")


def test_last_weeks_week_comes_again_as_drafts_in_one_step(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    for number, subject in enumerate(("语文", "数学", "英语"), 1):
        for day in range(5):
            on = MONDAY - timedelta(days=7 - day)
            minutes = 30 if day == 4 and number == 1 else 20
            enter(project, item(project, "三(1)", subject, minutes, on=on, position=number))
    project.close()
    with sitting("照搬上周", project.path) as lead:
        lead.key("Ctrl+2")
        lead.go_to_class("三(1)")
        page = lead.page(HomeworkPage)
        lead.click_cell(page.view, page.view.model().index(0, 0))

        def whole_week(lead: Lead, dialog: object) -> None:
            lead.choose(lead.find(QComboBox, "复制到"), "整周")  # type: ignore[arg-type]
            told = " ".join(label.text() for label in dialog.findChildren(QLabel))  # type: ignore[attr-defined]
            assert "▲ 之后超过上限：三(1) 周五 11/27 70/60分" in told, told
            lead.picture("复制预览")
            lead.press_button("复制15项为草稿", dialog)  # type: ignore[arg-type]

        lead.expect(whole_week)
        lead.key("Ctrl+Shift+D")
        assert all(i.status is Status.DRAFT for i in _day(lead, "三(1)").items)
        assert len(_week(lead)) == 15
        assert "草稿5天" in page.bar.state.text()
        lead.picture("都是草稿")
        lead.key("Ctrl+Z")
        assert not _week(lead)
        lead.key("Ctrl+Y")
        assert len(_week(lead)) == 15
        lead.key("Ctrl+Shift+Return")
        assert {i.status for i in _week(lead)} == {Status.SUBMITTED}
        lead.picture("已提交")


def _week(lead: Lead) -> list:
    class_id = class_named(lead.project, "三(1)").id
    days = [judged_day(lead.project, class_id, MONDAY + timedelta(days=d)) for d in range(7)]
    return [i for day in days for i in day.class_day.items]


def _day(lead: Lead, name: str):
    class_id = class_named(lead.project, name).id
    return judged_day(lead.project, class_id, MONDAY).class_day


def _stored(lead: Lead, name: str) -> list[tuple[str, int]]:
    return [(i.content, i.minutes) for i in _day(lead, name).items]


def _head(lead: Lead, head: object) -> str:
    from shuangjian_desktop.gui.models import day_words

    return day_words.figure_words(lead.page(HomeworkPage).model.shown_day(MON))


def _told(needs: object) -> list[str]:
    return [f"{n.day.class_day.class_name} {n.words}" for n in needs.model.rows]  # type: ignore[attr-defined]
