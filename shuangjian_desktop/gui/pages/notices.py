"""公示: the notices of the shown day or week, a true preview, and review, export, print.

Knows what is chosen; how it is rendered, written and recorded is the business of put_out.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.commands.review import review_days, signed
from shuangjian_desktop.app.directory import KINDS as DIRECTORY_KINDS
from shuangjian_desktop.app.queries.notice_board import BoardEntry, notice_board, summary
from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.notices_acts import NoticeActs
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import HOMEWORK, NOTICES, Place
from shuangjian_desktop.gui.put_out import PutOut
from shuangjian_desktop.gui.runner import Job, Runner
from shuangjian_desktop.gui.views.notice_list import NoticeList
from shuangjian_desktop.gui.views.notice_preview import NoticePreview
from shuangjian_desktop.gui.widgets.notice_bar import NoticeBar
from shuangjian_desktop.gui.widgets.notice_choice import NoticeChoice, Scope

_KINDS = (
    "homework",
    "no_homework",
    "review",
    "notice",
    "notice_day",
    EVERYTHING,
    *DIRECTORY_KINDS,
)
_LIST_WIDTH = 330


class NoticesPage(Page):
    """The list on the left, the sheet itself on the right, what can be done with it above."""

    page_id = NOTICES
    title = "公示"
    follows = frozenset({"week", "date", "grade", "class"})
    keys = (
        ("Ctrl+P", "打印选中的公示"),
        ("Ctrl+Shift+E", "把选中的公示导出为PDF"),
        ("Ctrl+Shift+C", "把选中的公示复制为文字"),
        ("Ctrl+Shift+V", "全部版次、再印、核对"),
        ("Ctrl+Enter", "审核通过选中的公示"),
        ("Ctrl+A", "选中列表里的全部公示"),
        ("Alt+↑ / Alt+↓", "前一天 / 后一天"),
        ("+ / －", "预览放大 / 缩小"),
    )

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.choice = NoticeChoice(self)
        self.list = NoticeList(self)
        self.bar = NoticeBar(self)
        self.preview = NoticePreview(runner, self)
        self.put_out = PutOut(bridge.project, runner, notify, self)
        self.acts = NoticeActs(self)
        self._people: tuple[str, ...] | None = None
        self._is_following = False
        self._build()
        self._connect()

    def focus_first(self) -> None:
        """Put the keyboard on the list."""
        self.list.table.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        """Read the notices again when anything they print or stand for has changed."""
        if changes is not None and not changes.touches(*_KINDS):
            return
        if changes is None or changes.touches(*DIRECTORY_KINDS):
            self._people = None
        self._show_places()
        try:
            entries = self._listed()
        except UserError as error:
            self.list.show_entries((), "")
            self.preview.show_words(str(error))
            return
        self.list.show_entries(entries, summary(entries))
        self._select_place()
        self._show_selected()

    def place_moved(self, what: frozenset[str]) -> None:
        """Another class or grade only moves the selection when all of them are listed anyway."""
        if self._is_following:
            return
        if what <= {"class", "grade"} and self.choice.scope is Scope.SCHOOL:
            self._show_places()
            self._select_place()
        else:
            self._read(None)

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.choice)
        column.addWidget(self.list, 1)
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.SMALL)
        beside.addWidget(self.bar)
        beside.addWidget(self.preview, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.SMALL)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 3 * _LIST_WIDTH])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        whole.addWidget(split)

    def _connect(self) -> None:
        self.choice.changed.connect(self._choice_changed)
        self.choice.day_chosen.connect(self._take_day)
        self.list.selection_changed.connect(self._show_selected)
        self.list.current_changed.connect(self._follow_current)
        self.preview.step_wanted.connect(self._go_to_homework)
        self.preview.failed.connect(self._tell)
        self.bar.review_wanted.connect(self._review)
        self.put_out.exported.connect(self._tell_exported)
        self.put_out.started.connect(self._job_started)
        for keys, days in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self, partial(self._step_day, timedelta(days=days)))

    def _listed(self) -> tuple[BoardEntry, ...]:
        project, on = self.bridge.project, self.place.date
        classes: Sequence[SchoolClass] = project.directory.classes(on)
        if self.choice.scope is Scope.GRADE:
            classes = project.directory.grade_classes(self._grade(), on)
        elif self.choice.scope is Scope.CLASS and self.place.class_id:
            classes = (project.directory.class_by_id(self.place.class_id, on),)
        return notice_board(project, self.choice.shape, classes, on)

    def _show_places(self) -> None:
        """Say in the choice which class, grade and day are meant now."""
        on = self.place.date
        calendar = self.bridge.project.directory.calendar
        self.choice.show_days([calendar.day(day) for day in week_of(on)], on.weekday())
        chosen = self._class()
        grade = self._grade()
        self.choice.name_scopes(chosen.title if chosen else "", grade_name(grade) if grade else "")
        if self._people is None:
            self._people = tuple(person.label for person in self.bridge.project.directory.staff)
            self.bar.set_people(self._people)

    def _class(self) -> SchoolClass | None:
        classes = self.bridge.project.directory.classes(self.place.date)
        return next((c for c in classes if c.id == self.place.class_id), None)

    def _grade(self) -> int:
        chosen = self._class()
        return chosen.grade if chosen else self.place.grade or 0

    def _select_place(self) -> None:
        """Put the selection on the class the person is at; else keep it, else the first row."""
        if self.list.selected():
            at = self.list.current()
            if at is not None and self._is_here(at):
                return
        rows = [row for row, entry in enumerate(self.list.entries) if self._is_here(entry)]
        if rows or not self.list.selected():
            self.list.select_row(rows[0] if rows else 0)

    def _is_here(self, entry: BoardEntry) -> bool:
        if self.choice.shape is Shape.GRADE_WEEK:
            return entry.name == grade_name(self._grade()) if self._grade() else False
        return entry.prepared.record.scope == self.place.class_id

    def _follow_current(self, entry: BoardEntry) -> None:
        """The class of the row under the cursor is where the person now is."""
        days = entry.prepared.record.days
        if not days or any(day.class_id == self.place.class_id for day in days):
            return
        first = days[0].class_id
        school_class = self.bridge.project.directory.class_by_id(first, self.place.date)
        self._is_following = True
        try:
            self.place.go(class_id=first, grade=school_class.grade)
        finally:
            self._is_following = False
        self._show_places()

    def _show_selected(self) -> None:
        chosen = self.list.selected()
        self.bar.show_choice(chosen)
        current = self.list.current()
        if not self.list.entries:
            self.preview.show_words("这一天所在的学年还没有班级；请先导入班级，或换一个日期。")
        elif current is None:
            self.preview.show_words("在左边选一份公示，这里显示它印出来的样子。")
        elif not current.is_entered:
            self.preview.show_words(f"{self._nothing(current)}。", "去录入作业")
        else:
            self.preview.show_notice(current.prepared)

    def _nothing(self, entry: BoardEntry) -> str:
        on = self.place.date
        when = f"{on.month}月{on.day}日" if self.choice.shape is Shape.DAY else "这一周"
        if entry.is_day_off:
            return f"{entry.name}{when}不上课，也没有录入作业"
        return f"{entry.name}{when}还没有录入作业，也没有标明无作业"

    def _choice_changed(self) -> None:
        self._read(None)

    def _take_day(self, index: int) -> None:
        self.place.go(date=week_of(self.place.date)[index])

    def _step_day(self, step: timedelta) -> None:
        self.place.go(date=self.place.date + step)

    def _go_to_homework(self) -> None:
        entry = self.list.current()
        if entry is not None:
            self.place.go(class_id=entry.prepared.record.days[0].class_id, page=HOMEWORK)

    def _review(self, reviewer: str) -> None:
        if not self.acts.may("审核作业"):
            return
        days = [day for entry in self.list.selected() for day in entry.to_review]
        at = self.bridge.project.clock().isoformat(timespec="seconds")
        try:
            name, staff_id = signed(self.bridge.project.actor, reviewer)
            command = review_days(days, name, at, reviewer_id=staff_id)
        except UserError as error:
            self.notify.error(error)
            self.bar.focus_reviewer()
            return
        if self.bridge.run(command) is not None:
            self.notify.say(f"{reviewer}审核通过{len(days)}个班天的作业。")

    def _job_started(self, job: Job) -> None:
        self.bar.set_busy(True)
        job.ended.connect(self._job_ended)

    def _job_ended(self) -> None:
        self.bar.set_busy(False)

    def _tell_exported(self, written: tuple[Path, ...]) -> None:
        self.bar.show_written(written)

    def _tell(self, error: BaseException) -> None:
        self.notify.say(f"预览没有生成：{error}")
