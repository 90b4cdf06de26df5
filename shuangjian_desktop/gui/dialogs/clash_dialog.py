"""A change of the calendar meets homework: what stands there, what becomes of it, and a choice.

Asks; the change and the moving are one command, built from the answer.
"""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.move_homework import moved_items, with_moves
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.clashes import Clashing, clashes_of
from shuangjian_desktop.app.queries.foreseen import foresee
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.preview_table import over_words
from shuangjian_desktop.gui.widgets.trouble_line import TroubleLine
from shuangjian_desktop.gui.widgets.value_fields import DateField

_WITHOUT_SCROLLING = 6


def asked(bridge: Bridge, command: Command, parent: QWidget | None) -> Command | None:
    """Return a command on the calendar as it is to be run, None when the person gave it up.

    Nobody is asked where no homework is in the way.
    """
    try:
        clashing = clashes_of(bridge.project, command)
    except UserError:
        return command  # running it says the same sentence
    targets = targets_wanted(bridge.project, clashing, parent)
    return None if targets is None else with_moves(command, clashing.days, targets)


def targets_wanted(
    project: Project, clashing: Clashing, parent: QWidget | None
) -> dict[date, date] | None:
    """Ask where the homework of which dates goes: what is not named stays; None = given up."""
    if not clashing.days:
        return {}
    dialog = ClashDialog(project, clashing, parent)
    is_decided = bool(dialog.exec())
    dialog.deleteLater()
    return dialog.targets if is_decided else None


class ClashDialog(QDialog):
    """`targets` says after acceptance which dates' homework moves where; empty = it stays."""

    def __init__(self, project: Project, clashing: Clashing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._clashing = clashing
        self._clashes = clashing.days
        self.targets: dict[date, date] = {}
        self.setWindowTitle("这些日子已经有作业")
        self.keep = QRadioButton("作业留在原来的日子(&K)")
        self.move_away = QRadioButton("把作业移到别的上课日(&M)")
        self.fields = {
            clash.on: DateField(f"{clash.on:%m-%d}的作业移到", clash.on)
            for clash in self._clashes
            if clash.target is not None
        }
        self.after = _label()
        self.trouble = TroubleLine()
        self._build()
        self._connect()
        self.keep.setChecked(True)
        self.keep.setFocus()
        self._look()

    def accept(self) -> None:
        """Close with the choice; a date homework cannot go to keeps the dialog open."""
        try:
            self.targets = self._wanted() if self.move_away.isChecked() else {}
        except UserError as error:
            self.trouble.say(str(error))
            return
        super().accept()

    def _wanted(self) -> dict[date, date]:
        """Return where everything goes; UserError for a date that has no lessons either."""
        found = {}
        for clash in self._clashes:
            if clash.on not in self.fields:
                continue
            target = self.fields[clash.on].wanted()
            refusal = self._clashing.refusal(clash, target)
            if refusal:
                raise UserError(refusal)
            found[clash.on] = target
        return found

    def _look(self) -> None:
        """Say what the days moved to would be like, with room for every wrapped line."""
        self._say_what_follows()
        column = self.layout()
        if column is not None:
            self.setMinimumHeight(column.heightForWidth(self.width()))

    def _say_what_follows(self) -> None:
        self.trouble.say("")
        is_moving = self.move_away.isChecked()
        for field in self.fields.values():
            field.setEnabled(is_moving)
        self.save_button.setText("改校历并移动作业" if is_moving else "改校历，作业留着")
        if not is_moving:
            self.after.setText(
                "留着的作业不删除，检查里会列出来，以后还可以再改。" + self._shown(False)
            )
            return
        try:
            items = moved_items(self._clashes, self._wanted())
        except UserError as error:
            self.after.setText("")
            self.trouble.say(str(error))
            return
        over = over_words(foresee(self._project, items, calendar=self._clashing.calendar))
        self.after.setText((over or "移过去以后，各班那一天都没有超过上限。") + self._shown(True))

    def _shown(self, is_moving: bool) -> str:
        if not any(clash.published for clash in self._clashes):
            return ""
        if is_moving:
            return "\n已公示的日子会请您写理由；原公示保留，之后要出更正版。"
        return "\n已公示的公示单不变。"

    def _connect(self) -> None:
        self.keep.toggled.connect(self._look)
        for field in self.fields.values():
            field.editingFinished.connect(self._look)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _build(self) -> None:
        self.buttons = QDialogButtonBox()
        self.save_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.move_away.setEnabled(bool(self.fields))
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(_label("改校历之前请先定下这些作业怎么办："))
        column.addWidget(self._build_days(), 1)
        for part in (self.keep, self.move_away, self.after, self.trouble, self.buttons):
            column.addWidget(part)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(letter * 58, self.sizeHint().height())

    def _build_days(self) -> QWidget:
        """A line for each date: what stands there, what the day becomes, where to move it."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.LARGE)
        grid.setVerticalSpacing(theme.SMALL)
        grid.setColumnStretch(0, 1)
        for row, clash in enumerate(self._clashes):
            words = _label(f"{clash.what}，这天改为{clash.becomes}。")
            grid.addWidget(words, row, 0)
            field = self.fields.get(clash.on)
            if field is not None:
                field.set_value(clash.target)
                grid.addWidget(QLabel("移到"), row, 1)
                grid.addWidget(field, row, 2)
        if len(self._clashes) <= _WITHOUT_SCROLLING:
            return inside
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMinimumHeight(self.fontMetrics().height() * 2 * _WITHOUT_SCROLLING)
        return area


def _label(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
