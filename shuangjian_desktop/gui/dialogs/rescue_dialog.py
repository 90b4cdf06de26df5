"""A damaged school file: its backups, how old and whether sound, and one click to restore one.

Shows and asks; restoring is app/backup, which keeps the damaged file under another name.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from shuangjian_desktop.app.backup import Backup, trouble_with
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import CENTRE, Column, RowsModel
from shuangjian_desktop.gui.runner import IsCancelled, Progress, Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable

_MEGABYTE = 1024 * 1024
_UNKNOWN = "正在核对…"


class Offer(NamedTuple):
    """One backup as the list shows it; `trouble` None = not looked over yet, "" = sound."""

    backup: Backup
    age: str
    trouble: str | None


def _standing(offer: Offer) -> str:
    if offer.trouble is None:
        return _UNKNOWN
    return "▲ 有问题，不能恢复" if offer.trouble else "✓ 完好"


def _about(offer: Offer) -> str:
    return offer.trouble or str(offer.backup.path)


def _ink(offer: Offer) -> QColor:
    if offer.trouble is None:
        return theme.MUTED
    return theme.OVER if offer.trouble else theme.GOOD


_COLUMNS: tuple[Column[Offer], ...] = (
    Column("备份时间", lambda each: f"{each.backup.made_at:%Y-%m-%d %H:%M}"),
    Column("多久以前", lambda each: each.age),
    Column("缘由", lambda each: each.backup.kind.value),
    Column("作业", lambda each: f"{each.backup.proof.items}条", CENTRE),
    Column("大小", lambda each: f"{each.backup.size / _MEGABYTE:.1f}MB", CENTRE),
    Column("核对", _standing, ink=_ink, tooltip=_about),
)


class RescueDialog(QDialog):
    """Accepted with `chosen`, the backup to restore. Every one is looked over on a thread."""

    def __init__(
        self,
        path: Path,
        sentence: str,
        backups: Sequence[Backup],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("学校文件有损坏")
        self.model: RowsModel[Offer] = RowsModel(_COLUMNS, self)
        self.model.set_rows([Offer(each, _age(each, today), None) for each in backups])
        self.table = QuietTable("可以恢复的备份", "没有备份。")
        self.table.setModel(self.model)
        self.table.clicked.disconnect(self.table.opened)  # a click chooses, it does not restore
        self.table.opened.connect(lambda _: self.restore_button.click())
        self.about = _label(f"▲ {sentence}")
        self.promise = _label(
            f"恢复时先把现在的“{path.name}”改名保留在旁边（名字里带“损坏”），不会丢；"
            "备份那天以后录入的内容要重新录。"
        )
        self._build()
        self._runner = Runner(self)
        self._found: dict[Path, str] = {}
        self._look_over(backups)

    @property
    def chosen(self) -> Backup | None:
        offer = self.model.row(self.table.currentIndex())
        return offer.backup if offer else None

    def done(self, result: int) -> None:
        """Stop looking before the dialog goes."""
        self._runner.stop()
        super().done(result)

    def _look_over(self, backups: Sequence[Backup]) -> None:
        wanted, found = tuple(backups), self._found

        def work(progress: Progress, is_cancelled: IsCancelled) -> None:
            for number, each in enumerate(wanted, 1):
                if is_cancelled():
                    return
                found[each.path] = trouble_with(each)
                progress(number, len(wanted), "")

        job = self._runner.start("核对备份", work)
        job.progress.connect(self._tell)

    def _tell(self, done: int, total: int, note: str) -> None:
        del done, total, note
        row = self.table.currentIndex().row()
        offers = [
            each._replace(trouble=self._found.get(each.backup.path)) for each in self.model.rows
        ]
        was_first_choice = row == _first_choice(self.model.rows)
        self.model.set_rows(offers)
        self._choose(_first_choice(offers) if was_first_choice else row)

    def _choose(self, row: int) -> None:
        self.table.setCurrentIndex(self.model.index(row, 0))
        self._follow()

    def _follow(self, *_: QModelIndex) -> None:
        offer = self.model.row(self.table.currentIndex())
        is_good = offer is not None and not offer.trouble
        self.restore_button.setEnabled(is_good)
        if offer is not None:
            self.restore_button.setText(f"恢复{offer.backup.made_at:%m月%d日%H:%M}的备份并打开(&R)")

    def _build(self) -> None:
        header = self.table.horizontalHeader()
        header.show()
        for section in range(len(_COLUMNS) - 1):
            header.setSectionResizeMode(section, header.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox()
        self.restore_button = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore_button.setDefault(True)
        buttons.addButton("先不恢复", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(self.about)
        column.addWidget(self.table, 1)
        column.addWidget(self.promise)
        column.addWidget(buttons)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(letter * 48, letter * 26)
        selection = self.table.selectionModel()
        selection.currentChanged.connect(self._follow)
        self._choose(0)
        self.table.setFocus()


def _first_choice(offers: Sequence[Offer]) -> int:
    """Return the newest that is not known to be bad."""
    return next((row for row, each in enumerate(offers) if not each.trouble), 0)


def _age(backup: Backup, today: date) -> str:
    days = (today - backup.made_at.date()).days
    return f"{days}天前" if days > 0 else "今天"


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
