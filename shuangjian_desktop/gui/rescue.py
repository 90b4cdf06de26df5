"""What happens when a school file turns out damaged: offer its backups, restore the chosen one.

Knows the sentence and the file; opening what was restored is the session's.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shuangjian_desktop.app.backup import backups_for, restore
from shuangjian_desktop.app.beside import beside
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.soundness import damage_of
from shuangjian_desktop.errors import Damaged, UserError
from shuangjian_desktop.gui.dialogs.rescue_dialog import RescueDialog
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.runner import Runner


def rescue(
    notify: Notify, path: Path, sentence: str, let_go: Callable[[], None], now: datetime
) -> bool:
    """Offer the backups of a damaged file; True when one stands in its place now.

    Without any the sentence is said as it is. `let_go` closes the file before it is replaced.
    """
    backups = backups_for(path)
    if not backups:
        notify.error(sentence)
        return False
    dialog = RescueDialog(path, sentence, backups, now.date(), notify.window)
    chosen = dialog.chosen if dialog.exec() else None
    dialog.deleteLater()
    if chosen is None:
        return False
    let_go()
    try:
        done = restore(chosen.path, path, kept_as="损坏")
    except UserError as error:
        notify.error(error)
        return False
    kept = f"，原来的文件保留为“{done.kept.name}”" if done.kept else ""
    notify.tell(f"已恢复{chosen.made_at:%Y-%m-%d %H:%M}的备份，作业{done.proof.items}条{kept}。")
    return True


class LookOver(QObject):
    """Looks an open file over on a thread, once; `found` says what is damaged."""

    found = Signal(str)

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._runner = Runner(self)
        another = beside(project)

        def work(_progress: object, _is_cancelled: object) -> str:
            try:
                with another.opened() as opened:
                    return damage_of(opened)
            except Damaged as error:
                return str(error)

        job = self._runner.start("核对学校文件", work)
        job.done.connect(self._tell)
        job.failed.connect(self._hear_failure)

    def stop(self) -> None:
        self._runner.stop()

    def _tell(self, sentence: str) -> None:
        if sentence and not self._project.is_closed:
            self.found.emit(sentence)

    def _hear_failure(self, error: object) -> None:
        """A file that is locked or gone for a moment is nobody's damage."""
        if not isinstance(error, UserError):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
