"""Choosing files: open, new, recent, import, export. Dialogs here, the work in app/.

Opens no project itself: `chosen` tells the session which file the person wants.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from shuangjian_desktop.app.sample import DEMO_FILE_NAME, is_demo_file
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.own_folder import own_folder

if TYPE_CHECKING:
    from shuangjian_desktop.app.commands.setup import SchoolPlan
    from shuangjian_desktop.app.project import Clock

SCHOOL_FILTER = "学校文件 (*.sjdb)"


class Files(QObject):
    """`chosen` carries the Path of a school file to open; `left` asks for the start page.

    `look_chosen` carries one to open for 督导: everything is seen, nothing can be changed.
    """

    chosen = Signal(object)
    look_chosen = Signal(object)
    left = Signal()

    def __init__(
        self,
        notify: Notify,
        bridge: Bridge | None = None,
        parent: QObject | None = None,
        clock: "Clock | None" = None,
    ) -> None:
        super().__init__(parent)
        self.notify = notify
        self._bridge = bridge
        self._clock = clock

    @property
    def is_demo(self) -> bool:
        """Return whether the open file is the sample school, which wears a ribbon."""
        return self._bridge is not None and is_demo_file(self._bridge.project.path)

    def open_file(self) -> None:
        path = self._ask("打开学校文件")
        if path:
            self.chosen.emit(path)

    def open_to_look(self) -> None:
        path = self._ask("以督导身份只读打开")
        if path:
            self.look_chosen.emit(path)

    def open_recent(self) -> None:
        """Open the file of the menu line that was clicked."""
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.data())

    def new_file(self) -> None:
        """Ask what the first start asks, make the file, open it (P40)."""
        from datetime import datetime  # late: start-up time, as is the next

        from shuangjian_desktop.gui.dialogs.wizard import Wizard

        wizard = Wizard(self.notify, (self._clock or datetime.now)().date())
        is_decided = bool(wizard.exec())
        wizard.deleteLater()
        if is_decided:
            self._make(wizard.path, wizard.plan)

    def leave(self) -> None:
        """Close the school and go back to the start page."""
        self.left.emit()

    def open_demo(self) -> None:
        """Open the sample school in its own file, building it when it is not there yet."""
        from shuangjian_desktop.app.demo import build_demo  # late: start-up time

        try:
            path = own_folder() / DEMO_FILE_NAME
            if not path.exists():
                build_demo(path).close()
        except UserError as error:
            self.notify.error(error)
            return
        self.chosen.emit(path)

    def import_tables(self) -> None:
        """Open the import dialog on the present file."""
        self.import_kind("")

    def import_kind(self, kind: str) -> None:
        """Open the import dialog with a kind of table chosen: what an empty page offers."""
        if self._bridge is None:
            return
        from shuangjian_desktop.gui.dialogs.import_tables import ImportDialog  # late: start-up

        dialog = ImportDialog(self._bridge, self.notify, self.notify.window, kind)
        dialog.exec()
        dialog.deleteLater()

    def export_tables(self) -> None:
        """Write one kind of table to a file the person chooses."""
        if self._bridge is None:
            return
        from shuangjian_desktop.gui.dialogs.export_tables import export_tables  # late: start-up

        export_tables(self._bridge.project, self.notify)

    def _make(self, path: Path, plan: "SchoolPlan") -> None:
        from datetime import datetime  # late: start-up time, as is the next

        from shuangjian_desktop.app.commands.setup import new_school

        try:
            new_school(path, plan.name, plan=plan, clock=self._clock or datetime.now).close()
        except UserError as error:
            self.notify.error(error)
            return
        self.chosen.emit(path)

    def _ask(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog  # late: start-up time

        kinds = f"{SCHOOL_FILTER};;所有文件 (*)"
        name, _ = QFileDialog.getOpenFileName(self.notify.window, title, self._folder(), kinds)
        return Path(name) if name else None

    def _folder(self) -> str:
        """Return where the dialogs start: beside the open file."""
        return str(self._bridge.project.path.parent if self._bridge else Path.home())
