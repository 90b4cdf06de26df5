"""The page 课后 on a real small school with an after-school plan, for the tests of the board."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.sessions import unplace_sessions
from shuangjian_desktop.domain.ids import ServicePlanId, SessionId
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.pages.service import ServicePage
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from tests.builders import MONDAY, small_school, with_service
from tests.gui.desk import QuietNotify

NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class ServiceDesk:
    project: Project
    bridge: Bridge
    notify: QuietNotify
    page: ServicePage

    @property
    def case(self) -> Case:
        """The plan as it stands in the file."""
        assert self.page.plan is not None
        return load_case(self.project, self.page.plan.id)

    def session(self, name: str) -> SessionId:
        """The session the planner calls by a name: 三(1)阅读（1）."""
        case = self.case
        return case.sessions[[work.name for work in case.problem.works].index(name)].id

    def where(self, name: str) -> str:
        """The name of the slot a session stands in, 待排 in the tray."""
        case = self.case
        place = case.placed[case.number_of(self.session(name))]
        return "待排" if place is None else case.problem.slots[place.slot].name

    def people(self, name: str) -> list[str]:
        case = self.case
        place = case.placed[case.number_of(self.session(name))]
        return [] if place is None else [case.problem.people[one].name for one in place.staff]

    def cell(self, row_name: str, weekday: int, slot_name: str) -> tuple[int, int]:
        model = self.page.model
        rows = [model.row(row).name for row in range(model.rowCount())]
        columns = [model.column(c) for c in range(model.columnCount())]
        times = [(column.weekday, column.name) for column in columns]
        return rows.index(row_name), times.index((weekday, slot_name))

    def stand(self, row_name: str, weekday: int, slot_name: str) -> None:
        self.page.view.select_spot((*self.cell(row_name, weekday, slot_name), 0))
        self.page.view.setFocus()

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            target = QApplication.activePopupWidget() or self.page.window().focusWidget()
            QTest.keyClick(target or self.page.view, key, modifiers)
            QApplication.processEvents()

    def place_of(self, cell: tuple[int, int]) -> QPoint:
        """The place of a cell's first chip in the viewport of the board."""
        view = self.page.view
        rect = view.visualRect(self.page.model.index(*cell))
        rects = view.cell.chip_rects(self.page.model, *cell, rect)
        return rects[0].center() if rects else rect.center()

    def drag(
        self, cell: tuple[int, int], widget: QWidget, to: QPoint, *, lets_go: bool = True
    ) -> None:
        """Press on a chip of a cell, move over a widget, and let go there."""
        port = self.page.view.viewport()
        drag(port, self.place_of(cell), port.mapFromGlobal(widget.mapToGlobal(to)), lets_go=lets_go)

    def drag_to(self, cell: tuple[int, int], to: tuple[int, int], *, lets_go: bool = True) -> None:
        self.drag(cell, self.page.view.viewport(), self.place_of(to), lets_go=lets_go)

    def panel(self) -> str:
        self.page.told.tell()
        return self.page.told.panel.text()


def drag(widget: QWidget, start: QPoint, end: QPoint, *, lets_go: bool = True) -> None:
    """Press, move in steps, let go: as a hand does it, all told to the widget pressed on."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(widget, left, NONE, start)
    for part in (0.3, 0.7, 1.0):
        _move(widget, start + (end - start) * part)
    if lets_go:
        QTest.mouseRelease(widget, left, NONE, end)
    QApplication.processEvents()


def _move(widget: QWidget, to: QPoint) -> None:
    """QTest.mouseMove tells of no button held."""
    from PySide6.QtCore import QCoreApplication, QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), QPointF(widget.mapToGlobal(to)),
        Qt.MouseButton.NoButton, left, NONE,
    )  # fmt: skip
    QCoreApplication.sendEvent(widget, event)
    QApplication.processEvents()


@contextmanager
def service_desk(
    folder: Path,
    prepare: Callable[[Project], ServicePlanId | None] = lambda p: with_service(
        p, is_published=False
    ),
) -> Iterator[ServiceDesk]:
    """Open the page; the window is shown offscreen and closed again."""
    project = small_school(folder)
    prepare(project)
    notify = QuietNotify()
    bridge, place, runner = Bridge(project, notify), Place(MONDAY), Runner()
    page = ServicePage(bridge, place, runner, notify)
    page.resize(1200, 700)
    page.show()
    page.activateWindow()
    page.focus_first()
    QApplication.processEvents()
    try:
        yield ServiceDesk(project, bridge, notify, page)
    finally:
        page.hold.drop_all()
        page.close()
        page.deleteLater()
        runner.stop()
        project.close()


def take_off(desk: ServiceDesk, *names: str) -> None:
    """Put sessions into the tray before the test begins."""
    desk.bridge.run(unplace_sessions([desk.session(name) for name in names]))
