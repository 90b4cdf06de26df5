"""校内可完成 and 带回家 in the grid: in the head of each day, in its tooltip, on the heat map."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.queries.grade import grade_heat
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import Place
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.inspector import Inspector
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.heat_model import HeatModel
from tests.builders import MONDAY, class_named, enter, item, with_service
from tests.gui.desk import MON, TUE, Desk, desk_in

LONG, SHORT = "校内可完成40 带回家35分", "校内40 带回35"
TOLD = "校内可完成40分钟（作业辅导40分钟），约带回家35分钟；是否超限仍按全部书面作业算"


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    del qapp
    with desk_in(tmp_path) as made:
        enter(made.project, item(made.project, minutes=75))
        yield made


def words(desk: Desk, column: int = MON, *, short: bool = False) -> str:
    return day_words.credit_words(desk.page.model.shown_day(column), short=short)


def shown(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.page.view.head.height() == desk.page.view.head.sizeHint().height())


def test_without_a_plan_the_head_keeps_its_height_and_says_nothing(desk: Desk) -> None:
    desk.page.refresh(None)
    assert words(desk) == ""
    assert "带回家" not in day_words.day_spoken(desk.page.model.shown_day(MON))


def test_a_plan_that_comes_into_force_gives_every_head_its_line(desk: Desk, qtbot: QtBot) -> None:
    desk.page.refresh(None)
    shown(desk, qtbot)
    low = desk.page.view.head.height()
    with_service(desk.project)
    desk.page.refresh(None)
    shown(desk, qtbot)
    assert desk.page.view.head.height() > low
    assert (words(desk), words(desk, short=True), words(desk, TUE)) == (LONG, SHORT, "")
    assert "▲超15分钟" in day_words.over_words(desk.page.model.shown_day(MON)), "still over"
    model = desk.page.model
    assert TOLD in model.headerData(MON, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def colours(desk: Desk, column: int) -> int:
    """Return how many colours the line of a day's head has: one where nothing is written."""
    head = desk.page.view.head
    top = 2 * head.fontMetrics().height() + 2 * theme.TINY + 2
    left, width = head.sectionViewportPosition(column), head.sectionSize(column)
    strip = head.grab().toImage().copy(left + 2, top + 2, width - 6, 8)
    return len({strip.pixel(x, y) for x in range(strip.width()) for y in range(strip.height())})


def test_the_line_is_really_painted_where_there_is_something_to_tell(
    desk: Desk, qtbot: QtBot
) -> None:
    with_service(desk.project)
    desk.page.refresh(None)
    shown(desk, qtbot)
    assert colours(desk, MON) > 1
    assert colours(desk, TUE) == 1


def test_grades_that_take_nothing_home_are_told_nothing(desk: Desk) -> None:
    with_service(desk.project)
    enter(desk.project, item(desk.project, "一(1)", minutes=20, place=Place.SCHOOL))
    day = judged_day(desk.project, class_named(desk.project, "一(1)").id, MONDAY)
    assert day.totals.tutoring == 40
    assert day_words.credit_words(day) == ""


def test_the_heat_map_tells_it_in_its_tooltip(desk: Desk) -> None:
    with_service(desk.project)
    model = HeatModel()
    model.load(grade_heat(desk.project, 3, MONDAY))
    assert TOLD in model.index(0, MON).data(Qt.ItemDataRole.ToolTipRole)
    assert TOLD not in model.index(1, MON).data(Qt.ItemDataRole.ToolTipRole)


def test_the_inspector_tells_it_of_the_day_one_stands_on(desk: Desk, qtbot: QtBot) -> None:
    with_service(desk.project)
    desk.page.refresh(None)
    inspector = Inspector(desk.page.bridge, desk.place)
    qtbot.addWidget(inspector)
    inspector.show_for(desk.page)
    desk.stand(0, MON)
    inspector.refresh()
    assert TOLD in inspector.lines.text()
    desk.stand(0, TUE)
    inspector.refresh()
    assert "带回家" not in inspector.lines.text()
