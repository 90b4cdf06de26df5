"""What every page of the main window is: built from the same four, refreshed when it must be.

Knows no school data; a hidden page reads nothing until it is shown again.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner


class Page(QWidget):
    """Subclasses set `page_id`, `title`, `follows`, and override `refresh` and `focus_first`.

    `follows` names what of Place the page shows: any of week, date, grade, class, item.
    `keys` are (keys, what they do) of the page's own, for the help. `import_requested` names the
    kind of table an empty page asks for, `previewed` carries the JudgedDay somebody is typing at,
    None when it is as stored again.
    """

    import_requested = Signal(str)
    previewed = Signal(object)
    page_id = ""
    title = ""
    follows: frozenset[str] = frozenset({"week"})
    keys: tuple[tuple[str, str], ...] = ()

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__()
        self.bridge = bridge
        self.place = place
        self.runner = runner
        self.notify = notify
        self.setAccessibleName(self.title)
        self._is_stale = True
        bridge.changed.connect(self._hear_changes)
        place.moved.connect(self._hear_move)

    def refresh(self, changes: Changes | None) -> None:
        """Show the data anew: all of it for None, else what `changes` touches. Page is visible."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the keyboard where work starts."""
        self.setFocus()

    def inspector_widget(self) -> QWidget | None:
        """Return what the page adds at the head of the inspector, or None."""
        return None

    def place_moved(self, what: frozenset[str]) -> None:
        """Follow a move while shown; `what` is the part of `follows` that changed."""
        del what
        self._read(None)

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self._is_stale = False
            self._read(None)
        super().showEvent(event)

    def _read(self, changes: Changes | None) -> None:
        if not self.bridge.is_open:
            return
        try:
            self.refresh(changes)
        except UserError as error:  # e.g. another PC has just removed the class shown
            self.notify.say(str(error))

    def _hear_changes(self, changes: Changes) -> None:
        if self.isVisible():
            self._read(changes)
        else:
            self._is_stale = True

    def _hear_move(self, what: frozenset[str]) -> None:
        followed = what & self.follows
        if not followed:
            return
        if self.isVisible():
            self.place_moved(followed)
        else:
            self._is_stale = True
