"""预案 in the window: two fields, filled by the program, taken up on a day in one step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.rooms import new_room
from shuangjian_desktop.app.service.queries.contingencies import contingencies
from shuangjian_desktop.app.service.queries.timetable_choice import SheetKind
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.contingency_dialog import ContingencyDialog
from shuangjian_desktop.gui.dialogs.contingency_form import ContingencyForm
from shuangjian_desktop.gui.dialogs.day_away_form import AwayForm
from shuangjian_desktop.gui.dialogs.timetable_export import TimetableExport
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.dates_desk import WEDNESDAY, day, served_school
from tests.gui.desk import QuietNotify

Asked = TypeVar("Asked", bound=QDialog)


@contextmanager
def answering(kind: type[Asked], act: Callable[[Asked], object]) -> Iterator[None]:
    """Let a kind of dialog be answered by `act` instead of waiting for a person."""

    def answered(dialog: Asked) -> int:
        dialog.show()
        act(dialog)
        return dialog.result()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "exec", answered)
        yield


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path)
    opened.run(new_room("体育馆", "体育馆", 100)[1])
    yield opened
    opened.close()


@pytest.fixture
def dialog(project: Project, qtbot: QtBot) -> ContingencyDialog:
    notify = QuietNotify()
    plan_id = service_table.plans(project.database)[-1].id
    made = ContingencyDialog(Bridge(project, notify), Runner(), notify, plan_id)
    qtbot.addWidget(made)
    made.show()
    return made


def make(dialog: ContingencyDialog) -> None:
    """Press 新建 and accept what the form proposes."""
    with answering(ContingencyForm, lambda form: form.save.click()):
        dialog.buttons["new"].click()


def test_without_one_it_says_what_it_is_for(dialog: ContingencyDialog) -> None:
    assert dialog.table.model().rowCount() == 0
    assert [name for name, button in dialog.buttons.items() if button.isEnabled()] == ["new"]
    assert dialog.buttons["new"].hasFocus()


def test_the_first_one_is_for_rain_and_everything_gets_a_place_at_once(
    dialog: ContingencyDialog, project: Project
) -> None:
    make(dialog)
    (made,) = contingencies(project)
    assert made.name == "雨天"
    assert [(line.title, line.now) for line in dialog.model.rows] == [("足球", "体育馆")]
    assert dialog.state.text() == "● 每次活动都有去处"
    assert "操场不能用时" in dialog.told.text()
    assert not dialog.buttons["fill"].isEnabled()


def test_a_session_is_sent_elsewhere_with_the_keyboard(dialog: ContingencyDialog) -> None:
    make(dialog)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.ways.list.hasFocus()
    assert [dialog.ways.list.item(n).text() for n in range(3)] == ["● 体育馆", "停一次", "还没有定"]
    QTest.keyClick(dialog.ways.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.ways.list, Qt.Key.Key_Return)
    assert [line.now for line in dialog.model.rows] == ["停一次"]
    dialog.take(None)
    assert [line.now for line in dialog.model.rows] == ["还没有定"]
    assert dialog.state.text() == "△ 1次还没有定"
    assert dialog.buttons["fill"].isEnabled()
    dialog.buttons["fill"].click()
    assert [line.now for line in dialog.model.rows] == ["体育馆"]


def test_it_is_taken_up_on_a_day_in_one_step(dialog: ContingencyDialog, project: Project) -> None:
    make(dialog)
    seen: list[str] = []

    def book(form: AwayForm) -> None:
        form.first.set_value(WEDNESDAY)
        form.last.set_value(WEDNESDAY)
        form.last.editingFinished.emit()
        seen.extend([form.said.text(), form.choice(0).currentText()])
        form.save.click()

    with answering(AwayForm, book):
        dialog.buttons["use"].click()
    assert seen == ["雨天", "体育馆（预案）"]
    assert [each for each in day(project, WEDNESDAY) if "足球" in each] == [
        "16:25 三(1)、三(2)、三(3)的足球 李教练体育馆"
    ]
    project.undo()
    assert [each for each in day(project, WEDNESDAY) if "足球" in each] == [
        "16:25 三(1)、三(2)、三(3)的足球 李教练操场"
    ]


def test_other_rooms_and_another_name(dialog: ContingencyDialog, project: Project) -> None:
    make(dialog)

    def change(form: ContingencyForm) -> None:
        form.name.setText("全停")
        for number in range(form.rooms.count()):
            form.rooms.item(number).setCheckState(Qt.CheckState.Checked)
        form.save.click()

    with answering(ContingencyForm, change):
        dialog.buttons["edit"].click()
    assert [each.name for each in contingencies(project)] == ["全停"]
    assert sorted(line.title for line in dialog.model.rows) == ["合唱", "足球"]
    assert dialog.state.text() == "△ 1次还没有定，1次要重看"
    football = next(n for n, line in enumerate(dialog.model.rows) if line.title == "足球")
    dialog.table.setCurrentIndex(dialog.model.index(football, 0))
    assert dialog.ways.why.text() == "▲ 体育馆那时也不能用"


def test_a_form_without_a_room_stays_open_and_says_why(
    dialog: ContingencyDialog, project: Project, qtbot: QtBot
) -> None:
    form = ContingencyForm(dialog.bridge, None, dialog, is_first=False)
    qtbot.addWidget(form)
    form.name.setText("雾霾")
    form.save.click()
    assert form.said.text() == "还没有选那时不能用的场地，没有改动；请至少选一处。"
    assert form.result() == 0
    assert contingencies(project) == []


def test_deleted_by_mistake_it_comes_back(dialog: ContingencyDialog, project: Project) -> None:
    make(dialog)
    dialog.buttons["delete"].click()
    assert contingencies(project) == []
    assert dialog.which.count() == 0
    project.undo()
    dialog.refresh()
    assert [line.now for line in dialog.model.rows] == ["体育馆"]


def test_its_paper_is_shown_at_once(dialog: ContingencyDialog, qtbot: QtBot) -> None:
    make(dialog)
    seen: list[object] = []

    def look(out: TimetableExport) -> None:
        qtbot.waitUntil(lambda: out.is_ready, timeout=20_000)
        seen.extend([out.chosen_kind, out.list.currentItem().text(), out.said])
        out.reject()

    with answering(TimetableExport, look):
        dialog.buttons["print"].click()
    assert seen == [SheetKind.CONTINGENCY, "雨天", ""]


def test_today_is_the_day_it_is_taken_up_on(dialog: ContingencyDialog, project: Project) -> None:
    make(dialog)
    seen: list[date | None] = []

    def look(form: AwayForm) -> None:
        seen.append(form.first.value())
        form.reject()

    with answering(AwayForm, look):
        dialog.buttons["use"].click()
    assert seen == [project.today()]
