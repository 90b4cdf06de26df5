"""What a paste would do, before anything is written: what is missing is completed here, in place.

Shows a plan, counts and totals as they would be (F6, F7, F8); the caller carries `plan` out.
"""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.paste_fields import Field
from shuangjian_desktop.app.paste_plan import PastePlan
from shuangjian_desktop.app.paste_repair import PasteRepair
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.foreseen import Foreseen
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.dialogs.preview_table import totals_words
from shuangjian_desktop.gui.models.paste_lines import PasteLines
from shuangjian_desktop.gui.views.repair_table import RepairTable

_KEYS = "Enter：填好，到下一处　↑↓：换行　Ctrl+Enter：粘贴　Esc：取消"
_NO_HINT = "以前的相近作业不到三次，没有分钟数可以参考。"


class PasteDialog(QDialog):
    """Accepted: paste `plan`, what is unfinished stays out. Rejected = 取消: nothing is pasted."""

    def __init__(
        self,
        project: Project,
        plan: PastePlan,
        foreseen: Foreseen,
        on: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.repair = PasteRepair(project, plan, foreseen, on)
        self.setWindowTitle("粘贴预览")
        self.resize(theme.LARGE * 50, theme.LARGE * 26)
        self.summary = _words(self)
        self.lines = PasteLines(project, plan, self.repair, self)
        self.table = RepairTable(self.lines, self.repair, self)
        self.hint = _words(self)
        self.take = QPushButton(self)
        self.keys = _words(self)
        self.keys.setText(_KEYS)
        buttons = QDialogButtonBox(self)
        self.skip = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.skip.setDefault(True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.table.typed.connect(self._write)
        self.table.stood.connect(self._show_hint)
        self.table.finished.connect(self.skip.setFocus)
        self.table.hint_wanted.connect(self._take_hint)
        self.table.accepted.connect(self.accept)
        self.take.clicked.connect(self._take_hint)
        self._tell()
        self._show_hint()
        if not self.table.open_first():
            self.skip.setFocus()

    @property
    def plan(self) -> PastePlan:
        """Return what is to be pasted: what was good, and what has been completed."""
        return self.repair.plan()

    def accept(self) -> None:
        """Close, unless what was typed last cannot be read: that must not be lost unsaid."""
        if self.table.commit() and self.skip.isEnabled():
            super().accept()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        layout.setSpacing(theme.SMALL)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        beneath = QHBoxLayout()
        beneath.addWidget(self.hint, 1)
        beneath.addWidget(self.take)
        layout.addLayout(beneath)
        foot = QHBoxLayout()
        foot.addWidget(self.keys, 1)
        foot.addWidget(buttons)
        layout.addLayout(foot)
        self.take.setAutoDefault(False)
        for widget in (self.hint, self.take, self.keys):
            widget.setVisible(bool(self.repair.drafts))
        palette = self.keys.palette()
        palette.setColor(self.keys.foregroundRole(), theme.MUTED)
        self.keys.setPalette(palette)

    def _write(self, draft: int, field: Field, text: str) -> None:
        judged = self.repair.write(draft, field, text)
        self.lines.refresh(judged)
        self._tell()
        self._show_hint()

    def _tell(self) -> None:
        """Let counts, totals and the button follow."""
        plan = self.plan
        told = [*_summary(plan, self.repair), totals_words(self.repair.foresight.days)]
        self.summary.setText("\n".join(filter(None, told)))
        count = f"{len(plan.items)}项"
        words = f"跳过这些，粘贴{count}" if plan.problems else f"粘贴{count}"
        if not plan.items and plan.none_days:
            words = f"标明{len(plan.none_days)}天无作业"
        self.skip.setText(words)
        self.skip.setEnabled(not plan.is_empty)

    def _show_hint(self) -> None:
        """Say of the open line what is missing, and what like items took."""
        self.take.hide()
        number = self.table.draft
        if number < 0:
            return
        draft, hint = self.repair.drafts[number], self.repair.hint(number)
        line = self.lines.rows[number]
        told = [" ".join(filter(None, line.texts[2:4])), line.said]
        words = "：".join(filter(None, told))
        if hint is not None:
            words += f"\n{hint.sentence}。"
            self.take.setText(f"填入{hint.median}分（Alt+↓）")
            self.take.show()
        elif draft.lacks() == (Field.MINUTES,):
            words += f"\n{_NO_HINT}"
        self.hint.setText(words)

    def _take_hint(self) -> None:
        """Put the usual minutes into the field, to be confirmed with Enter: never taken unasked."""
        number = self.table.draft
        hint = self.repair.hint(number) if number >= 0 else None
        if hint is None:
            return
        minutes = self.table.field(Field.MINUTES)
        minutes.setText(str(hint.median))
        minutes.setModified(True)
        minutes.setFocus()
        minutes.selectAll()


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _summary(plan: PastePlan, repair: PasteRepair) -> Iterator[str]:
    if plan.read_as:
        yield f"按“{plan.read_as}”理解，请核对位置。"
    unfinished = len(plan.problems) - len(repair.fixed)
    completed = len(repair.completed)
    parts = [f"已补全{completed}处"] if completed else []
    parts += [f"还有{unfinished}处不完整，在下面补全就能粘贴"] if unfinished else []
    parts += [f"有{len(repair.fixed)}处不能粘贴"] if repair.fixed else []
    if plan.problems:
        yield "；".join((*parts, f"其余{len(plan.items)}项可以。"))
    else:
        yield "；".join((*parts, f"共{len(plan.items)}项可以粘贴。"))
    if plan.none_days:
        yield f"另有{len(plan.none_days)}天标明无作业。"
    if plan.already_there:
        yield f"{plan.already_there}项已经有同样的作业，不重复添加。"
    if plan.hidden:
        yield f"表格里隐藏的{plan.hidden}行或列没有粘贴。"
