"""从以前复制: from where, for what, and a preview of every copy with what the rules say of it.

Asks the query anew at each choice; writes nothing. What comes of it are drafts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.copying import CopyPlan, Source, copy_plan
from shuangjian_desktop.app.queries.foreseen import foresee
from shuangjian_desktop.domain.ids import ClassId, SubjectId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.dialogs.preview_table import item_line, over_words, preview_table
from shuangjian_desktop.gui.models.rows import RowsModel


@dataclass(frozen=True, slots=True)
class Span:
    """One thing that can be filled: its words, the days, and single cells of them when fewer."""

    words: str
    dates: tuple[date, ...]
    cells: frozenset[tuple[date, SubjectId]] | None = None


class CopyDialog(QDialog):
    """`plan` is what stands in the preview when accepted."""

    def __init__(
        self,
        project: Project,
        class_ids: Sequence[ClassId],
        spans: Sequence[Span],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._class_ids = tuple(class_ids)
        self._spans = tuple(spans)
        self.plan = CopyPlan((), 0, 0, ())
        self.setWindowTitle("从以前复制")
        self.resize(theme.LARGE * 42, theme.LARGE * 24)
        self.source = QComboBox(self)
        for source in Source:
            self.source.addItem(source.value, source)
        self.span = QComboBox(self)
        self.span.addItems([span.words for span in spans])
        self.also_full = QCheckBox("已经有作业的格子也添加(&A)", self)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.table = preview_table((), self)
        self.buttons = QDialogButtonBox(self)
        self.copy = self.buttons.addButton("复制", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.source.currentIndexChanged.connect(self._look)
        self.span.currentIndexChanged.connect(self._look)
        self.also_full.toggled.connect(self._look)
        self._look()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("从(&F)", self.source)
        form.addRow("复制到(&T)", self.span)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        layout.setSpacing(theme.SMALL)
        layout.addLayout(form)
        for widget in (self.also_full, self.summary, self.table, self.buttons):
            layout.addWidget(widget)

    def _look(self) -> None:
        span = self._spans[self.span.currentIndex()]
        self.plan = copy_plan(
            self._project,
            self._class_ids,
            span.dates,
            Source(self.source.currentData()),
            cells=span.cells,
            fills_only_empty=not self.also_full.isChecked(),
        )
        foreseen = foresee(self._project, self.plan.items)
        model = self.table.model()
        assert isinstance(model, RowsModel)
        model.set_rows(tuple(map(item_line, foreseen.items)))
        words = [_told(self.plan)]
        if over := over_words(foreseen):
            words.append(over)
        self.summary.setText("\n".join(words))
        self.copy.setText(f"复制{len(self.plan.items)}项为草稿")
        self.copy.setEnabled(bool(self.plan.items))
        self.copy.setDefault(True)


def _told(plan: CopyPlan) -> str:
    told = [f"可以复制{len(plan.items)}项，都作为草稿，核对后再提交。"]
    if plan.kept_cells:
        told.append(f"{plan.kept_cells}格已经有作业，没有动。")
    if plan.same:
        told.append(f"{plan.same}项已有同样的作业。")
    if plan.empty_days and not plan.items:
        told.append("那几天没有作业可以复制。")
    return "".join(told)
