"""Paste the text of a holiday notice: beside it the days read from it, below what does not add up.

Reading and storing is app/commands/import_holidays; nothing is stored before 采用 is pressed.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.commands.import_holidays import (
    PastedDay,
    PastedNotice,
    read_pasted,
    take_pasted,
)
from shuangjian_desktop.app.tables import SEVERITY_WORDS
from shuangjian_desktop.domain.calendar import PublicDayKind, weekday_name
from shuangjian_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.clashing import run_asking
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.lines import Line, Lines

_ASKING = FIRST_YEAR - 1
_MARKS = {"error": "▲", "question": "◆", "warning": "○"}
_INKS = {"error": theme.OVER, "question": theme.WARNING, "warning": theme.MUTED}
_MOST_LINES = 8
_EXAMPLE = (
    "把放假通知的全文粘贴到这里，例如：\n\n"
    "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：……"
)


def _kind_words(line: PastedDay) -> str:
    return f"{'假' if line.day.kind is PublicDayKind.OFF else '班'} {line.day.kind.value}"


_COLUMNS: tuple[Column[PastedDay], ...] = (
    Column("日期", lambda line: line.day.date.isoformat()),
    Column("星期", lambda line: weekday_name(line.day.date)),
    Column(
        "安排",
        _kind_words,
        ink=lambda line: theme.OVER if line.day.kind is PublicDayKind.OFF else theme.GOOD,
    ),
    Column("节日", lambda line: line.day.name, tooltip=lambda line: line.day.name),
    Column("与文件里比", lambda line: line.change or "不变", tooltip=lambda line: line.change),
)


class HolidayNoticeDialog(QDialog):
    """Accepted when the days were stored. `year` 0 = as the text says."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.pasted: PastedNotice | None = None
        self.setWindowTitle("粘贴放假通知")
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(_EXAMPLE)
        self.text.setAccessibleName("通知全文")
        self.text.setTabChangesFocus(True)
        self.year = QSpinBox()
        self.year.setRange(_ASKING, LAST_YEAR)
        self.year.setSpecialValueText("按通知里写的")
        self.year.setAccessibleName("哪一年")
        self.model = RowsModel(_COLUMNS, self)
        self.table = QuietTable("读出的日子", "读出的每一天会列在这里，核对后再采用。")
        self.table.setModel(self.model)
        self.problems = Lines()
        self.agreed = QCheckBox("“请确认”的地方都看过了，按读出的日子采用")
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self._build()
        self.text.textChanged.connect(self.read)
        self.year.valueChanged.connect(self.read)
        self.agreed.toggled.connect(self._follow)
        self.text.setFocus()  # Ctrl+V is what one came for
        self.read()

    def read(self) -> None:
        """Read what stands in the box; nothing is stored."""
        words = self.text.toPlainText()
        chosen = self.year.value()
        year = None if chosen == _ASKING else chosen
        self.agreed.setChecked(False)
        self.pasted = read_pasted(self._bridge.project, words, year) if words.strip() else None
        self.model.set_rows(self.pasted.days if self.pasted else ())
        self.problems.show_lines(self._lines())
        self.summary.setText(_summary(self.pasted))
        self._follow()

    def take(self) -> None:
        """Store the days in one step."""
        if not self.pasted:
            return
        if run_asking(self._bridge, take_pasted(self.pasted), self) is not None:
            self._bridge.notify.say(f"已采用：{_summary(self.pasted)}")
            self.accept()

    def _lines(self) -> list[Line]:
        found = self.pasted.problems if self.pasted else ()
        lines = [
            Line(f"{_MARKS[p.severity]} {SEVERITY_WORDS[p.severity]}（{p.where}）：{p.message}",
                 _INKS[p.severity])
            for p in found[:_MOST_LINES]
        ]  # fmt: skip
        if len(found) > _MOST_LINES:
            lines.append(Line(f"还有{len(found) - _MOST_LINES}处。"))
        return lines

    def _follow(self) -> None:
        is_ready = self.pasted is not None and self.pasted.is_takeable
        has_questions = is_ready and self.pasted is not None and self.pasted.has_questions
        self.agreed.setVisible(has_questions)
        self.take_button.setEnabled(is_ready and (not has_questions or self.agreed.isChecked()))

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.text)
        split.addWidget(self.table)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        header = self.table.horizontalHeader()
        header.show()
        for section in range(3):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        head = QHBoxLayout()
        label = QLabel("哪一年(&Y)")
        label.setBuddy(self.year)
        head.addWidget(label)
        head.addWidget(self.year)
        head.addWidget(self.summary, 1)
        buttons = QDialogButtonBox()
        self.take_button = buttons.addButton("采用", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addLayout(head)
        column.addWidget(split, 1)
        column.addWidget(self.problems)
        column.addWidget(self.agreed)
        column.addWidget(buttons)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(letter * 66, letter * 36)


def _summary(pasted: PastedNotice | None) -> str:
    if pasted is None:
        return ""
    if not pasted.is_takeable:
        return "还有读不懂或对不上的地方，改好左边的文字就会重新读。"
    off = sum(line.day.kind is PublicDayKind.OFF for line in pasted.days)
    return f"{pasted.year}年：放假{off}天，调休上班{len(pasted.days) - off}天"
