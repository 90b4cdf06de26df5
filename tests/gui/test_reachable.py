"""P39: on every page and in every dialog each widget that takes the keyboard has a name and is
reached by Tab, and each cell of a table speaks."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer

from shuangjian_desktop.gui.dialogs.display import DisplayDialog
from shuangjian_desktop.gui.dialogs.help import HelpDialog
from shuangjian_desktop.gui.dialogs.palette import FinderDialog, place_entries
from shuangjian_desktop.gui.dialogs.wizard import Wizard
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.pages.catalogue import PAGES
from shuangjian_desktop.gui.sections.catalogue import SECTIONS
from tests.builders import class_named, enter, fixed_clock, item, small_school
from tests.gui.desk import QuietNotify

_ROUNDS = 400


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    project = small_school(tmp_path)
    enter(project, item(project), item(project, "三(2)", minutes=75))
    project.close()
    session = Session(clock=fixed_clock)
    session.notify = QuietNotify()
    session.start(project.path)
    made = session.window
    assert isinstance(made, MainWindow)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.activateWindow()
    made._place.go(class_id=class_named(made._bridge.project, "三(1)").id)
    yield made
    session.close()


def takes_keyboard(root: QWidget) -> list[QWidget]:
    """Every visible, enabled widget below a root that Tab should stop at."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QScrollArea)
        and not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
    ]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says of a widget: its name, its own text, or its label's."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text() or widget.toolTip()
    buddies = [label.text() for label in widget.window().findChildren(QLabel)
               if label.buddy() is widget]  # fmt: skip
    return buddies[0] if buddies else ""


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in takes_keyboard(root)
        if not spoken_name(widget) and not isinstance(widget, QTabBar)
    ]


def unreached(root: QWidget) -> list[str]:
    """What the chain of Tab never comes to."""
    reached: set[int] = set()
    widget: QWidget = root.window()
    for _ in range(_ROUNDS * 5):
        widget = widget.nextInFocusChain()
        reached.add(getCppPointer(widget)[0])
        if widget is root.window():
            break
    return [f"{type(w).__name__} {spoken_name(w)}" for w in takes_keyboard(root)
            if getCppPointer(w)[0] not in reached]  # fmt: skip


def silent_cells(root: QWidget) -> list[str]:
    """Tables whose cells show something and say nothing."""
    found = []
    for view in root.findChildren(QTableView):
        model = view.model()
        if not view.isVisible() or model is None or not model.rowCount():
            continue
        cells = [
            model.index(row, column)
            for row in range(min(3, model.rowCount()))
            for column in range(model.columnCount())
        ]
        if any(
            cell.data(Qt.ItemDataRole.DisplayRole)
            and not cell.data(Qt.ItemDataRole.AccessibleTextRole)
            for cell in cells
        ):
            found.append(f"{type(view).__name__} {view.accessibleName()}")
    return found


def hold(root: QWidget) -> None:
    assert nameless(root) == []
    assert unreached(root) == []
    assert silent_cells(root) == []


@pytest.mark.parametrize("page_id", [entry.id for entry in PAGES])
def test_every_page_is_named_and_reached(window: MainWindow, page_id: str) -> None:
    window.show_page(page_id)
    QApplication.processEvents()
    hold(window)


@pytest.mark.parametrize("section_id", [entry.id for entry in SECTIONS])
def test_every_section_is_named_and_reached(window: MainWindow, section_id: str) -> None:
    window._place.open_section(section_id)
    QApplication.processEvents()
    hold(window.page)


def wizard() -> QDialog:
    return Wizard(QuietNotify(), date(2026, 11, 23), Path.cwd())


def finder() -> QDialog:
    dialog = FinderDialog("搜索", "提示", None)
    dialog.box.show_entries(place_entries(), place_entries())
    return dialog


DIALOGS: tuple[Callable[[], QDialog], ...] = (
    wizard,
    finder,
    lambda: HelpDialog("today", (("Ctrl+Z", "撤销"),), None),
    lambda: DisplayDialog(Memory(), None),
)


@pytest.mark.parametrize("make", DIALOGS, ids=["wizard", "finder", "help", "display"])
def test_every_dialog_is_named_and_reached(make: Callable[[], QDialog], qtbot: QtBot) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    for number in range(5 if isinstance(dialog, Wizard) else 1):
        hold(dialog)
        if isinstance(dialog, Wizard) and number < 4:
            dialog.forward()


def test_a_planted_nameless_field_and_a_silent_table_are_seen(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    QLineEdit(room)
    named = QListWidget(room)
    named.setAccessibleName("有名字")
    room.show()
    assert nameless(room) == ["QLineEdit in QWidget"]
    assert isinstance(named, QAbstractScrollArea)
