"""Import sqlite-utils without the numpy and pandas it pulls in when they are installed.

Imported late, only to make and migrate files: its import costs more than the first window.
"""

import sys

_HEAVY = ("numpy", "pandas")
_hidden = {name: sys.modules.get(name) for name in _HEAVY if name not in sys.modules}
for _name in _hidden:
    sys.modules[_name] = None  # type: ignore[assignment]
try:
    from sqlite_utils import Database, Migrations
finally:
    for _name in _hidden:
        del sys.modules[_name]

__all__ = ["Database", "Migrations"]
