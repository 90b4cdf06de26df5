"""课后人员: who serves after school on which terms, whose papers run out, who cannot when [§6, §8].

Shows app/service/queries/roster and runs app/service/commands/terms; decides nothing.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit

from shuangjian_desktop.app.service.commands import terms as commands
from shuangjian_desktop.app.service.queries import roster as queries
from shuangjian_desktop.app.service.queries.roster import PapersStanding, RosterLine
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.busy_times_dialog import BusyTimesDialog
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.dialogs.staff_terms_dialog import StaffTermsDialog
from shuangjian_desktop.gui.models.rows import Column
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.records import RecordSection
from shuangjian_desktop.gui.widgets.setting_fields import Choice
from shuangjian_desktop.gui.widgets.value_fields import DateField

Keep = Callable[[RosterLine], bool]
FILTERS: tuple[tuple[str, Keep], ...] = (
    ("全部", lambda _line: True),
    ("校外", lambda line: line.is_outside),
    ("快到期、缺证件", queries.needs_care),
    ("弹性上班", lambda line: bool(queries.here_words(line.terms))),
    ("写了条件的", lambda line: line.has_terms or bool(line.busy)),
)
_BAD = (PapersStanding.EXPIRED, PapersStanding.MISSING)
_EMPTY = "没有这样的人；校外人员按“添加校外人员”，本校教师在“教职工与角色”里添加。"


def papers_words(line: RosterLine) -> str:
    """Return how somebody's papers stand; a sign stands before what is wrong."""
    return f"▲ {line.papers_words}" if queries.needs_care(line) else line.papers_words


def papers_ink(line: RosterLine) -> QColor | None:
    if line.papers in _BAD:
        return theme.OVER
    return theme.WARNING if line.papers is PapersStanding.SOON else None


def _busy(line: RosterLine) -> str:
    return "；".join(map(queries.busy_words, line.busy))


class ServiceStaffSection(RecordSection):
    page_id = "service_staff"
    title = "课后人员"
    follows = frozenset[str]()
    keys = (("Insert", "添加校外人员"), ("Enter", "修改来源、证件和上限"), ("F3", "查找"))
    read = ("staff", "service_staff", "busy_time")
    columns: tuple[Column[RosterLine], ...] = (
        Column("姓名", lambda line: line.staff.label),
        Column("来源", lambda line: line.terms.source.value),
        Column(
            "证件", papers_words, ink=papers_ink, tooltip=lambda line: line.terms.document or ""
        ),
        Column("可以带", lambda line: queries.kinds_words(line.terms)),
        Column("最多", lambda line: queries.limits_words(line.terms)),
        Column("弹性上班", lambda line: queries.here_words(line.terms)),
        Column("不能来的时间", _busy, tooltip=_busy),
    )
    empty_text = _EMPTY
    wide = 6

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.search = QLineEdit()
        self.search.setPlaceholderText("姓名或拼音首字母（F3）")
        self.search.setAccessibleName("查找课后人员")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(self.fontMetrics().horizontalAdvance("字") * 12)
        self.filter = Choice("只看", FILTERS)
        self.add_to_head(self.filter, self.search)
        QShortcut(QKeySequence("F3"), self, self.search.setFocus).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.search.textChanged.connect(lambda: self.refresh(None))
        self.filter.currentIndexChanged.connect(lambda: self.refresh(None))
        self.act("add", "添加校外人员(&A)…", self._add, "Ins")
        self.act("edit", "修改条件(&E)…", self._edit)
        self.act("busy", "不能来的时间(&B)…", self._busy)
        self.act("end", "到期(&G)…", self._end)
        self.act("delete", "清除条件(&D)", self._delete, "Del")
        self._row.addStretch(1)

    def rows(self) -> Sequence[RosterLine]:
        keep = FILTERS[self.filter.currentIndex()][1]
        found = queries.matching(queries.roster(self.bridge.project), self.search.text())
        return [line for line in found if keep(line)]

    def identity(self, row: RosterLine) -> object:
        return row.staff.id

    def told(self) -> str:
        lines = queries.roster(self.bridge.project)
        careful = sum(map(queries.needs_care, lines))
        outside = sum(line.is_outside for line in lines)
        told = f"{len(lines)}人，校外{outside}人。有课的时间自动避开，不用写。"
        return f"▲ {careful}人的证件到期、快到期或缺。{told}" if careful else told

    def is_on(self, act: str, row: RosterLine | None) -> bool:
        if act in ("end", "delete"):
            return row is not None and row.has_terms
        return super().is_on(act, row)

    def _add(self) -> None:
        self._ask(StaffTermsDialog(self.bridge, None, self))

    def _edit(self) -> None:
        self._ask(StaffTermsDialog(self.bridge, self.row.staff, self))

    def _busy(self) -> None:
        self._ask(BusyTimesDialog(self.bridge, self.row.staff, self))

    def _end(self) -> None:
        person, today = self.row.staff, self.bridge.project.today()
        until = DateField("到哪天为止", today)
        until.set_value(today)
        form = RecordForm(
            f"{person.label}的课后服务到期",
            self.bridge,
            lambda: commands.end_terms(person, until.wanted()),
            self,
        )
        form.form.addRow("做到哪天为止(&D)", until)
        self._ask(form)

    def _delete(self) -> None:
        person = self.row.staff
        said = f"已清除{person.label}的课后服务条件，可以撤销。"
        self.do(lambda: commands.remove_terms(person), said)

    def _ask(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
