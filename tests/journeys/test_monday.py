"""A lead's Monday: enter a class's homework from the keyboard, see the total."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.gui.views.week_view import WeekView
from tests.builders import MONDAY, class_named, small_school
from tests.journeys.lead import sitting

pytestmark = pytest.mark.journey


def test_a_class_is_entered_from_the_keyboard_and_the_total_follows(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    project.close()
    with sitting("星期一", project.path) as lead:
        lead.picture("今日")
        lead.window._place.go(class_id=class_named(lead.project, "三(1)").id)
        lead.key("Ctrl+2")
        view = lead.find(WeekView)
        assert isinstance(view, WeekView)
        lead.click_cell(view, view.model().index(0, 0))
        lead.start()
        lead.write("练习册第32页 25")
        lead.picture("正在输入")
        lead.key("Return")
        lead.write("口算一页 20")
        lead.key("Return")
        day = judged_day(lead.project, class_named(lead.project, "三(1)").id, MONDAY)
        assert (day.totals.written, len(day.class_day.items)) == (45, 2)
        lead.picture("两项已录入")
        lead.key("Ctrl+Z")
        day = judged_day(lead.project, class_named(lead.project, "三(1)").id, MONDAY)
        assert day.totals.written == 25
