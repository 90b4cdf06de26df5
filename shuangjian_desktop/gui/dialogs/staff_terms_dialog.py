"""On which terms somebody serves after school: source, papers, kinds, limits, 弹性上班 [§6, §8].

Runs app/service/commands/terms; what papers are missing is asked about, never stored silently.
"""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.people import MOST_NAME, MOST_SUFFIX
from shuangjian_desktop.app.service.commands import terms as commands
from shuangjian_desktop.app.service.queries.roster import terms_of
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.domain.service import ServiceStaff, SessionKind, StaffSource
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.widgets.setting_fields import Choice, OptionalNumber
from shuangjian_desktop.gui.widgets.tick_lists import WordTicks
from shuangjian_desktop.gui.widgets.value_fields import DateField, TimeField

_KINDS_A_ROW = 4


class StaffTermsDialog(RecordForm):
    """Changes the terms of `person`, or adds somebody from outside for None."""

    def __init__(self, bridge: Bridge, person: Staff | None, parent: QWidget) -> None:
        self._person = person
        title = f"{person.label}的课后服务条件" if person else "添加校外人员"
        super().__init__(title, bridge, self._command, parent)
        outside = ServiceStaff(StaffId(""), StaffSource.VOLUNTEER)
        terms = terms_of(bridge.project, person.id) if person else outside
        today = bridge.project.today()
        self.name, self.suffix = _line("姓名", MOST_NAME), _line("区分", MOST_SUFFIX)
        sources = tuple((each.value, each) for each in StaffSource)
        self.source = Choice("来源", sources if person else sources[1:])
        self.document = _line("资质或协议文件", commands.MOST_TEXT)
        self.valid_from = DateField("从哪天起有效", today)
        self.valid_until = DateField("有效到哪天", today)
        self.kinds = WordTicks([(k.value, k) for k in SessionKind], terms.kinds, _KINDS_A_ROW)
        self.per_day = OptionalNumber("每天最多", commands.MOST_PER_DAY, "次")
        self.per_week = OptionalNumber("每周最多", commands.MOST_PER_WEEK, "次")
        self.here_from = TimeField("几点到校", "不限")
        self.here_until = TimeField("几点离校", "不限")
        self._show(terms)
        self._build()

    def _show(self, terms: ServiceStaff) -> None:
        self.source.show_value(terms.source)
        self.document.setText(terms.document or "")
        self.valid_from.set_value(terms.valid_from)
        self.valid_until.set_value(terms.valid_until)
        for limit, value in ((self.per_day, terms.per_day), (self.per_week, terms.per_week)):
            limit.setSingleStep(1)
            limit.show_value(value)
        self.here_from.set_value(terms.here_from)
        self.here_until.set_value(terms.here_until)

    def _build(self) -> None:
        self.document.setPlaceholderText("证件、协议或名单的名称，督导会看；本校教师可以不写")
        self.suffix.setPlaceholderText("同名时写，如：大、小")
        if self._person is None:
            self.form.addRow("姓名(&N)", self.name)
            self.form.addRow("区分(&X)", self.suffix)
        self.form.addRow("来源(&S)", self.source)
        self.form.addRow("资质或协议(&F)", self.document)
        self.form.addRow("有效期(&D)", _row(self.valid_from, "到", self.valid_until))
        self.form.addRow("可以带(&K)", self.kinds)
        self.form.addRow("", QLabel("都不勾就是都可以。"))
        self.form.addRow("每天最多(&M)", _row(self.per_day, "每周最多", self.per_week))
        self.form.addRow("弹性上班(&H)", _row(self.here_from, "到校，", self.here_until, "离校"))

    def _command(self) -> Command:
        terms = self._read()
        lacks = commands.missing_papers(terms)
        if lacks and not self._bridge.notify.ask(f"{lacks}先这样保存，以后再补吗？", "先保存"):
            raise UserError(f"{lacks}没有保存；请补上。")
        if self._person is None:
            name, suffix = self.name.text(), self.suffix.text()
            return commands.new_outsider(name, suffix, terms, is_accepted=True)[1]
        return commands.save_terms(self._person, terms, is_accepted=True)

    def _read(self) -> ServiceStaff:
        source = self.source.chosen()
        assert isinstance(source, StaffSource)
        return ServiceStaff(
            self._person.id if self._person else StaffId(""),
            source,
            self.kinds.chosen(),
            self.valid_from.value(),
            self.valid_until.value(),
            self.document.text(),
            self.per_day.chosen(),
            self.per_week.chosen(),
            self.here_from.value(),
            self.here_until.value(),
        )


def _line(name: str, limit: int) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setMaxLength(limit)
    return line


def _row(*parts: QWidget | str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(QLabel(part) if isinstance(part, str) else part)
        if not isinstance(part, str) and made.focusProxy() is None:
            made.setFocusProxy(part)
    row.addStretch(1)
    return made
