"""Next week's homework on a Friday: drafts, the hour of twelve, a release by the clock, 提交."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDateTimeEdit

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.today import TodayPage
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named
from tests.journeys.lead import Lead, being, sitting
from tests.journeys.rooms import labels
from tests.journeys.schools import LEAD, school_with_people

pytestmark = pytest.mark.journey
FRIDAY = datetime(2026, 11, 27, 11, 30)  # noqa: DTZ001 - local time, as every clock here
NEXT = MONDAY + timedelta(days=7)


class Clock:
    def __init__(self) -> None:
        self.now = FRIDAY

    def __call__(self) -> datetime:
        return self.now


def test_next_week_is_written_on_friday_and_handed_in(tmp_path: Path) -> None:
    project = school_with_people(tmp_path)

    def hour(writer: Writer) -> None:
        for key, value in (("next_week_weekday", "5"), ("next_week_time", "12:00")):
            writer.insert("setting", {"key": key, "value": value})

    project.run(Command("准备", hour, kind="setup"))
    project.close()
    clock = Clock()
    with sitting("下周草稿", None, clock) as lead:
        lead.expect(being(LEAD))
        lead.open(project.path)
        _writes_drafts(lead)
        _lets_one_come_due(lead)
        clock.now = FRIDAY.replace(hour=12, minute=1)
        _is_told_who_is_not_ready(lead)
        clock.now = datetime(2026, 11, 30, 7, 31)  # noqa: DTZ001 - local time
        _finds_it_handed_in(lead)
        _hands_in_the_rest(lead)


def _writes_drafts(lead: Lead) -> None:
    lead.key("Ctrl+2")
    lead.go_to_class("三(1)")
    lead.key("Alt+Right")
    page = lead.page(HomeworkPage)
    lead.click_cell(page.view, page.view.model().index(0, 0))
    lead.write("练习册第40页 20")
    lead.key("Return")
    lead.write("口算一页 10")
    lead.key("Return")
    assert [i.status for i in _day(lead).items] == [Status.DRAFT, Status.DRAFT]
    assert _day(lead).progress is Progress.DRAFT
    assert "草稿" in page.bar.state.text(), page.bar.state.text()
    lead.picture("都是草稿")


def _lets_one_come_due(lead: Lead) -> None:
    page = lead.page(HomeworkPage)
    lead.click_cell(page.view, page.view.model().index(0, 0))

    def monday_morning(lead: Lead, dialog: object) -> None:
        field = lead.find(QDateTimeEdit, "自动提交的时间")
        assert isinstance(field, QDateTimeEdit)
        assert field.text() == "2026-11-30 07:30", "Monday morning is proposed"
        lead.picture("到点自动提交")
        lead.press_button("确定", dialog)  # type: ignore[arg-type]

    lead.expect(monday_morning)
    _command(lead, "ddzdtj")
    first = _day(lead).items[0]
    assert first.release_at == datetime(2026, 11, 30, 7, 30)  # noqa: DTZ001 - local time
    assert first.status is Status.DRAFT


def _command(lead: Lead, initials: str) -> None:
    """Ctrl+K, the initials, Enter: the palette is the dialog expected next."""

    def palette(lead: Lead, dialog: object) -> None:
        del dialog
        lead.write(initials)
        lead.key("Return")

    lead._answers.insert(0, palette)
    lead.key("Ctrl+K")
    lead.wait_until(lambda: not lead._answers, "the act's own dialog")


def _is_told_who_is_not_ready(lead: Lead) -> None:
    lead.key("Ctrl+1")
    lead.key("Ctrl+Home")
    lead.key("F5")
    page = lead.page(TodayPage)
    assert page.acts is not None
    button = page.acts.missing_button
    assert "下周缺3班" in button.text()
    assert "下周3个班未备齐" in button.toolTip()
    lead.picture("十二点过了")

    def who(lead: Lead, dialog: object) -> None:
        from PySide6.QtWidgets import QTreeWidget

        tree = lead.find(QTreeWidget)
        assert isinstance(tree, QTreeWidget)
        tops = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
        (ahead,) = [top for top in tops if top and "下周" in top.text(0)]
        lines = [
            (ahead.child(n).text(0), ahead.child(n).text(1)) for n in range(ahead.childCount())
        ]
        assert [title for title, _ in lines] == ["三(1)班", "三(2)班", "三(3)班"], "the lead's own"
        assert lines[0][1] == "4天未录入，1天还是草稿"
        assert "已过" in ahead.text(1), ahead.text(1)
        lead.picture("谁还没备齐")
        lead.key("Escape")

    lead.expect(who)
    lead.key("M")


def _finds_it_handed_in(lead: Lead) -> None:
    lead.key("Ctrl+Home")  # the window stayed open over the weekend: today is Monday
    lead.key("Ctrl+2")
    lead.go_to_class("三(1)")
    page = lead.page(HomeworkPage)
    first, second = _day(lead).items
    assert (first.status, second.status) == (Status.SUBMITTED, Status.DRAFT)
    lead.picture("到点的已提交")
    assert "草稿" in page.bar.state.text()


def _hands_in_the_rest(lead: Lead) -> None:
    page = lead.page(HomeworkPage)
    lead.click_cell(page.view, page.view.model().index(0, 0))
    lead.key("Ctrl+Shift+Return")
    assert {i.status for i in _day(lead).items} == {Status.SUBMITTED}
    assert _day(lead).progress is Progress.SUBMITTED
    assert "草稿" not in labels(page.bar)


def _day(lead: Lead) -> ClassDay:
    return judged_day(lead.project, class_named(lead.project, "三(1)").id, NEXT).class_day
