"""In the largest letters the dialogs of after-school service still fit an office screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.activity_dialog import ActivityDialog
from shuangjian_desktop.gui.dialogs.busy_times_dialog import BusyTimesDialog
from shuangjian_desktop.gui.dialogs.end_exception_dialog import EndExceptionDialog
from shuangjian_desktop.gui.dialogs.slots_dialog import SlotsDialog
from shuangjian_desktop.gui.dialogs.staff_terms_dialog import StaffTermsDialog
from tests.builders import small_school, with_service
from tests.gui.sections.service.setting_up import Answering

WIDEST, HIGHEST = 1366, 768 - 40 - 32
"""A screen less its task bar and the dialog's own title bar."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


def made_for(project: Project, parent: QWidget) -> list[QDialog]:
    bridge, plan_id = Bridge(project, Answering()), with_service(project, is_published=False)
    person = project.directory.staff[0]
    return [
        ActivityDialog(bridge, plan_id, None, parent),
        SlotsDialog(bridge, plan_id, parent),
        StaffTermsDialog(bridge, None, parent),
        BusyTimesDialog(bridge, person, parent),
        EndExceptionDialog(bridge, None, parent),
    ]


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_they_fit_a_small_screen(project: Project, qtbot: QtBot, factor: float) -> None:
    usual = QApplication.font()
    large = QApplication.font()
    large.setPointSizeF(usual.pointSizeF() * factor)
    QApplication.setFont(large)
    try:
        parent = QWidget()
        qtbot.addWidget(parent)
        for dialog in made_for(project, parent):
            dialog.show()
            QApplication.processEvents()
            least = dialog.minimumSizeHint()
            assert least.width() <= WIDEST, type(dialog).__name__
            assert least.height() <= HIGHEST, type(dialog).__name__
            dialog.hide()
    finally:
        QApplication.setFont(usual)
