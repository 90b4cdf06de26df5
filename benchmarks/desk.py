"""The homework desk: key press to repaint, opening a week, the heat map, each against its floor.

The real main window on the 作业 page, offscreen; ours and the floor take turns in one process.
"""

import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from benchmarks import schools
from benchmarks.edit import Desk, Painted, not_for_ever
from shuangjian_desktop.app.queries.grade import grade_heat
from shuangjian_desktop.app.queries.week import class_week
from shuangjian_desktop.gui.application import make_application
from shuangjian_desktop.gui.inspector import Inspector
from shuangjian_desktop.gui.views.week_view import WeekView

ROUNDS, WARM = 120, 20
_QUIET = 0.06
KEY_LIMIT, WEEK_LIMIT, HEAT_LIMIT = 5.0, 1.1, 6.0


class ListModel(QAbstractTableModel):
    """The floor: a list of lists of text, edited in place."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = [[f"练习册第{row}页 {column}" for column in range(7)] for row in range(10)]

    def rowCount(self, _parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return len(self._rows)

    def columnCount(self, _parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return len(self._rows[0])

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._rows[index.row()][index.column()]
        return None

    def setData(  # noqa: N802
        self, index: QModelIndex, value: object, _role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        self._rows[index.row()][index.column()] = str(value)
        self.dataChanged.emit(index, index)
        return True


class Findings(QObject):
    """Knows whether the inspector has read and painted the day anew since it was last asked."""

    def __init__(self, inspector: Inspector) -> None:
        super().__init__()
        self._inspector = inspector
        self._is_painted = False
        inspector.lines.installEventFilter(self)
        self._read = 0
        refresh = inspector.refresh

        def counted() -> None:
            refresh()
            self._read += 1
            inspector.lines.update()  # other figures every time, the same lines once in a while

        inspector.refresh = counted  # type: ignore[method-assign]

    def start(self) -> None:
        self._read, self._is_painted = 0, False

    def is_done(self) -> bool:
        return self._read > 0 and self._is_painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        if event.type() == QEvent.Type.Paint and self._read:
            self._is_painted = True
        return False


class Typist:
    """Types minutes over a cell and Enter, as a person does; waits for the repaint each time.

    `findings` is the side where the day's findings stand: an edit is over when it is painted too.
    """

    def __init__(
        self,
        view: QTableView,
        painted: Painted,
        spot: tuple[int, int],
        findings: "Findings | None" = None,
    ) -> None:
        self._view, self._painted, self._spot = view, painted, spot
        self._findings = findings

    def edit(self, minutes: int) -> float:
        """Return the seconds from the first key to the last repaint."""
        self._go()
        _settle()  # what follows an edit late is not the next one's
        before = time.perf_counter()
        for digit in f"{minutes:02d}":
            _press(digit)
            QCoreApplication.processEvents()
        self._painted.start()
        _press("\r", Qt.Key.Key_Return)
        if self._findings:
            self._findings.start()
        while not (self._painted.is_done() and (not self._findings or self._findings.is_done())):
            QCoreApplication.processEvents()
            not_for_ever(before)
        return time.perf_counter() - before

    def _go(self) -> None:
        view = self._view
        if isinstance(view, WeekView):
            view.select_spot(*self._spot)
        else:
            view.setCurrentIndex(view.model().index(*self._spot))
        view.setFocus()
        QCoreApplication.processEvents()


def _settle() -> None:
    until = time.perf_counter() + _QUIET
    while time.perf_counter() < until:
        QCoreApplication.processEvents()


def _press(text: str, key: Qt.Key = Qt.Key.Key_0) -> None:
    """Send one key to whoever has the keyboard: the grid, or the editor it has opened."""
    target = QApplication.focusWidget()
    assert target is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(
            target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        )


def main() -> None:
    """Print the three ratios."""
    application = make_application(["shuangjian"])
    with tempfile.TemporaryDirectory(dir=schools.FOLDER, ignore_cleanup_errors=True) as name:
        os.environ["SHUANGJIAN_DATA_DIR"] = str(schools.FOLDER / "profile")
        ten, one = Desk(schools.ten_years(), Path(name)), Desk(schools.one_week(), Path(name))
        gc.collect()
        _keys(ten)
        _weeks(ten, one)
        _heat(ten)
        for desk in (ten, one):
            desk.session.close()
    application.quit()


def _keys(desk: Desk) -> None:
    window = desk.session.window
    assert window is not None
    view = window.findChild(WeekView)
    assert view is not None
    row, column, _ = view.week_model.spot_of(desk.item.id) or (0, 0, 0)
    window.activateWindow()
    inspector = window.findChild(Inspector)
    assert inspector is not None
    ours = Typist(view, desk.painted, (row, column), Findings(inspector))
    floor_view = QTableView()
    floor_view.resize(1000, 600)
    floor_view.setModel(ListModel())
    floor_view.setEditTriggers(QTableView.EditTrigger.AnyKeyPressed)
    floor_view.show()
    floor = Typist(floor_view, Painted(floor_view), (1, 0))
    rounds = []
    for number in range(ROUNDS):
        window.activateWindow()
        a = ours.edit(10 + number % 80)
        floor_view.activateWindow()
        rounds.append((a, floor.edit(10 + number % 80)))
    assert isinstance(QApplication.focusWidget(), QTableView | QLineEdit)
    floor_view.close()
    a, b = (_p95(column) * 1000 for column in zip(*rounds[WARM:], strict=True))
    _tell(
        "typing minutes, Enter, to repainted cell, bar and findings, p95 / bare table",
        a,
        b,
        KEY_LIMIT,
    )


def _weeks(ten: Desk, one: Desk) -> None:
    def opener(desk: Desk) -> Callable[[], object]:
        project = desk.session.project
        assert project is not None
        classes = project.directory.classes(schools.MONDAY)
        return lambda: [class_week(project, c.id, schools.MONDAY) for c in classes[:6]]

    a, b = _in_turn(opener(ten), opener(one))
    _tell("opening a class week, ten years / one week", a, b, WEEK_LIMIT)


def _heat(desk: Desk) -> None:
    project = desk.session.project
    assert project is not None

    def heats(classes: int) -> Callable[[], object]:
        def show() -> None:
            left = classes
            for grade in range(1, 10):
                if left <= 0:
                    return
                heat = grade_heat(project, grade, schools.MONDAY)
                left -= len(heat.rows)

        return show

    a, b = _in_turn(heats(60), heats(12))
    _tell("heat map, 60 classes / 12 classes", a, b, HEAT_LIMIT)


def _in_turn(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    rounds = [(_seconds(ours), _seconds(floor)) for _ in range(ROUNDS // 2)]
    a, b = (statistics.median(column) * 1000 for column in zip(*rounds[5:], strict=True))
    return a, b


def _seconds(act: Callable[[], object]) -> float:
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def _p95(values: tuple[float, ...]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _tell(name: str, ours: float, floor: float, limit: float) -> None:
    verdict = "ok" if ours / floor <= limit else "MISSED"
    print(
        f"{name}: {ours:.2f} ms / {floor:.2f} ms = {ours / floor:.2f} (held to {limit}) {verdict}"
    )


if __name__ == "__main__":
    main()
