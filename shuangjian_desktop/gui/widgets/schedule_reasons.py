"""Why there is no plan: a card for each clash with its rules, a card for each verified way out.

Shows cards and tells what was pressed; knows no planner and stores nothing.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.queries.reasons import (
    ReasonCard,
    RepairCard,
    RuleLine,
    Spot,
)
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.plain import label, link, paint

_MOST_RULES = 6


class ScheduleReasons(QWidget):
    """`asked` carries a Spot to be opened, `tried` and `taken` a RepairCard."""

    asked = Signal(object)
    tried = Signal(object)
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = label(is_bold=True, points=theme.TITLE_POINTS)
        self.words = label()
        self.again = QPushButton("再排一次(&C)")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.head)
        column.addWidget(self.words)
        column.addWidget(self._area, 1)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        column.addLayout(row)

    def show_all(
        self,
        head: str,
        words: str,
        reasons: Sequence[ReasonCard],
        repairs: Sequence[RepairCard] = (),
        elsewhere: Sequence[RepairCard] = (),
        notes: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show clashes, then the ways out, cheapest first, then what only others can change.

        `notes` are (name, words) below all that.
        """
        self.head.setText(head)
        paint(self.head, theme.OVER if reasons else theme.INK)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.SMALL, 0)
        column.setSpacing(theme.MEDIUM)
        for number, reason in enumerate(reasons, 1):
            column.addWidget(self._reason(reason, number if len(reasons) > 1 else 0))
        if repairs:
            column.addWidget(label("可以这样改（每一种都已试排，能排出来）", is_bold=True))
        for repair in repairs:
            column.addWidget(self._repair(repair))
        if elsewhere:
            column.addWidget(label("还可以先这样改好，再排（也已试排，能排出来）", is_bold=True))
        for repair in elsewhere:
            column.addWidget(label(f"· {repair.words}"))
        if notes:
            column.addWidget(_notes(notes))
        column.addStretch(1)
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()  # not at once: one of its buttons may have been pressed just now
        self._area.setWidget(inside)

    def buttons(self, text: str) -> list[QPushButton]:
        """Return the buttons of the cards that begin with a text, from above."""
        inside = self._area.widget()
        found = inside.findChildren(QPushButton) if inside else []
        return [button for button in found if button.text().startswith(text)]

    def told(self) -> str:
        """Return all words of the cards, a line each: for tests and for who listens."""
        inside = self._area.widget()
        return "\n".join(one.text() for one in inside.findChildren(QLabel)) if inside else ""

    def _reason(self, card: ReasonCard, number: int) -> QFrame:
        frame, column = _card(theme.OVER_FILL)
        column.addWidget(label(f"{number}. {card.words}" if number else card.words, is_bold=True))
        for rule in card.rules[:_MOST_RULES]:
            column.addLayout(self._rule(rule))
        if rest := card.rules[_MOST_RULES:]:
            more, inside = link(f"再看{len(rest)}条"), QWidget()
            hidden = QVBoxLayout(inside)
            hidden.setContentsMargins(0, 0, 0, 0)
            for rule in rest:
                hidden.addLayout(self._rule(rule))
            inside.hide()
            more.clicked.connect(inside.show)
            more.clicked.connect(more.hide)
            column.addWidget(more)
            column.addWidget(inside)
        foot = QHBoxLayout()
        foot.addWidget(label(card.proof, ink=theme.MUTED), 1)
        if not card.rules and card.spot.is_known:
            foot.addWidget(self._jump(card.spot))
        column.addLayout(foot)
        return frame

    def _rule(self, rule: RuleLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(f"· {rule.words}"), 1)
        if rule.spot.is_known:
            row.addWidget(self._jump(rule.spot))
        return row

    def _repair(self, card: RepairCard) -> QFrame:
        frame, column = _card(theme.GOOD_FILL)
        row = QHBoxLayout()
        words = QVBoxLayout()
        if len(card.parts) > 2:
            words.addWidget(label(f"这{len(card.parts)}处一起改：", is_bold=True))
            for part in card.parts:
                words.addWidget(label(f"· {part}"))
        else:
            words.addWidget(label(card.words, is_bold=True))
        words.addWidget(label(f"{card.price}　✓ 已试排，能排出来", ink=theme.GOOD))
        row.addLayout(words, 1)
        look, take = QPushButton("试试看"), QPushButton("采用")
        for button in (look, take):
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()}：{card.words}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        look.clicked.connect(lambda: self.tried.emit(card))
        take.clicked.connect(lambda: self.taken.emit(card))
        column.addLayout(row)
        return frame

    def _jump(self, spot: Spot) -> QPushButton:
        made = link("去设置处" if spot.section else "在表上看")
        made.clicked.connect(lambda: self.asked.emit(spot))
        return made


def _notes(notes: Sequence[tuple[str, str]]) -> QWidget:
    made = QWidget()
    form = QFormLayout(made)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(theme.LARGE)
    form.addRow(label("现在的安排", is_bold=True))
    for name, words in notes:
        form.addRow(label(name, ink=theme.MUTED, wraps=False), label(words))
    return made


def _card(ground: QColor) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setFrameShape(QFrame.Shape.StyledPanel)
    frame.setAutoFillBackground(True)
    palette = frame.palette()
    palette.setColor(palette.ColorRole.Window, ground)
    frame.setPalette(palette)
    column = QVBoxLayout(frame)
    column.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
    column.setSpacing(theme.TINY)
    return frame, column
