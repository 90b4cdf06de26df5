"""Asks for one homework template: for whom, its text with blanks, and what it proposes.

Checks nothing itself: what cannot be stored is said by the command.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.domain.homework import MAX_MINUTES, Kind, Place, Requirement, Tier
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.school import Subject, grade_name
from shuangjian_desktop.domain.template import BLANK, Template
from shuangjian_desktop.gui import theme

_NO_MINUTES = -1
ABOUT = "要在录入时填写的地方写“＿”。模板只是样子：用的时候要填好空、核对分钟，才会录入作业。"


class TemplateDialog(QDialog):
    """`template` is what the fields say; Enter in any line accepts."""

    def __init__(
        self,
        template: Template,
        grades: Sequence[int],
        subjects: Sequence[Subject],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._template = template
        self.setWindowTitle("修改作业模板" if template.id else "新建作业模板")
        self.grade = _choice("年级", [("各年级", None), *((grade_name(g), g) for g in grades)])
        self.subject = _choice("学科", [(s.name, s.id) for s in subjects])
        self.content = QLineEdit(template.content)
        self.content.setAccessibleName("模板内容")
        self.content.setPlaceholderText("《＿》第＿页第＿题")
        self.blank = QPushButton("插入空 ＿(&U)")
        self.blank.setAutoDefault(False)
        self.blank.clicked.connect(self._insert_blank)
        self.minutes = QSpinBox()
        self.minutes.setAccessibleName("建议分钟")
        self.minutes.setRange(_NO_MINUTES, MAX_MINUTES)
        self.minutes.setSpecialValueText("不预填")
        self.minutes.setSuffix("分钟")
        self.minutes.setValue(_NO_MINUTES if template.minutes is None else template.minutes)
        self.kind = _choice("类型", [(each.value, each) for each in Kind])
        self.requirement = _choice("要求", [(each.value, each) for each in Requirement])
        tiers = [("全体", None), *((f"{each.value}层", each) for each in Tier)]
        self.tier = _choice("分层", tiers)
        self.done_at = _choice("完成地点", [(each.value, each) for each in Place])
        self.note = QLineEdit(template.note or "")
        self.note.setAccessibleName("备注")
        self._choose(template)
        self._lay_out()
        self.content.setFocus()

    @property
    def template(self) -> Template:
        minutes = self.minutes.value()
        return self._template._replace(
            grade=self.grade.currentData(),
            subject_id=SubjectId(self.subject.currentData()),
            content=self.content.text(),
            minutes=None if minutes == _NO_MINUTES else minutes,
            kind=Kind(self.kind.currentData()),
            requirement=Requirement(self.requirement.currentData()),
            tier=Tier(self.tier.currentData()) if self.tier.currentData() else None,
            place=Place(self.done_at.currentData()),
            note=self.note.text().strip() or None,
        )

    def _choose(self, template: Template) -> None:
        for choice, value in (
            (self.grade, template.grade),
            (self.subject, template.subject_id),
            (self.kind, template.kind),
            (self.requirement, template.requirement),
            (self.tier, template.tier),
            (self.done_at, template.place),
        ):
            choice.setCurrentIndex(max(0, choice.findData(value)))

    def _insert_blank(self) -> None:
        self.content.insert(BLANK)
        self.content.setFocus()

    def _lay_out(self) -> None:
        about = QLabel(ABOUT)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(theme.SMALL)
        line.addWidget(self.content, 1)
        line.addWidget(self.blank)
        rows = QFormLayout()
        rows.setHorizontalSpacing(theme.MEDIUM)
        rows.setVerticalSpacing(theme.SMALL)
        rows.addRow("年级(&G)", self.grade)
        rows.addRow("学科(&S)", self.subject)
        words = QLabel("内容(&T)")
        words.setBuddy(self.content)
        rows.addRow(words, line)
        for title, field in (
            ("建议分钟(&M)", self.minutes),
            ("类型(&K)", self.kind),
            ("要求(&R)", self.requirement),
            ("分层(&L)", self.tier),
            ("地点(&P)", self.done_at),
            ("备注(&N)", self.note),
        ):
            rows.addRow(title, field)
        buttons = QDialogButtonBox()
        buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(about)
        column.addLayout(rows)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 34)


def _choice(name: str, options: Sequence[tuple[str, object]]) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    for text, value in options:
        choice.addItem(text, value)
    return choice
