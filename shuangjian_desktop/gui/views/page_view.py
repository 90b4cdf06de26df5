"""Shows the pages of a sheet of paper under each other, zoomed, scrolled, sharp at every scale.

Knows pictures and millimetres; nothing of notices or of how the pictures are made.
"""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from shuangjian_desktop.gui import theme

MM_PER_INCH = 25.4
_GAP = theme.MEDIUM
_STEP = 1.25
_LEAST, _MOST = 0.25, 4.0
_SETTLE_MS = 120
_SAME_DOTS = 1.5


class Zoom(Enum):
    """How the scale follows the window; FREE keeps what was set."""

    WIDTH = "适合宽度"
    PAGE = "整页"
    ACTUAL = "100%"
    FREE = ""


class PageView(QAbstractScrollArea):
    """`resolution_changed` carries the dots per inch that are sharp now, once things settle."""

    resolution_changed = Signal(float)
    page_changed = Signal(int)
    scale_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: tuple[QImage, ...] = ()
        self._size_mm = (210.0, 297.0)
        self._count = 1
        self._zoom = Zoom.WIDTH
        self._free = 1.0
        self._page = 0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._tell_resolution)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def set_paper(self, size_mm: tuple[float, float]) -> None:
        """Show one blank sheet of this size until its pictures come."""
        self._size_mm = size_mm
        self._images = ()
        self._count = 1
        self.go_to(0)
        self._lay_out()

    def set_images(self, images: Sequence[QImage]) -> None:
        """Show pictures of the pages, of any resolution; they fill the paper."""
        self._images = tuple(images)
        self._count = max(1, len(images))
        self._lay_out()
        self.page_changed.emit(self._page)

    @property
    def pages(self) -> int:
        return self._count

    @property
    def page(self) -> int:
        """Return the page at the top of the view, from 0."""
        return self._page

    @property
    def zoom(self) -> Zoom:
        return self._zoom

    @property
    def scale(self) -> float:
        """Return the zoom as a number: 1.0 is the size on paper at 96 dots per inch."""
        width, height = self._size_mm
        unit = self.logicalDpiX() / MM_PER_INCH
        room = self.viewport().size()
        across = max(1, room.width() - 2 * _GAP) / (width * unit)
        if self._zoom is Zoom.WIDTH:
            return across
        if self._zoom is Zoom.PAGE:
            return min(across, max(1, room.height() - 2 * _GAP) / (height * unit))
        return 1.0 if self._zoom is Zoom.ACTUAL else self._free

    @property
    def resolution(self) -> float:
        """Return the dots per inch at which one dot of a picture is one dot of the screen."""
        return self.scale * self.logicalDpiX() * self.devicePixelRatioF()

    def set_zoom(self, zoom: Zoom) -> None:
        self._zoom = zoom
        self._lay_out()

    def zoom_by(self, steps: int) -> None:
        """Zoom in (positive) or out, keeping the middle of the view where it is."""
        self._free = min(_MOST, max(_LEAST, self.scale * _STEP**steps))
        self._zoom = Zoom.FREE
        self._lay_out()

    def go_to(self, page: int) -> None:
        """Scroll to the top of a page."""
        wanted = min(max(page, 0), self._count - 1)
        self.verticalScrollBar().setValue(round(wanted * (self._paper()[1] + _GAP)))

    def _paper(self) -> tuple[float, float]:
        unit = self.scale * self.logicalDpiX() / MM_PER_INCH
        return self._size_mm[0] * unit, self._size_mm[1] * unit

    def _lay_out(self) -> None:
        width, height = self._paper()
        room = self.viewport().size()
        for bar, needed, seen in (
            (self.horizontalScrollBar(), width + 2 * _GAP, room.width()),
            (self.verticalScrollBar(), self._count * (height + _GAP) + _GAP, room.height()),
        ):
            share = bar.value() / bar.maximum() if bar.maximum() else 0.0
            bar.setPageStep(seen)
            bar.setSingleStep(max(20, seen // 12))
            bar.setMaximum(max(0, int(needed) - seen))
            bar.setValue(round(share * bar.maximum()))
        self._settle.start()
        self.scale_changed.emit(self.scale)
        self.viewport().update()

    def _tell_resolution(self) -> None:
        if self.isVisible():
            self.resolution_changed.emit(self.resolution)

    def _scrolled(self, value: int) -> None:
        page = int((value + self.viewport().height() / 3) // (self._paper()[1] + _GAP))
        page = min(max(page, 0), self._count - 1)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _corner(self, page: int) -> tuple[float, float]:
        width, height = self._paper()
        left = max(_GAP, (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
        return left, _GAP + page * (height + _GAP) - self.verticalScrollBar().value()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.RAIL)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width, height = self._paper()
        for page in range(self._count):
            left, top = self._corner(page)
            sheet = QRectF(round(left), round(top), round(width), round(height))
            if sheet.intersects(QRectF(event.rect())):
                self._paint_sheet(painter, sheet, page)

    def _paint_sheet(self, painter: QPainter, sheet: QRectF, page: int) -> None:
        painter.fillRect(sheet, theme.PAPER)
        if page < len(self._images):
            painter.drawImage(self._fitted(sheet, self._images[page]), self._images[page])
        painter.setPen(QPen(theme.LINE_STRONG, 0))
        painter.drawRect(sheet)

    def _fitted(self, sheet: QRectF, image: QImage) -> QRectF:
        """Return where a picture goes: dot on dot when it was made for this scale, else scaled."""
        own = QSizeF(image.size()) / self.devicePixelRatioF()
        if abs(own.width() - sheet.width()) <= _SAME_DOTS:
            return QRectF(sheet.topLeft(), own)
        return sheet

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle.start(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned: QPoint = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if turned.y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)
