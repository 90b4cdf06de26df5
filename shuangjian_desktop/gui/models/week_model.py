"""The class week as a table: subjects down, seven days across, a cell holding several items.

Knows no widget and changes nothing: editing goes through commands, the page loads what came of it.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.editable import EVERYTHING_EDITABLE, Editable
from shuangjian_desktop.app.queries.late import NOT_LATE, Lateness
from shuangjian_desktop.app.queries.week import ClassWeek
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import HomeworkId, SubjectId
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.plain_text import plain_tooltip
from shuangjian_desktop.rules.findings import Severity

Index = QModelIndex | QPersistentModelIndex
Items = tuple[HomeworkItem, ...]
DraftKey = tuple[str, date, SubjectId, HomeworkId | None]
ITEMS_ROLE = Qt.ItemDataRole.UserRole + 1
DAY_ROLE = Qt.ItemDataRole.UserRole + 2
_NO_INDEX = QModelIndex()
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemNeverHasChildren
)
_RANK = {Severity.ADVICE: 0, Severity.WARNING: 1, Severity.BREACH: 2}


class WeekModel(QAbstractTableModel):
    """Holds one ClassWeek. `cell` and `day` give plain values; painting asks nothing else.

    `drafts` are typed lines that still lack their minutes: kept until they are finished or emptied.
    `head_changed(column)` stands in for headerDataChanged, after which a QTableView lays itself out
    and paints all of its cells; what the head's display role says never changes while loaded.
    `previewed` carries the JudgedDay of what is being typed, None when that is over.
    """

    head_changed = Signal(int)
    previewed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.week: ClassWeek | None = None
        self.drafts: dict[DraftKey, str] = {}
        self._days: list[JudgedDay] = []
        self._cells: list[list[Items]] = []  # per column, per row
        self._severities: dict[HomeworkId, Severity] = {}
        self.lateness = NOT_LATE
        self.editable = EVERYTHING_EDITABLE
        self._preview: tuple[int, JudgedDay] | None = None

    def load(
        self,
        week: ClassWeek | None,
        lateness: Lateness = NOT_LATE,
        editable: Editable = EVERYTHING_EDITABLE,
    ) -> None:
        """Show another week; one of the same shape is taken in place, so that nothing jumps."""
        was, self.lateness = self.lateness, lateness
        had, self.editable = self.editable, editable
        if week and self.week and _shape(week) == _shape(self.week):
            self.week = week
            for column, day in enumerate(week.days):
                if day != self._days[column]:
                    self.replace_day(column, day)
                if lateness.days.get(day.class_day.day.date) != was.days.get(
                    day.class_day.day.date
                ):
                    last = max(self.rowCount() - 1, 0)
                    self.dataChanged.emit(self.index(0, column), self.index(last, column))
            if had != editable and self.rowCount():
                last_cell = self.index(self.rowCount() - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last_cell)
            return
        self.beginResetModel()
        self.week = week
        self._preview = None
        self._days = list(week.days) if week else []
        self._cells = [self._column_of_cells(day) for day in self._days]
        self._severities = {k: v for day in self._days for k, v in _severities(day).items()}
        self.endResetModel()

    def replace_day(self, column: int, day: JudgedDay) -> None:
        """Take one class-day as it now is; only its column and head are painted anew."""
        signs = [self._signs(cell) for cell in self._cells[column]]
        for item in self._days[column].class_day.items:
            self._severities.pop(item.id, None)
        self._severities.update(_severities(day))
        old = self._cells[column]
        was = self._days[column].totals.state
        self._days[column] = day
        self._cells[column] = new = self._column_of_cells(day)
        if self._preview and self._preview[0] == column:
            self._preview = None
            self.previewed.emit(None)
        if was is day.totals.state:
            rows = [
                row
                for row, cell in enumerate(new)
                if cell != old[row] or self._signs(cell) != signs[row]
            ]
        else:
            rows = list(range(len(new)))  # the whole column says the day's state
        if rows:
            self.dataChanged.emit(self.index(rows[0], column), self.index(rows[-1], column))
        self.head_changed.emit(column)

    def preview(self, column: int, day: JudgedDay | None) -> None:
        """Let a day's head show what it would be while somebody types; None = as it is."""
        was, self._preview = self._preview, None if day is None else (column, day)
        self.head_changed.emit(column)
        if was != self._preview:
            self.previewed.emit(day)

    def day(self, column: int) -> JudgedDay:
        """Return a day as it is stored."""
        return self._days[column]

    def shown_day(self, column: int) -> JudgedDay:
        """Return a day as its head shows it: with what is being typed."""
        if self._preview and self._preview[0] == column:
            return self._preview[1]
        return self._days[column]

    def cell(self, row: int, column: int) -> Items:
        return self._cells[column][row]

    def severity(self, item_id: HomeworkId) -> Severity | None:
        """Return the gravest finding that names the item."""
        return self._severities.get(item_id)

    def column_of(self, on: date) -> int | None:
        return next((i for i, d in enumerate(self._days) if d.class_day.day.date == on), None)

    def spot_of(self, item_id: HomeworkId | None) -> tuple[int, int, int] | None:
        """Return (row, column, place in the cell) of an item of this week, or None."""
        for column, cells in enumerate(self._cells):
            for row, cell in enumerate(cells):
                for place, item in enumerate(cell):
                    if item.id == item_id:
                        return row, column, place
        return None

    def draft_key(self, row: int, column: int, item_id: HomeworkId | None) -> DraftKey:
        assert self.week is not None
        on = self._days[column].class_day.day.date
        return (self.week.school_class.id, on, self.week.subjects[row].id, item_id)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or not self.week else len(self.week.subjects)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.week is None:
            return None
        cell = self._cells[index.column()][index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(day_words.item_line(item) for item in cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            told = [day_words.item_full(item) for item in cell]
            if not self._may_enter(index.row()):
                told.append(self.editable.why_not)
            return plain_tooltip("\n".join(told)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        if role == ITEMS_ROLE:
            return cell
        return self._days[index.column()] if role == DAY_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if self.week is None or role not in _HEAD_ROLES:
            return None
        if orientation is Qt.Orientation.Vertical:
            inside = section < len(self.week.subjects)
            return self.week.subjects[section].name if inside and role != DAY_ROLE else None
        if section >= len(self._days):
            return None
        day = self.shown_day(section)
        if role == DAY_ROLE:
            return day
        if role == Qt.ItemDataRole.DisplayRole:
            return day_words.date_short(day.class_day.day.date)
        spoken = "\n".join(
            filter(None, (day_words.day_spoken(day), self.lateness.words(day.class_day.day.date)))
        )
        return plain_tooltip(spoken) if role == Qt.ItemDataRole.ToolTipRole else spoken

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS if self._may_enter(index.row()) else _FLAGS & ~Qt.ItemFlag.ItemIsEditable

    def _may_enter(self, row: int) -> bool:
        return self.week is None or self.editable.may_enter(self.week.subjects[row].id)

    def _column_of_cells(self, day: JudgedDay) -> list[Items]:
        assert self.week is not None
        by_subject: dict[SubjectId, list[HomeworkItem]] = {}
        for item in day.class_day.items:
            by_subject.setdefault(item.subject_id, []).append(item)
        return [tuple(by_subject.get(subject.id, ())) for subject in self.week.subjects]

    def _signs(self, cell: Items) -> list[Severity | None]:
        return [self._severities.get(item.id) for item in cell]

    def _spoken(self, row: int, column: int) -> str:
        """三(1)班 周二 语文 练习册第32页 25分钟 超限 (P39)."""
        assert self.week is not None
        day, cell = self._days[column], self._cells[column][row]
        said = "；".join(
            day_words.item_spoken(
                item, self.severity(item.id), is_late=item.id in self.lateness.items
            )
            for item in cell
        )
        weekday = day_words.weekday_short(day.class_day.day.date)
        parts = (
            self.week.school_class.title,
            weekday,
            self.week.subjects[row].name,
            said or "空",
            day_words.state_words(day),
            "" if self._may_enter(row) else "只能看",
        )
        return " ".join(filter(None, parts))


_HEAD_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    DAY_ROLE,
)


def _shape(week: ClassWeek) -> tuple[object, ...]:
    return (week.school_class.id, week.subjects, tuple(d.class_day.day.date for d in week.days))


def _severities(day: JudgedDay) -> dict[HomeworkId, Severity]:
    found: dict[HomeworkId, Severity] = {}
    for finding in day.findings:
        for item_id in finding.item_ids:
            known = found.get(item_id)
            if known is None or _RANK[finding.severity] > _RANK[known]:
                found[item_id] = finding.severity
    return found


def items_in(cells: Sequence[Items]) -> Items:
    """Return the items of several cells in one tuple."""
    return tuple(item for cell in cells for item in cell)
