"""The frame of a page with a tree on the left and a bar over a stack in the middle.

Lays out what it is given; knows nothing of what is shown.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from shuangjian_desktop.gui import theme


def beside(page: QWidget, tree: QWidget, bar: QWidget, stack: QWidget) -> None:
    """Give a page its layout: the tree takes little, the rest what is left."""
    middle = QWidget(page)
    column = QVBoxLayout(middle)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SMALL)
    column.addWidget(bar)
    column.addWidget(stack, 1)
    split = QSplitter(Qt.Orientation.Horizontal, page)
    split.addWidget(tree)
    split.addWidget(middle)
    split.setStretchFactor(1, 1)
    split.setChildrenCollapsible(False)
    split.setSizes([theme.LARGE * 6, theme.LARGE * 40])
    layout = QHBoxLayout(page)
    layout.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
    layout.addWidget(split)
