"""作业: grades and classes on the left, the class week or the grade's heat map in the middle.

Shows what the queries say and hands acts to homework_acts; does no sums on school data.
"""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.directory import KINDS as DIRECTORY_KINDS
from shuangjian_desktop.app.newly_found import words_after_saving
from shuangjian_desktop.app.queries.editable import editable_cells
from shuangjian_desktop.app.queries.grade import class_states
from shuangjian_desktop.app.queries.late import NOT_LATE, lateness
from shuangjian_desktop.app.queries.week import class_week, judged_day, with_item
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.late import Late
from shuangjian_desktop.gui.models.class_tree_model import ClassTreeModel
from shuangjian_desktop.gui.models.progress_words import WAITING, ahead_words, waiting_words
from shuangjian_desktop.gui.models.week_model import WeekModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.frame import beside
from shuangjian_desktop.gui.pages.heat_desk import HeatDesk
from shuangjian_desktop.gui.pages.homework_acts import KEYS, HomeworkActs
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.pages.retrace import Retrace, touched_columns
from shuangjian_desktop.gui.place import HOMEWORK, Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.class_tree import ClassTree
from shuangjian_desktop.gui.views.state_dots import state_icon
from shuangjian_desktop.gui.views.week_view import WeekView
from shuangjian_desktop.gui.widgets.empty_school import EmptySchool
from shuangjian_desktop.gui.widgets.homework_bar import HomeworkBar
from shuangjian_desktop.gui.widgets.item_editor import ItemEditor

if TYPE_CHECKING:
    from shuangjian_desktop.gui.views.heat_view import HeatView

WEEK, HEAT, EMPTY = 0, 1, 2
_SWITCH_KEYS = "Ctrl+G"
_DOTS_AFTER_MS = 400
_BAR_ACTS = ("submit", "none", "parallel")
_MORE_ACTS = ("earlier", "right", "draft", "release", "removed", "enter_right")


class HomeworkPage(Page):
    """An empty school asks for the one step that fills it: `import_requested("teaching")`."""

    page_id = HOMEWORK
    title = "作业"
    follows = frozenset({"week", "date", "grade", "class", "item"})
    keys = (*KEYS, (_SWITCH_KEYS, "班级一周／年级总览"))

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self._is_following = False
        self._is_loading = False
        self._ahead = ""
        self._inspector: ItemEditor | None = None
        self.tree_model = ClassTreeModel(state_icon, self)
        self.model = WeekModel(self)
        self.view = WeekView(self.model, self)
        self.acts = HomeworkActs(bridge, self.view)
        self._retrace = Retrace(bridge, place, self.view)
        self.acts.pasting.pasted = self._retrace.selections
        self.tree = ClassTree(self.tree_model, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.view)
        self.heat_desk = HeatDesk(bridge, place, self.acts.pasting, self.stack)
        self.bar = self._make_bar()
        self.tabs = self.bar.tabs
        self.tabs.currentChanged.connect(self._switched)
        self.empty = EmptySchool(self)
        self.stack.addWidget(self.empty)
        self._dots = Late(bridge, self._load_dots, _DOTS_AFTER_MS, self)
        beside(self, self.tree, self.bar, self.stack)
        self.empty.import_requested.connect(self.import_requested)
        self.tree.grade_picked.connect(self._picked_grade)
        self.tree.class_picked.connect(self._picked_class)
        self.view.item_selected.connect(self._tell_place)
        self.view.typing.connect(bridge.set_typing)
        self.view.refused.connect(lambda: notify.say(self.model.editable.why_not))
        self.model.previewed.connect(self.previewed)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self.acts.open_menu)
        QShortcut(QKeySequence(_SWITCH_KEYS), self, self._switch)

    def inspector_widget(self) -> QWidget:
        """Return the form of the selected item, made when first asked for."""
        if self._inspector is None:
            self._inspector = ItemEditor(self.bridge, self.place, self)
            self._inspector.typed.connect(self._preview_item)
        return self._inspector

    def _make_bar(self) -> HomeworkBar:
        acts, grade = self.acts.actions, (self.heat_desk.submit, self.heat_desk.paste)
        more = [acts[name] for name in _MORE_ACTS]
        return HomeworkBar([acts[name] for name in _BAR_ACTS], grade, more, self)

    @property
    def heat(self) -> "HeatView | None":
        """Return the heat map, None until it was first shown."""
        return self.heat_desk.view

    def focus_first(self) -> None:
        if self.stack.currentIndex() == WEEK:
            self.view.setFocus()
        else:
            (self.heat or self.empty).setFocus()

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(EVERYTHING, *DIRECTORY_KINDS):
            self._load_all()
        elif changes.touches("homework", "no_homework", "review", "notice", "notice_day"):
            self._retrace.note(changes)
            self._take(changes)
            self._retrace.follow(changes)
            if changes.touches("no_homework"):
                self.acts.name_days()

    def place_moved(self, what: frozenset[str]) -> None:
        if self._is_following:
            return
        self.view.finish_editing()
        if what & {"week", "class"}:
            self._read(None)
        elif "grade" in what and self.stack.currentIndex() == HEAT:
            self._load_heat()
        if what & {"item", "date"}:
            self._go_to_place()

    def _load_all(self) -> None:
        self.view.finish_editing()
        classes = self.bridge.project.directory.classes(self.place.date)
        if classes != self.tree_model.classes:
            self.tree_model.load(classes)
            self.tree.expandAll()
        shown = next((c for c in classes if c.id == self.place.class_id), None)
        shown = shown or next(iter(classes), None)
        self.tabs.setEnabled(shown is not None)
        if shown is None:
            self.model.load(None)
            self._show(EMPTY)
            return
        self._follow(grade=shown.grade, class_id=shown.id)
        self._load_week(shown.id)
        self.view.head.mark_today(self.model.column_of(self.place.home))
        self.tree.show_class(shown.id)
        self._go_to_place()
        self.acts.name_days()
        self._show(self.tabs.currentIndex())
        self._dots.soon()

    def _take(self, changes: Changes) -> None:
        """Read again only the class-day an edit touched, or the week when that cannot be told."""
        week = self.model.week
        if week is None:
            return
        columns = touched_columns(self.bridge.project, self.model, changes)
        project, class_id = self.bridge.project, week.school_class.id
        dates = {column: self.model.day(column).class_day.day.date for column in columns or ()}
        days = {column: judged_day(project, class_id, on) for column, on in dates.items()}
        if columns is None or not all(week.has_rows_for(day) for day in days.values()):
            self._load_week(class_id)
            self._go_to_place()
        else:
            for column, day in days.items():
                was = self.model.day(column)
                self.model.replace_day(column, day)
                if words := words_after_saving(project, was, day):
                    self.notify.say(words)
                if was.class_day.progress is not day.class_day.progress:
                    self._tell_state()
        if self.stack.currentIndex() == HEAT:
            self._load_heat()
        else:
            self._tell_place(self.view.current_item())
        self._dots.start()

    def _load_week(self, class_id: ClassId) -> None:
        """Fill the grid; the cursor jumping to a corner meanwhile is nobody's wish."""
        self._is_loading = True
        project, on = self.bridge.project, self.place.date
        week = class_week(project, class_id, on)
        late = lateness(project, (class_id,), week_of(on)).get(class_id, NOT_LATE)
        editable = editable_cells(project, week)
        self.model.load(week, late, editable)
        self._ahead = ahead_words(project, self.model.week)
        self._tell_state()
        self._is_loading = False

    def _tell_state(self) -> None:
        """Say in the bar what of the week shown waits, and offer 提交 when something does."""
        days = [self.model.day(column).class_day for column in range(self.model.columnCount())]
        told = " · ".join(filter(None, (waiting_words(days), self._ahead)))
        self.bar.say(told if self.stack.currentIndex() == WEEK else "")
        waits = any(day.progress in WAITING for day in days)
        self.acts.actions["submit"].setEnabled(waits and self.tabs.currentIndex() == WEEK)

    def _load_dots(self) -> None:
        """The dots of all classes: after the first paint, and a moment after the last edit."""
        if self.isVisible():
            self.tree_model.set_states(class_states(self.bridge.project, self.place.date))

    def _load_heat(self) -> None:
        if self.heat is None:
            self.heat_desk.made().opened.connect(self._open_number)
        self.heat_desk.load()

    def _open_number(self, school_class: SchoolClass, on: date) -> None:
        """Go to the class and day behind a number of the heat map."""
        self.tabs.setCurrentIndex(WEEK)
        self.place.go(class_id=school_class.id, date=on)
        self.view.setFocus()

    def _show(self, which: int) -> None:
        if which == HEAT:
            self._load_heat()
            self.heat_desk.select_place()
        self.stack.setCurrentIndex(which)
        for name in _BAR_ACTS:
            self.acts.actions[name].setEnabled(which == WEEK)
        if which == WEEK:
            self.acts.name_days()  # and what the person acting may not do stays off
        self.bar.show_acts(of_grade=which == HEAT)
        self._tell_state()
        if self.place.grade and which == HEAT:
            self.bar.where.setText(grade_name(self.place.grade))
        elif self.model.week and which == WEEK:
            self.bar.where.setText(self.model.week.school_class.title)
            self.tree.show_class(self.model.week.school_class.id)

    def _switch(self) -> None:
        self.tabs.setCurrentIndex(HEAT if self.tabs.currentIndex() == WEEK else WEEK)
        self.focus_first()

    def _switched(self, which: int) -> None:
        self.view.finish_editing()
        if self.model.week is not None:
            self._show(which)

    def _follow(self, **where: object) -> None:
        """Move the place without hearing of it ourselves."""
        self._is_following = True
        try:
            self.place.go(**where)  # type: ignore[arg-type]
        finally:
            self._is_following = False

    def _tell_place(self, item: HomeworkItem | None) -> None:
        index = self.view.currentIndex()
        if self._is_loading or self.model.week is None or not index.isValid():
            return
        on = self.model.day(index.column()).class_day.day.date
        self._follow(date=on, item_id=item.id if item else None)
        if item is None:
            self._is_following = True
            self.place.select_item(None)
            self._is_following = False

    def _go_to_place(self) -> None:
        """Make the item, else the day, that the place names current."""
        spot = self.model.spot_of(self.place.item_id)
        column = self.model.column_of(self.place.date)
        if spot:
            self.view.select_spot(*spot)
        elif column is not None and self.view.currentIndex().column() != column:
            self.view.select_spot(max(self.view.currentIndex().row(), 0), column)

    def _preview_item(self, item: HomeworkItem | None) -> None:
        """Let the day's head follow what is typed in the inspector."""
        column: int | None = self.view.currentIndex().column()
        if item is not None:
            column = self.model.column_of(item.date)
        if column is not None and 0 <= column < self.model.columnCount():
            day = with_item(self.bridge.project, self.model.day(column), item) if item else None
            self.model.preview(column, day)

    def _picked_grade(self, grade: int) -> None:
        self._follow(grade=grade)
        self.tabs.setCurrentIndex(HEAT)
        self._show(HEAT)

    def _picked_class(self, school_class: SchoolClass) -> None:
        self.place.go(class_id=school_class.id, grade=school_class.grade)
        self.tabs.setCurrentIndex(WEEK)
