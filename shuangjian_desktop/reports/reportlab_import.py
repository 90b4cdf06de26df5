"""Imports reportlab's document writer without what it only needs for pictures and temporary files.

Imported late, when the first page is drawn; the stand-ins fetch the real module if one is used.
"""

import sys
from importlib import import_module
from types import ModuleType

_UNUSED_HERE = ("PIL.Image", "pickle", "tempfile", "textwrap")  # half of the import's time


class _Later(ModuleType):
    """Stands in for a module until somebody asks it for something."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:  # another thread imports it at this moment
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


_stand_ins = {name: _Later(name) for name in _UNUSED_HERE if name not in sys.modules}
if "PIL.Image" in _stand_ins:  # reached through its package
    _stand_ins["PIL"] = package = _Later("PIL")
    package.__dict__["Image"] = _stand_ins["PIL.Image"]
_hidden = {name: sys.modules.get(name) for name in _stand_ins}
sys.modules.update(_stand_ins)
try:
    from reportlab.pdfbase import pdfdoc
finally:
    for _name, _module in _hidden.items():
        if _module is not None:
            sys.modules[_name] = _module
        elif sys.modules.get(_name) is _stand_ins[_name]:
            del sys.modules[_name]

__all__ = ["pdfdoc"]
