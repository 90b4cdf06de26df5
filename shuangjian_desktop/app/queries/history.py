"""What was done, newest first, and what 撤销 and 重做 would do next, in words.

Reads the journal; changes nothing.
"""

from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.store import steps


class UndoState(NamedTuple):
    """Labels of the next undo and redo; None = there is none."""

    undo_label: str | None
    redo_label: str | None


class StepLine(NamedTuple):
    """One step in words. `at` is local time, minutes; `touched` counts rows."""

    seq: int
    at: str
    who: str
    words: str
    touched: str


_KINDS = {"undo": "撤销：", "redo": "重做："}


def undo_state(project: Project) -> UndoState:
    """Return what can be taken back now; in a read-only file nothing can."""
    if project.database.read_only:
        return UndoState(None, None)
    undoable = steps.undoable(project.database, project.who)
    redoable = steps.redoable(project.database, project.who)
    return UndoState(
        undoable.label if undoable else None,
        redoable.label if redoable else None,
    )


def newest_steps(project: Project, limit: int) -> tuple[StepLine, ...]:
    """Return the newest steps of everybody, newest first."""
    return tuple(
        StepLine(
            step.seq,
            step.at[:16].replace("T", " "),
            step.who,
            f"{_KINDS.get(step.kind, '')}{step.label}",
            f"{steps.touched(project.database, step.seq)}处",
        )
        for step in steps.latest(project.database, limit)
    )
