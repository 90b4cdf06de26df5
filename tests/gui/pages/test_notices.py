"""公示 through the real page: list, preview, review, as a person does it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.gui.place import HOMEWORK
from shuangjian_desktop.gui.widgets.notice_choice import Scope
from tests.builders import MONDAY, class_named
from tests.gui.notices_desk import PATIENCE_MS, Desk, opened_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with opened_desk(tmp_path, qtbot, monkeypatch) as made:
        yield made


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Callable[[str], None]:
    """Select one notice and wait until its preview is on the screen."""

    def show(name: str) -> None:
        desk.select(name)
        qtbot.waitUntil(lambda: desk.page.preview.is_ready, timeout=PATIENCE_MS)

    return show


def test_the_preview_is_the_finished_pdf_sharp_for_this_screen(
    desk: Desk, shown: Callable[[str], None]
) -> None:
    shown("三(1)班")
    view = desk.page.preview.view
    image = view._images[0]
    assert image.width() == pytest.approx(210 / 25.4 * view.resolution, abs=2)
    colours = {image.pixelColor(x, image.height() // 4).lightness() for x in range(image.width())}
    assert min(colours) < 100
    assert max(colours) > 250


def test_an_empty_day_says_so_and_leads_to_homework(desk: Desk, qtbot: QtBot) -> None:
    desk.select("七(1)班")
    preview = desk.page.preview
    assert preview._words.text() == "七(1)班11月23日还没有录入作业，也没有标明无作业。"
    assert not desk.page.bar.print.isEnabled()
    assert not desk.page.bar.export.isEnabled()
    with qtbot.waitSignal(desk.place.page_requested) as asked:
        qtbot.mouseClick(preview._step, Qt.MouseButton.LeftButton)
    assert asked.args == [HOMEWORK]
    assert desk.place.class_id == class_named(desk.project, "七(1)").id


def test_a_day_off_is_not_called_missing(desk: Desk) -> None:
    desk.place.go(date=MONDAY + timedelta(days=5))
    assert desk.page.list._summary.text() == "共5份：不上课5"
    assert "不上课" in desk.page.preview._words.text()


def test_shapes_and_scopes_list_what_they_say(desk: Desk) -> None:
    page = desk.page
    assert desk.names() == ["一(1)班", "三(1)班", "三(2)班", "三(3)班", "七(1)班"]
    desk.select("三(2)班")
    page.choice.choose(Shape.DAY, Scope.GRADE)
    assert desk.names() == ["三(1)班", "三(2)班", "三(3)班"]
    assert [e.name for e in page.list.selected()] == ["三(2)班"]
    page.choice.choose(Shape.CLASS_WEEK, Scope.CLASS)
    assert desk.names() == ["三(2)班"]
    page.choice.choose(Shape.GRADE_WEEK, Scope.SCHOOL)
    assert desk.names() == ["一年级", "三年级", "七年级"]
    assert [e.name for e in page.list.selected()] == ["三年级"]


def test_the_days_of_the_week_are_one_click_away(desk: Desk, qtbot: QtBot) -> None:
    tuesday = desk.page.choice._days.button(1)
    assert tuesday.text() == "二\n24"
    assert desk.page.choice._days.button(5).text() == "六休\n28"
    qtbot.mouseClick(tuesday, Qt.MouseButton.LeftButton)
    assert desk.place.date.day == 24
    assert not any(entry.is_entered for entry in desk.page.list.entries)


def test_the_place_and_the_selection_follow_each_other(desk: Desk) -> None:
    desk.select("三(2)班")
    assert desk.place.class_id == class_named(desk.project, "三(2)").id
    assert desk.place.grade == 3
    desk.place.go(class_id=class_named(desk.project, "一(1)").id, grade=1)
    assert [e.name for e in desk.page.list.selected()] == ["一(1)班"]


def test_a_review_needs_a_name_and_passes_all_chosen(desk: Desk) -> None:
    desk.select("三(1)班", "三(2)班")
    assert desk.page.bar.review.text() == "审核通过（2份）"
    desk.page.bar.review.trigger()
    assert "审核人" in desk.errors[0]
    desk.page.bar.people.setEditText("王11")
    desk.page.bar.review.trigger()
    assert [e.reviewers for e in desk.page.list.selected()] == [("王11",), ("王11",)]
    assert desk.page.bar.review.text() == "已审：王11"
    assert not desk.page.bar.review.isEnabled()
    desk.bridge.undo()
    assert not any(e.is_reviewed for e in desk.page.list.selected())


def test_going_down_the_list_fast_ends_at_the_right_sheet(desk: Desk, qtbot: QtBot) -> None:
    desk.page.focus_first()
    desk.select("三(1)班")
    for _ in range(6):
        desk.select("三(2)班")
        desk.select("三(1)班")
    desk.select("三(2)班")
    qtbot.waitUntil(lambda: desk.page.preview.is_ready, timeout=PATIENCE_MS)
    shown = desk.page.preview._shown
    assert shown is not None
    assert shown.key[0].endswith("-302")


def test_one_click_selects_all_that_is_not_out(desk: Desk) -> None:
    desk.page.list.select_unpublished()
    assert [e.name for e in desk.page.list.selected()] == ["三(1)班", "三(2)班"]
    assert desk.page.bar.print.text() == "打印（2份）…"
