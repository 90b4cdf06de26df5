"""What the program remembers on this PC between starts: window place, recent files, display.

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
_MOST_ACTS = 12
_RECENT, _GEOMETRY, _INSPECTOR = "files/recent", "window/geometry", "window/inspector"
_ACTS, _TEXT, _CONTRAST = "palette/recent", "display/text", "display/contrast"
_ENTER = "grid/enter_goes_right"
_PEOPLE = "people"


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

    @property
    def recent_acts(self) -> tuple[str, ...]:
        """Return what was chosen from the palette lately, newest first."""
        return tuple(each for each in str(self._value(_ACTS, "")).split("\n") if each)

    def acted(self, act: str) -> None:
        """Put an act at the head of the palette."""
        kept = [act, *(old for old in self.recent_acts if old != act)][:_MOST_ACTS]
        self._set(_ACTS, "\n".join(kept))

    @property
    def text_size(self) -> str:
        """Return the id of the size of letters chosen on this PC; "" = the ordinary one."""
        return str(self._value(_TEXT, ""))

    @property
    def is_high_contrast(self) -> bool:
        return str(self._value(_CONTRAST, "false")) == "true"

    def keep_display(self, text_size: str, *, is_high_contrast: bool) -> None:
        self._set(_TEXT, text_size)
        self._set(_CONTRAST, "true" if is_high_contrast else "false")

    @property
    def enter_goes_right(self) -> bool:
        """Whether Enter moves to the right, as people at a keypad want it (P18)."""
        return str(self._value(_ENTER, "false")) == "true"

    def keep_enter_goes_right(self, is_wanted: bool) -> None:
        self._set(_ENTER, "true" if is_wanted else "false")

    def person_of(self, school_id: str) -> str:
        """Return the id of who acted last at a school; "" when that needs a password."""
        return str(self._value(f"{_PEOPLE}/{school_id}", ""))

    def keep_person(self, school_id: str, staff_id: str) -> None:
        self._set(f"{_PEOPLE}/{school_id}", staff_id)

    def _value(self, key: str, otherwise: object) -> object:
        return self._settings.value(key, otherwise) if self._settings else otherwise

    def _set(self, key: str, value: object) -> None:
        if self._settings:
            self._settings.setValue(key, value)
