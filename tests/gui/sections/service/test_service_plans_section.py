"""课后安排: begun, filled, published, revised, excepted, by keyboard and undoable."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shuangjian_desktop.app.commands.terms import save_off_work
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.plans import PlanDates, new_plan
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.activity_dialog import ActivityDialog
from shuangjian_desktop.gui.dialogs.end_exception_dialog import EndExceptionDialog
from shuangjian_desktop.gui.dialogs.publish_plan_dialog import PublishPlanDialog
from shuangjian_desktop.gui.dialogs.service_plan_dialog import ServicePlanDialog
from shuangjian_desktop.gui.dialogs.slots_dialog import SlotsDialog
from shuangjian_desktop.store.tables import service as table
from tests.builders import MONDAY, with_service
from tests.gui.sections.service.setting_up import (
    Answering,
    Show,
    column,
    draft,
    fill,
    plans_of,
    stand,
)

SLOTS, ACTIVITIES, WISHES, EXCEPTIONS = range(4)


def test_a_plan_is_begun_with_usual_slots_and_its_tabs_say_what_is_missing(
    show: Show, monkeypatch: pytest.MonkeyPatch, project: Project, bridge: Bridge
) -> None:
    off_work = OffWork(date(2026, 10, 8), time(17, 30), "县里的通知")
    bridge.run(save_off_work(project, off_work))
    section = plans_of(show)
    section.plans.table.setFocus()
    fill(monkeypatch, ServicePlanDialog, lambda form: form.name.setText("秋季课后服务"))
    QTest.keyClick(section.plans.table, Qt.Key.Key_Insert)
    assert column(section.plans, 1) == ["秋季课后服务"]
    assert column(section.plans, 0) == ["✎ 草稿"]
    assert set(column(section.slots, 2)[-1:]) == {"✓ 不早于17:30下班"}
    section.tabs.setCurrentIndex(ACTIVITIES)

    def write(form: ActivityDialog) -> None:
        form.per_week.setValue(5)
        form.classes.tick([c.id for c in project.directory.classes(MONDAY)])

    fill(monkeypatch, ActivityDialog, write)
    section.activities.buttons["add"].click()
    assert column(section.activities, 2) == ["一(1)", "三(1)", "三(2)", "三(3)", "七(1)"]
    assert section.tabs.tabText(ACTIVITIES) == "活动（待排25次）"
    bridge.undo()
    assert section.tabs.tabText(ACTIVITIES) == "活动"
    bridge.undo()
    assert column(section.plans, 1) == []


def test_from_a_plan_one_goes_on_to_the_board_or_to_the_import(
    show: Show, project: Project
) -> None:
    section = plans_of(show)
    pages: list[str] = []
    kinds: list[str] = []
    section.place.page_requested.connect(pages.append)
    section.import_requested.connect(kinds.append)
    assert not section.plans.buttons["board"].isEnabled()
    section.plans.buttons["import"].click()
    with_service(project)
    section.refresh(None)
    section.plans.buttons["board"].click()
    assert (pages, kinds) == (["service"], ["service"])


def test_slots_are_read_as_a_week_by_their_names(show: Show, project: Project) -> None:
    with_service(project, is_published=False)
    section = plans_of(show)
    assert column(section.slots, 0) == ["全校", "全校", "全校", "初中"]
    assert column(section.slots, 1) == ["第1节", "第2节", "当天结束", "晚自习"]
    assert column(section.slots, 3) == [
        "15:40–16:20",
        "16:25–17:05",
        "✓ 不早于17:00下班",
        "18:30–19:30",
    ]
    assert [section.slots.table.isColumnHidden(n) for n in (6, 7, 8)] == [False, True, True]


def test_slots_that_end_early_are_seen_on_the_tab(show: Show, project: Project) -> None:
    with_service(project, is_published=False)
    project.run(save_off_work(project, OffWork(date(2026, 10, 9), time(17, 30), "通知")))
    section = plans_of(show)
    assert section.tabs.tabText(SLOTS) == "时段（▲ 5天早于下班）"
    assert "▲ 早于17:30下班" in column(section.slots, 2)


def test_slots_are_changed_in_their_dialog_and_what_stands_in_them_is_asked_about(
    show: Show, monkeypatch: pytest.MonkeyPatch, project: Project, notify: Answering, bridge: Bridge
) -> None:
    plan_id = with_service(project, is_published=False)
    section = plans_of(show)
    before = len(table.slots(project.database, plan_id))

    def remove(dialog: SlotsDialog) -> None:
        dialog.table.opened.emit(dialog.model.index(0, 0))
        dialog.remove_button.click()

    fill(monkeypatch, SlotsDialog, remove)
    notify.says = False
    section.slots.buttons["slots"].click()
    assert "这个时段里排了5次活动" in notify.questions[-1]
    assert len(table.slots(project.database, plan_id)) == before
    notify.says = True
    section.slots.buttons["slots"].click()
    assert len(table.slots(project.database, plan_id)) == before - 1
    assert section.tabs.tabText(ACTIVITIES) == "活动（待排5次）"
    bridge.undo()
    assert section.tabs.tabText(ACTIVITIES) == "活动"


def test_a_wish_is_said_in_words_and_undone(show: Show, project: Project, bridge: Bridge) -> None:
    with_service(project, is_published=False)
    section = plans_of(show)
    field = section.wishes.fields[Wish.GAPS]
    assert field.currentText() == "一般"
    field.setCurrentIndex(3)
    field.activated.emit(3)
    assert table.plans(project.database)[0].weights[Wish.GAPS] is Weight.MOST
    bridge.undo()
    assert field.currentText() == "一般"


def test_a_plan_is_published_revised_and_its_draft_thrown_away(
    show: Show, monkeypatch: pytest.MonkeyPatch, project: Project, notify: Answering
) -> None:
    with_service(project, is_published=False)
    section = plans_of(show)
    assert not section.plans.buttons["revise"].isEnabled()
    seen: list[str] = []

    def publish(form: PublishPlanDialog) -> None:
        seen.append(form.standing.text())
        form.since.set_value(date(2026, 11, 20))
        form.save.click()
        seen.append(form.said.text())
        form.since.set_value(MONDAY)

    fill(monkeypatch, PublishPlanDialog, publish)
    section.plans.buttons["publish"].click()
    assert seen[0].splitlines() == [
        "全部排好，现在没有违反规则；以后要注意：",
        "▲ 李教练的证件到12月31日为止，以后2次没有人带；请续期或换人。",
    ]
    assert "已经过去" in seen[1]
    assert column(section.plans, 0) == ["● 正在执行"]
    assert not section.plans.buttons["publish"].isEnabled()
    assert not section.activities.buttons["add"].isEnabled()
    section.plans.buttons["revise"].click()
    assert column(section.plans, 0) == ["✎ 草稿", "● 正在执行"]
    assert section.setup is not None
    assert section.setup.plan.version == 2
    assert section.activities.buttons["add"].isEnabled()
    section.plans.buttons["delete"].click()
    assert "第2版" in notify.questions[-1]
    assert draft(project) == 0


def test_what_is_not_placed_is_said_before_it_is_published(
    show: Show, monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    with_service(project, is_published=False)
    bare = new_plan(PlanDates("春季", MONDAY))[1]
    project.run(bare)
    section = plans_of(show)
    stand(section.plans, "春季", 1)
    said = fill(monkeypatch, PublishPlanDialog, lambda _form: None)
    section.plans.buttons["publish"].click()
    assert said == [""]  # nothing placed: the step itself refuses
    assert draft(project) == 2


def test_an_exception_to_the_end_time_is_written_and_needs_who_and_why(
    show: Show, monkeypatch: pytest.MonkeyPatch, bridge: Bridge
) -> None:
    section = plans_of(show)
    section.tabs.setCurrentIndex(EXCEPTIONS)
    said = fill(monkeypatch, EndExceptionDialog, lambda form: form.reason.setText("家长早接"))
    section.exceptions.buttons["add"].click()
    assert said == ["同意人是空的，没有改动；请填写同意人。"]

    def write(form: EndExceptionDialog) -> None:
        form.reason.setText("家长早接")
        form.who.setText("校长")

    fill(monkeypatch, EndExceptionDialog, write)
    section.exceptions.buttons["add"].click()
    assert column(section.exceptions, 1) == ["周五"]
    assert column(section.exceptions, 5) == ["没有写"]
    section.exceptions.table.setFocus()
    QTest.keyClick(section.exceptions.table, Qt.Key.Key_Delete)
    assert column(section.exceptions, 1) == []
    bridge.undo()
    assert column(section.exceptions, 4) == ["校长"]
