"""What 撤销 and 重做 would do next, in words.

Reads the journal; changes nothing.
"""

from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.store import steps


class UndoState(NamedTuple):
    """Labels of the next undo and redo; None = there is none."""

    undo_label: str | None
    redo_label: str | None


def undo_state(project: Project) -> UndoState:
    """Return what can be taken back now; in a read-only file nothing can."""
    if project.database.read_only:
        return UndoState(None, None)
    undoable, redoable = steps.undoable(project.database), steps.redoable(project.database)
    return UndoState(
        undoable.label if undoable else None,
        redoable.label if redoable else None,
    )
