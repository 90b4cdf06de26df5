"""What the command line may ask of the window, handed down so that neither knows the other.

Two functions; the composition root fills them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shuangjian_desktop.app.project import Project


@dataclass(frozen=True, slots=True)
class Windows:
    """`open_school` runs the window to its end, returns its exit code; `draw_pages` makes PNGs."""

    open_school: Callable[[Path | None], int]
    draw_pages: Callable[[Project, Path], list[Path]]
