"""The 作业 page as a whole: classes, weeks, views, what an edit reads again, an empty school."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import remove_items
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.pages.homework import EMPTY, HEAT, WEEK, HomeworkPage
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, enter, fixed_clock, item
from tests.gui.desk import (
    CHINESE,
    FRI,
    MATHS,
    MON,
    SCIENCE,
    SUN,
    TUE,
    Desk,
    QuietNotify,
    desk_in,
)

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        yield desk


def test_another_class_and_another_week_show_their_own_homework(desk: Desk) -> None:
    enter(desk.project, item(desk.project, "三(2)", content="乙班"))
    desk.go("三(2)")
    assert [i.content for i in desk.page.model.cell(CHINESE, MON)] == ["乙班"]
    desk.place.next_week()
    assert desk.page.model.cell(CHINESE, MON) == ()
    assert desk.page.model.day(MON).class_day.day.date == MONDAY + timedelta(days=7)


def test_an_edit_reads_again_one_day_and_leaves_the_rest_alone(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="甲"))
    reset: list[str] = []
    changed: list[tuple[int, int]] = []
    desk.page.model.modelReset.connect(lambda: reset.append("reset"))
    desk.page.model.dataChanged.connect(lambda a, b: changed.append((a.column(), b.column())))
    desk.stand(CHINESE, MON)
    desk.type("35")
    desk.press(Qt.Key.Key_Return)
    assert reset == []
    assert set(changed) == {(MON, MON)}


def test_an_item_of_a_class_not_shown_changes_nothing_here(desk: Desk) -> None:
    changed: list[int] = []
    desk.page.model.dataChanged.connect(lambda *_: changed.append(1))
    other = item(desk.project, "七(1)", content="别的班")
    enter(desk.project, other)
    desk.project.run(remove_items([other.id]))
    assert changed == []


def test_a_subject_nobody_teaches_here_gets_its_row(desk: Desk) -> None:
    desk.project.run(Command("加学科", _add_subject))
    desk.stand(MATHS, TUE)
    rows = desk.page.model.rowCount()
    enter(desk.project, item(desk.project, subject="劳动", on=TUESDAY, content="扫地"))
    assert desk.page.model.rowCount() == rows + 1
    assert desk.page.model.cell(rows, TUE)[0].content == "扫地"
    assert desk.place.date == TUESDAY


def _add_subject(writer: Writer) -> None:
    writer.insert("subject", {"name": "劳动", "position": 9})


def test_the_place_names_what_is_selected(desk: Desk) -> None:
    wanted = item(desk.project, subject="数学", on=TUESDAY, content="乙")
    enter(desk.project, wanted)
    desk.stand(MATHS, TUE)
    assert (desk.place.date, desk.place.item_id) == (TUESDAY, wanted.id)
    desk.stand(SCIENCE, FRI)
    assert desk.place.item_id is None


def test_going_to_an_item_selects_its_cell(desk: Desk) -> None:
    wanted = item(desk.project, subject="数学", on=TUESDAY, content="乙")
    enter(desk.project, wanted)
    desk.place.go(date=TUESDAY, item_id=wanted.id)
    assert desk.page.view.current_item() == wanted


def test_a_number_of_the_heat_map_opens_its_class_and_day(desk: Desk) -> None:
    enter(desk.project, item(desk.project, "三(2)", minutes=75, on=TUESDAY))
    desk.page.tabs.setCurrentIndex(HEAT)
    heat = desk.page.heat
    assert heat is not None
    at = heat.currentIndex()
    assert heat.heat_model.school_class(at.row()).id == desk.page.place.class_id
    assert heat.heat_model.day(at.row(), at.column()).class_day.day.date == desk.page.place.date
    heat = desk.page.heat
    assert heat is not None
    model = heat.heat_model
    assert model.index(1, TUE).data() == "75 ▲超15"
    heat.setCurrentIndex(model.index(1, TUE))
    QTest.keyClick(heat, Qt.Key.Key_Return)
    assert desk.page.stack.currentIndex() == WEEK
    assert desk.place.class_id == class_named(desk.project, "三(2)").id
    assert desk.place.date == TUESDAY
    assert desk.page.view.selected_cells()[0][1] == TUE


def test_the_tree_leads_to_a_class_and_a_grade_to_its_heat_map(desk: Desk) -> None:
    tree, model = desk.page.tree, desk.page.tree_model
    tree.setCurrentIndex(model.index_of(class_named(desk.project, "七(1)").id))
    assert desk.page.bar.where.text() == "七(1)班"
    tree.setCurrentIndex(model.index(0, 0))
    assert desk.page.stack.currentIndex() == HEAT
    assert desk.page.bar.where.text() == "一年级"


def test_the_dots_come_after_the_first_paint(desk: Desk, qtbot: QtBot) -> None:
    enter(desk.project, item(desk.project, minutes=75))
    shown = desk.page.tree_model.index_of(class_named(desk.project, "三(1)").id)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: shown.data(spoken) == "三(1)班 有超限的日子")


def test_a_day_off_is_narrow_until_it_has_homework(desk: Desk) -> None:
    view = desk.page.view
    before = view.columnWidth(SUN)
    assert before < view.columnWidth(MON)
    enter(desk.project, item(desk.project, on=MONDAY + timedelta(days=6)))
    assert view.columnWidth(SUN) > before


def test_a_click_on_the_second_item_of_a_cell_selects_it(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="甲", position=0))
    enter(desk.project, item(desk.project, content="乙", position=1))
    view = desk.page.view
    rect = view.visualRect(desk.page.model.index(CHINESE, MON))
    second = view.cell.item_rects(desk.page.model, CHINESE, MON, rect)[1]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=second.center())
    current = view.current_item()
    assert current is not None
    assert current.content == "乙"


def test_a_school_without_classes_offers_the_one_step(tmp_path: Path, qapp: QApplication) -> None:
    project = new_school(tmp_path / "空.sjdb", clock=fixed_clock)
    notify = QuietNotify()
    page = HomeworkPage(Bridge(project, notify), Place(MONDAY), Runner(), notify)
    page.show()
    asked: list[str] = []
    page.import_requested.connect(asked.append)
    assert page.stack.currentIndex() == EMPTY
    page.empty.step.click()
    assert asked == ["teaching"]
    page.place.go(date=date(2027, 3, 1))
    assert page.stack.currentIndex() == EMPTY
    page.close()
    page.deleteLater()
    project.close()
