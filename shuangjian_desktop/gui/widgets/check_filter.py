"""The line above the clauses: which days, which grade, how serious.

Asks only; what is found is the page's work.
"""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLabel, QWidget

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.clauses import month_of, term_so_far
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.gui import theme
from shuangjian_desktop.rules.findings import Severity

WEEK, MONTH, TERM, OWN = range(4)
_SPANS = ("这一周", "这个月", "学期初到现在", "自选日期")
_SEVERITIES: tuple[tuple[str, frozenset[Severity]], ...] = (
    ("全部轻重", frozenset(Severity)),
    ("只看违反", frozenset({Severity.BREACH})),
    ("违反和提醒", frozenset({Severity.BREACH, Severity.WARNING})),
    ("只看建议", frozenset({Severity.ADVICE})),
)


class CheckFilter(QWidget):
    """`changed` when the person asks for something else."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.span, self.grade, self.severity = QComboBox(), QComboBox(), QComboBox()
        self.first, self.last = QDateEdit(), QDateEdit()
        self._between = QLabel("至")
        self.span.addItems(_SPANS)
        for words, severities in _SEVERITIES:
            self.severity.addItem(words, severities)
        named = (
            (self.span, "看哪些天"), (self.first, "从哪天"), (self.last, "到哪天"),
            (self.grade, "看哪个年级"), (self.severity, "看哪些轻重"),
        )  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        for field, name in named:
            field.setAccessibleName(name)
            field.setToolTip(name)
            if field is self.last:
                row.addWidget(self._between)
            row.addWidget(field)
        row.addStretch(1)
        for edit in (self.first, self.last):
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setCalendarPopup(True)
            edit.dateChanged.connect(self._say_changed)
        for box in (self.span, self.grade, self.severity):
            box.currentIndexChanged.connect(self._say_changed)
        self._show_dates()

    def show_grades(self, grades: range) -> None:
        """Offer the grades of the school; the chosen one stays."""
        wanted = ["全部年级", *(grade_name(grade) for grade in grades)]
        if [self.grade.itemText(index) for index in range(self.grade.count())] == wanted:
            return
        self.grade.blockSignals(True)
        self.grade.clear()
        self.grade.addItem(wanted[0], None)
        for grade in grades:
            self.grade.addItem(grade_name(grade), grade)
        self.grade.blockSignals(False)

    def days(self, project: Project, on: date) -> tuple[date, date]:
        """Return the first and last day asked for, seen from a date."""
        if self.span.currentIndex() == MONTH:
            return month_of(on)
        if self.span.currentIndex() == TERM:
            return term_so_far(project, on)
        if self.span.currentIndex() == OWN:
            days = sorted((_date(self.first), _date(self.last)))
            return days[0], days[1]
        week = week_of(on)
        return week[0], week[-1]

    def chosen_grade(self) -> int | None:
        grade = self.grade.currentData()
        return int(grade) if grade is not None else None

    def severities(self) -> frozenset[Severity]:
        chosen: frozenset[Severity] = self.severity.currentData()
        return chosen

    def start_from(self, first: date, last: date) -> None:
        """Put the free dates where the shown ones are, as long as they are not asked for."""
        if self.span.currentIndex() == OWN:
            return
        for edit, day in ((self.first, first), (self.last, last)):
            edit.blockSignals(True)
            edit.setDate(QDate(day.year, day.month, day.day))
            edit.blockSignals(False)

    def _say_changed(self) -> None:
        self._show_dates()
        self.changed.emit()

    def _show_dates(self) -> None:
        for field in (self.first, self._between, self.last):
            field.setVisible(self.span.currentIndex() == OWN)


def _date(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
