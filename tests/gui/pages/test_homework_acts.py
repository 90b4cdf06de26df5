"""Copying, pasting, removing and 无作业 in the class week; moving between classes and views."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shuangjian_desktop.app.commands.homework import remove_items
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.parallel_dialog import ParallelDialog
from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog
from shuangjian_desktop.gui.pages.homework import EMPTY, HEAT, WEEK, HomeworkPage
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.rules.totals import DayState
from tests.builders import MONDAY, class_named, enter, fixed_clock, item
from tests.gui.desk import (
    CHINESE,
    FRI,
    MATHS,
    MON,
    SCIENCE,
    SUN,
    TUE,
    WED,
    Desk,
    QuietNotify,
    desk_in,
)

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        yield desk


def do(desk: Desk, name: str) -> None:
    desk.page.acts.actions[name].trigger()


def select(desk: Desk, *spots: tuple[int, int]) -> None:
    desk.stand(*spots[0])
    for row, column in spots[1:]:
        index = desk.page.model.index(row, column)
        desk.page.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def put_on_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def answer(
    monkeypatch: pytest.MonkeyPatch, dialog: type[PasteDialog] | type[ParallelDialog], *, yes: bool
) -> None:
    """Answer a dialog without a person."""
    monkeypatch.setattr(dialog, "exec", lambda _self: int(yes))


def test_a_block_copied_here_is_pasted_with_all_its_fields(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="甲", note="带尺子"))
    enter(desk.project, item(desk.project, subject="数学", content="乙", minutes=15))
    select(desk, (CHINESE, MON), (MATHS, MON))
    do(desk, "copy")
    desk.stand(CHINESE, WED)
    do(desk, "paste")
    wednesday = MONDAY + timedelta(days=2)
    assert desk.told(on=wednesday) == [("甲", 20), ("乙", 15)]
    assert desk.items(on=wednesday)[0].note == "带尺子"
    desk.page.bridge.undo()
    assert desk.told(on=wednesday) == []


def test_what_is_copied_is_a_table_for_other_programs(desk: Desk) -> None:
    """P14"""
    enter(desk.project, item(desk.project, content="甲<b>", position=0))
    enter(desk.project, item(desk.project, content="乙", position=1))
    select(desk, (CHINESE, MON), (CHINESE, TUE))
    do(desk, "copy")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == '"甲<b> 20分钟\n乙 20分钟"\t'
    assert "甲&lt;b&gt; 20分钟<br>乙 20分钟" in data.html()


def test_text_from_a_spreadsheet_is_pasted_cell_by_cell(desk: Desk) -> None:
    """P12"""
    put_on_clipboard("生字 10\t朗读 5\n口算 15\t\n")
    desk.stand(CHINESE, MON)
    do(desk, "paste")
    assert desk.told() == [("生字", 10), ("口算", 15)]
    assert desk.told(on=TUESDAY) == [("朗读", 5)]


@pytest.mark.parametrize(("skips", "stored"), [(True, [("生字", 10)]), (False, [])])
def test_bad_cells_are_shown_first_and_skipped_or_all_is_called_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, skips: bool, stored: list[tuple[str, int]]
) -> None:
    """F6"""
    answer(monkeypatch, PasteDialog, yes=skips)
    put_on_clipboard("生字 10\n口算")
    desk.stand(CHINESE, MON)
    do(desk, "paste")
    assert desk.told() == stored


def test_the_paste_preview_lists_every_cell_left_out(desk: Desk, qtbot: object) -> None:
    put_on_clipboard("口算\t笔算 9999\n丙 5")
    desk.stand(MATHS, SUN)
    plan = desk.page.acts._plan()
    assert plan is not None
    dialog = PasteDialog(plan, desk.page)
    assert dialog.table.model().rowCount() == 2
    assert dialog.skip.text() == "跳过这些，粘贴1项"
    assert "2处" in dialog.summary.text()
    dialog.deleteLater()


def test_cut_takes_away_and_gives_back(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="甲"))
    desk.stand(CHINESE, MON)
    do(desk, "cut")
    assert desk.told() == []
    desk.stand(MATHS, TUE)
    do(desk, "paste")
    assert desk.told(on=TUESDAY) == [("甲", 20)]


def test_delete_on_several_cells_is_one_undo_step(desk: Desk) -> None:
    """P17"""
    enter(desk.project, item(desk.project, content="甲"), item(desk.project, content="乙"))
    enter(desk.project, item(desk.project, subject="数学", content="丙"))
    select(desk, (CHINESE, MON), (MATHS, MON))
    do(desk, "delete")
    assert desk.told() == []
    desk.page.bridge.undo()
    assert len(desk.told()) == 3


def test_parallel_classes_get_copies_with_their_own_teachers(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, ParallelDialog, yes=True)
    enter(desk.project, item(desk.project, content="甲"))
    desk.stand(CHINESE, MON)
    do(desk, "parallel")
    for name in ("三(2)", "三(3)"):
        (copy,) = desk.items(name)
        assert copy.content == "甲"
        assert copy.staff_id == desk.project.directory.teacher(
            copy.class_id, copy.subject_id, MONDAY
        )
    assert desk.notify.sentences == ["已复制2项到平行班。"]
    do(desk, "parallel")
    assert len(desk.items("三(2)")) == 1


def test_no_homework_is_said_and_taken_back_with_one_key(desk: Desk) -> None:
    desk.stand(CHINESE, TUE)
    do(desk, "none")
    assert desk.page.model.day(TUE).totals.state is DayState.NONE
    do(desk, "none")
    assert desk.page.model.day(TUE).totals.state is DayState.MISSING


def test_no_homework_is_refused_where_homework_is_entered(desk: Desk) -> None:
    enter(desk.project, item(desk.project))
    desk.stand(CHINESE, MON)
    do(desk, "none")
    assert "已经录入了作业" in desk.notify.sentences[0]
    assert desk.told() == [("练习册第32页", 20)]


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


def test_the_dots_come_after_the_first_paint(desk: Desk, qtbot: object) -> None:
    enter(desk.project, item(desk.project, minutes=75))
    shown = desk.page.tree_model.index_of(class_named(desk.project, "三(1)").id)
    QTest.qWait(600)
    assert shown.data(Qt.ItemDataRole.AccessibleTextRole) == "三(1)班 有超限的日子"


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
