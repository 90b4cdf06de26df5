"""What the page 课后 says of the selection: on the right side, and in the line under the board.

Asks the queries for the session, the time or what is held; changes nothing but what it offers.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from shuangjian_desktop.app.service.queries.about import about_session, slot_words
from shuangjian_desktop.app.service.queries.fits import free_words
from shuangjian_desktop.app.service.queries.hand import Hand
from shuangjian_desktop.app.service.queries.offers import offered
from shuangjian_desktop.app.service.queries.week_otherwise import week_otherwise
from shuangjian_desktop.app.service.shapes import Chip
from shuangjian_desktop.domain.calendar import monday_of
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import service_lines
from shuangjian_desktop.gui.models import service_words as words
from shuangjian_desktop.gui.widgets.board_line import BoardLine
from shuangjian_desktop.gui.widgets.lines import Line
from shuangjian_desktop.gui.widgets.session_panel import SessionPanel
from shuangjian_desktop.gui.widgets.week_bar import WeekBar

if TYPE_CHECKING:
    from shuangjian_desktop.gui.pages.service import ServicePage

_MOST_OFFERED = 15
_NEXT_KEY = "F8"
_NOTHING = "选一次活动，这里显示它的班级、人员、场地和不合要求的地方。"


class ServiceTold(QObject):
    """`panel` is for the right side, `line` stands under the board, there from the start."""

    def __init__(self, page: "ServicePage") -> None:
        super().__init__(page)
        self._page = page
        self.panel = SessionPanel()
        self.next_wrong = QAction("下一处问题", page)
        self.next_wrong.setShortcut(_NEXT_KEY)
        self.next_wrong.triggered.connect(self.go_to_next_wrong)
        self.all_wrong = QAction("列出问题", page)
        self.all_wrong.triggered.connect(self.tell_wrong)
        page.addAction(self.next_wrong)
        self.line = BoardLine((self.next_wrong, self.all_wrong))
        self.week = WeekBar()
        self.week.asked.connect(page.plan_acts.days.look_at_day)
        self._week_of: tuple[object, ...] = ()

    def tell(self) -> None:
        """Say it anew."""
        page = self._page
        self._light_up()
        self._tell_week()
        held = page.hold.told()
        standing = words.standing_words(page.board) if page.board else ""
        is_wrong = page.board is not None and bool(page.board.wrong or page.board.problems)
        self.line.say(held or standing, is_wrong=is_wrong and not held)
        self.next_wrong.setEnabled(page.board is not None and bool(page.board.wrong))
        self.panel.show_lines(self._lines())

    def _tell_week(self) -> None:
        """Say what the shown week has otherwise; looked up once for a board and a week."""
        page = self._page
        now = (id(page.board), page.board, monday_of(page.place.date))
        if now == self._week_of:
            return
        self._week_of = now
        plan, project = page.plan, page.bridge.project
        is_there = page.board is not None and plan is not None
        found = week_otherwise(project, plan.id, page.place.date) if is_there and plan else ()
        self.week.say(found)

    def tell_wrong(self) -> None:
        """List all that does not hold, of the whole plan and of single sessions."""
        if self._page.board is not None:
            self.panel.show_lines(service_lines.board_lines(self._page.board))

    def go_to_next_wrong(self) -> None:
        """Go to the next session that does not hold, row by row and round again."""
        view, model = self._page.view, self._page.model
        spots = [
            (row, column, place)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            for place, chip in enumerate(model.chips(row, column))
            if chip.wrong
        ]
        if spots:
            here = (*view.cell.current, view.cell.place)
            view.select_spot(next((spot for spot in spots if spot > here), spots[0]))
            view.setFocus()
        else:
            self._page.notify.say("现在显示的这些行里没有；选“全部年级”再看。")

    def _light_up(self) -> None:
        """While the keyboard is in the tray, the board shows where its session could stand."""
        page = self._page
        is_there = page.window().focusWidget() is page.tray  # also while another window is active
        chip = page.tray.current_chip() if is_there else None
        if chip is None or page.case is None or page.board is None:
            page.model.held.look_at(None)
            return
        glance = page.model.held.glance
        if glance is None or (glance.session_id, glance.board) != (chip.session_id, page.board):
            page.model.held.look_at(Hand(page.case, page.board, chip.session_id))
            page.view.show_own()

    def tell_column(self, column: int) -> None:
        """Say who and what is free at a time."""
        if self._page.case is not None:
            self.panel.show_lines(self._column_lines(column))

    def free_names(self, column: int) -> str:
        """Return who and what is free at a time, as a tooltip says it."""
        return "\n".join(line.text for line in self._column_lines(column))

    def _column_lines(self, column: int) -> list[Line]:
        slots = self._page.model.column(column).slots
        return [line for slot in slots for line in self._free("", slot)]

    def offer_for_cell(self, row: int, column: int) -> None:
        """Offer the sessions of the tray that could stand in an empty cell of their own row."""
        page = self._page
        if page.why_not or page.case is None or page.board is None:
            page.notify.say(page.why_not)
            return
        fitting = offered(page.case, page.board, page.model.board_row(row), column)
        if not fitting:
            page.notify.say("待排区里没有能放在这一格的活动。")
            return
        menu = QMenu(page.view)
        for chip in fitting[:_MOST_OFFERED]:
            action = menu.addAction(f"{chip.title}　{chip.classes}")
            action.setData(chip)
            action.triggered.connect(self._put_offered)
        menu.aboutToHide.connect(menu.deleteLater)
        index = page.model.index(row, column)
        rect = page.view.visualRect(index)
        menu.popup(page.view.viewport().mapToGlobal(rect.bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _put_offered(self) -> None:
        page, index = self._page, self._page.view.currentIndex()
        sender = self.sender()
        chip = sender.data() if sender is not None else None  # type: ignore[attr-defined]
        if isinstance(chip, Chip) and index.isValid():
            page.hold.lift(chip, None, by_mouse=True)
            page.model.held.aim((index.row(), index.column()))
            page.hold.let_go()

    def _lines(self) -> list[Line]:
        page = self._page
        if page.case is None or page.board is None:
            return [Line(_NOTHING, theme.MUTED)]
        if page.hold.hand is not None:
            return self._held_lines()
        glance = page.model.held.glance
        if glance is not None:
            project = page.bridge.project
            about = about_session(project, page.case, glance.session_id, page.place.date)
            return service_lines.unplaced_lines(about, glance.by_slot())
        chip = page.view.current_chip()
        if chip is not None:
            project = page.bridge.project
            about = about_session(project, page.case, chip.session_id, page.place.date)
            return service_lines.session_lines(about, chip.wrong, project.rulebook)
        index = page.view.currentIndex()
        if not index.isValid():
            return service_lines.board_lines(page.board)
        row = page.model.row(index.row())
        slot = row.cells[index.column()].slot
        if slot is None:
            return service_lines.board_lines(page.board)
        return self._free(words.row_spoken(page.board, row.name), slot)

    def _free(self, name: str, slot: int) -> list[Line]:
        page = self._page
        assert page.case is not None
        people, rooms = free_words(page.bridge.project, page.case, slot)
        return service_lines.cell_lines(name, slot_words(page.case.slots[slot]), people, rooms)

    def _held_lines(self) -> list[Line]:
        page, held = self._page, self._page.model.held
        assert held.hand is not None
        if held.target is None:
            return service_lines.held_lines(held.hand, None, None, None)
        verdict, swap = held.verdict(*held.target), held.known_swap(*held.target)
        column = page.model.column(held.target[1])
        return service_lines.held_lines(held.hand, column, verdict, swap, held.preview)
