"""Pictures of the dialog that prints and exports the timetables of after-school service.

Opens it for the plan in force, as the week board does.
"""

from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.service.queries.table import usual_plan
from shuangjian_desktop.app.service.queries.timetable_choice import SheetKind
from shuangjian_desktop.gui.dialogs.timetable_export import TimetableExport
from shuangjian_desktop.gui.shots_stage import Stage, wait_for


def draw_service_papers(stage: Stage) -> None:
    """Take the whole school and one class."""
    for name, kind in (("school", SheetKind.SCHOOL), ("class", SheetKind.CLASS)):
        dialog = _dialog(stage)
        dialog.choose(kind)
        stage.modal(f"dialog-timetable-{name}", dialog.exec, _ready)
        dialog.deleteLater()


def _dialog(stage: Stage) -> TimetableExport:
    page = stage.window.page
    plan = usual_plan(page.bridge.project)
    return TimetableExport(page.bridge, page.runner, page.notify, plan.id, stage.window)


def _ready(dialog: QWidget) -> None:
    assert isinstance(dialog, TimetableExport)
    if not dialog.is_ready:
        wait_for(dialog.shown)
