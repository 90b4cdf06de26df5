"""A grade's week as a table of numbers: classes down, seven days across.

Knows no widget; every figure comes from the query.
"""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.counting import CountedHeat
from shuangjian_desktop.app.queries.grade import GradeHeat
from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.plain_text import plain_tooltip
from shuangjian_desktop.gui.models.week_model import DAY_ROLE
from shuangjian_desktop.rules.totals import DayState
from shuangjian_desktop.rules.windows import Counting, Window

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_SIGNS = {
    DayState.NONE: "无作业",
    DayState.MISSING: "未填",
    DayState.UNCONFIRMED: "未确认",
    DayState.NO_SCHOOL: "—",
}


class HeatModel(QAbstractTableModel):
    """Holds one GradeHeat; `day` and `school_class` give what a number stands for.

    After the seven days stand the totals of each kind of day, when they are given.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heat: GradeHeat | None = None
        self.counted: CountedHeat | None = None

    def load(self, heat: GradeHeat | None, counted: CountedHeat | None = None) -> None:
        self.beginResetModel()
        self.heat, self.counted = heat, counted
        self.endResetModel()

    def day(self, row: int, column: int) -> JudgedDay:
        assert self.heat is not None
        return self.heat.rows[row].days[column]

    def is_day(self, column: int) -> bool:
        """Say whether a column is a day of the week, not a total beside it."""
        return self.heat is not None and column < len(self.heat.dates)

    def school_class(self, row: int) -> SchoolClass:
        assert self.heat is not None
        return self.heat.rows[row].school_class

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or not self.heat else len(self.heat.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        if parent.isValid() or not self.heat:
            return 0
        return len(self.heat.dates) + len(self._windows())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.heat is None:
            return None
        if not self.is_day(index.column()):
            return self._total_data(index, role)
        day = self.day(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(day)
        if role == Qt.ItemDataRole.ToolTipRole:
            plain = self.counted is None or self.counted.counting is Counting.SET_DAY
            return plain_tooltip(day_words.day_spoken(day) if plain else _counted_words(day))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), day)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return day if role == DAY_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if self.heat is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and orientation is Qt.Orientation.Horizontal:
            return self._rule(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.school_class(section).title if section < len(self.heat.rows) else None
        if not self.is_day(section):
            windows = self._windows()
            number = section - len(self.heat.dates)
            return f"{windows[number].value}\n合计" if number < len(windows) else None
        if not self.heat.rows:
            return None
        day = self.day(0, section)
        on = day_words.date_short(day.class_day.day.date)
        on = on.replace(" ", "\n")  # seven and two columns are narrow
        return f"{on}\n{day_words.badge_words(day)}"

    def _windows(self) -> tuple[Window, ...]:
        return self.counted.totals.windows if self.counted else ()

    def _rule(self, section: int) -> str | None:
        """Return how the numbers of a column are counted."""
        if self.counted is None or self.heat is None:
            return None
        if self.is_day(section):
            return self.counted.rule
        window = self._windows()[section - len(self.heat.dates)].value
        return f"这一周各{window}的书面必做分钟之和，不与上限核对。"

    def _total_data(self, index: Index, role: int) -> object:
        assert self.heat is not None
        assert self.counted is not None
        number = index.column() - len(self.heat.dates)
        words = str(self.counted.totals.minutes[index.row()][number])
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._rule(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            window = self._windows()[number].value
            return f"{self.school_class(index.row()).title} {window}合计{words}分钟"
        return None

    def _spoken(self, row: int, day: JudgedDay) -> str:
        """三(1)班 周二 75分钟 超限 (P39)."""
        weekday = weekday_name(day.class_day.day.date).replace("星期", "周")
        entered = day.totals.state in (DayState.OVER, DayState.WITHIN)
        minutes = f"{day.totals.tested}分钟 " if entered else ""
        return f"{self.school_class(row).title} {weekday} {minutes}{day_words.state_words(day)}"


def _counted_words(day: JudgedDay) -> str:
    """Return what counts on a day under another way of counting, item by item."""
    about = day.class_day
    lines = [f"{day_words.date_short(about.day.date)}　书面必做{day.totals.written}分钟"]
    for item in about.items:
        subject = about.subject_names.get(item.subject_id, "")
        content = day_words.one_line(item.content)
        when = day_words.date_short(item.date)
        lines.append(f"{subject}　{content}　{item.minutes}分钟（{when}布置）")
    return "\n".join(lines)


def _shown(day: JudgedDay) -> str:
    if day.totals.state in _SIGNS:
        return _SIGNS[day.totals.state]
    over = day_words.over_words(day, short=True)
    return f"{day.totals.tested} {over}" if over else str(day.totals.tested)
