"""One rule of 保存规则: its title, how firmly it is held at two moments, and what then happens.

Shows and asks; storing what was chosen is the section's work.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from shuangjian_desktop.app.queries.policy_board import PolicyRow
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.gui import theme
from shuangjian_desktop.rules.book import Moment

_STRENGTHS = tuple(Strength)
_TITLE_STRETCH, _SENTENCE_STRETCH = 3, 7


class PolicyLine(QWidget):
    """`chosen` carries the RulePolicy the person picked; moving through a list previews it."""

    chosen = Signal(object)
    reset = Signal(str)

    def __init__(self, row: PolicyRow) -> None:
        super().__init__()
        self.row = row
        self.on_save = _strengths(f"{row.rule.title}：保存时")
        self.on_publish = _strengths(f"{row.rule.title}：公示时")
        self.sentence = _plain("", theme.INK)
        self.count = _plain("", theme.MUTED)
        self.back = QPushButton("恢复默认")
        self.back.setAccessibleName(f"{row.rule.title}：恢复默认")
        self.back.setAutoDefault(False)
        title = _plain(row.rule.title, theme.INK)
        clause = _plain(f"第{row.rule.clause}条", theme.MUTED)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.SMALL, 0, theme.SMALL)
        grid.setHorizontalSpacing(theme.MEDIUM)
        grid.setVerticalSpacing(theme.TINY)
        _stretch(grid)
        grid.addWidget(title, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(clause, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.on_save, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.on_publish, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.sentence, 0, 3)
        grid.addWidget(self.count, 1, 3)
        grid.addWidget(self.back, 0, 4, 2, 1, Qt.AlignmentFlag.AlignTop)
        for box in (self.on_save, self.on_publish):
            box.highlighted.connect(self._preview)
            box.activated.connect(self._choose)
        self.back.clicked.connect(self._reset)
        self.show_row(row)

    def show_row(self, row: PolicyRow) -> None:
        """Show how the rule is held now; a moment that does not apply to it is not asked."""
        self.row = row
        moments = row.rule.moments
        for box, moment, strength in (
            (self.on_save, Moment.SAVE, row.policy.on_save),
            (self.on_publish, Moment.PUBLISH, row.policy.on_publish),
        ):
            policy = box.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            box.setSizePolicy(policy)
            box.setVisible(moment in moments)
            box.setCurrentIndex(_STRENGTHS.index(strength))
        self.back.setEnabled(not row.is_default)
        self._say(row.policy)

    def _preview(self, index: int) -> None:
        self._say(self._policy(self.sender(), index))

    def _choose(self, index: int) -> None:
        policy = self._policy(self.sender(), index)
        self._say(policy)
        if policy != self.row.policy:
            self.chosen.emit(policy)

    def _policy(self, box: object, index: int) -> RulePolicy:
        strength = _STRENGTHS[index]
        if box is self.on_save:
            return self.row.policy._replace(on_save=strength)
        return self.row.policy._replace(on_publish=strength)

    def _say(self, policy: RulePolicy) -> None:
        self.sentence.setText(self.row.sentence(policy))
        self.count.setText(self.row.count_words(policy))

    def _reset(self) -> None:
        self.reset.emit(self.row.rule.name)


class PolicyHead(QWidget):
    """What the columns of the lines below say; as wide as they are."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.MEDIUM)
        _stretch(grid)
        box, button = _strengths("").sizeHint().width(), QPushButton("恢复默认").sizeHint().width()
        for column, title in enumerate(("规则", "保存时", "公示时", "会怎样", "")):
            grid.addWidget(_plain(title, theme.MUTED), 0, column)
        for column, width in ((1, box), (2, box), (4, button)):
            grid.setColumnMinimumWidth(column, width)


def _stretch(grid: QGridLayout) -> None:
    grid.setColumnStretch(0, _TITLE_STRETCH)
    grid.setColumnStretch(3, _SENTENCE_STRETCH)


def _strengths(name: str) -> QComboBox:
    box = QComboBox()
    box.addItems([strength.value for strength in _STRENGTHS])
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box


def _plain(text: str, ink: QColor) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), ink)
    label.setPalette(palette)
    return label
