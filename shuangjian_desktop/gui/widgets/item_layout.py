"""Where the fields of an item stand in a column as narrow as the inspector's.

Places widgets; knows nothing of what they mean.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.item_fields import ItemFields


def lay_out(fields: ItemFields, frame: QWidget, aid: QWidget, acts: tuple[QWidget, ...]) -> None:
    """Put everything into `frame`: daily fields, the aid, the fold, what can be done."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.SMALL)
    grid.setVerticalSpacing(theme.TINY + 2)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    _add(grid, 0, 0, "内容(&T)", fields.content, span=3)
    _add(grid, 1, 0, "分钟(&M)", fields.minutes)
    _add(grid, 1, 2, "要求(&R)", fields.requirement)
    grid.addWidget(aid, 2, 0, 1, 4)
    _add(grid, 3, 0, "类型(&K)", fields.kind)
    _add(grid, 3, 2, "分层(&L)", fields.tier)
    _add(grid, 4, 0, "地点(&P)", fields.done_at)
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
    column.addLayout(grid)
    column.addWidget(fields.problem)
    column.addWidget(fields.fold)
    column.addWidget(fields.folded)
    column.addLayout(buttons)


def _fold(fields: ItemFields) -> None:
    rows = QFormLayout(fields.folded)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setHorizontalSpacing(theme.SMALL)
    rows.setVerticalSpacing(theme.TINY + 2)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
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


def _add(
    grid: QGridLayout, row: int, column: int, title: str, field: QWidget, span: int = 1
) -> None:
    label = QLabel(title)
    label.setBuddy(field)
    grid.addWidget(label, row, column)
    grid.addWidget(field, row, column + 1, 1, span)
