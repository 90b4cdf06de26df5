"""The written limits by grade with document, clause and date, and the form for a stricter own one.

Shows and asks; what may be set is decided by app/commands/policy.
"""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.queries.rule_shelf import LimitLine
from shuangjian_desktop.domain.school import OwnLimit, grade_name
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable

_MOST_MINUTES, _STEP, _STARTS_AT = 120, 5, 45
_ROWS = 5
_SAMPLES = ((0, "七至九年级　　"), (1, "不留书面家庭作业　"), (3, "2021-07-24起　"))


def _basis(line: LimitLine) -> str:
    return f"本校：{line.document}" if line.own else line.document


_COLUMNS: tuple[Column[LimitLine], ...] = (
    Column("年级", lambda line: line.grades),
    Column("上限", lambda line: line.words, tooltip=lambda line: line.words),
    Column("依据", _basis, tooltip=_basis),
    Column("生效", lambda line: f"{line.since.isoformat()}起"),
)


class LimitsPanel(QWidget):
    """`wanted` carries an OwnLimit to set, `withdrawn` one to take back."""

    wanted = Signal(object)
    withdrawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = RowsModel(_COLUMNS)
        self.table = QuietTable("书面作业上限", "还没有年级。")
        self.table.setModel(self.model)
        self.table.horizontalHeader().show()
        self.first, self.last = QComboBox(), QComboBox()
        self.minutes, self.since = QSpinBox(), QDateEdit()
        self.document = QLineEdit()
        self.set_button = QPushButton("设定")
        self.withdraw_button = QPushButton("撤销选中的本校上限")
        self._build()
        self.set_button.clicked.connect(self._want)
        self.document.returnPressed.connect(self._want)
        self.withdraw_button.clicked.connect(self._withdraw)
        self.table.selectionModel().currentChanged.connect(self._follow)

    def show_limits(self, lines: tuple[LimitLine, ...], grades: range, on: date) -> None:
        """Show the limits in force; the form keeps what is being typed."""
        self.model.set_rows(lines)
        titles = [grade_name(grade) for grade in grades]
        if [self.first.itemText(index) for index in range(self.first.count())] != titles:
            for box in (self.first, self.last):
                box.clear()
                for grade, title in zip(grades, titles, strict=True):
                    box.addItem(title, grade)
            self.first.setCurrentIndex(max(self.first.findData(3), 0))
            self.last.setCurrentIndex(self.last.count() - 1)
            self.since.setDate(QDate(on.year, on.month, on.day))
        self._follow()

    def clear_document(self) -> None:
        """Empty the form's last field: what was asked for is stored."""
        self.document.clear()

    def _build(self) -> None:
        self.first.setAccessibleName("从哪个年级")
        self.last.setAccessibleName("到哪个年级")
        self.minutes.setAccessibleName("每天书面分钟")
        self.minutes.setRange(0, _MOST_MINUTES)
        self.minutes.setSingleStep(_STEP)
        self.minutes.setValue(_STARTS_AT)
        self.minutes.setSuffix(" 分钟")
        self.since.setAccessibleName("从哪天起")
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.document.setAccessibleName("依据文件")
        self.document.setPlaceholderText("依据文件，如：本校作业管理办法")
        form = QHBoxLayout()
        form.setSpacing(theme.SMALL)
        words = (
            ("本校更严：", self.first), ("至", self.last), ("每天", self.minutes),
            ("从", self.since), ("起", self.document),
        )  # fmt: skip
        for text, field in words:
            label = QLabel(text)
            label.setBuddy(field)
            form.addWidget(label)
            form.addWidget(field, 1 if field is self.document else 0)
        form.addWidget(self.set_button)
        self._size_table()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SMALL)
        whole.addWidget(self.table)
        whole.addLayout(form)
        whole.addWidget(self.withdraw_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _size_table(self) -> None:
        height = self.table.fontMetrics().height() + theme.SMALL
        self.table.setFixedHeight(height * _ROWS)
        header = self.table.horizontalHeader()
        for number, sample in _SAMPLES:
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(number, self.fontMetrics().horizontalAdvance(sample))

    def _follow(self) -> None:
        line = self.model.row(self.table.currentIndex())
        self.withdraw_button.setVisible(any(each.own for each in self.model.rows))
        self.withdraw_button.setEnabled(line is not None and line.own is not None)

    def _want(self) -> None:
        day = self.since.date()
        limit = OwnLimit(
            date(day.year(), day.month(), day.day()),
            self.first.currentData(),
            max(self.first.currentData(), self.last.currentData()),
            self.minutes.value(),
            self.document.text(),
        )
        self.wanted.emit(limit)

    def _withdraw(self) -> None:
        line = self.model.row(self.table.currentIndex())
        if line is not None and line.own is not None:
            self.withdrawn.emit(line.own)
