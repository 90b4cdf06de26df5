"""Composition root: reads argv and hands over to the window or to the command line.

Builds nothing that it does not hand down; knows no schools.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = ("demo", "new", "import", "export", "check", "notice", "doctor")
_OPTIONS_OF_THE_COMMAND_LINE = ("--help", "-h", "--version")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window (with a file name: on that school); return the exit code."""
    arguments = list(sys.argv if argv is None else argv)[1:]
    first = arguments[0] if arguments else ""
    if first in COMMANDS or first in _OPTIONS_OF_THE_COMMAND_LINE or _is_mistyped(first):
        from shuangjian_desktop.cli.main import run  # late: start-up time of the window

        return run(arguments)
    from shuangjian_desktop.gui.open import run as open_window  # late: PySide6

    return open_window(Path(first) if first else None, arguments)


def _is_mistyped(first: str) -> bool:
    """A lone word that is no file is a mistyped command, not a school to open."""
    path = Path(first)
    return bool(first) and not path.suffix and not path.exists()


if __name__ == "__main__":
    sys.exit(main())
