"""Pictures of the week board while it is used: by person and room, something held, the tray, fixed.

Drives the page as a person does and puts everything back; decides nothing of what it shows.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shuangjian_desktop.app.service.shapes import Axis
from shuangjian_desktop.gui import place
from shuangjian_desktop.gui.dialogs.day_swap_dialog import DaySwapDialog
from shuangjian_desktop.gui.pages.service import ServicePage
from shuangjian_desktop.gui.shots_stage import Stage, settle


def draw_service_board(stage: Stage) -> None:
    """Take the board's other faces, then the dialogs it opens."""
    page = stage.window.show_page(place.SERVICE)
    assert isinstance(page, ServicePage)
    _held(stage, page)
    for axis, name in ((Axis.STAFF, "staff"), (Axis.ROOM, "rooms")):
        page.bar.axes.setCurrentIndex(list(Axis).index(axis))
        stage.take(f"service-{name}")
    page.bar.axes.setCurrentIndex(0)
    _dialogs(stage, page)
    _day_forms(stage, page)
    _fixed(stage, page)


def _held(stage: Stage, page: ServicePage) -> None:
    """Lift the first session that is not locked and look at its neighbour; look into the tray."""
    page.view.setFocus()
    page.view.select_spot((0, 0, 0))
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    settle()
    stage.take("service-held")
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    if page.tray_model.rowCount():
        page.tray.setFocus()
        settle()
        stage.take("service-tray")
    page.view.setFocus()


def _dialogs(stage: Stage, page: ServicePage) -> None:
    page.view.select_spot((0, 0, 0))
    stage.modal("dialog-service-place", page.acts.edit)
    acts = page.plan_acts
    for name, call in (
        ("why", acts.show_why),
        ("schedule", acts.schedule_plan),
        ("day", acts.days.book_swaps),
        ("versions", acts.compare_versions),
        ("contingencies", acts.days.open_contingencies),
        ("replan", acts.days.replan_week),
        ("workload", acts.days.count_workload),
        ("relaxed", acts.show_relaxed),
        ("paper", acts.put_out),
    ):
        stage.modal(f"dialog-service-board-{name}", call)


def _day_forms(stage: Stage, page: ServicePage) -> None:
    """Take the forms of what can be booked for a real day; nothing is booked."""
    assert page.plan is not None
    dialog = DaySwapDialog(page.bridge, page.runner, page.notify, page.plan.id, page)
    dialog.show()
    settle()
    for name, button in dialog.acts.items():
        if button.isEnabled():
            stage.modal(f"dialog-service-day-{name}", partial(dialog.do, name))
    dialog.close()
    dialog.deleteLater()


def _fixed(stage: Stage, page: ServicePage) -> None:
    """Show a published version, when there is one, and go back to where one works."""
    shown = page.plan_id
    fixed = [
        page.bar.plans.itemData(row)
        for row in range(page.bar.plans.count())
        if page.bar.plans.itemData(row) != shown
    ]
    if fixed and shown is not None:
        page.show_plan(fixed[0])
        stage.take("service-fixed")
        page.show_plan(shown)
