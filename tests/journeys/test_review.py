"""What a review changes: an item sent back and mended, an over-full day talked over and solved."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QWidget

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.gui.dialogs.consultation_dialog import ConsultationDialog
from shuangjian_desktop.gui.dialogs.item_history import ItemHistoryDialog
from shuangjian_desktop.gui.dialogs.review_dialog import ReviewDialog
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.today import TodayPage
from shuangjian_desktop.gui.sections.consultations import ConsultationsSection
from shuangjian_desktop.rules.class_day import ClassDay
from tests.builders import MONDAY, class_named, enter, item
from tests.journeys.lead import Lead, being, choosing_path, giving, sitting
from tests.journeys.paper import words_of_pdf
from tests.journeys.rooms import enter_room
from tests.journeys.schools import HEAD_OF_31, LEAD, school_with_people

pytestmark = pytest.mark.journey
WHY = "和语文加在一起偏多，请减到15分钟以内"


def test_an_item_sent_back_is_mended_and_passed(tmp_path: Path) -> None:
    project = school_with_people(tmp_path)
    _entered_by(project, HEAD_OF_31, ("语文", 25, "练习册第32页"), ("数学", 30, "口算两页"))
    project.close()
    with sitting("退回一项", None) as lead:
        lead.expect(being(LEAD))
        lead.open(project.path)
        _returns_one(lead)
        _its_teacher_mends_it(lead)
        _it_passes(lead)
        _history_tells_it_all(lead)


def _returns_one(lead: Lead) -> None:
    def look(lead: Lead, dialog: QWidget) -> None:
        assert isinstance(dialog, ReviewDialog)
        lead.picture("审核", dialog)
        lead.click_cell(dialog.items, dialog.items.model().index(1, 1))
        lead.key("R")
        lead.picture("退回以后", dialog)
        assert "已退回" in dialog.model.rows[0].progress.value
        assert WHY in dialog.story.text()
        lead.key("Escape")

    lead.wait_until(lambda: lead.page(TodayPage).acts, "acts of 今日")
    lead.expect(look, giving(WHY))
    lead.key("R")
    assert [i.status for i in _day(lead).items] == [Status.SUBMITTED, Status.RETURNED]


def _its_teacher_mends_it(lead: Lead) -> None:
    lead.expect(being(HEAD_OF_31))
    lead.key("Ctrl+Shift+P")
    today = lead.page(TodayPage)
    assert [need.words for need in today.unfinished.model.rows] == ["↩ 已退回 数学"]
    lead.picture("今日看到退回")
    lead.key("Return")
    page = lead.page(HomeworkPage)
    current = page.view.current_item()
    assert current is not None
    assert current.content == "口算两页"
    shown = page.inspector_widget()
    lead.picture("退回的一项和理由")
    told = " ".join(label.text() for label in shown.findChildren(QLabel) if label.isVisible())
    assert WHY in told, told
    lead.write("15")
    lead.key("Return")
    lead.key("Ctrl+Shift+Return")
    lead.picture("改好再提交")
    day = _day(lead)
    assert day.progress is Progress.SUBMITTED
    assert [i.minutes for i in day.items] == [25, 15]


def _it_passes(lead: Lead) -> None:
    def pass_it(lead: Lead, dialog: QWidget) -> None:
        assert isinstance(dialog, ReviewDialog)
        assert WHY in dialog.story.text()
        lead.key("P")
        lead.key("Escape")

    lead.expect(being(LEAD))
    lead.key("Ctrl+Shift+P")
    lead.key("Ctrl+1")
    lead.expect(pass_it)
    lead.key("R")
    assert _day(lead).progress is Progress.REVIEWED


def _history_tells_it_all(lead: Lead) -> None:
    lead.key("Ctrl+2")
    page = lead.page(HomeworkPage)
    spot = page.model.spot_of(_day(lead).items[1].id)
    assert spot is not None
    lead.click_cell(page.view, page.model.index(spot[0], spot[1]))

    def read(lead: Lead, dialog: QWidget) -> None:
        assert isinstance(dialog, ItemHistoryDialog)
        lead.picture("修改记录", dialog)
        said = dialog.text()
        for words in (HEAD_OF_31, LEAD, "30分钟 → 15分钟", "退回", WHY, "审核"):
            assert words in said, (words, said)
        lead.key("Escape")

    lead.expect(read)
    lead.press_button("修改记录")


def test_an_over_full_day_is_talked_over_and_solved(tmp_path: Path) -> None:
    project = school_with_people(tmp_path)
    _entered_by(project, HEAD_OF_31, ("语文", 45, "作文一篇"), ("数学", 30, "口算两页"))
    project.close()
    out = tmp_path / "会商记录.pdf"
    with sitting("会商", None) as lead:
        lead.expect(being(LEAD))
        lead.open(project.path)
        page = lead.page(TodayPage)
        lead.wait_until(lambda: page.acts, "acts of 今日")
        assert [need.words for need in page.over.model.rows] == ["▲超15分钟 待会商"]
        lead.picture("待会商")
        lead.expect(_agree)
        lead.key("C")
        day = judged_day(lead.project, class_named(lead.project, "三(1)").id, MONDAY)
        assert (day.totals.written, day.totals.over_by) == (60, 0)
        assert page.over.model.rows == ()
        lead.picture("今日已解决")
        room = enter_room(lead, ConsultationsSection)
        lead.picture("会商记录")
        assert len(room.model.rows) == 1
        lead.expect(choosing_path(out))
        lead.press_button("选中的存为PDF")
        lead.wait_until(out.exists, "the record on paper")
        text = words_of_pdf(out)
        for words in ("三(1)班", "作文一篇", "45", "75", "60", HEAD_OF_31, LEAD, "分两天写完"):
            assert words in text, (words, text)


def _agree(lead: Lead, dialog: QWidget) -> None:
    """作文 from 45 to 30 minutes: by keyboard, the totals follow each choice."""
    assert isinstance(dialog, ConsultationDialog)
    assert dialog.before.text() == "会商前：75/60分　▲超15分钟"
    lead.key("Down")  # the keyboard starts at the first proposal
    assert dialog.table.measure_box(0).currentText() == "改时长"
    lead.key("Tab")
    lead.key("Ctrl+A")
    lead.write("30")
    assert dialog.after.text() == "会商后：60/60分　未超限"
    people = lead.find(QListWidget)
    assert isinstance(people, QListWidget)
    people.setFocus()
    lead.key("Space")
    lead.key("Alt+O")
    lead.write(LEAD)
    lead.key("Alt+W")
    lead.compose("fenliang", "分两天写完")
    lead.picture("会商", dialog)
    lead.press_button("保存会商并改作业", dialog)


def _entered_by(project: Project, name: str, *told: tuple[str, int, str]) -> None:
    """Enter a few items as somebody, so that another may review them."""
    from shuangjian_desktop.app.people import actor_of

    who = next(person.id for person in project.directory.staff if person.name == name)
    project.actor = actor_of(project, who)
    items = [
        item(project, "三(1)", subject, minutes, content=content, position=place)
        for place, (subject, minutes, content) in enumerate(told, 1)
    ]
    enter(project, *items)


def _day(lead: Lead, on: date = MONDAY) -> ClassDay:
    class_id = class_named(lead.project, "三(1)").id
    return judged_day(lead.project, class_id, on).class_day
