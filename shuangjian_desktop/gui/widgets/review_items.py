"""The items of a class-day being reviewed: minutes can be changed in place, rows chosen.

Shows values and tells what was chosen; runs no command.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from shuangjian_desktop.app.commands.review import Adjustment
from shuangjian_desktop.domain.homework import MAX_MINUTES, HomeworkItem, Status
from shuangjian_desktop.domain.ids import StaffId, SubjectId
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.plain_text import plain_tooltip

_HEADS = ("学科", "作业内容", "类型", "教师", "状态", "分钟")
_CONTENT, _MINUTES = 1, 5


class ReviewItems(QTableWidget):
    """`adjusted` comes when minutes were changed; `adjustments` are those not yet stored.

    `shown` are the items of the rows.
    """

    adjusted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADS), parent)
        self.shown: tuple[HomeworkItem, ...] = ()
        self.setAccessibleName("这一天的作业")
        self.setHorizontalHeaderLabels(_HEADS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_CONTENT, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._fit)

    def show_items(
        self,
        items: Sequence[HomeworkItem],
        subjects: Mapping[SubjectId, str],
        staff: Mapping[StaffId, str],
    ) -> None:
        """Show other items; changes of minutes that were not stored are forgotten."""
        self.shown = tuple(items)
        self.clearContents()
        self.setRowCount(len(self.shown))
        for row, item in enumerate(self.shown):
            marks = "".join(f"{mark} " for mark in day_words.item_marks(item))
            content = f"{marks}{day_words.one_line(item.content)}"
            status = "" if item.status is Status.SUBMITTED else item.status.value
            words = (
                subjects.get(item.subject_id, ""),
                content,
                item.kind.value,
                staff.get(item.staff_id, "") if item.staff_id else "",
                status,
            )
            for column, text in enumerate(words):
                cell = QTableWidgetItem(text)
                cell.setToolTip(plain_tooltip(day_words.item_full(item)))
                self.setItem(row, column, cell)
            self.setCellWidget(row, _MINUTES, self._spin(item))
        self.resizeRowsToContents()

    @property
    def adjustments(self) -> tuple[Adjustment, ...]:
        spins = (self.cellWidget(row, _MINUTES) for row in range(self.rowCount()))
        minutes = [spin.value() if isinstance(spin, QSpinBox) else 0 for spin in spins]
        return tuple(
            Adjustment(item, wanted)
            for item, wanted in zip(self.shown, minutes, strict=True)
            if item.minutes != wanted
        )

    @property
    def chosen(self) -> tuple[HomeworkItem, ...]:
        """Return the items of the selected rows."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self.shown[row] for row in rows)

    def edit_minutes(self) -> None:
        """Put the keyboard into the minutes of the current row."""
        spin = self.cellWidget(max(self.currentRow(), 0), _MINUTES)
        if isinstance(spin, QSpinBox):
            spin.setFocus(Qt.FocusReason.ShortcutFocusReason)
            spin.selectAll()

    def _fit(self, section: int) -> None:
        """Rows are as high as their text needs once the header has said how wide it may be."""
        if section == _CONTENT:
            QTimer.singleShot(0, self, self.resizeRowsToContents)

    def _spin(self, item: HomeworkItem) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(0, MAX_MINUTES)
        spin.setSuffix(" 分")
        spin.setFrame(False)
        spin.setAccessibleName(f"{day_words.one_line(item.content)}的时长")
        spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spin.setValue(item.minutes)
        spin.valueChanged.connect(self.adjusted)
        return spin
