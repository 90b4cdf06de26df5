"""课后: the week board of an after-school plan, its tray, and what is to be said of a session.

Shows what the queries say and hands acts to service_acts; does no sums on school data.
"""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.directory import KINDS as DIRECTORY_KINDS
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.queries.board import board
from shuangjian_desktop.app.service.queries.follow import followed, moved_sessions
from shuangjian_desktop.app.service.queries.plans import (
    PlanTitle,
    plan_titles,
    usual_plan,
    why_read_only,
)
from shuangjian_desktop.app.service.shapes import Axis, Board
from shuangjian_desktop.domain.ids import ServicePlanId, SessionId
from shuangjian_desktop.domain.service import PlanState, ServicePlan
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.late import Late
from shuangjian_desktop.gui.models.board_model import BoardModel, first_asked
from shuangjian_desktop.gui.models.tray_model import TrayModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.pages.service_acts import KEYS, ServiceActs
from shuangjian_desktop.gui.pages.service_hold import Hold
from shuangjian_desktop.gui.pages.service_plan_acts import ServicePlanActs
from shuangjian_desktop.gui.pages.service_told import ServiceTold
from shuangjian_desktop.gui.place import SERVICE, Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.board_foot import BoardFoot
from shuangjian_desktop.gui.views.board_view import BoardView
from shuangjian_desktop.gui.views.tray_view import TrayView
from shuangjian_desktop.gui.widgets import empty_service
from shuangjian_desktop.gui.widgets.empty_service import EmptyService
from shuangjian_desktop.gui.widgets.fixed_bar import FixedBar
from shuangjian_desktop.gui.widgets.session_panel import SessionPanel
from shuangjian_desktop.gui.widgets.tray_panel import TrayPanel

BOARD, EMPTY = 0, 1
_BEHIND_MS = 15


class ServicePage(Page):
    """`plan`, `case` and `board` are what is shown; `why_not` says why nothing may be moved."""

    page_id = SERVICE
    title = "课后"
    follows = frozenset({"week", "class"})
    keys = KEYS

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.plan_id: ServicePlanId | None = None
        self.grade: int | None = None
        self.case: Case | None = None
        self.board: Board | None = None
        self.why_not = ""
        self._known: frozenset[ServicePlanId] = frozenset()
        self.model, self.tray_model = BoardModel(self), TrayModel(self)
        self.view = BoardView(self.model, self)
        self.tray = TrayView(self.tray_model)
        self.tray_panel = TrayPanel(self.tray)
        self.hold = Hold(self.view, self.tray, self.tray_model, lambda: self.case, bridge.run)
        self.acts = ServiceActs(bridge, self)
        self.plan_acts = ServicePlanActs(bridge, self)
        self.bar = self.plan_acts.make_bar()
        self.fixed = FixedBar(self.plan_acts.revise)
        self.empty = EmptyService()
        self.told = ServiceTold(self)
        self._late = Late(bridge, self.told.tell, _BEHIND_MS, self)
        self._lay_out()
        self._connect()

    @property
    def plan(self) -> ServicePlan | None:
        """Return the plan on the board."""
        return self.case.plan if self.case else None

    @property
    def may_set_up(self) -> bool:
        """Return whether the person acting may begin and revise plans."""
        project = self.bridge.project
        return rights.may_set_up(project.actor) and not project.database.read_only

    def inspector_widget(self) -> SessionPanel:
        """Return what is said of the selection."""
        return self.told.panel

    def focus_first(self) -> None:
        (self.view if self.stack.currentIndex() == BOARD else self.empty).setFocus()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(EVERYTHING, *DIRECTORY_KINDS):
            self._late.start()  # homework beside the plan
            return
        self.hold.drop_all()
        titles = plan_titles(self.bridge.project)
        self._choose(titles, is_own_step=changes is not None and changes.seq is not None)
        self.bar.show_plans(titles, self.plan_id)
        before = self.case
        self.case = self._case_after(changes)
        self._show()
        if before and self.case and self.bridge.is_reversing:
            moved = moved_sessions(before, self.case)
            if moved:
                self.view.select_session(moved[0])

    def _choose(self, titles: tuple[PlanTitle, ...], *, is_own_step: bool) -> None:
        """Stay with the version shown; go to a draft that has just been begun here."""
        ids = [title.plan.id for title in titles]
        shown = next((title.plan for title in titles if title.plan.id == self.plan_id), None)
        if shown is None:
            self.plan_id = usual_plan(titles)
        elif is_own_step:
            fresh = [
                title.plan
                for title in titles
                if title.is_draft and title.plan.id not in self._known
            ]
            if fresh:
                self.plan_id = fresh[0].id
            if fresh and fresh[0].name == shown.name:
                self.notify.say(f"已建{fresh[0].title}草稿；改好后再发布，原来的一版不变。")
        self._known = frozenset(ids)

    def place_moved(self, what: frozenset[str]) -> None:
        if "class" in what:
            self._go_to_class()
        self._late.start()

    def show_plan(self, plan_id: ServicePlanId) -> None:
        """Show another version."""
        if plan_id != self.plan_id:
            self.plan_id, self.case = plan_id, None
            self.refresh(None)

    def stand_on(self, session_id: SessionId) -> None:
        """Go to a session, on the board or in the tray."""
        row = self.tray_model.row_of(session_id)
        if row is not None:
            self.tray.setFocus()
            self.tray.setCurrentIndex(self.tray_model.index(row))
        elif not self.view.select_session(session_id) and self.grade is not None:
            self.show_grade(None)
            self.view.select_session(session_id)

    def show_grade(self, grade: int | None) -> None:
        """Keep to the classes of one grade, or show all."""
        self.grade = grade
        self._show()

    def _case_after(self, changes: Changes | None) -> Case | None:
        """Return the case as it is now, made anew only where more than sessions has changed."""
        project = self.bridge.project
        if self.plan_id is None:
            return None
        if changes is not None and self.case is not None and self.case.plan.id == self.plan_id:
            case = followed(project, self.case, changes)
            if case is not None:
                return case
        return load_case(project, self.plan_id)

    def _show(self) -> None:
        """Put the case on the board, or say what is missing and offer the step."""
        project, case = self.bridge.project, self.case
        self.why_not = why_read_only(project, case.plan) if case else ""
        self.hold.why_not = self.why_not
        self.board = None
        if case is not None and case.slots and case.classes:
            self.board = board(project, case, self.bar.axis, grade=self.grade)
        grades = sorted({one.grade for one in case.classes}) if case else []
        self.bar.show_grades(grades, self.grade)
        self.model.load(self.board)
        self.tray_panel.load(self.board, self.tray_model)
        self.fixed.say(self.why_not, offers=self.may_set_up and self._is_published())
        self.acts.update()
        self.plan_acts.update()
        self._offer_what_is_missing()
        self._late.start()

    def _is_published(self) -> bool:
        return self.plan is not None and self.plan.state is PlanState.PUBLISHED

    def _offer_what_is_missing(self) -> None:
        case = self.case
        may, directory = self.may_set_up, self.bridge.project.directory
        if case is not None and case.slots and case.sessions and directory.classes(self.place.date):
            self.stack.setCurrentIndex(BOARD)
            return
        self.stack.setCurrentIndex(EMPTY)
        if not directory.classes(self.place.date):
            self.empty.offer(empty_service.NO_CLASSES, (("teaching", "导入任课一览…"),))
        elif case is None and not may:
            self.empty.offer(empty_service.NOT_YOURS, ())
        elif case is None:
            steps = (("new", "新建安排…"), ("service", "导入课后服务安排表…"))
            self.empty.offer(empty_service.NO_PLAN, steps)
        elif not case.slots:
            words = empty_service.NO_SLOTS.format(name=case.plan.title)
            self.empty.offer(words, (("slots", "列出时段…"),) if not self.why_not else ())
        else:
            words = empty_service.NO_ACTIVITIES.format(name=case.plan.title)
            steps = (("activity", "添加活动…"), ("service", "导入课后服务安排表…"))
            self.empty.offer(words, steps if not self.why_not else ())

    def _take_step(self, step: str) -> None:
        calls = {
            "new": self.plan_acts.new_plan,
            "slots": self.plan_acts.open_setup,
            "activity": self.plan_acts.add_activity,
        }
        if step in calls:
            calls[step]()
        else:
            self.import_requested.emit(step)

    def _go_to_class(self) -> None:
        """Stand on the class a person comes from; by person and by room there is none."""
        if self.bar.axis is not Axis.CLASS:
            return
        rows = range(self.model.rowCount())
        row = next((n for n in rows if self.model.row(n).id == self.place.class_id), None)
        if row is not None:
            self.view.select_spot((row, max(self.view.currentIndex().column(), 0), 0))

    def _narrow(self, text: str) -> None:
        self.hold.drop_all()
        self.model.narrow(text)
        self.tray_model.narrow(text)
        first = first_asked(self.model)
        if text and first is not None:
            self.view.select_spot(first)
        self.told.tell()

    def _choose_axis(self, _axis: Axis) -> None:
        chip = self.view.current_chip()
        self.hold.drop_all()
        self._show()
        if chip is not None:
            self.view.select_session(chip.session_id)

    def _chosen(self) -> None:
        self.acts.update()
        self._late.start()

    def _lay_out(self) -> None:
        desk = QWidget()
        inner = QVBoxLayout(desk)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.told.week)
        inner.addWidget(self.view, 1)
        self.foot = BoardFoot(self.view, self.model, self.told.free_names)
        inner.addWidget(self.foot)
        inner.addWidget(self.told.line)
        inner.addWidget(self.tray_panel)
        for before, after in pairwise((self.view, self.tray, *self.told.line.buttons)):
            self.setTabOrder(before, after)
        self.stack = QStackedWidget()
        self.stack.addWidget(desk)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.bar)
        column.addWidget(self.fixed)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.bar.plan_chosen.connect(self.show_plan)
        self.bar.axis_chosen.connect(self._choose_axis)
        self.bar.grade_chosen.connect(self.show_grade)
        self.bar.typed.connect(self._narrow)
        self.empty.asked.connect(self._take_step)
        self.view.chosen.connect(self._chosen)
        self.tray.chosen.connect(self._chosen)
        self.view.filled.connect(self.told.offer_for_cell)
        self.foot.column_pressed.connect(self.told.tell_column)
        self.hold.changed.connect(self.told.tell)
        self.hold.changed.connect(self.acts.update)
        self.hold.said.connect(self.notify.say)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self.acts.open_menu)
