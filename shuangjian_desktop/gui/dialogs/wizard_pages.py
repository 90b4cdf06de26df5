"""The pages of 新建学校: what is asked, and what each answer is in a SchoolPlan.

Widgets only; judges nothing beyond what a widget can hold.
"""

from datetime import date, time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.commands.setup import (
    MAX_CLASSES,
    MAX_NAME,
    UNNAMED,
    TermPlan,
    subjects_suggested,
    term_suggested,
)
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.gui import theme
from shuangjian_desktop.safe_files import safe_file_name

SCHOOL_FILTER = "学校文件 (*.sjdb)"
_ENDING = ".sjdb"
_LAST_GRADE = 9
_DATE_FORMAT = "yyyy-MM-dd"


class WizardPage(QWidget):
    """Subclasses set `title` and `about`, and say what they decide in `values`."""

    title = ""
    about = ""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.MEDIUM)
        about = QLabel(self.about)
        about.setWordWrap(True)
        self._column.addWidget(about)
        self._form = QFormLayout()
        self._form.setSpacing(theme.SMALL)
        self._column.addLayout(self._form)
        self._first: QWidget | None = None

    def values(self) -> dict[str, Any]:
        """Return the fields of SchoolPlan this page decides."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Follow what the pages before have decided."""

    def focus_first(self) -> None:
        if self._first is not None:
            self._first.setFocus()

    def _add(self, label: str, widget: QWidget, name: str) -> None:
        widget.setAccessibleName(name)
        self._form.addRow(label, widget)
        self._first = self._first or widget


class SchoolInfoPage(WizardPage):
    title = "学校"
    about = "校名和监督电话会印在公示上。学制决定六年级算小学还是初中。"

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        self.system = QComboBox()
        self.system.addItems(["六三学制（小学六年）", "五四学制（小学五年）"])
        self.first, self.last = QComboBox(), QComboBox()
        for box in (self.first, self.last):
            box.addItems([grade_name(grade) for grade in range(1, _LAST_GRADE + 1)])
        self.last.setCurrentIndex(5)
        self.phone = QLineEdit()
        self.phone.setMaxLength(40)
        self.boarding = QCheckBox("有寄宿生")
        for label, widget, name in (
            ("校名(&M)", self.name, "校名"),
            ("学制(&X)", self.system, "学制"),
            ("最低年级(&L)", self.first, "最低年级"),
            ("最高年级(&H)", self.last, "最高年级"),
            ("监督电话(&T)", self.phone, "监督电话"),
        ):
            self._add(label, widget, name)
        self._form.addRow(self.boarding)
        self._column.addStretch(1)

    @property
    def primary_grades(self) -> int:
        return 6 - self.system.currentIndex()

    def values(self) -> dict[str, Any]:
        return {
            "name": " ".join(self.name.text().split()) or UNNAMED,
            "first_grade": self.first.currentIndex() + 1,
            "last_grade": self.last.currentIndex() + 1,
            "primary_grades": self.primary_grades,
            "is_boarding": self.boarding.isChecked(),
            "complaint_phone": self.phone.text().strip() or None,
        }


class ClassesPage(WizardPage):
    title = "年级与班级"
    about = "每个年级现在有几个班。写0就先不建；导入任课一览时也会自动建班。"

    def __init__(self, school: SchoolInfoPage) -> None:
        super().__init__()
        self._school = school
        self.counts: list[QSpinBox] = []
        self._labels: list[QLabel] = []
        grid = QGridLayout()
        grid.setSpacing(theme.SMALL)
        for grade in range(1, _LAST_GRADE + 1):
            box, label = QSpinBox(), QLabel(grade_name(grade))
            box.setRange(0, MAX_CLASSES)
            box.setSuffix(" 个班")
            box.setAccessibleName(f"{grade_name(grade)}班数")
            label.setBuddy(box)
            row, column = divmod(grade - 1, 3)
            grid.addWidget(label, row, 3 * column)
            grid.addWidget(box, row, 3 * column + 1)
            grid.setColumnMinimumWidth(3 * column + 2, theme.LARGE)  # a name stands by its own box
            self.counts.append(box)
            self._labels.append(label)
        grid.setColumnStretch(9, 1)
        self._first = self.counts[0]
        self.subjects = QCheckBox()
        self.subjects.setChecked(True)
        self._column.addLayout(grid)
        self._column.addWidget(self.subjects)
        self._column.addStretch(1)

    def prepare(self) -> None:
        """Show the school's own grades only, and the subjects they have."""
        told = self._school.values()
        for grade, (box, label) in enumerate(zip(self.counts, self._labels, strict=True), 1):
            is_there = told["first_grade"] <= grade <= told["last_grade"]
            box.setVisible(is_there)
            label.setVisible(is_there)
        self._first = self.counts[told["first_grade"] - 1]
        names = self._subject_names()
        self.subjects.setText(f"同时建立{len(names)}门常用学科：{'、'.join(names[:4])}…")

    def values(self) -> dict[str, Any]:
        told = self._school.values()
        grades = range(told["first_grade"], told["last_grade"] + 1)
        counts = tuple((grade, self.counts[grade - 1].value()) for grade in grades)
        return {
            "classes": tuple(each for each in counts if each[1]),
            "subjects": self._subject_names() if self.subjects.isChecked() else (),
        }

    def _subject_names(self) -> tuple[str, ...]:
        last = self._school.values()["last_grade"]
        return subjects_suggested(last, self._school.primary_grades)


class TermPage(WizardPage):
    title = "学期"
    about = "日期先按惯例填上，请照教育局公布的校历改。没有学期，每一天都只能是“未确认”。"

    def __init__(self, today: date) -> None:
        super().__init__()
        usual = term_suggested(today)
        self.name = QLineEdit(usual.name)
        self.first, self.last = _date_box(usual.first_day), _date_box(usual.last_day)
        self.document = QLineEdit()
        for label, widget, name in (
            ("名称(&M)", self.name, "学期名称"),
            ("第一天(&F)", self.first, "学期第一天"),
            ("最后一天(&L)", self.last, "学期最后一天"),
            ("依据文件(&D)", self.document, "学期依据文件"),
        ):
            self._add(label, widget, name)
        self._column.addStretch(1)

    @property
    def first_day(self) -> date:
        return _day_of(self.first)

    def values(self) -> dict[str, Any]:
        name = self.name.text().strip() or "学期"
        document = self.document.text().strip() or None
        return {"term": TermPlan(name, self.first_day, _day_of(self.last), document)}


class OffWorkPage(WizardPage):
    title = "下班时间"
    about = "当地正常下班时间，课后服务的结束时间要与它对照。请照当地公布的作息通知填写。"

    def __init__(self, term: TermPage) -> None:
        super().__init__()
        self._term = term
        self._is_first = True
        self.time = QTimeEdit(QTime(17, 0))
        self.time.setDisplayFormat("HH:mm")
        self.since = _date_box(term.first_day)
        self.document = QLineEdit()
        for label, widget, name in (
            ("下班时间(&T)", self.time, "下班时间"),
            ("从哪天起(&F)", self.since, "从哪天起"),
            ("依据文件(&D)", self.document, "下班时间依据文件"),
        ):
            self._add(label, widget, name)
        self._column.addStretch(1)

    def prepare(self) -> None:
        if self._is_first:
            self._is_first = False
            self.since.setDate(self._term.first.date())

    def values(self) -> dict[str, Any]:
        chosen = self.time.time()
        return {
            "off_work": time(chosen.hour(), chosen.minute()),
            "off_work_since": _day_of(self.since),
            "off_work_document": self.document.text().strip() or None,
        }


class FilePage(WizardPage):
    title = "保存位置"
    about = "一所学校一个文件，放在这台电脑的普通文件夹里；网盘的同步文件夹和网络共享都不合适。"

    def __init__(self, school: SchoolInfoPage, folder: Path) -> None:
        super().__init__()
        self._school = school
        self._folder = folder
        self._suggested = ""
        self.line = QLineEdit()
        browse = QPushButton("浏览(&W)…")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        self.line.setAccessibleName("学校文件的位置")
        row.addWidget(self.line, 1)
        row.addWidget(browse)
        self._form.addRow("学校文件", row)
        self._first = self.line
        self._column.addStretch(1)

    @property
    def path(self) -> Path:
        """Return the path with the ending of a school file."""
        typed = Path(self.line.text().strip().strip('"') or self._suggested)
        path = typed if typed.is_absolute() else self._folder / typed
        return path if path.suffix == _ENDING else path.with_name(path.name + _ENDING)

    def prepare(self) -> None:
        """Suggest a name after the school until somebody has written another."""
        name = self._school.name.text().strip() or "学校"
        suggested = str(self._folder / safe_file_name(name, _ENDING))
        if self.line.text() in ("", self._suggested):
            self.line.setText(suggested)
        self._suggested = suggested

    def values(self) -> dict[str, Any]:
        return {}

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "学校文件", str(self.path), SCHOOL_FILTER)
        if name:
            self.line.setText(name)


def _date_box(on: date) -> QDateEdit:
    box = QDateEdit(QDate(on.year, on.month, on.day))
    box.setDisplayFormat(_DATE_FORMAT)
    box.setCalendarPopup(True)
    return box


def _day_of(box: QDateEdit) -> date:
    shown = box.date()
    return date(shown.year(), shown.month(), shown.day())
