"""Finished sheets as pictures with zoom and pages: the view and the row of small buttons below it.

Knows pictures and millimetres; nothing of what the sheets say or of how they are made.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.icons import icon
from shuangjian_desktop.gui.views.page_view import PageView, Zoom


class SheetPreview(QWidget):
    """Shows what it is given; `clear` leaves one blank sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView(self)
        self.view.set_zoom(Zoom.PAGE)
        self.view.setAccessibleName("预览")
        self._where = QLabel(self)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._back = _tool("", "上一页", partial(self._turn, -1), "previous")
        self._forth = _tool("", "下一页", partial(self._turn, 1), "next")
        bar = QHBoxLayout()
        bar.setSpacing(theme.TINY)
        for text, name, act in (
            ("整页", "整页", partial(self.view.set_zoom, Zoom.PAGE)),
            ("适合宽度", "适合宽度", partial(self.view.set_zoom, Zoom.WIDTH)),
            ("－", "缩小", partial(self.view.zoom_by, -1)),
            ("＋", "放大", partial(self.view.zoom_by, 1)),
        ):
            bar.addWidget(_tool(text, name, act))
        bar.addStretch(1)
        for widget in (self._back, self._where, self._forth):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(bar)
        self.view.page_changed.connect(self._tell_page)
        self._tell_page(0)

    def show_pages(self, size_mm: tuple[float, float], images: Sequence[QImage]) -> None:
        """Show the pages of one sheet of paper each, from the first on."""
        self.view.set_paper(size_mm)
        self.view.set_images(images)
        self._tell_page(self.view.page)

    def clear(self) -> None:
        """Show one blank sheet."""
        self.view.set_images(())

    def _turn(self, pages: int) -> None:
        self.view.go_to(self.view.page + pages)

    def _tell_page(self, page: int) -> None:
        pages = self.view.pages
        self._where.setText(f"第{page + 1}页 共{pages}页" if pages > 1 else "")
        self._back.setEnabled(page > 0)
        self._forth.setEnabled(page < pages - 1)
        for button in (self._back, self._forth):
            button.setVisible(pages > 1)


def _tool(text: str, name: str, act: partial, icon_name: str = "") -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setAutoRaise(True)
    button.setToolTip(name)
    button.setAccessibleName(name)
    if icon_name:
        button.setIcon(icon(icon_name))
    button.clicked.connect(act)
    return button
