"""Composition root: reads argv and hands over to the window or to the command line.

Builds nothing that it does not hand down; knows no schools.
"""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from shuangjian_desktop.planning.command_line import WORKER_WORD

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project

COMMANDS = (
    "demo", "new", "import", "export", "check", "notice", "schedule", "doctor", "backup", "restore",
    "forget-password",
)  # fmt: skip
_BEFORE_QT = ("app.project", "app.queries.opening", "app.queries.today")
_OPTIONS_OF_THE_COMMAND_LINE = ("--help", "-h", "--version")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window (on the file named); return the exit code."""
    gc.disable()  # what loading makes is no garbage; the window collects by a timer
    arguments = list(sys.argv if argv is None else argv)[1:]
    first = arguments[0] if arguments else ""
    if first == WORKER_WORD:
        from shuangjian_desktop.planning.worker import main as serve  # late: never in the window

        return serve(arguments[1:])
    if first in COMMANDS or first in _OPTIONS_OF_THE_COMMAND_LINE or _is_mistyped(first):
        from shuangjian_desktop.cli.main import run  # late: start-up time of the window
        from shuangjian_desktop.cli.windows import Windows

        code = run(arguments, Windows(_open_window, _draw_pages))
        gc.freeze()  # and at the end there is nothing worth looking for
        return code
    return _open_window(Path(first) if first else None)


def _open_window(school: Path | None) -> int:
    code: int = load_window().run(school, sys.argv)
    return code


def load_window() -> ModuleType:
    """Import the window, ours before Qt's: once PySide6 is in, every further import is slower.

    Nothing made while loading is garbage, so the collector waits until the first window stands.
    """
    gc.disable()
    for module in _BEFORE_QT:
        import_module(f"shuangjian_desktop.{module}")
    from shuangjian_desktop.gui.loading import load  # late: PySide6

    return load()


def _draw_pages(project: "Project", folder: Path) -> list[Path]:
    from shuangjian_desktop.gui.shots import draw_pages  # late: PySide6

    return draw_pages(project, folder)


def _is_mistyped(first: str) -> bool:
    """A lone word that is no file is a mistyped command, not a school to open."""
    path = Path(first)
    return bool(first) and not path.suffix and not path.exists()


if __name__ == "__main__":
    sys.exit(main())
