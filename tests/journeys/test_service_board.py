"""课后 by hand: the next version is begun, chips are moved by mouse and keys, and it is put out."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.gui.dialogs.place_dialog import PlaceDialog
from shuangjian_desktop.gui.dialogs.publish_plan_dialog import PublishPlanDialog
from shuangjian_desktop.gui.dialogs.why_unplaced_dialog import WhyUnplacedDialog
from shuangjian_desktop.gui.pages.service import ServicePage
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.store.tables import service as service_table
from tests.builders import small_school, with_service
from tests.gui.service_desk import drag
from tests.journeys.lead import Lead, sitting

pytestmark = pytest.mark.journey
READING, TUTORING = "三(1)阅读（1）", "三(1)作业辅导（1）"


def test_a_plan_is_revised_by_hand_and_put_in_force(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    with_service(project)
    project.close()
    with sitting("课后一周", project.path) as lead:
        lead.key("Ctrl+3")
        lead.picture("已发布")
        _begins_the_next_version(lead)
        _takes_off_and_looks_why(lead)
        _places_by_keys_alone(lead)
        _changes_places_by_mouse(lead)
        _changes_who_leads(lead)
        _looks_by_teacher_and_by_room(lead)
        _puts_it_in_force(lead)


def _begins_the_next_version(lead: Lead) -> None:
    page = lead.page(ServicePage)
    lead.key("Space")
    assert page.hold.hand is None, "a published plan stays as it is"
    lead.click(page.fixed.button)
    assert page.plan is not None
    assert (page.plan.version, page.plan.state) == (2, PlanState.DRAFT)
    lead.picture("修订稿")


def _takes_off_and_looks_why(lead: Lead) -> None:
    """The session of the tray lights up the board; why it stands nowhere else is listed."""
    page = lead.page(ServicePage)
    _stand(lead, "三(1)", 1, "第2节")
    lead.key("Delete")
    assert _where(lead, READING) is None
    lead.picture("撤下以后")
    lead.key("Tab")
    assert page.tray.hasFocus()
    lead.picture("待排区亮出能放的格子")
    lead.expect(_read_why)
    page.plan_acts.why.trigger()


def _read_why(lead: Lead, dialog: QWidget) -> None:
    assert isinstance(dialog, WhyUnplacedDialog)
    first = dialog.tree.topLevelItem(0)
    assert first is not None
    assert first.text(0) == f"{READING}　可以放：周一第2节"
    lead.picture("为何排不上", dialog)
    lead.key("Escape")


def _places_by_keys_alone(lead: Lead) -> None:
    page = lead.page(ServicePage)
    page.tray.setFocus()
    lead.start()
    lead.key("Space")
    lead.picture("拿起待排的一次")
    lead.key("Right")
    lead.picture("不能放的格子说原因")
    lead.key("Return")
    assert page.hold.hand is not None, "a no-cell keeps it in the hand"
    assert lead.said[-1].startswith("没有放下：三(1)班在周二第1节已有三(1)作业辅导（2）。")
    lead.key("Left")
    lead.key("Return")
    assert _where(lead, READING) == "周一第2节"
    assert lead.presses == 5
    assert not faults(_case(lead).problem, _case(lead).placed)


def _changes_places_by_mouse(lead: Lead) -> None:
    page = lead.page(ServicePage)
    port = page.view.viewport()
    start, end = _spot(page, "三(1)", 1, "第2节"), _spot(page, "三(1)", 1, "第1节")
    drag(port, start, end, lets_go=False)
    lead.picture("拖着")
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    lead.settle()
    assert (_where(lead, READING), _where(lead, TUTORING)) == ("周一第1节", "周一第2节")
    lead.key("Ctrl+Z")
    assert (_where(lead, READING), _where(lead, TUTORING)) == ("周一第2节", "周一第1节")
    lead.key("Ctrl+Y")
    assert _where(lead, READING) == "周一第1节"
    lead.picture("换过来")


def _changes_who_leads(lead: Lead) -> None:
    _stand(lead, "三(1)", 5, "第2节")
    lead.expect(_look_at_people)
    lead.key("F2")
    lead.key("L")
    page = lead.page(ServicePage)
    chip = page.view.current_chip()
    assert chip is not None
    assert chip.is_locked
    lead.picture("锁定")


def _look_at_people(lead: Lead, dialog: QWidget) -> None:
    assert isinstance(dialog, PlaceDialog)
    lines = [dialog.people.item(n).text() for n in range(dialog.people.count())]
    assert lines[0] == "王31"
    assert "王32　✕ 王32在周五第2节已带三(2)阅读（4）。" in lines
    lead.picture("由谁带", dialog)
    lead.key("Escape")


def _looks_by_teacher_and_by_room(lead: Lead) -> None:
    page = lead.page(ServicePage)
    for number, name in ((1, "按教师"), (2, "按场地")):
        lead.click(page.bar.axes, page.bar.axes.tabRect(number).center())
        lead.picture(name)
    lead.click(page.bar.axes, page.bar.axes.tabRect(0).center())
    line = lead.find(QLineEdit, "筛选")
    lead.click(line)
    lead.write("hc")
    assert page.model.rowCount() == 3, "合唱 is of grade 3"
    lead.picture("筛选合唱")
    lead.key("Ctrl+A")
    lead.key("Delete")
    box = lead.find(QComboBox, "年级")
    assert isinstance(box, QComboBox)
    lead.choose(box, "七年级")
    assert [page.model.row(n).name for n in range(page.model.rowCount())] == ["七(1)"]
    lead.choose(box, "全部年级")


def _puts_it_in_force(lead: Lead) -> None:
    lead.expect(_publish)
    lead.press_button("发布")
    plans = service_table.plans(lead.project.database)
    assert [(plan.version, plan.state) for plan in plans] == [
        (1, PlanState.PUBLISHED),
        (2, PlanState.PUBLISHED),
    ]
    assert plans[1].since >= date(2026, 11, 23)
    page = lead.page(ServicePage)
    assert page.fixed.isVisible()
    lead.picture("新的一版已发布")


def _publish(lead: Lead, dialog: QWidget) -> None:
    assert isinstance(dialog, PublishPlanDialog)
    lead.picture("发布", dialog)
    lead.press_button("发布", dialog)


def _stand(lead: Lead, row: str, weekday: int, slot: str) -> None:
    page = lead.page(ServicePage)
    lead.click(page.view.viewport(), _spot(page, row, weekday, slot))


def _spot(page: ServicePage, row: str, weekday: int, slot: str) -> QPoint:
    model = page.model
    rows = [model.row(number).name for number in range(model.rowCount())]
    columns = [model.column(number) for number in range(model.columnCount())]
    times = [(column.weekday, column.name) for column in columns]
    index = model.index(rows.index(row), times.index((weekday, slot)))
    page.view.scrollTo(index)
    QApplication.processEvents()
    rect = page.view.visualRect(index)
    rects = page.view.cell.chip_rects(model, index.row(), index.column(), rect)
    return rects[0].center() if rects else rect.center()


def _case(lead: Lead) -> Case:
    plan = lead.page(ServicePage).plan
    assert plan is not None
    return load_case(lead.project, plan.id)


def _where(lead: Lead, name: str) -> str | None:
    case = _case(lead)
    number = [work.name for work in case.problem.works].index(name)
    place = case.placed[number]
    return None if place is None else case.problem.slots[place.slot].name
