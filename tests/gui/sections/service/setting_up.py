"""Hands for the tests of the after-school sections: somebody who answers, dialogs filled in."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.sections.service_plans import ServicePlansSection
from shuangjian_desktop.gui.sections.service_rooms import ServiceRoomsSection
from shuangjian_desktop.gui.sections.service_staff import ServiceStaffSection
from shuangjian_desktop.gui.widgets.table_panel import TablePanel
from shuangjian_desktop.store.tables import service as table
from tests.gui.desk import QuietNotify

Show = Callable[[type[Page]], Page]


class Answering(QuietNotify):
    """Says yes, or no, to every question and remembers them."""

    def __init__(self) -> None:
        super().__init__()
        self.says = True
        self.questions: list[str] = []

    def ask(self, question: str, yes: str, no: str = "取消") -> bool:
        del yes, no
        self.questions.append(question)
        return self.says


def plans_of(show: Show) -> ServicePlansSection:
    section = show(ServicePlansSection)
    assert isinstance(section, ServicePlansSection)
    return section


def fill(
    monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], act: Callable[..., object]
) -> list[str]:
    """Let dialogs of a kind be filled in by `act`; forms are saved. Returns what they refused."""
    said: list[str] = []

    def exec_(dialog: QDialog) -> int:
        dialog.show()
        act(dialog)
        if isinstance(dialog, RecordForm):
            dialog.save.click()
            said.append(dialog.said.text())
        return int(dialog.result())

    monkeypatch.setattr(kind, "exec", exec_)
    return said


def column(panel: TablePanel | ServiceRoomsSection | ServiceStaffSection, number: int) -> list[str]:
    model = panel.model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def stand(
    panel: TablePanel | ServiceRoomsSection | ServiceStaffSection, words: str, at: int
) -> None:
    panel.table.selectRow(column(panel, at).index(words))


def draft(project: Project) -> int:
    return sum(p.state is PlanState.DRAFT for p in table.plans(project.database))
