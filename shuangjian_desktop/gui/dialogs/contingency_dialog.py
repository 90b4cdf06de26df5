"""预案: what is done on days on which some rooms cannot be used, ready before the day comes.

Shows app/service/queries/contingencies; every choice is one command, taking it up on a day opens
the form of 场地停用.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands.contingencies import prepare, remove_contingency
from shuangjian_desktop.app.service.queries.contingencies import (
    Standby,
    StandbyLine,
    contingencies,
    not_ready,
)
from shuangjian_desktop.domain.contingency import Contingency, Prepared
from shuangjian_desktop.domain.ids import ContingencyId, ServicePlanId, SessionId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import RowsModel
from shuangjian_desktop.gui.models.standby_lines import STANDBY_COLUMNS
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.plain import label, paint
from shuangjian_desktop.gui.widgets.ways_panel import WaysPanel

_EMPTY = (
    "还没有预案。按“新建”写上雨天哪些场地不能用，程序给每次活动找好去处；"
    "到了那天在“换课与停课”里一次启用。"
)
_NOTHING_HIT = "这些场地在这一版安排里没有活动，那天什么也不用改。"


class ContingencyDialog(QDialog):
    """Stays open; the session selected on the left can go where the right says."""

    def __init__(
        self,
        bridge: Bridge,
        runner: Runner,
        notify: Notify,
        plan_id: ServicePlanId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("预案")
        self.bridge, self._runner, self.notify = bridge, runner, notify
        self._plan_id = plan_id
        self.standby: Standby | None = None
        self.which = QComboBox()
        self.which.setAccessibleName("哪个预案")
        self.told, self.state = label(), label(is_bold=True)
        self.model: RowsModel[StandbyLine] = RowsModel(STANDBY_COLUMNS, self)
        self.table = QuietTable("受影响的活动", _EMPTY)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.ways = WaysPanel()
        self.buttons = {
            name: self._button(words, tip)
            for name, words, tip in (
                ("new", "新建(&N)…", "写上名称和那时不能用的场地"),
                ("edit", "名称和场地(&E)…", "改名称，或改哪些场地不能用"),
                ("delete", "删除(&D)", "删除这个预案；已经预约的日子不变"),
                ("fill", "自动准备(&U)", "给还没有定和要重看的活动找去处，已定好的不动"),
                ("use", "在某天启用(&T)…", "到了那天：一次预约全部改动，可以再逐条改"),
                ("print", "打印和导出(&P)…", "贴在墙上的预案表"),
            )
        }
        self._lay_out()
        self._connect()
        self.refresh()
        (self.table if self.model.rows else self.buttons["new"]).setFocus()

    def refresh(self, chosen: ContingencyId | None = None) -> None:
        """Read everything again; what is chosen stays chosen."""
        wanted = chosen or self.which.currentData()
        found = contingencies(self.bridge.project)
        self.which.blockSignals(True)
        self.which.clear()
        for each in found:
            self.which.addItem(each.name, each.id)
        self.which.setCurrentIndex(max(self.which.findData(wanted), 0 if found else -1))
        self.which.blockSignals(False)
        self._show()

    @property
    def contingency(self) -> Contingency | None:
        """Return the one that is shown."""
        return self.standby.contingency if self.standby else None

    @property
    def line(self) -> StandbyLine | None:
        """Return the session selected."""
        return self.model.row(self.table.currentIndex())

    def new(self) -> None:
        """Make one, and find a place for everything at once."""
        self._ask(None)

    def edit(self) -> None:
        if self.contingency is not None:
            self._ask(self.contingency)

    def delete(self) -> None:
        if self.contingency is not None and self._run(remove_contingency(self.contingency)):
            self.notify.say("已删除预案，可以撤销。")

    def fill(self) -> None:
        """Find a place for what has none; say how many found none."""
        if self.standby is None:
            return
        found = self.standby.proposed()
        if not found:
            self.notify.say("没有可以自动改的；空着的场地都不够用，请逐条选“停一次”或换时间。")
            return
        if self._prepare(dict(found), f"预案{self.standby.contingency.name}：自动准备"):
            left = not_ready(self.standby.lines)
            self.notify.say(f"已给{len(found)}次活动找好去处{f'；{left}' if left else ''}。")

    def use(self) -> None:
        """Take it up on a day: the form lists what the day really has."""
        from shuangjian_desktop.gui.dialogs.day_away_form import AwayForm  # late: start-up time

        if self.contingency is None:
            return
        try:
            today = self.bridge.project.today()
            form = AwayForm(self.bridge, today, self, is_person=False, chosen=self.contingency.id)
        except UserError as error:
            self.notify.error(error)
            return
        if form.exec():
            self.notify.say(f"已启用预案“{self.contingency.name}”，通知条在“换课与停课”里打印。")
        form.deleteLater()

    def print(self) -> None:
        from shuangjian_desktop.app.service.queries.timetable_choice import SheetKind
        from shuangjian_desktop.gui.dialogs.timetable_export import TimetableExport  # late

        if self.contingency is None:
            return
        out = TimetableExport(self.bridge, self._runner, self.notify, self._plan_id, self)
        out.choose(SheetKind.CONTINGENCY, self.contingency.id)
        out.exec()
        out.deleteLater()

    def take(self, said: Prepared | None) -> None:
        """Let the selected session go there, None = open again; the next that waits is selected."""
        line, row = self.line, self.table.currentIndex().row()
        if line is not None and self._prepare({line.origin: said}) and said is not None:
            waiting = [n for n, each in enumerate(self.model.rows) if not each.is_ready]
            self._select(min((n for n in waiting if n > row), default=row))

    def _show(self) -> None:
        chosen, contingency_id = self.line, self.which.currentData()
        found = {each.id: each for each in contingencies(self.bridge.project)}
        self.standby = None
        lines: tuple[StandbyLine, ...] = ()
        if contingency_id in found:
            try:
                self.standby = Standby(self.bridge.project, self._plan_id, found[contingency_id])
                lines = self.standby.lines
            except UserError as error:
                self.notify.error(error)
        self.model.set_rows(lines)
        self.table.say_when_empty(_NOTHING_HIT if self.standby else _EMPTY)
        self._say()
        origin = chosen.origin if chosen else None
        self._select(next((n for n, each in enumerate(lines) if each.origin == origin), 0))
        self._follow()

    def _say(self) -> None:
        standby, has_some = self.standby, bool(self.model.rows)
        self.told.setText(
            f"{standby.lost_words}不能用时，{standby.plan.title}有{len(self.model.rows)}次活动要改。"
            if standby and has_some
            else ""
        )
        left = not_ready(self.model.rows)
        self.state.setText(f"△ {left}" if left else "● 每次活动都有去处" if has_some else "")
        paint(self.state, theme.WARNING if left else theme.INK)
        for name, button in self.buttons.items():
            needs_lines = name in ("fill", "use", "print")
            is_there = standby is not None and (has_some or not needs_lines)
            button.setEnabled(name == "new" or is_there)
        if not left:
            self.buttons["fill"].setEnabled(False)

    def _select(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _follow(self, *_: object) -> None:
        self.ways.show_line(self.line)

    def _ask(self, contingency: Contingency | None) -> None:
        from shuangjian_desktop.gui.dialogs.contingency_form import ContingencyForm  # late

        is_first = contingency is None and self.which.count() == 0
        form = ContingencyForm(self.bridge, contingency, self, is_first=is_first)
        if form.exec():
            self.refresh(form.made)
            if contingency is None and self.standby and self.standby.lines:
                self.fill()
        form.deleteLater()

    def _prepare(self, places: Mapping[SessionId, Prepared | None], words: str = "") -> bool:
        contingency = self.contingency
        return contingency is not None and self._run(prepare(contingency, places, words))

    def _run(self, command: Command) -> bool:
        is_done = self.bridge.run(command) is not None
        self.refresh()
        return is_done

    def _button(self, words: str, tip: str) -> QPushButton:
        made = QPushButton(words)
        made.setToolTip(tip)
        made.setAutoDefault(False)
        return made

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._show)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.opened.connect(lambda _: self.ways.setFocus())
        self.ways.taken.connect(self.take)
        acts = {"new": self.new, "edit": self.edit, "delete": self.delete, "fill": self.fill,
                "use": self.use, "print": self.print}  # fmt: skip
        for name, act in acts.items():
            self.buttons[name].clicked.connect(act)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        self.which.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 14)
        top.addWidget(self.which)
        for name in ("new", "edit", "delete"):
            top.addWidget(self.buttons[name])
        top.addStretch(1)
        top.addWidget(self.state)
        header = self.table.horizontalHeader()
        header.show()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(STANDBY_COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.ways)
        parts.setStretchFactor(0, 1)
        foot = QHBoxLayout()
        for name in ("fill", "use", "print"):
            foot.addWidget(self.buttons[name])
        foot.addStretch(1)
        close = self._button("关闭", "")
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addLayout(top)
        column.addWidget(self.told)
        column.addWidget(parts, 1)
        column.addLayout(foot)
        letter, line = self.fontMetrics().horizontalAdvance("字"), self.fontMetrics().height()
        room = self.screen().availableGeometry()
        self.resize(
            min(letter * 80, room.width() * 9 // 10), min(line * 32, room.height() * 9 // 10)
        )
