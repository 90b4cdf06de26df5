"""审核: the class-days that wait, one beside the other, passed or returned by single keys.

Shows app/queries/review_board and runs app/commands/review; who may is the gate's.
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.review_board import (
    WaitingDay,
    adjusted,
    in_order,
    waiting_days,
)
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.review_acts import ReviewActs
from shuangjian_desktop.gui.models import day_words, review_words
from shuangjian_desktop.gui.models.rows import RIGHT, Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import HOMEWORK, Place
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.review_items import ReviewItems

_DAY, _WEEK = "这一天", "这一周"
_DATE, _STANDING = 1, 2
_COLUMNS: tuple[Column[WaitingDay], ...] = (
    Column("班级", lambda day: day.judged.class_day.class_name),
    Column("日期", lambda day: day_words.date_short(day.judged.class_day.day.date)),
    Column(
        "情况",
        review_words.standing,
        ink=lambda day: theme.OVER if day.judged.totals.over_by else None,
        tooltip=lambda day: day_words.day_spoken(day.judged),
    ),
    Column("分钟", lambda day: day_words.figure_words(day.judged), RIGHT),
)


class ReviewDialog(QDialog):
    """↑↓ choose a class-day; Enter opens it in 作业. The list follows what is done to it."""

    def __init__(
        self, bridge: Bridge, place: Place, notify: Notify, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("审核作业")
        self.bridge, self.place, self.notify = bridge, place, notify
        self.model: RowsModel[WaitingDay] = RowsModel(_COLUMNS)
        self.table = QuietTable("待审的班级", "这个范围里没有等着审核的作业。", self)
        self.table.setModel(self.model)
        self.table.clicked.disconnect(self.table.opened)  # one click chooses, Enter opens
        self.table.opened.connect(self.open_day)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(header.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_STANDING, header.ResizeMode.Stretch)
        self.items = ReviewItems(self)
        self.scope, self.grade, self.reviewer = QComboBox(), QComboBox(), QComboBox()
        self.heading, self.story, self.count = _label(bold=True), _label(), _label()
        self.acts = ReviewActs(self)
        self._build()
        self._fill_choices()
        classes = bridge.project.directory.classes(place.date)
        if not any(rights.may_lead(bridge.project.actor, each) for each in classes):
            self.table.say_when_empty("您没有要审核的班级；审核由班主任、年级组长或教务来做。")
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.items.adjusted.connect(self._show_heading)
        for choice in (self.scope, self.grade):
            choice.activated.connect(lambda _: self.refresh())
        bridge.changed.connect(self._hear)
        self.refresh()
        self.table.setFocus()

    @property
    def current(self) -> WaitingDay | None:
        return self.model.row(self.table.currentIndex())

    def refresh(self) -> None:
        """Read the list again and stay near where the person was."""
        row = max(self.table.currentIndex().row(), 0)
        days = waiting_days(self.bridge.project, self._classes(), self._dates())
        self.model.set_rows(days)
        self.table.setColumnHidden(_DATE, self.scope.currentText() == _DAY)
        self.count.setText(f"等着审核的班级　{len(days)}")
        if days:
            self.table.selectRow(min(row, len(days) - 1))
        self._show_current()

    def select(self, class_id: ClassId, on: date) -> None:
        """Put the cursor on a class-day of the list."""
        for row, day in enumerate(self.model.rows):
            known = day.judged.class_day
            if (known.class_id, known.day.date) == (class_id, on):
                self.table.selectRow(row)

    def open_day(self) -> None:
        """Go to the class-day in 作业 and close."""
        day = self.current
        if day is None:
            return
        known = day.judged.class_day
        self.place.go(
            date=known.day.date, grade=known.grade, class_id=known.class_id, page=HOMEWORK
        )
        self.accept()

    def _hear(self, changes: Changes) -> None:
        del changes
        self.refresh()

    def _classes(self) -> tuple[SchoolClass, ...]:
        classes = self.bridge.project.directory.classes(self.place.date)
        grade = self.grade.currentData()
        return tuple(c for c in classes if grade in (None, c.grade))

    def _dates(self) -> Sequence[date]:
        on = self.place.date
        return week_of(on) if self.scope.currentText() == _WEEK else (on,)

    def _show_current(self) -> None:
        day = self.current
        project = self.bridge.project
        items = in_order(project, day.judged) if day else ()
        directory = project.directory
        self.items.show_items(items, directory.subject_names, directory.staff_names)
        self.story.setText(review_words.story(day) if day else "")
        self._show_heading()

    def _show_heading(self) -> None:
        """Say the total as it would be with the minutes as they are on the screen."""
        day, changes = self.current, self.items.adjustments
        if day and changes:
            day = day._replace(judged=adjusted(self.bridge.project, day.judged, changes))
        words = review_words.title(day) if day else "没有要审的"
        self.heading.setText(f"{words}　（时长有改动）" if changes else words)
        self.acts.follow(bool(day), bool(changes))

    def _fill_choices(self) -> None:
        project, on = self.bridge.project, self.place.date
        self.scope.addItems((_DAY, _WEEK))
        self.grade.addItem("全校", None)
        for grade in dict.fromkeys(c.grade for c in project.directory.classes(on)):
            self.grade.addItem(grade_name(grade), grade)
        actor = project.actor
        self.reviewer.setEditable(actor.staff_id is None)
        people = [p.label for p in project.directory.staff] if actor.staff_id is None else []
        self.reviewer.addItems(people or [actor.name])
        if actor.staff_id is None:
            self.reviewer.setCurrentIndex(-1)
            line = self.reviewer.lineEdit()
            if line is not None:
                line.setPlaceholderText("审核人姓名")
        for box, name in (
            (self.scope, "范围"),
            (self.grade, "年级"),
            (self.reviewer, "审核人"),
        ):
            box.setAccessibleName(name)

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(_column(self.count, self.table))
        split.addWidget(_column(self.heading, self.items, self.story, stretched=self.items))
        wide = self.fontMetrics().horizontalAdvance("字")
        split.setSizes([28 * wide, 50 * wide])
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addLayout(self._build_choices())
        column.addWidget(split, 1)
        column.addLayout(self._build_buttons())
        self.resize(80 * wide, 40 * wide)

    def _build_choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, box in (
            ("范围(&F)", self.scope),
            ("年级(&G)", self.grade),
            ("审核人(&S)", self.reviewer),
        ):
            label = QLabel(words)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(theme.MEDIUM)
        row.addStretch(1)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for button in self.acts.buttons:
            row.addWidget(button)
        row.addStretch(1)
        close = QPushButton("关闭（Esc）")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row

    def add_key(self, keys: str, call: Callable[[], None]) -> None:
        """Let a single letter do something while the list or the items have the keyboard."""
        for view in (self.table, self.items):
            shortcut = QShortcut(QKeySequence(keys), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(call)


def _label(*, bold: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = label.font()
    font.setBold(bold)
    label.setFont(font)
    return label


def _column(*parts: QWidget, stretched: QWidget | None = None) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SMALL)
    for part in parts:
        column.addWidget(part, 1 if part is (stretched or parts[-1]) else 0)
    return whole
