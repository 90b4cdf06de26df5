"""What the program remembers on this PC between starts: window place, recent files.

An ini file in our own folder; where that cannot be had, nothing is remembered and nobody minds.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.own_folder import own_folder

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

_MOST_RECENT = 8
_RECENT, _GEOMETRY, _INSPECTOR = "files/recent", "window/geometry", "window/inspector"


class Memory:
    """Small values kept between starts."""

    def __init__(self) -> None:
        self._settings: QSettings | None = None
        try:
            path = own_folder() / "window.ini"
        except UserError:
            return
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def recent(self) -> tuple[Path, ...]:
        """Return the files opened lately, newest first; some may be gone."""
        names = self._value(_RECENT, "")
        return tuple(Path(name) for name in str(names).split("\n") if name)

    def opened(self, path: Path) -> None:
        """Put a file at the head of the list."""
        path = path.absolute()
        kept = [path, *(old for old in self.recent if old != path)][:_MOST_RECENT]
        self._set(_RECENT, "\n".join(str(each) for each in kept))

    @property
    def geometry(self) -> "QByteArray | None":
        from PySide6.QtCore import QByteArray  # late: start-up time

        found = self._value(_GEOMETRY, None)
        return found if isinstance(found, QByteArray) else None

    def keep_geometry(self, geometry: "QByteArray") -> None:
        self._set(_GEOMETRY, geometry)

    @property
    def is_inspector_wanted(self) -> bool:
        return str(self._value(_INSPECTOR, "true")) != "false"

    def keep_inspector_wanted(self, is_wanted: bool) -> None:
        self._set(_INSPECTOR, "true" if is_wanted else "false")

    def _value(self, key: str, otherwise: object) -> object:
        return self._settings.value(key, otherwise) if self._settings else otherwise

    def _set(self, key: str, value: object) -> None:
        if self._settings:
            self._settings.setValue(key, value)
