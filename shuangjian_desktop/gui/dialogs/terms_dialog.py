"""学期: the terms with their first and last day and the document that fixes them.

A list above, the chosen term's fields below; each save and removal is one undoable step.
"""

from datetime import date

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.commands.setup import term_suggested
from shuangjian_desktop.app.commands.terms import MAX_TEXT, NEW, remove_term, save_term
from shuangjian_desktop.domain.ids import TermId
from shuangjian_desktop.domain.school import Term
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.clashing import run_asking
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.trouble_line import TroubleLine
from shuangjian_desktop.gui.widgets.value_fields import DateField

_COLUMNS: tuple[Column[Term], ...] = (
    Column("学期", lambda term: term.name, tooltip=lambda term: term.name),
    Column("第一天", lambda term: term.first_day.isoformat()),
    Column("最后一天", lambda term: term.last_day.isoformat()),
    Column("依据", lambda term: term.document or "", tooltip=lambda term: term.document or ""),
)


class TermsDialog(QDialog):
    """`around` is a date of the school year one looks at: what a new term begins from."""

    def __init__(self, bridge: Bridge, around: date, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._bridge, self._around = bridge, around
        self._term_id: TermId = NEW
        self.setWindowTitle("学期")
        self.model = RowsModel(_COLUMNS, self)
        self.table = QuietTable("学期", "还没有学期：在下面写好名称和日期，按“保存”。")
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.show()
        for dates in (1, 2):
            header.setSectionResizeMode(dates, QHeaderView.ResizeMode.ResizeToContents)
        self.name = QLineEdit()
        self.first, self.last = DateField("第一天", around), DateField("最后一天", around)
        self.document = QLineEdit()
        self.trouble = TroubleLine()
        self._build()
        self.table.opened.connect(lambda index: self._show(self.model.row(index)))
        self._load()

    def save(self) -> None:
        """Store the fields as the chosen term, or as a new one."""
        try:
            term = Term(
                self._term_id,
                self.name.text(),
                self.first.wanted(),
                self.last.wanted(),
                self.document.text(),
            )
            command = save_term(self._bridge.project, term)
        except UserError as error:
            self.trouble.say(str(error))
            return
        if run_asking(self._bridge, command, self) is not None:
            self._load()

    def remove(self) -> None:
        """Remove the chosen term."""
        chosen = [term for term in self.model.rows if term.id == self._term_id]
        if chosen and run_asking(self._bridge, remove_term(chosen[0]), self) is not None:
            self._load()

    def start_new(self) -> None:
        """Empty the fields for a new term, with the days such a term usually has."""
        usual = term_suggested(self._around)
        taken = {term.name for term in self.model.rows}
        if usual.name in taken:
            usual = term_suggested(date(usual.first_day.year + (usual.first_day.month > 7), 4, 1))
        self._show(Term(NEW, usual.name, usual.first_day, usual.last_day))
        self.name.setFocus()

    def _build(self) -> None:
        for line in (self.name, self.document):
            line.setMaxLength(MAX_TEXT)
        self.document.setPlaceholderText("如：市教育局校历通知，可以不写")
        days = QHBoxLayout()
        days.addWidget(self.first)
        days.addWidget(self.last)
        form = QFormLayout()
        form.addRow("名称(&N)", self.name)
        label = QLabel("起止(&D)")
        label.setBuddy(self.first)
        form.addRow(label, days)
        form.addRow("依据(&F)", self.document)
        self.new_button, self.remove_button = QPushButton("新学期(&A)"), QPushButton("删除(&X)")
        self.save_button = QPushButton("保存(&S)")
        self.save_button.setDefault(True)
        acts = QHBoxLayout()
        for button, act in (
            (self.new_button, self.start_new),
            (self.remove_button, self.remove),
            (self.save_button, self.save),
        ):
            button.clicked.connect(act)
            acts.addWidget(button)
        close = QDialogButtonBox()
        close.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        acts.addStretch(1)
        acts.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addLayout(acts)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(letter * 44, letter * 26)

    def _load(self) -> None:
        terms = self._bridge.project.directory.calendar.terms
        self.model.set_rows(terms)
        year = [term for term in terms if term.first_day <= self._around <= term.last_day]
        chosen = [term for term in terms if term.id == self._term_id] or year or list(terms[-1:])
        if chosen:
            self._show(chosen[0])
            self.table.selectRow(terms.index(chosen[0]))
        else:
            self.start_new()

    def _show(self, term: Term | None) -> None:
        if term is None:
            return
        self._term_id = term.id
        self.name.setText(term.name)
        self.first.set_value(term.first_day)
        self.last.set_value(term.last_day)
        self.document.setText(term.document or "")
        self.remove_button.setEnabled(term.id != NEW)
        if term.id == NEW:
            self.table.clearSelection()
        self.trouble.say("")
