"""A grade's week as a table of numbers: classes down, seven days across.

Knows no widget; every figure comes from the query.
"""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.grade import GradeHeat
from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.plain_text import plain_tooltip
from shuangjian_desktop.gui.models.week_model import DAY_ROLE
from shuangjian_desktop.rules.totals import DayState

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_SIGNS = {
    DayState.NONE: "无作业",
    DayState.MISSING: "未填",
    DayState.UNCONFIRMED: "未确认",
    DayState.NO_SCHOOL: "—",
}


class HeatModel(QAbstractTableModel):
    """Holds one GradeHeat; `day` and `school_class` give what a number stands for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heat: GradeHeat | None = None

    def load(self, heat: GradeHeat | None) -> None:
        self.beginResetModel()
        self.heat = heat
        self.endResetModel()

    def day(self, row: int, column: int) -> JudgedDay:
        assert self.heat is not None
        return self.heat.rows[row].days[column]

    def school_class(self, row: int) -> SchoolClass:
        assert self.heat is not None
        return self.heat.rows[row].school_class

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or not self.heat else len(self.heat.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or not self.heat else len(self.heat.dates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.heat is None:
            return None
        day = self.day(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(day)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(day_words.day_spoken(day))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), day)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return day if role == DAY_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if self.heat is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.school_class(section).title if section < len(self.heat.rows) else None
        if section >= len(self.heat.dates) or not self.heat.rows:
            return None
        day = self.day(0, section).class_day.day
        return f"{day_words.date_short(day.date)}\n{day_words.BADGES[day.kind]}"

    def _spoken(self, row: int, day: JudgedDay) -> str:
        """三(1)班 周二 75分钟 超限 (P39)."""
        weekday = weekday_name(day.class_day.day.date).replace("星期", "周")
        entered = day.totals.state in (DayState.OVER, DayState.WITHIN)
        minutes = f"{day.totals.tested}分钟 " if entered else ""
        return f"{self.school_class(row).title} {weekday} {minutes}{day_words.state_words(day)}"


def _shown(day: JudgedDay) -> str:
    if day.totals.state in _SIGNS:
        return _SIGNS[day.totals.state]
    over = day_words.over_words(day, short=True)
    return f"{day.totals.tested} {over}" if over else str(day.totals.tested)
