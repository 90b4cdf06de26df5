"""The right side: what the page says of the selection, the findings that touch it, their clauses.

Reads app/queries/selection; judges nothing. Follows a little behind, so that an edit never waits.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.selection import Note, Selection, selection, selection_of
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.late import Late
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.rule_words import (
    SEVERITY_INKS,
    SEVERITY_MARKS,
    clause_title,
    override_words,
)
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import CHECKS, SERVICE, Place
from shuangjian_desktop.gui.widgets.lines import Line, Lines
from shuangjian_desktop.rules.book import Clause

_BEHIND_MS = 15
WIDTH = 270


class Inspector(QScrollArea):
    """Shows the page's own widget, if it has one, over findings and clause."""

    def __init__(self, bridge: Bridge, place: Place) -> None:
        super().__init__()
        self._bridge = bridge
        self._place = place
        self._own: QWidget | None = None
        self._page: Page | None = None
        self._typed: JudgedDay | None = None
        self._page_id = ""
        self.lines = Lines()
        self.setAccessibleName("检视栏")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(WIDTH)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        self._column.setSpacing(theme.SMALL)
        self._column.addWidget(self.lines)
        self._column.addStretch(1)
        self.setWidget(body)
        self._late = Late(bridge, self._refresh_if_shown, _BEHIND_MS, self)
        bridge.changed.connect(self._follow)
        place.moved.connect(self._follow)
        place.clause_changed.connect(self._follow)

    def show_for(self, page: Page) -> None:
        """Take in the widget of another page."""
        own, self._page_id = page.inspector_widget(), page.page_id
        if page is not self._page:
            if self._page is not None:
                self._page.previewed.disconnect(self._hear_typing)
            self._page, self._typed = page, None
            page.previewed.connect(self._hear_typing)
        if own is not self._own:
            if self._own is not None:
                self._own.hide()
            if own is not None:
                if self._column.indexOf(own) < 0:
                    self._column.insertWidget(0, own)
                own.show()
            self._own = own
        self.refresh()

    def refresh(self) -> None:
        """Read the selection and show what the rules say of it."""
        if not self._bridge.is_open:
            return
        place, project = self._place, self._bridge.project
        self.lines.setVisible(self._page_id != SERVICE)  # homework is said beside the plan there
        if self._page_id == SERVICE:
            return
        found = self._selection()
        if self._page_id == CHECKS and place.clause:
            self.lines.show_lines(_clause_lines(project.rulebook.clauses[place.clause]))
        else:
            self.lines.show_lines(_selection_lines(found))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _selection(self) -> Selection | None:
        """Return what is selected; while its day is being typed at, as it would be."""
        place, project, typed = self._place, self._bridge.project, self._typed
        if typed is not None:
            key = (typed.class_day.class_id, typed.class_day.day.date)
            if key == (place.class_id, place.date):
                typed_in = project.directory.class_by_id(*key)
                return selection_of(project, typed_in, typed, place.item_id)
        return selection(project, place.class_id, place.date, place.item_id)

    def _hear_typing(self, day: JudgedDay | None) -> None:
        self._typed = day
        self._follow()

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _follow(self, *_: object) -> None:
        if self.isVisible():
            self._late.start()


def _selection_lines(found: Selection | None) -> list[Line]:
    if found is None:
        return [Line("没有选中班级。在表里选一格，这里显示它的问题和依据条款。", theme.MUTED)]
    on = day_words.date_short(found.day.class_day.day.date)
    lines = [Line(f"{found.school_class.title}　{on}", is_bold=True)]
    over = day_words.over_words(found.day)
    figure = f"{day_words.figure_words(found.day)}　{over}".strip()
    lines.append(Line(figure, theme.OVER if over else theme.INK))
    lines.extend(Line(words, theme.MUTED) for words in day_words.credit_sentences(found.day))
    if not found.notes:
        lines.append(Line("● 没有发现问题", theme.GOOD))
    for note in found.notes:
        lines.extend(_note_lines(note))
    for number, given in enumerate(found.reasons):
        words = f"{given.title}：{override_words(given)}"
        lines.append(Line(f"已写明理由·{words}", theme.MUTED, gap_above=number == 0))
    if found.judged_by:
        lines.append(Line(found.judged_by, theme.MUTED, gap_above=True))
    return lines


def _note_lines(note: Note) -> tuple[Line, ...]:
    finding, clause = note.finding, note.clause
    return (
        Line(
            f"{SEVERITY_MARKS[finding.severity]}　{finding.message}",
            SEVERITY_INKS[finding.severity],
            gap_above=True,
        ),
        Line(f"{clause_title(clause)}：{clause.statement}", theme.MUTED),
        Line(note.basis, theme.MUTED),
        *(Line(f"已写明理由：{override_words(each)}", theme.MUTED) for each in note.reasons),
    )


def _clause_lines(clause: Clause) -> list[Line]:
    return [
        Line(clause_title(clause), is_bold=True),
        Line(clause.statement),
        Line(f"约束对象：{'、'.join(clause.binds)}", theme.MUTED),
        Line(f"怎样检查：{clause.checkable}", theme.MUTED),
        Line(f"可备材料：{'、'.join(clause.evidence)}", theme.MUTED),
    ]
