"""The items of a 二次会商: what each is, what is done about it, its new minutes, who proposed it.

Shows values and tells what was chosen; adds nothing up.
"""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from shuangjian_desktop.domain.consultation import ItemThen, Measure, Proposal
from shuangjian_desktop.domain.homework import MAX_MINUTES
from shuangjian_desktop.gui.models import day_words

_HEADS = ("学科", "作业内容", "现在", "怎么办", "改为", "提出人")
_CONTENT, _MEASURE, _MINUTES, _BY = 1, 3, 4, 5


class ProposalTable(QTableWidget):
    """`changed` comes with every choice; `proposals` are what stands in the rows."""

    changed = Signal()

    def __init__(self, people: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADS), parent)
        self._people = tuple(people)
        self._items: tuple[ItemThen, ...] = ()
        self.setAccessibleName("逐项提案")
        self.setHorizontalHeaderLabels(_HEADS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_CONTENT, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._fit)

    def show_proposals(
        self, items: Sequence[ItemThen], proposals: Sequence[Proposal], *, is_fixed: bool
    ) -> None:
        """Show items with their proposals; `is_fixed`: what was done cannot be chosen any more."""
        by_item = {proposal.item_id: proposal for proposal in proposals}
        self._items = tuple(items)
        self.setRowCount(len(self._items))
        for row, item in enumerate(self._items):
            proposal = by_item[item.item_id]
            for column, text in enumerate((item.subject, item.content, _now(item))):
                cell = QTableWidgetItem(day_words.one_line(text))
                cell.setToolTip(text)
                self.setItem(row, column, cell)
            what, minutes = self._measure_box(item, proposal), self._minutes_box(item, proposal)
            what.setEnabled(not is_fixed)
            minutes.setEnabled(not is_fixed and proposal.measure is Measure.MINUTES)
            self.setCellWidget(row, _MEASURE, what)
            self.setCellWidget(row, _MINUTES, minutes)
            self.setCellWidget(row, _BY, self._by_box(item, proposal))
        self.resizeRowsToContents()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(self._proposal(row, item) for row, item in enumerate(self._items))

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        first = self.cellWidget(0, _MEASURE)
        if first is not None:
            first.setFocus()

    def measure_box(self, row: int) -> QComboBox:
        """Return the choice of a row."""
        box = self.cellWidget(row, _MEASURE)
        assert isinstance(box, QComboBox)
        return box

    def minutes_box(self, row: int) -> QSpinBox:
        """Return the minutes of a row."""
        box = self.cellWidget(row, _MINUTES)
        assert isinstance(box, QSpinBox)
        return box

    def _fit(self, section: int) -> None:
        """Rows are as high as their text needs once the header has said how wide it may be."""
        if section == _CONTENT:
            QTimer.singleShot(0, self, self.resizeRowsToContents)

    def _proposal(self, row: int, item: ItemThen) -> Proposal:
        by = self.cellWidget(row, _BY)
        assert isinstance(by, QComboBox)
        measure = Measure(self.measure_box(row).currentText())
        name = "" if measure is Measure.KEEP else by.currentText().strip()
        return Proposal(item.item_id, measure, self.minutes_box(row).value(), name)

    def _measure_box(self, item: ItemThen, proposal: Proposal) -> QComboBox:
        box = QComboBox()
        box.addItems([measure.value for measure in Measure])
        box.setCurrentText(proposal.measure.value)
        box.setAccessibleName(f"{item.subject}怎么办")
        box.currentTextChanged.connect(self._follow)
        return box

    def _minutes_box(self, item: ItemThen, proposal: Proposal) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, MAX_MINUTES)
        box.setSuffix(" 分")
        box.setValue(proposal.minutes)
        box.setAccessibleName(f"{item.subject}的新时长")
        box.valueChanged.connect(self.changed)
        return box

    def _by_box(self, item: ItemThen, proposal: Proposal) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.addItems(list(dict.fromkeys(filter(None, (item.teacher, *self._people)))))
        box.setCurrentText(proposal.by or item.teacher)
        box.setAccessibleName(f"{item.subject}的提出人")
        box.currentTextChanged.connect(self.changed)
        return box

    def _follow(self) -> None:
        """New minutes are typed only where minutes are what changes."""
        for row, item in enumerate(self._items):
            box = self.minutes_box(row)
            is_minutes = self.measure_box(row).currentText() == Measure.MINUTES
            if not is_minutes and box.isEnabled():
                box.setValue(item.minutes)
            box.setEnabled(is_minutes)
        self.changed.emit()


def _now(item: ItemThen) -> str:
    marks = [item.kind] if item.kind != "书面" else []
    marks += [word for word in (item.requirement, item.place) if word in ("选做", "校内")]
    return " ".join((f"{item.minutes}分", *marks))
