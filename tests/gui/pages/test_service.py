"""课后: what a person does to the week board by mouse and by keys, each act one undo step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.service.commands.sessions import lock_sessions
from shuangjian_desktop.app.service.shapes import Axis
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.gui.dialogs.place_dialog import PlaceDialog
from tests.gui.service_desk import ServiceDesk, drag, service_desk, take_off

Key = Qt.Key
READING = "三(1)阅读（1）"


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[ServiceDesk]:
    with service_desk(tmp_path) as made:
        take_off(made, "三(2)阅读（2）")  # 王32 is free on Tuesday, the class has no second time
        yield made


def test_space_lifts_and_every_cell_says_yes_or_why_not(desk: ServiceDesk) -> None:
    desk.stand("三(1)", 1, "第2节")
    desk.press(Key.Key_Space)
    held = desk.page.model.held
    assert held.hand is not None
    assert held.hand.name == READING
    row, column = desk.cell("三(1)", 2, "第1节")
    verdict = held.verdict(row, column)
    assert verdict is not None
    assert verdict.reasons[0] == "三(1)班在周二第1节已有三(1)作业辅导（2）。"
    assert len(verdict.reasons) > 1
    desk.press(Key.Key_Right)
    assert desk.page.model.held.target == (row, column)
    assert f"不能放下（{len(verdict.reasons)}条原因）" in desk.panel()
    assert all(reason in desk.panel() for reason in verdict.reasons)
    assert "不能放下" in desk.page.told.line.words.text()


def test_a_no_cell_refuses_keeps_the_chip_in_the_hand_and_esc_puts_it_back(
    desk: ServiceDesk,
) -> None:
    desk.stand("三(1)", 1, "第2节")
    desk.press(Key.Key_Space, Key.Key_Right, Key.Key_Return)
    assert desk.notify.sentences[-1].startswith("没有放下：三(1)班在周二第1节已有")
    verdict = desk.page.model.held.verdict(*desk.cell("三(1)", 2, "第1节"))
    assert verdict is not None
    assert f"共{len(verdict.reasons)}条原因" in desk.notify.sentences[-1]
    assert desk.page.hold.hand is not None
    desk.press(Key.Key_Escape)
    assert desk.page.hold.hand is None
    assert desk.where(READING) == "周一第2节"
    current = desk.page.view.current_chip()
    assert current is not None
    assert current.session_id == desk.session(READING)


def test_from_the_tray_by_keys_in_four_presses_and_back_by_one_undo(desk: ServiceDesk) -> None:
    assert desk.where("三(2)阅读（2）") == "待排"
    desk.page.view.setFocus()
    desk.press(Key.Key_Tab)
    assert desk.page.tray.hasFocus()
    assert "可以放：周二第2节" in desk.panel()
    desk.press(Key.Key_Space, Key.Key_Return)
    assert desk.where("三(2)阅读（2）") == "周二第2节"
    assert desk.people("三(2)阅读（2）") == ["王32"]
    assert desk.page.board is not None
    assert desk.page.board.tray == ()
    assert desk.page.view.hasFocus()
    desk.bridge.undo()
    assert desk.where("三(2)阅读（2）") == "待排"
    desk.bridge.redo()
    current = desk.page.view.current_chip()
    assert current is not None
    assert current.session_id == desk.session("三(2)阅读（2）")


def test_the_mouse_drags_a_chip_to_another_which_changes_places(desk: ServiceDesk) -> None:
    desk.drag_to(desk.cell("三(1)", 1, "第2节"), desk.cell("三(1)", 1, "第1节"))
    assert desk.where(READING) == "周一第1节"
    assert desk.where("三(1)作业辅导（1）") == "周一第2节"
    desk.bridge.undo()
    assert (desk.where(READING), desk.where("三(1)作业辅导（1）")) == ("周一第2节", "周一第1节")


def test_while_dragged_a_ghost_follows_and_esc_puts_back(desk: ServiceDesk) -> None:
    desk.drag_to(desk.cell("三(1)", 1, "第2节"), desk.cell("三(1)", 1, "第1节"), lets_go=False)
    ghost = desk.page.hold._ghost
    assert ghost is not None
    assert ghost.isVisible()
    assert "可以和三(1)作业辅导（1）交换" in desk.page.told.line.words.text()
    desk.press(Key.Key_Escape)
    assert desk.page.hold.hand is None
    assert desk.where(READING) == "周一第2节"


def test_dropped_on_a_no_cell_or_beside_the_board_it_goes_back(desk: ServiceDesk) -> None:
    desk.drag_to(desk.cell("三(1)", 1, "第2节"), desk.cell("三(2)", 2, "第2节"))
    assert "只能排在自己班里" in desk.notify.sentences[-1]
    desk.drag(desk.cell("三(1)", 1, "第2节"), desk.page.bar, desk.page.bar.rect().center())
    assert desk.where(READING) == "周一第2节"
    assert desk.page.hold.hand is None


def test_dropped_on_the_tray_it_is_taken_off(desk: ServiceDesk) -> None:
    panel = desk.page.tray_panel
    desk.drag(desk.cell("三(1)", 1, "第2节"), panel, panel.rect().center())
    assert desk.where(READING) == "待排"


def test_from_the_tray_by_mouse(desk: ServiceDesk) -> None:
    tray, view = desk.page.tray, desk.page.view
    start = tray.visualRect(desk.page.tray_model.index(0)).center()
    end = desk.place_of(desk.cell("三(2)", 2, "第2节"))
    port = tray.viewport()
    drag(port, start, port.mapFromGlobal(view.viewport().mapToGlobal(end)))
    assert desk.where("三(2)阅读（2）") == "周二第2节"


def test_a_short_press_only_selects(desk: ServiceDesk) -> None:
    cell = desk.cell("三(1)", 1, "第2节")
    drag(desk.page.view.viewport(), desk.place_of(cell), desk.place_of(cell))
    assert desk.page.hold.hand is None
    assert desk.page.view.cell.current == cell


def test_delete_takes_off_and_l_locks_several_at_once(desk: ServiceDesk) -> None:
    desk.stand("三(1)", 1, "第2节")
    desk.press(Key.Key_Down, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert len(desk.page.view.selected_chips()) == 2
    desk.press(Key.Key_L)
    locked = [session for session in desk.case.sessions if session.is_locked]
    assert len(locked) == 2
    assert "解锁" in [action.text() for action in desk.page.acts.actions.values()]
    desk.press(Key.Key_Delete)
    assert desk.notify.sentences[-1] == "2次已锁定，没有撤下；先按 L 解锁。"
    desk.press(Key.Key_L, Key.Key_Delete)
    assert (desk.where(READING), desk.where("三(2)阅读（1）")) == ("待排", "待排")


def test_a_locked_chip_is_not_lifted_and_says_how(desk: ServiceDesk) -> None:
    desk.bridge.run(lock_sessions([desk.session(READING)], is_locked=True))
    desk.stand("三(1)", 1, "第2节")
    desk.press(Key.Key_Space)
    assert desk.page.hold.hand is None
    assert "按 L 解锁" in desk.notify.sentences[-1]
    assert "已锁定" in desk.panel()


def test_enter_on_an_empty_cell_offers_what_could_stand_there(desk: ServiceDesk) -> None:
    desk.stand("三(2)", 2, "第2节")
    assert "空闲的人" in desk.panel()
    desk.press(Key.Key_Return)
    assert QApplication.activePopupWidget() is not None
    desk.press(Key.Key_Return)
    assert desk.where("三(2)阅读（2）") == "周二第2节"


def test_by_teacher_an_empty_cell_offers_only_what_that_person_may_lead(desk: ServiceDesk) -> None:
    desk.page.bar.axes.setCurrentIndex(list(Axis).index(Axis.STAFF))
    desk.stand("李教练", 2, "第2节")
    desk.press(Key.Key_Return)
    assert desk.notify.sentences[-1] == "待排区里没有能放在这一格的活动。"
    desk.stand("王32", 2, "第2节")
    desk.press(Key.Key_Return, Key.Key_Return)
    assert desk.people("三(2)阅读（2）") == ["王32"]


def test_f2_changes_who_leads_with_reasons_for_whoever_cannot(
    desk: ServiceDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def choose(dialog: PlaceDialog) -> int:
        lines = [dialog.people.item(n) for n in range(dialog.people.count())]
        seen.extend(line.text() for line in lines)
        dialog.people.itemActivated.emit(next(line for line in lines if line.text() == "王32"))
        assert [desk.project.directory.staff_names[one] for one in dialog.staff] == ["王32"]
        return 1

    monkeypatch.setattr(PlaceDialog, "exec", choose)
    desk.stand("三(1)", 2, "第2节")
    desk.press(Key.Key_F2)
    assert desk.people("三(1)阅读（2）") == ["王32"]
    assert "王33　✕ 王33在周二第2节已带三(3)阅读（2）。" in seen
    assert seen[0] == "王31"


def test_while_held_f2_chooses_who_leads_before_it_is_put_down(
    desk: ServiceDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticked: list[list[str]] = []

    def look(dialog: PlaceDialog) -> int:
        ticked.append([desk.project.directory.staff_names[one] for one in dialog.staff])
        return 1

    monkeypatch.setattr(PlaceDialog, "exec", look)
    desk.page.tray.setFocus()
    desk.press(Key.Key_Space)
    desk.press(Key.Key_L)  # means nothing while something is held
    assert desk.page.hold.hand is not None
    desk.press(Key.Key_F2)
    assert ticked == [["王32"]], "whom the program proposes is ticked"
    assert desk.page.hold.hand is None
    assert (desk.where("三(2)阅读（2）"), desk.people("三(2)阅读（2）")) == ("周二第2节", ["王32"])


def test_by_teacher_a_chip_goes_to_another_persons_row(desk: ServiceDesk) -> None:
    desk.page.bar.axes.setCurrentIndex(list(Axis).index(Axis.STAFF))
    QApplication.processEvents()
    desk.drag_to(desk.cell("王31", 2, "第2节"), desk.cell("王32", 2, "第2节"))
    assert desk.people("三(1)阅读（2）") == ["王32"]
    assert desk.where("三(1)阅读（2）") == "周二第2节"


def test_odd_and_even_weeks_are_set_for_what_is_selected(desk: ServiceDesk) -> None:
    desk.stand("三(1)", 1, "第2节")
    desk.page.acts.parity[Parity.ODD].trigger()
    session = next(s for s in desk.case.sessions if s.id == desk.session("三(1)阅读（1）单周"))
    assert session.parity is Parity.ODD
    spoken = desk.page.model.index(*desk.cell("三(1)", 1, "第2节")).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken == "三(1)班 周一第2节 阅读 三(1) 王31 单周"
