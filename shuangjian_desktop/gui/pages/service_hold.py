"""Holding one session of the week board: lifted by mouse or key, over a cell, let go, put back.

Decides which command a letting go is; what a cell says is app/service/queries/hand.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.commands.sessions import swap_sessions, unplace_sessions
from shuangjian_desktop.app.service.queries.hand import Hand
from shuangjian_desktop.app.service.shapes import Axis, Chip
from shuangjian_desktop.gui.models import service_words as words
from shuangjian_desktop.gui.models.tray_model import TrayModel
from shuangjian_desktop.gui.views.board_view import BoardView
from shuangjian_desktop.gui.views.tray_view import TrayView
from shuangjian_desktop.gui.widgets.ghost import Ghost

_CURSOR, _NO_CURSOR = Qt.CursorShape.ClosedHandCursor, Qt.CursorShape.ForbiddenCursor
Run = Callable[[Command], object]
Case_ = Callable[[], Case | None]


class Hold(QObject):
    """`changed` when what is held, or over what, is another; `said` carries a sentence."""

    changed = Signal()
    said = Signal(str)

    def __init__(
        self, view: BoardView, tray: TrayView, tray_model: TrayModel, case: Case_, run: Run
    ) -> None:
        super().__init__(view)
        self._view, self._tray, self._tray_model = view, tray, tray_model
        self._model, self._case, self._run = view.board_model, case, run
        self._ghost: Ghost | None = None
        self._is_by_mouse = False
        self.why_not = ""
        self._seeking = QTimer(self)
        self._seeking.setInterval(0)
        self._seeking.timeout.connect(self._seek_swap)
        self._to_seek: list[tuple[int, int]] = []
        view.lifted.connect(self._lift_from_board)
        tray.lifted.connect(self._lift_from_tray)
        for each in (view, tray):
            each.dragged.connect(self.drag)
            each.released.connect(self.release)
            each.put_back.connect(self.put_back)
        view.let_go.connect(self.let_go)
        view.taken_off.connect(self.take_off)

    @property
    def hand(self) -> Hand | None:
        """Return what is held."""
        return self._model.held.hand

    def lift(self, chip: Chip, row: int | None, *, by_mouse: bool) -> None:
        """Take a session in the hand; a locked one and one of a fixed plan stays, and says so."""
        case, board = self._case(), self._model.board
        if case is None or board is None or self.hand is not None:
            return
        if self.why_not or chip.is_locked:
            self.said.emit(self.why_not or f"{chip.title}已锁定，没有拿起；按 L 解锁后再移动。")
            return
        source = "" if row is None else self._model.row(row).id
        hand = Hand(case, board, chip.session_id, source)
        self._is_by_mouse = by_mouse
        self._model.held.take(hand, chip)
        self._tray_model.hold(chip.session_id if row is None else None)
        if by_mouse:
            self._ghost = Ghost(self._view.window(), chip, board.axis, self._view.font())
        else:
            self._view.setFocus()
            self._aim_somewhere(row)
        self._to_seek = self._occupied()
        self._seeking.start()
        self._view.side.viewport().update()
        self.changed.emit()

    def drag(self, where: QPoint) -> None:
        """Follow the mouse; near an edge the board scrolls along."""
        if self.hand is None:
            return
        if self._ghost is not None:
            self._ghost.follow(where)
        target = self._view.cell_at(where)
        self._model.held.aim(target)
        verdict = self._model.held.verdict(*target) if target else None
        is_no = verdict is not None and not verdict.is_possible
        if target is not None and is_no and self._model.held.swap(*target) is not None:
            is_no = False
        self._view.viewport().setCursor(_NO_CURSOR if is_no else _CURSOR)
        self._scroll_near(where)
        self.changed.emit()

    def release(self, where: QPoint) -> None:
        """Let go of what the mouse holds: over a cell, over the tray, or nowhere."""
        if self.hand is None:
            return
        if _is_over(self._tray.parentWidget() or self._tray, where):
            self.take_off()
        elif self._view.cell_at(where) is None:
            self.put_back()
        else:
            self._model.held.aim(self._view.cell_at(where))
            self.let_go()

    def let_go(self) -> None:
        """Put it down over the target, or say all that speaks against it."""
        hand, target = self.hand, self._model.held.target
        case = self._case()
        if hand is None or target is None or case is None:
            return
        verdict = self._model.held.verdict(*target)
        assert verdict is not None
        if verdict.is_home:
            self.put_back()
            return
        place = hand.place(self._model.board_row(target[0]), target[1])
        if place is not None:
            self._put_down(swap_sessions(case, ((hand.session_id, place),), "排课后活动"))
            return
        swap = self._model.held.swap(*target)
        if swap is None:
            self._refuse(verdict.reasons)
            return
        moves = ((hand.session_id, swap.place), (swap.other, swap.other_place))
        label = "交换课后活动" if swap.other_place is not None else "替换课后活动"
        self._put_down(swap_sessions(case, moves, label))

    def take_off(self) -> None:
        """Put what is held into the tray; what came from there goes back."""
        hand = self.hand
        if hand is None or hand.now is None:
            self.put_back()
            return
        self._end()
        self._run(unplace_sessions([hand.session_id]))

    def put_back(self) -> None:
        """Let go without a change."""
        hand = self.hand
        if hand is None:
            return
        self._end()
        if hand.now is None:
            self._tray.setFocus()
        else:
            self._view.select_session(hand.session_id)
        self.changed.emit()

    def drop_all(self) -> None:
        """Let go at once: what is shown is about to change."""
        if self.hand is not None:
            self._end()

    def _put_down(self, command: Command) -> None:
        hand = self.hand
        assert hand is not None
        self._end()
        is_refused = self._run(command) is None
        self._view.select_session(hand.session_id)
        self._view.setFocus()
        if is_refused:  # else the page is shown anew, and says it once
            self.changed.emit()

    def _refuse(self, reasons: tuple[str, ...]) -> None:
        """Say why not; what the mouse held goes back, what a key holds stays in the hand."""
        more = f"（共{len(reasons)}条原因，见右侧）" if len(reasons) > 1 else ""
        if self._is_by_mouse:
            self.put_back()
        self.said.emit(f"没有放下：{reasons[0]}{more}")

    def _end(self) -> None:
        self._seeking.stop()
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None
        self._tray_model.hold(None)
        self._model.held.take(None)
        self._view.side.viewport().update()
        self._view.viewport().unsetCursor()

    def _lift_from_board(self, chip: Chip, row: int, by_mouse: bool) -> None:
        self.lift(chip, row, by_mouse=by_mouse)

    def _lift_from_tray(self, chip: Chip, by_mouse: bool) -> None:
        self.lift(chip, None, by_mouse=by_mouse)

    def _aim_somewhere(self, row: int | None) -> None:
        """Aim where it stands, or from the tray at the first cell that takes it."""
        index = self._view.currentIndex()
        if row is not None and index.isValid():
            self._model.held.aim((index.row(), index.column()))
            return
        spots = [
            (at, column)
            for at in range(self._model.rowCount())
            for column in range(self._model.columnCount())
            if (verdict := self._model.held.verdict(at, column)) is not None and verdict.is_own
        ]
        fitting = [s for s in spots if (v := self._model.held.verdict(*s)) and v.is_possible]
        first = next(iter((*fitting, *spots)), None)
        if first is not None:
            self._view.select_spot((*first, 0))
            self._model.held.aim(first)

    def _occupied(self) -> list[tuple[int, int]]:
        """Return the cells it could change places with, those of its own rows first."""
        board = self._model.board
        if board is None or board.axis is not Axis.CLASS:
            return []
        return [
            (row, column)
            for row in range(self._model.rowCount())
            for column in range(self._model.columnCount())
            if (verdict := self._model.held.verdict(row, column)) is not None
            and verdict.is_own
            and not verdict.is_possible
        ]

    def _seek_swap(self) -> None:
        """Look at one cell a turn: nothing waits for it."""
        if not self._to_seek or self.hand is None:
            self._seeking.stop()
            return
        self._model.held.swap(*self._to_seek.pop(0))

    def _scroll_near(self, where: QPoint) -> None:
        view = self._view.viewport()
        at, edge = view.mapFromGlobal(where), self._view.cell.chips.two_lines // 2
        for bar, place, length in (
            (self._view.horizontalScrollBar(), at.x(), view.width()),
            (self._view.verticalScrollBar(), at.y(), view.height()),
        ):
            if 0 <= place < edge:
                bar.setValue(bar.value() - edge // 2)
            elif length - edge < place <= length:
                bar.setValue(bar.value() + edge // 2)

    def told(self) -> str:
        """Return one line on what is held and what the cell under it says."""
        hand, target = self.hand, self._model.held.target
        if hand is None:
            return ""
        if target is None:
            return f"拿着{hand.name}：移到一格放下，Esc放回"
        verdict = self._model.held.verdict(*target)
        assert verdict is not None
        swap = self._model.held.known_swap(*target)
        where = words.column_words(self._model.column(target[1]))
        first = f"：{verdict.reasons[0]}" if verdict.reasons and swap is None else ""
        return f"{hand.name} → {where}　{words.verdict_words(verdict, swap)}{first}"


def _is_over(widget: QWidget, where: QPoint) -> bool:
    return widget.isVisible() and widget.rect().contains(widget.mapFromGlobal(where))
