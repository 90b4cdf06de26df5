"""文件与备份: where the school file lies, its backups, and the way to make or restore one.

Copies run on a thread through app/backup; the open file is never written over.
"""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from shuangjian_desktop.app.backup import Backup, Restored, back_up, backups_of, restore
from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.place_of_file import conflicted_copies, free_bytes, synced_folder
from shuangjian_desktop.app.queries.health import size_in_words
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import RIGHT, Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable

SCHOOL_FILTER = "学校文件 (*.sjdb)"
_COLUMNS: tuple[Column[Backup], ...] = (
    Column("时间", lambda each: f"{each.made_at:%Y-%m-%d %H:%M}"),
    Column("缘由", lambda each: each.kind.value),
    Column("作业", lambda each: f"{each.proof.items}条", RIGHT),
    Column("操作", lambda each: f"{each.proof.steps}步", RIGHT),
    Column("大小", lambda each: size_in_words(each.size), RIGHT),
    Column("位置", lambda each: each.path.name, tooltip=lambda each: str(each.path),
           ink=lambda _: theme.MUTED),
)  # fmt: skip


class StorageSection(Page):
    page_id = "storage"
    title = "文件与备份"
    follows = frozenset[str]()

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.where = _words(theme.INK)
        self.warning = _words(theme.WARNING)
        self.model: RowsModel[Backup] = RowsModel(_COLUMNS)
        self.table = QuietTable("备份", "还没有备份。每天第一次改动后会自动留一份。")
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.show()
        for number in range(len(_COLUMNS) - 1):
            header.setSectionResizeMode(number, header.ResizeMode.ResizeToContents)
        self.make = QPushButton("立即备份(&B)")
        self.make_to = QPushButton("备份到(&T)…")
        self.restore = QPushButton("恢复选中的备份(&R)…")
        self.elsewhere = QPushButton("换一个文件夹(&M)…")
        for button, call in (
            (self.make, self.back_up),
            (self.make_to, self.back_up_to),
            (self.restore, self.restore_chosen),
            (self.elsewhere, self.move_file),
        ):
            button.clicked.connect(call)
        self._build()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None:
            return  # an edit moves no file
        path = self.bridge.project.path.absolute()
        room = free_bytes(path)
        told = f"，磁盘还有 {size_in_words(room)}" if room is not None else ""
        size = path.stat().st_size if path.exists() else 0
        self.where.setText(f"学校文件：{path}（{size_in_words(size)}{told}）")
        synced = synced_folder(path, os.environ)
        twins = conflicted_copies(path) if synced else ()
        names = "、".join(each.name for each in twins)
        words = synced.warning if synced else ""
        self.warning.setText(f"▲ {words}{f'冲突副本：{names}。' if twins else ''}" if words else "")
        self.warning.setVisible(bool(words))
        self.model.set_rows(backups_of(str(self.bridge.project.database.school_id)))

    def focus_first(self) -> None:
        self.make.setFocus()

    def back_up(self) -> None:
        """Make a copy in our own folder."""
        self._copy(None)

    def back_up_to(self) -> None:
        """Make a copy where the person says: a stick, another disk."""
        path = self.bridge.project.path
        name, _ = QFileDialog.getSaveFileName(
            self, "备份到", str(path.with_name(f"{path.stem}_备份.sjdb")), SCHOOL_FILTER
        )
        if name:
            self._copy(_with_ending(name))

    def restore_chosen(self) -> None:
        """Restore the chosen backup into a new file and open that; the present one stays."""
        chosen = self.model.row(self.table.currentIndex())
        if chosen is None:
            self.notify.say("请先在列表里选中一份备份。")
            return
        path = self.bridge.project.path
        suggested = path.with_name(f"{path.stem}_{chosen.made_at:%Y%m%d}恢复.sjdb")
        name, _ = QFileDialog.getSaveFileName(self, "恢复成新文件", str(suggested), SCHOOL_FILTER)
        if name:
            self._restore(chosen.path, _with_ending(name))

    def move_file(self) -> None:
        """Copy the school file to another folder and go on working there."""
        path = self.bridge.project.path
        name, _ = QFileDialog.getSaveFileName(self, "换一个文件夹", str(path), SCHOOL_FILTER)
        if name:
            self._restore(path.absolute(), _with_ending(name))

    def _copy(self, to: Path | None) -> None:
        project = self.bridge.project
        path, now = project.path, project.clock()
        job = self.runner.start(
            "备份", lambda _progress, _is_cancelled: back_up(path, now=now, to=to)
        )
        job.done.connect(self._hear_copied)
        job.failed.connect(self._hear_failed)

    def _restore(self, source: Path, into: Path) -> None:
        if into.resolve() == self.bridge.project.path.resolve() or into.exists():
            self.notify.error(f"“{into.name}”已经存在；恢复只写成新文件，请换一个文件名。")
            return
        job = self.runner.start("恢复", lambda _progress, _is_cancelled: restore(source, into))
        job.done.connect(self._hear_restored)
        job.failed.connect(self._hear_failed)

    def _hear_copied(self, made: Backup) -> None:
        self.notify.say(f"已备份到 {made.path}，作业{made.proof.items}条，已核对。")
        if self.bridge.is_open:
            self.refresh(None)

    def _hear_restored(self, done: Restored) -> None:
        told = f"作业{done.proof.items}条，操作{done.proof.steps}步，已核对"
        question = f"已写成“{done.path.name}”（{told}）。原来的文件没有动。现在打开新文件吗？"
        if self.notify.ask(question, "打开", "先不打开"):
            self.place.file_requested.emit(done.path)

    def _hear_failed(self, error: object) -> None:
        if not isinstance(error, UserError):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self.notify.error(error)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        for button in (self.make, self.make_to, self.restore, self.elsewhere):
            row.addWidget(button)
        row.addStretch(1)
        note = _words(theme.MUTED)
        note.setText(
            "每天第一次改动后自动留一份，保留最近7天、4周、12个月各一份；手动的不会自动删除。"
            "不要在程序开着时用资源管理器复制学校文件，请用“备份到…”。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        for widget in (self.where, self.warning):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(note)


def _with_ending(name: str) -> Path:
    path = Path(name)
    return path if path.suffix == ".sjdb" else path.with_name(f"{path.name}.sjdb")


def _words(ink: QColor) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), ink)
    label.setPalette(palette)
    return label
