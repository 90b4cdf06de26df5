"""校门与放学: the gates classes leave by, and the picture of who leaves when in a plan's week.

Runs app/service/commands/gates, shows app/service/queries/leaving_board; decides nothing.
"""

from collections.abc import Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.service.commands import gates as commands
from shuangjian_desktop.app.service.queries.leaving_board import (
    GateLine,
    LeavingBoard,
    leaving_board,
    leaving_plans,
    turns,
)
from shuangjian_desktop.app.service.queries.timetable_choice import SheetKind
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import LeaveOrder
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.gate_dialog import GateDialog
from shuangjian_desktop.gui.models.rows import CENTRE, Column
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.records import RecordSection
from shuangjian_desktop.gui.widgets.leaving_panel import LeavingPanel

_FEW_ROWS = 5
_ANY_HEIGHT = 16_777_215


def _wait(line: GateLine) -> str:
    if not line.waves:
        return ""
    sign = "▲" if line.is_long else ""
    return f"{sign}{line.longest}分钟" if line.longest else "不用等"


def _wait_ink(line: GateLine) -> QColor | None:
    return theme.OVER if line.is_long else None


class GatesSection(RecordSection):
    page_id = "gates"
    title = "校门与放学"
    follows = frozenset[str]()
    keys = (
        ("Insert", "添加校门"),
        ("Enter", "修改名称、每批几个班和年级"),
        ("Alt+↑ / Alt+↓", "上移、下移"),
    )
    read = ("gate", "setting", "school", "class", "service_plan", "slot", "activity", "session")
    columns: tuple[Column[GateLine], ...] = (
        Column("校门", lambda line: line.gate.name),
        Column("每批最多", lambda line: f"{line.gate.at_once}个班", CENTRE),
        Column("给哪些年级", lambda line: line.grades, tooltip=lambda line: line.grades),
        Column("从这里走的", lambda line: line.leavers, tooltip=lambda line: line.leavers),
        Column("最多几批", lambda line: f"{line.waves}批" if line.waves else "", CENTRE),
        Column("最长等候", _wait, CENTRE, ink=_wait_ink),
        Column("最晚一批", lambda line: line.last, CENTRE),
    )
    empty_text = (
        "还没有校门：按“先按一个校门排”马上看一周怎样错开（每批4个班），"
        "或按“添加”写上每个校门和每批最多走几个班。"
    )
    wide = 3

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self._board = LeavingBoard(None, ())
        self._plan_id: ServicePlanId | None = None
        self.act("first", "先按一个校门排(&O)", self._add_first)
        self.act("add", "添加(&A)…", self._add, "Ins")
        self.act("edit", "修改(&E)…", self._edit)
        self.act("up", "上移(&U)", lambda: self._move(-1), "Alt+Up")
        self.act("down", "下移(&W)", lambda: self._move(1), "Alt+Down")
        self.act("delete", "删除(&D)", self._delete, "Del")
        self._row.addStretch(1)
        self.panel = LeavingPanel()
        self.panel.plan_chosen.connect(self._choose_plan)
        self.panel.turns_chosen.connect(self._set_turns)
        self.panel.printing.connect(self._print)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(self.panel, 1)

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        if changes is not None and not changes.touches(*self.read, EVERYTHING):
            return
        project, has_gates = self.bridge.project, bool(self._board.lines)
        self.buttons["first"].setVisible(not has_gates)
        self.panel.setVisible(has_gates)
        self.panel.show_board(
            self._board, leaving_plans(project), turns(project), may_edit=self.may_edit
        )
        self.table.setMaximumHeight(self._list_height() if has_gates else _ANY_HEIGHT)

    def rows(self) -> Sequence[GateLine]:
        self._board = leaving_board(self.bridge.project, self._plan_id)
        return self._board.lines

    def _list_height(self) -> int:
        """Return what a few gates need; the picture has the rest."""
        rows = min(max(len(self._board.lines), 2), _FEW_ROWS) + 1
        return (self.fontMetrics().height() + theme.SMALL) * rows + theme.MEDIUM

    def identity(self, row: GateLine) -> object:
        return row.gate.id

    def told(self) -> str:
        return (
            "各班按课后服务结束的时间分批走，每班每天走同一个校门；"
            "不限年级的校门由程序按等得最短来分。"
        )

    def is_on(self, act: str, row: GateLine | None) -> bool:
        if act in ("first", "add"):
            return True
        if row is None or act not in ("up", "down"):
            return row is not None
        edge: GateLine = self.model.rows[0 if act == "up" else -1]
        return row.gate.id != edge.gate.id

    def _add_first(self) -> None:
        school = self.bridge.project.directory.school
        name, at_once = commands.FIRST_NAME, commands.FIRST_AT_ONCE
        said = f"已添加“{name}”，每批{at_once}个班；可以修改，也可以撤销。"
        self.do(lambda: commands.new_gate(school, name, at_once)[1], said)

    def _add(self) -> None:
        proposed = "" if self.model.rows else commands.FIRST_NAME
        self._ask(GateDialog(self.bridge, None, self, proposed))

    def _edit(self) -> None:
        self._ask(GateDialog(self.bridge, self.row.gate, self))

    def _delete(self) -> None:
        gate = self.row.gate
        self.do(lambda: commands.remove_gate(gate), f"已删除{gate.name}，可以撤销。")

    def _move(self, by: int) -> None:
        ids = [line.gate.id for line in self.model.rows]
        at = ids.index(self.row.gate.id)
        if 0 <= at + by < len(ids):
            ids.insert(at + by, ids.pop(at))
            self.do(lambda: commands.order_gates(ids))

    def _choose_plan(self, plan_id: ServicePlanId) -> None:
        self._plan_id = plan_id
        self.refresh(None)

    def _set_turns(self, minutes: int, order: LeaveOrder) -> None:
        self.do(lambda: commands.set_turns(self.bridge.project, minutes, order))

    def _print(self) -> None:
        from shuangjian_desktop.gui.dialogs.timetable_export import TimetableExport  # late

        assert self._board.plan is not None
        dialog = TimetableExport(self.bridge, self.runner, self.notify, self._board.plan.id, self)
        dialog.choose(SheetKind.DISMISSAL)
        dialog.exec()
        dialog.deleteLater()

    def _ask(self, dialog: GateDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
