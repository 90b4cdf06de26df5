"""The tree of grades and classes at the left of 作业: tells which one the person picked.

Knows its model; goes nowhere by itself.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeView, QWidget

from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.class_tree_model import CLASS_ROLE, ClassTreeModel, Index


class ClassTree(QTreeView):
    """`class_picked(SchoolClass)`, `grade_picked(int)`: by a person, never by `show_class`."""

    class_picked = Signal(object)
    grade_picked = Signal(int)

    def __init__(self, model: ClassTreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._is_showing = False
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setIndentation(theme.MEDIUM)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("年级和班级")
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字" * 7))
        model.modelReset.connect(self.expandAll)

    def show_class(self, class_id: ClassId) -> None:
        """Make a class current because the window went there."""
        self._is_showing = True
        self.setCurrentIndex(self._model.index_of(class_id))
        self._is_showing = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self._is_showing or not current.isValid():
            return
        school_class = current.data(CLASS_ROLE)
        if isinstance(school_class, SchoolClass):
            self.class_picked.emit(school_class)
        else:
            first = self._model.index(0, 0, current).data(CLASS_ROLE)
            self.grade_picked.emit(first.grade)
