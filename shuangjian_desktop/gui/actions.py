"""The actions of the window from one table: menus, buttons, shortcuts and the help read it.

Knows no page; what an action does and when it can be done are handed in.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

FILE, EDIT, GO, HELP = "文件(&F)", "编辑(&E)", "转到(&G)", "帮助(&H)"
MENUS = (FILE, EDIT, GO, HELP)


def always() -> bool:
    """Return True: for actions that can be done at any time."""
    return True


class Spec(NamedTuple):
    """One action. `shortcuts` as Qt writes them; `icon` a file's stem; `menu` one of MENUS.

    `short` is what a button shows instead of the text.
    """

    id: str
    text: str
    call: Callable[[], object]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    is_enabled: Callable[[], bool] = always
    starts_group: bool = False
    short: str = ""


class Actions(QObject):
    """QActions by id, made once from the table."""

    def __init__(self, specs: Iterable[Spec], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.specs = tuple(specs)
        self._actions = {spec.id: self._make(spec) for spec in self.specs}

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def dress(self) -> None:
        """Give the actions their icons and keys: after the first picture, start-up time."""
        from PySide6.QtGui import QKeySequence  # late: start-up time, as is the next

        from shuangjian_desktop.gui.icons import icon

        for spec in self.specs:
            action = self._actions[spec.id]
            if spec.shortcuts:
                action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
            if spec.icon:
                action.setIcon(icon(spec.icon))

    def in_menu(self, menu: str) -> tuple[tuple[Spec, QAction], ...]:
        """Return the actions of one menu in the table's order."""
        return tuple((spec, self._actions[spec.id]) for spec in self.specs if spec.menu == menu)

    def update(self) -> None:
        """Ask every action whether it can be done now."""
        for spec in self.specs:
            self._actions[spec.id].setEnabled(spec.is_enabled())

    def shortcut_table(self) -> tuple[tuple[str, str], ...]:
        """Return (keys, what they do) of every action that has keys: Alt+←, as the menus say it."""
        from PySide6.QtGui import QKeySequence  # late: start-up time

        native = QKeySequence.SequenceFormat.NativeText
        return tuple(
            (
                " / ".join(QKeySequence(keys).toString(native) for keys in spec.shortcuts),
                plain_text(spec.text),
            )
            for spec in self.specs
            if spec.shortcuts
        )

    def _make(self, spec: Spec) -> QAction:
        action = QAction(self)
        action.setText(spec.text)  # given to QAction it makes PySide load 151 names of icons
        if spec.short:
            action.setIconText(spec.short)
        action.triggered.connect(spec.call)
        return action


def plain_text(text: str) -> str:
    """Return an action's text without its mnemonic: 打开(&O)… -> 打开."""
    head, _, rest = text.partition("(&")
    return (head + rest.partition(")")[2]).rstrip("…")
