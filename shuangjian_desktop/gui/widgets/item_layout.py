"""Where the fields of an item stand in a column as narrow as the inspector's.

Places widgets; knows nothing of what they mean.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.item_aid import ItemAid
from shuangjian_desktop.gui.widgets.item_fields import ItemFields


def lay_out(fields: ItemFields, frame: QWidget, aid: ItemAid, acts: tuple[QWidget, ...]) -> None:
    """Put everything into `frame`: daily fields, the aid, the fold, what can be done."""
    daily = QFormLayout()
    _space(daily)
    daily.addRow("内容(&T)", fields.content)
    _row(daily, "分钟(&M)", fields.minutes, aid.take)
    daily.addRow(aid)
    _row(daily, "类型(&K)", fields.kind, fields.requirement)
    _row(daily, "地点(&P)", fields.done_at, fields.tier)
    _fold(fields)
    buttons = QHBoxLayout()
    buttons.setContentsMargins(0, 0, 0, 0)
    for button in acts:
        buttons.addWidget(button)
    buttons.addStretch(1)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.TINY + 2)
    column.addWidget(fields.where)
    column.addWidget(fields.standing)
    column.addLayout(daily)
    column.addWidget(fields.problem)
    column.addWidget(fields.fold)
    column.addWidget(fields.folded)
    column.addLayout(buttons)


def _fold(fields: ItemFields) -> None:
    rows = QFormLayout(fields.folded)
    _space(rows)
    for title, field in (
        ("教师(&S)", fields.teacher),
        ("交作业(&D)", fields.due),
        ("备注(&N)", fields.note),
    ):
        rows.addRow(title, field)
    words = QLabel("经人工核对，属于以下形式：")
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    rows.addRow(words)
    for box in fields.forms.values():
        rows.addRow(box)


def _space(rows: QFormLayout) -> None:
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setHorizontalSpacing(theme.SMALL)
    rows.setVerticalSpacing(theme.TINY + 2)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)


def _row(rows: QFormLayout, title: str, first: QWidget, second: QWidget) -> None:
    """Put two fields behind one label; the second says by itself what it is: 必做, A层."""
    both = QHBoxLayout()
    both.setContentsMargins(0, 0, 0, 0)
    both.setSpacing(theme.TINY)
    both.addWidget(first, 1)
    both.addWidget(second, 1)
    label = QLabel(title)
    label.setBuddy(first)
    rows.addRow(label, both)
