"""The paper on the screen: zoom, pages, and when a sharper picture is asked for."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.gui.views.page_view import PageView, Zoom

A4 = (210.0, 297.0)


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    made = PageView()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.set_paper(A4)
    with qtbot.waitExposed(made):
        made.show()
    return made


def sheets(count: int, colour: str = "#00ff00") -> list[QImage]:
    image = QImage(210, 297, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return [image] * count


def test_fit_width_uses_the_width_and_fit_page_shows_the_whole_sheet(view: PageView) -> None:
    view.set_zoom(Zoom.WIDTH)
    wide = view.scale
    view.set_zoom(Zoom.PAGE)
    assert view.scale < wide
    assert view.verticalScrollBar().maximum() == 0
    assert view.horizontalScrollBar().maximum() == 0


def test_a_hundred_per_cent_is_the_size_on_paper(view: PageView) -> None:
    view.set_zoom(Zoom.ACTUAL)
    assert view.resolution == pytest.approx(view.logicalDpiX() * view.devicePixelRatioF())


def test_a_sharper_picture_is_asked_for_once_things_settle(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.resolution_changed) as told:
        view.zoom_by(1)
        view.zoom_by(1)
    assert told.args == [pytest.approx(view.resolution)]


def test_zoom_stops_at_both_ends(view: PageView) -> None:
    view.zoom_by(50)
    assert view.scale == 4.0
    view.zoom_by(-50)
    assert view.scale == 0.25


def test_the_wheel_zooms_only_with_control_held(view: PageView) -> None:
    before = view.scale
    view.wheelEvent(wheel(Qt.KeyboardModifier.NoModifier))
    assert view.scale == before
    view.wheelEvent(wheel(Qt.KeyboardModifier.ControlModifier))
    assert view.scale > before


def wheel(held: Qt.KeyboardModifier) -> QWheelEvent:
    middle = QPointF(100, 100)
    none = Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(middle, middle, QPoint(), QPoint(0, 120), none, held, phase, False)


def test_pages_are_counted_as_they_are_scrolled(view: PageView) -> None:
    view.set_images(sheets(3))
    assert (view.page, view.pages) == (0, 3)
    view.go_to(2)
    assert view.page == 2
    view.go_to(9)
    assert view.page == 2
    view.go_to(0)
    assert view.page == 0


def test_the_keyboard_reaches_both_ends_and_zooms(view: PageView, qtbot: QtBot) -> None:
    view.set_images(sheets(3))
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 2
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0
    before = view.scale
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale > before


def test_pictures_are_painted_on_the_paper(view: PageView) -> None:
    view.set_images(sheets(1))
    QApplication.processEvents()
    middle = view.viewport().rect().center()
    assert view.viewport().grab().toImage().pixelColor(middle * view.devicePixelRatioF()) == QColor(
        "#00ff00"
    )


def test_another_sheet_starts_blank_at_its_top(view: PageView) -> None:
    view.set_images(sheets(3))
    view.go_to(2)
    view.set_paper((420.0, 297.0))
    assert (view.page, view.pages) == (0, 1)
