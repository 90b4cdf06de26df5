"""An exception to the end time [§6]: whom it is for, which days, why, who agreed, until when.

Runs app/service/commands/exceptions; decides nothing.
"""

from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands import exceptions as commands
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.domain.service import EndException
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.widgets.setting_fields import Choice
from shuangjian_desktop.gui.widgets.value_fields import DateField

_FRIDAY = 5
_USUAL_SPAN = timedelta(days=60)


class EndExceptionDialog(RecordForm):
    """Adds an exception, or changes the given one; accepted once it is stored.

    For a new one `grades` (first, last) and `weekday` fill the fields to begin with.
    """

    def __init__(
        self,
        bridge: Bridge,
        exception: EndException | None,
        parent: QWidget,
        *,
        grades: tuple[int, int] | None = None,
        weekday: int | None = _FRIDAY,
    ) -> None:
        self._id = exception.id if exception else commands.NEW_EXCEPTION
        super().__init__("结束时间的例外", bridge, self._command, parent)
        known = exception or self._usual(grades, weekday)
        own = tuple((grade_name(grade), grade) for grade in bridge.project.directory.school.grades)
        self.first_grade, self.last_grade = Choice("从年级", own), Choice("到年级", own)
        days = tuple((f"周{day}", number) for number, day in enumerate(WEEKDAY_NUMERALS, 1))
        self.weekday = Choice("星期", (("每天", None), *days))
        self.since, self.until = (
            DateField("从哪天起", known.since),
            DateField("到哪天为止", known.since),
        )
        self.reason, self.who = _line("理由", known.reason), _line("同意人", known.who)
        self.document = _line("依据文件", known.document or "")
        self._show(known)
        self._build()

    def _usual(self, grades: tuple[int, int] | None, weekday: int | None) -> EndException:
        school, today = self._bridge.project.directory.school, self._bridge.project.today()
        term = self._bridge.project.directory.calendar.term(today)
        first, last = grades or (school.first_grade, school.last_grade)
        until = term.last_day if term else today + _USUAL_SPAN
        return EndException(self._id, first, last, weekday, today, until, "", "")

    def _show(self, known: EndException) -> None:
        for choice, value in (
            (self.first_grade, known.first_grade),
            (self.last_grade, known.last_grade),
            (self.weekday, known.weekday),
        ):
            if value in choice.values:
                choice.show_value(value)
        self.since.set_value(known.since)
        self.until.set_value(known.until)

    def _build(self) -> None:
        self.reason.setPlaceholderText("如：周五多数家长下午四点接孩子，家委会同意")
        self.who.setPlaceholderText("如：校长 李明、家长委员会")
        self.document.setPlaceholderText("会议记录或批复的名称；督导会看")
        self.form.addRow("年级(&G)", _side_by_side(self.first_grade, "到", self.last_grade))
        self.form.addRow("星期(&W)", self.weekday)
        self.form.addRow("起止(&D)", _side_by_side(self.since, "到", self.until))
        self.form.addRow("理由(&R)", self.reason)
        self.form.addRow("同意人(&T)", self.who)
        self.form.addRow("依据文件(&F)", self.document)

    def _command(self) -> Command:
        first, last, weekday = (
            choice.chosen() for choice in (self.first_grade, self.last_grade, self.weekday)
        )
        assert isinstance(first, int)
        assert isinstance(last, int)
        assert weekday is None or isinstance(weekday, int)
        return commands.save_end_exception(
            EndException(
                self._id, first, last, weekday, self.since.wanted(), self.until.wanted(),
                self.reason.text(), self.who.text(), self.document.text(),
            )
        )  # fmt: skip


def _line(name: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    line.setMaxLength(commands.MOST_TEXT)
    return line


def _side_by_side(first: QWidget, words: str, second: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(first)
    row.addWidget(QLabel(words))
    row.addWidget(second)
    row.addStretch(1)
    made.setFocusProxy(first)
    return made
