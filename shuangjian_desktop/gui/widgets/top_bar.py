"""The bar over all pages: school and term, the week, undo and redo, and whether all is saved.

Knows no page; the buttons are the window's actions.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.actions import Actions
from shuangjian_desktop.gui.bridge import FAILED, READ_ONLY, SAVED, STALE, TYPING, Bridge
from shuangjian_desktop.gui.models.plain_text import plain_tooltip
from shuangjian_desktop.gui.place import Place

_MOST_PERSON = 12
_STANDING_MARKS = {SAVED: "●", TYPING: "○", FAILED: "▲", READ_ONLY: "◆", STALE: "◇"}
_STANDING_INKS = {
    SAVED: theme.GOOD,
    TYPING: theme.MUTED,
    FAILED: theme.OVER,
    READ_ONLY: theme.WARNING,
    STALE: theme.WARNING,
}


class TopBar(QWidget):
    """Follows place and bridge by itself."""

    def __init__(self, bridge: Bridge, place: Place, actions: Actions) -> None:
        super().__init__()
        self._bridge = bridge
        self._place = place
        self._school = _label("学校和学期")
        self._school.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._week = _label("当前周")
        self._week.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._standing = _label("保存情况")
        self.person = QToolButton()
        self._build(actions)
        self.show_place()
        self.show_person()
        self._show_standing(bridge.standing)
        bridge.standing_changed.connect(self._show_standing)
        place.week_changed.connect(self.show_place)

    def show_place(self) -> None:
        """Show school, term and week anew: they may have been edited."""
        directory, on = self._bridge.project.directory, self._place.date
        term = directory.calendar.term(on)
        school = directory.school.name
        self._school.setToolTip(f"{school} · {term.name}" if term else school)
        self._elide_school()
        week, number = week_of(on), directory.calendar.week_number(on)
        span = f"{week[0].month}/{week[0].day}–{week[-1].month}/{week[-1].day}"
        year = "" if term else f"{on.year}年"
        self._week.setText(f"第{number}周　{span}" if number else f"{year}{span}")

    def show_person(self) -> None:
        """Show who is acting: name and weightiest role."""
        actor = self._bridge.project.actor
        words = actor.name
        if actor.staff_id is not None:
            from shuangjian_desktop.app.people import standing_in_words  # late: start-up time

            words = standing_in_words(actor)
        metrics = self.person.fontMetrics()
        most = metrics.horizontalAdvance("字") * _MOST_PERSON
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, most)
        self.person.setText(f"{shown} ▾".replace("&", "&&"))
        self.person.setAccessibleName(f"现在操作的人：{words}，按下换人")
        self.person.setToolTip(plain_tooltip(f"{words}（换人：Ctrl+Shift+P）"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide_school()

    def _elide_school(self) -> None:
        metrics, width = self._school.fontMetrics(), self._school.width()
        words = self._school.toolTip()
        self._school.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, width))

    def _build(self, actions: Actions) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MEDIUM, theme.TINY, theme.MEDIUM, theme.TINY)
        row.setSpacing(theme.TINY)
        font = self._school.font()
        font.setBold(True)
        self._school.setFont(font)
        row.addWidget(self._school, 1)
        row.addWidget(_button(actions["previous_week"], is_text=True))
        self._week.setMinimumWidth(
            self._week.fontMetrics().horizontalAdvance("第88周　88/88–88/88")
        )
        row.addWidget(self._week)
        row.addWidget(_button(actions["next_week"], is_text=True))
        row.addWidget(_button(actions["today"], is_text=True))
        row.addStretch(1)
        row.addWidget(_button(actions["search"]))
        row.addWidget(_button(actions["undo"]))
        row.addWidget(_button(actions["redo"]))
        self.person.setAutoRaise(True)
        self.person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.person.clicked.connect(actions["person"].trigger)
        row.addWidget(self.person)
        row.addSpacing(theme.SMALL)
        width = self._standing.fontMetrics().horizontalAdvance("▲ 未能保存")
        self._standing.setMinimumWidth(width)
        row.addWidget(self._standing)

    def _show_standing(self, standing: str) -> None:
        self._standing.setText(f"{_STANDING_MARKS[standing]} {standing}")
        palette = self._standing.palette()
        palette.setColor(self._standing.foregroundRole(), _STANDING_INKS[standing])
        self._standing.setPalette(palette)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAccessibleName(name)
    return label


def _button(action: QAction, *, is_text: bool = False) -> QToolButton:
    """Return a button of an action: its icon, or its short text."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAutoRaise(True)
    side = button.fontMetrics().height() + theme.SMALL
    button.setMinimumSize(side, side)  # the icons come after the first picture
    if is_text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return button
