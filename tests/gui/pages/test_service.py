"""课后: what a person does to the week board by mouse and by keys, and what the page says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.service_sessions import lock_sessions
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service_shapes import Axis
from shuangjian_desktop.domain.people import INSPECTOR
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.place_dialog import PlaceDialog
from shuangjian_desktop.gui.dialogs.why_unplaced_dialog import WhyUnplacedDialog
from shuangjian_desktop.gui.pages.service import BOARD, EMPTY, ServicePage
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, with_service
from tests.gui.desk import QuietNotify
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


def test_the_tray_lights_up_the_board_without_holding_anything(desk: ServiceDesk) -> None:
    desk.page.tray.setFocus()
    desk.page.told.tell()
    held = desk.page.model.held
    assert held.hand is None
    verdict = held.verdict(*desk.cell("三(2)", 2, "第2节"))
    assert verdict is not None
    assert verdict.is_possible
    desk.page.view.setFocus()
    desk.page.told.tell()
    assert held.verdict(*desk.cell("三(2)", 2, "第2节")) is None


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
    desk.stand("七(1)", 3, "第2节")


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


def test_why_unplaced_lists_every_slot_with_every_reason(desk: ServiceDesk, qtbot: QtBot) -> None:
    take_off(desk, READING)
    page = desk.page
    assert page.case is not None
    assert page.board is not None
    dialog = WhyUnplacedDialog(page.case, page.board, [desk.session(READING)], None)
    qtbot.addWidget(dialog)
    top = dialog.tree.topLevelItem(0)
    assert top is not None
    assert top.childCount() == len(page.case.slots) - 1, "evening study is not for this class"
    lines = [top.child(n).text(0) for n in range(top.childCount())]
    assert "周一第2节　✓ 可以放" in lines
    first = top.child(lines.index(next(line for line in lines if line.startswith("周一第1节"))))
    told = [first.child(n).text(0) for n in range(first.childCount())]
    assert "✕ 三(1)班在周一第1节已有三(1)作业辅导（1）。" in told
    assert "　王33在周一第1节已带三(3)作业辅导（1）。" in told


def test_by_teacher_a_chip_goes_to_another_persons_row(desk: ServiceDesk) -> None:
    desk.page.bar.axes.setCurrentIndex(list(Axis).index(Axis.STAFF))
    QApplication.processEvents()
    desk.drag_to(desk.cell("王31", 2, "第2节"), desk.cell("王32", 2, "第2节"))
    assert desk.people("三(1)阅读（2）") == ["王32"]
    assert desk.where("三(1)阅读（2）") == "周二第2节"


def test_the_filter_by_initials_keeps_rows_that_have_what_is_asked(desk: ServiceDesk) -> None:
    desk.page.bar.filter.setText("hc")  # 合唱
    rows = [desk.page.model.row(n).name for n in range(desk.page.model.rowCount())]
    assert rows == ["三(1)", "三(2)", "三(3)"]
    chips = desk.page.model.chips(*desk.cell("三(1)", 3, "第2节"))
    assert {c.title: desk.page.model.is_asked_for(c) for c in chips} == {
        "合唱": True,
        "足球": False,
    }
    desk.page.bar.filter.setText("")
    assert desk.page.model.rowCount() == 5


def test_one_grade_shows_its_own_classes_and_times_only(desk: ServiceDesk) -> None:
    desk.page.bar.grade_chosen.emit(3)
    rows = [desk.page.model.row(n).name for n in range(desk.page.model.rowCount())]
    assert rows == ["三(1)", "三(2)", "三(3)"]
    assert desk.page.model.columnCount() == 10, "evening study is of grade 7"
    desk.page.bar.grade_chosen.emit(None)
    assert desk.page.model.columnCount() == 11


def test_what_is_wrong_stands_on_the_chip_in_the_line_and_on_the_right(desk: ServiceDesk) -> None:
    def run_out(writer: Writer) -> None:
        ((row_id, _),) = writer.find("service_staff", document="社会体育指导员证")
        writer.update("service_staff", row_id, {"valid_until": "2026-11-01"})

    desk.bridge.run(Command("到期", run_out))
    cell = desk.cell("三(1)", 3, "第2节")
    football = next(n for n, c in enumerate(desk.page.model.chips(*cell)) if c.title == "足球")
    desk.page.view.select_spot((*cell, football))
    assert "▲ " in desk.panel()
    assert "▲1次不合要求" in desk.page.told.line.words.text()
    desk.stand("一(1)", 1, "第1节")
    desk.press(Key.Key_F8)
    current = desk.page.view.current_chip()
    assert current is not None
    assert current.title == "足球"
    desk.press(Key.Key_F8)
    assert desk.page.view.currentIndex().row() == cell[0] + 1, "it is of three classes"
    desk.page.told.tell_wrong()
    assert "周三第2节　足球　三(1)、三(2)、三(3)\n▲ " in desk.page.told.panel.text()


def test_the_day_of_a_class_is_told_beside_its_homework(desk: ServiceDesk) -> None:
    enter(desk.project, item(desk.project, minutes=55))
    desk.stand("三(1)", 1, "第1节")
    told = desk.panel()
    assert "周一17:05结束，不早于下班时间17:00。" in told
    assert "作业辅导40分钟，书面作业55分钟，约带回家15分钟" in told
    assert "第4条" in told


def test_a_class_that_ends_too_early_is_said_by_shape_and_word(desk: ServiceDesk) -> None:
    row, column = desk.cell("三(2)", 2, "第2节")
    end = desk.page.model.end(row, column)
    assert end is not None
    assert end.short_minutes == 40
    assert desk.page.board is not None
    tuesday = next(day for day in desk.page.board.days if day.weekday == 2)
    assert tuesday.short == ("三(2)",)
    assert "▲1个班早于17:00下班" in desk.page.foot.accessibleDescription()


def test_a_pressed_foot_names_who_and_what_is_free(desk: ServiceDesk) -> None:
    _row, column = desk.cell("三(2)", 2, "第2节")
    desk.page.foot.column_pressed.emit(column)
    told = desk.page.told.panel.text()
    assert "空闲的人（2）\n李教练、王32" in told
    assert "空闲的场地（2）" in told
    assert desk.page.foot._tooltip(column, 0) == told


def test_a_moved_session_does_not_make_the_whole_plan_be_read_again(desk: ServiceDesk) -> None:
    before = desk.page.case
    assert before is not None
    desk.bridge.run(lock_sessions([desk.session(READING)], is_locked=True))
    assert desk.page.case is not None
    assert desk.page.case is not before
    assert desk.page.case.problem.people is before.problem.people
    assert desk.page.case == desk.case


def test_homework_is_no_reason_to_make_the_board_anew(desk: ServiceDesk) -> None:
    before = desk.page.board
    enter(desk.project, item(desk.project, minutes=55))
    assert desk.page.board is before


def test_odd_and_even_weeks_are_set_for_what_is_selected(desk: ServiceDesk) -> None:
    desk.stand("三(1)", 1, "第2节")
    desk.page.acts.parity[Parity.ODD].trigger()
    session = next(s for s in desk.case.sessions if s.id == desk.session("三(1)阅读（1）单周"))
    assert session.parity is Parity.ODD
    spoken = desk.page.model.index(*desk.cell("三(1)", 1, "第2节")).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken == "三(1)班 周一第2节 阅读 三(1) 王31 单周"


def test_coming_from_a_class_one_stands_in_its_row(desk: ServiceDesk) -> None:
    desk.page.place.go(class_id=class_named(desk.project, "三(3)").id)
    assert desk.page.view.currentIndex().row() == desk.cell("三(3)", 1, "第1节")[0]


def test_a_published_plan_is_only_looked_at_and_offers_the_next_version(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with service_desk(tmp_path, with_service) as desk:
        assert desk.page.fixed.isVisible()
        assert "要改请修订" in desk.page.fixed.words.text()
        desk.stand("三(1)", 1, "第2节")
        desk.press(Key.Key_Space)
        assert desk.page.hold.hand is None
        assert "已发布" in desk.notify.sentences[-1]
        assert not desk.page.acts.actions["off"].isEnabled()
        desk.page.fixed.button.click()
        assert not desk.page.fixed.isVisible()
        assert desk.page.plan is not None
        assert desk.page.plan.version == 2
        desk.stand("三(1)", 1, "第2节")
        desk.press(Key.Key_Delete)
        assert desk.where(READING) == "待排"


def test_whoever_only_looks_sees_the_board_and_is_told_why(tmp_path: Path, qtbot: QtBot) -> None:
    def prepare(project: Project) -> None:
        with_service(project, is_published=False)
        project.actor = INSPECTOR

    with service_desk(tmp_path, prepare) as desk:
        assert "由教务安排" in desk.page.fixed.words.text()
        assert desk.page.model.rowCount() == 5
        assert not desk.page.plan_acts.publish.isEnabled()


def offered(page: ServicePage) -> list[str]:
    return [b.text() for b in page.empty.findChildren(QPushButton) if b.isVisible()]


def test_without_a_plan_the_page_offers_the_two_ways_to_one(tmp_path: Path, qtbot: QtBot) -> None:
    with service_desk(tmp_path, lambda _p: None) as desk:
        assert desk.page.stack.currentIndex() == EMPTY
        assert offered(desk.page) == ["新建安排…", "导入课后服务安排表…"]
        asked: list[str] = []
        desk.page.import_requested.connect(asked.append)
        desk.page.empty.findChildren(QPushButton)[1].click()
        assert asked == ["service"]
        with_service(desk.project, is_published=False)
        assert desk.page.stack.currentIndex() == BOARD


def test_without_activities_the_page_offers_to_add_one(tmp_path: Path, qtbot: QtBot) -> None:
    def emptied(project: Project) -> None:
        with_service(project, is_published=False)

        def apply(writer: Writer) -> None:
            for table in ("session", "activity"):
                for row_id, _ in writer.find(table):
                    writer.delete(table, row_id)

        project.run(Command("准备", apply))

    with service_desk(tmp_path, emptied) as desk:
        assert offered(desk.page) == ["添加活动…", "导入课后服务安排表…"]


def test_a_school_without_classes_begins_there(tmp_path: Path, qtbot: QtBot) -> None:
    project = new_school(tmp_path / "空.sjdb", "空学校", clock=fixed_clock)
    bridge = Bridge(project, QuietNotify())
    page = ServicePage(bridge, Place(MONDAY), Runner(), QuietNotify())
    page.show()
    QApplication.processEvents()
    assert offered(page) == ["导入任课一览…"]
    page.close()
    page.deleteLater()
    project.close()


def test_a_change_from_elsewhere_lets_go_of_what_is_held(desk: ServiceDesk) -> None:
    desk.stand("三(1)", 1, "第2节")
    desk.press(Key.Key_Space)
    assert desk.page.hold.hand is not None
    desk.bridge.run(lock_sessions([desk.session("三(3)阅读（1）")], is_locked=True))
    assert desk.page.hold.hand is None
    assert desk.page.model.held.verdict(0, 0) is None
