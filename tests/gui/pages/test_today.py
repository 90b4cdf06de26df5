"""今日: the lists hold what needs somebody, and one click or Enter leads to where it is done."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import (
    DayTarget,
    add_items,
    declare_no_homework,
    remove_items,
)
from shuangjian_desktop.app.commands.locks import lock_days
from shuangjian_desktop.app.commands.review import return_items
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.people import Actor, Role
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.review_dialog import ReviewDialog
from shuangjian_desktop.gui.pages.today import TodayPage
from shuangjian_desktop.gui.place import HOMEWORK, NOTICES, Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.gui.desk import QuietNotify


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    enter(
        opened,
        item(opened, "三(1)", minutes=75),
        item(opened, "三(2)", minutes=40),
        item(opened, "七(1)", minutes=80),
    )
    yield opened
    opened.close()


@pytest.fixture
def page(project: Project, qtbot: QtBot) -> TodayPage:
    notify = QuietNotify()
    made = TodayPage(Bridge(project, notify), Place(MONDAY), Runner(), notify)
    qtbot.addWidget(made)
    made.resize(1290, 680)
    made.show()
    made.activateWindow()  # keys go to the active window alone
    qtbot.waitActive(made)
    qtbot.waitUntil(lambda: made.acts is not None)
    return made


def rows(view: QuietTable) -> list[str]:
    model = view.model()
    return [
        " ".join(model.index(row, column).data() for column in range(model.columnCount())).strip()
        for row in range(model.rowCount())
    ]


def items_of(project: Project, class_name: str) -> tuple[HomeworkItem, ...]:
    found = judged_day(project, class_named(project, class_name).id, MONDAY)
    return found.class_day.items


def test_the_three_lists_say_who_is_meant_and_why(page: TodayPage) -> None:
    assert rows(page.over.view) == ["三(1) ▲超15分钟 待会商 75/60分"]
    assert rows(page.unfinished.view) == [
        "一(1) ○ 未录入",
        "三(3) ○ 未录入",
        "三(1) ◇ 未审核 75/60分",
        "三(2) ◇ 未审核 40/60分",
        "七(1) ◇ 未审核 80/90分",
    ]
    assert [row.split()[0] for row in rows(page.unpublished.view)] == ["三(1)", "三(2)", "七(1)"]


@pytest.mark.parametrize(
    ("which", "row", "class_name", "page_id"),
    [
        ("over", 0, "三(1)", HOMEWORK),
        ("unfinished", 0, "一(1)", HOMEWORK),
        ("unpublished", 1, "三(2)", NOTICES),
    ],
)
@pytest.mark.parametrize("how", ["click", "Enter"])
def test_each_line_is_one_step_from_where_it_is_done(
    page: TodayPage, project: Project, which: str, row: int, class_name: str, page_id: str, how: str
) -> None:
    asked: list[str] = []
    page.place.page_requested.connect(asked.append)
    view: QuietTable = getattr(page, which).view
    index = view.model().index(row, 0)
    if how == "click":
        spot = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    else:
        view.setCurrentIndex(index)
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked == [page_id]
    assert page.place.class_id == class_named(project, class_name).id
    assert page.place.date == MONDAY


def test_the_strip_shows_every_class_by_grade_and_opens_it(
    page: TodayPage, project: Project
) -> None:
    model = page.strip_model
    headers = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert headers == ["一年级", "三年级", "七年级"]
    assert model.index(1, 0).data() == "75/60分 ▲超15"
    assert model.day(model.index(0, 1)) is None
    page.strip.setCurrentIndex(model.index(1, 1))
    QTest.keyClick(page.strip, Qt.Key.Key_Return)
    assert page.place.class_id == class_named(project, "三(2)").id


def test_a_screen_reader_hears_the_whole_cell(page: TodayPage) -> None:
    spoken = page.strip_model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("三(1)班 周一 11/23")
    assert "超过15分钟" in spoken


def test_what_is_done_leaves_the_lists_at_once(page: TodayPage, project: Project) -> None:
    first = class_named(project, "一(1)").id
    page.bridge.run(declare_no_homework([DayTarget(first, MONDAY)]))
    assert "一(1) ○ 未录入" not in rows(page.unfinished.view)
    over = project.database.rows("SELECT id FROM homework WHERE minutes = 75")
    page.bridge.run(remove_items([over[0][0]]))
    assert rows(page.over.view) == []
    assert page.over.view._empty.text() == "没有班级超出上限。"
    assert page.over.view._empty.isVisible()


def test_days_go_by_with_their_keys(page: TodayPage, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.place.date == MONDAY - timedelta(days=1))
    assert page._heading.text() == "11月22日　星期日　周末　第13周"
    assert rows(page.unfinished.view) == []


def test_a_hidden_page_reads_nothing_until_it_is_shown(page: TodayPage, project: Project) -> None:
    page.hide()
    board = page.board
    page.bridge.run(declare_no_homework([DayTarget(class_named(project, "一(1)").id, MONDAY)]))
    assert page.board is board
    page.show()
    assert page.board is not board


def test_the_keyboard_starts_at_the_first_list_with_something_in_it(page: TodayPage) -> None:
    page.focus_first()
    assert page.over.view.currentIndex().row() == 0
    assert page.focusWidget() is page.over.view


def test_the_models_keep_the_contract_of_qt(page: TodayPage) -> None:
    for model in (page.strip_model, page.over.model, page.unfinished.model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.place.go(date=MONDAY + timedelta(days=1))


def test_a_school_without_classes_says_what_belongs_there(tmp_path: Path, qtbot: QtBot) -> None:
    from shuangjian_desktop.app.commands.setup import new_school

    empty = new_school(tmp_path / "空.sjdb")
    notify = QuietNotify()
    made = TodayPage(Bridge(empty, notify), Place(MONDAY), Runner(), notify)
    qtbot.addWidget(made)
    made.show()
    assert made.strip._empty.isVisible()
    assert "导入" in made.strip._empty.text()
    empty.close()


def test_another_date_than_today_says_so_and_leads_back(page: TodayPage) -> None:
    assert page._not_today is None
    page._next_day()
    assert page._not_today is not None
    assert page._not_today.text() == "（今天是11月23日）"
    assert page._not_today.isVisible()
    page._to_today.click()
    assert page.place.date == MONDAY
    assert not page._not_today.isVisible()
    assert not page._to_today.isVisible()


@pytest.mark.parametrize(
    ("on", "to_enter", "to_publish"),
    [
        (date(2026, 8, 3), "不在已设置的学期内", "还没有录入作业。"),
        (date(2031, 3, 3), "还没有2031年的放假安排", "还没有录入作业。"),
        (date(2026, 11, 22), "周末，不用录入。", "不用公示。"),
        (date(2026, 10, 1), "国庆节，不用录入。", "不用公示。"),
    ],
)
def test_a_list_with_nothing_to_do_does_not_call_it_done(
    page: TodayPage, on: date, to_enter: str, to_publish: str
) -> None:
    page.place.go(date=on)
    for needs in (page.over, page.unfinished, page.unpublished):
        assert rows(needs.view) == []
        assert needs.view._empty.isVisible()
    assert to_enter in page.unfinished.view._empty.text()
    assert "都已" not in page.unfinished.view._empty.text()
    assert page.unpublished.view._empty.text() == to_publish


def test_an_unconfirmed_day_names_the_next_step(page: TodayPage) -> None:
    page.place.go(date=date(2026, 8, 3))
    assert page._heading.text().startswith("8月3日　星期一　不在已设置的学期内")
    assert "请从“文件 → 导入…”导入学校设置" in page.unfinished.view._empty.text()


def test_what_waits_for_a_review_opens_it_at_that_class(
    page: TodayPage, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def look(dialog: ReviewDialog) -> int:
        assert dialog.current is not None
        opened.append(dialog.current.judged.class_day.class_name)
        return 0

    monkeypatch.setattr(ReviewDialog, "exec", look)
    view = page.unfinished.view
    view.setCurrentIndex(view.model().index(3, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["三(2)"]
    QTest.keyClick(view, Qt.Key.Key_R)
    assert opened == ["三(2)", "三(1)"]


def test_a_returned_item_names_its_subject_and_is_one_step_away(
    page: TodayPage, project: Project
) -> None:
    (maths,) = [i for i in items_of(project, "三(2)") if i.minutes == 40]
    page.bridge.run(return_items([maths], "太多", "李组长", "2026-11-23T15:40:00"))
    assert "三(2) ↩ 已退回 语文 40/60分" in rows(page.unfinished.view)
    row = rows(page.unfinished.view).index("三(2) ↩ 已退回 语文 40/60分")
    page.unfinished.view.opened.emit(page.unfinished.model.index(row, 0))
    assert page.place.item_id == maths.id


def test_late_entry_stays_marked_with_its_reason(page: TodayPage, project: Project) -> None:
    """Row 8: entered after the cut-off."""
    known = {"key": "entry_cut_off", "value": "15:00:00"}
    page.bridge.run(Command("截止时间", lambda w: w.insert("setting", known) and None))
    late = item(project, "三(3)", minutes=10)
    page.bridge.run(add_items([late]), reason="教师外出，刚刚返校")
    assert "三(3) ◇ 未审核 迟交 10/60分" in rows(page.unfinished.view)
    row = rows(page.unfinished.view).index("三(3) ◇ 未审核 迟交 10/60分")
    tip = page.unfinished.model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "教师外出，刚刚返校" in tip


def test_a_teacher_sees_the_own_classes_first(page: TodayPage, project: Project) -> None:
    teacher = next(p for p in project.directory.staff if p.name == "王32")
    project.actor = Actor("王32", teacher.id, frozenset({Role.TEACHER}))
    page.read_again()
    assert [row.split()[0] for row in rows(page.unfinished.view)] == ["三(2)"]
    assert rows(page.over.view) == []
    assert page.acts is not None
    page.acts.mine.click()
    assert [row.split()[0] for row in rows(page.over.view)] == ["三(1)"]


def test_a_locked_day_says_so(page: TodayPage) -> None:
    assert page.acts is not None
    assert not page.acts.locked.isVisible()
    page.bridge.run(lock_days(MONDAY, MONDAY, "教务", "2026-11-23T15:40:00", grade=3))
    assert page.acts.locked.text() == "已锁定：三年级"
    assert page.acts.locked.isVisible()


def test_the_cursor_stays_where_it_was_when_a_line_is_done(
    page: TodayPage, project: Project
) -> None:
    page.unfinished.view.selectRow(1)
    name = page.unfinished.model.rows[1].day.class_day.class_name
    done = page.unfinished.model.rows[0].day.class_day
    page.bridge.run(declare_no_homework([DayTarget(done.class_id, done.day.date)]))
    row = page.unfinished.view.currentIndex().row()
    assert page.unfinished.model.rows[row].day.class_day.class_name == name
