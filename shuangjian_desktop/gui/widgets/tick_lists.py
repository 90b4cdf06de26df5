"""Lists to tick several of: classes by grade, people by name, words side by side.

Know labels and ids only; what is done with the choice is the form's.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app import pinyin
from shuangjian_desktop.domain.ids import ClassId, StaffId
from shuangjian_desktop.domain.school import SchoolClass, Staff, grade_name
from shuangjian_desktop.gui import theme

_ID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
Value = TypeVar("Value", bound=Hashable)


class ClassTicks(QTreeWidget):
    """Grades with their classes beneath; ticking a grade ticks all of it. Space ticks."""

    def __init__(self, classes: Sequence[SchoolClass], chosen: Iterable[ClassId]) -> None:
        super().__init__()
        self.setAccessibleName("班级")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        wanted = set(chosen)
        grades: dict[int, QTreeWidgetItem] = {}
        self._leaves: list[QTreeWidgetItem] = []
        for each in classes:
            if each.grade not in grades:
                grades[each.grade] = self._grade(each.grade)
            leaf = QTreeWidgetItem(grades[each.grade], [each.title])
            leaf.setData(0, _ID, each.id)
            leaf.setCheckState(0, _ON if each.id in wanted else _OFF)
            self._leaves.append(leaf)
        for item in grades.values():
            item.setExpanded(item.checkState(0) is not _OFF or len(grades) == 1)
        if grades:
            self.setCurrentItem(next(iter(grades.values())))

    def chosen(self) -> tuple[ClassId, ...]:
        """Return the ticked classes in their order."""
        return tuple(
            ClassId(leaf.data(0, _ID)) for leaf in self._leaves if leaf.checkState(0) is _ON
        )

    def tick(self, class_ids: Iterable[ClassId]) -> None:
        """Tick exactly these."""
        wanted = set(class_ids)
        for leaf in self._leaves:
            leaf.setCheckState(0, _ON if leaf.data(0, _ID) in wanted else _OFF)

    def _grade(self, grade: int) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [grade_name(grade)])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        return item


class StaffTicks(QWidget):
    """People with a line to find them by name or initials; ticked ones stand first."""

    def __init__(self, staff: Iterable[Staff], chosen: Iterable[StaffId]) -> None:
        super().__init__()
        wanted = set(chosen)
        self.search = QLineEdit()
        self.search.setAccessibleName("查找人员")
        self.search.setPlaceholderText("姓名或拼音首字母")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("可以带的人")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        here = [each for each in staff if not each.left_on or each.id in wanted]
        for person in sorted(here, key=lambda each: each.id not in wanted):
            item = QListWidgetItem(person.label, self.list)
            item.setData(_ID, person.id)
            item.setCheckState(_ON if person.id in wanted else _OFF)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._find)
        self.setFocusProxy(self.search)

    def chosen(self) -> tuple[StaffId, ...]:
        """Return the ticked people, found just now or not."""
        items = [self.list.item(n) for n in range(self.list.count())]
        return tuple(StaffId(i.data(_ID)) for i in items if i.checkState() is _ON)

    def tick(self, staff_ids: Iterable[StaffId]) -> None:
        """Tick exactly these."""
        wanted = set(staff_ids)
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setCheckState(_ON if item.data(_ID) in wanted else _OFF)

    def _find(self, text: str) -> None:
        asked = pinyin.typed(text)
        for number in range(self.list.count()):
            item = self.list.item(number)
            is_hit = not asked or pinyin.rank(asked, item.text(), is_name=True) is not None
            item.setHidden(not is_hit)


class WordTicks(QWidget, Generic[Value]):
    """A few words in rows, each with its value; none ticked means what the form says."""

    def __init__(
        self, items: Iterable[tuple[str, Value]], chosen: Iterable[Value], columns: int
    ) -> None:
        super().__init__()
        wanted = set(chosen)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.MEDIUM)
        grid.setVerticalSpacing(theme.TINY)
        self.boxes: dict[Value, QCheckBox] = {}
        for number, (words, value) in enumerate(items):
            box = QCheckBox(words)
            box.setChecked(value in wanted)
            self.boxes[value] = box
            grid.addWidget(box, *divmod(number, columns))
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def chosen(self) -> tuple[Value, ...]:
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def tick(self, values: Iterable[Value]) -> None:
        """Tick exactly these."""
        wanted = set(values)
        for value, box in self.boxes.items():
            box.setChecked(value in wanted)
