"""Which steps of the journal are the actor's own: undo takes back nobody else's (P15).

Knows people and this window; what undo does with a step is app/project.
"""

from functools import partial
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.people import Actor

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project
    from shuangjian_desktop.store.journal import Step


class OwnSteps:
    """What stood in the journal when this window opened it, and what it has written since.

    A person's steps are known by the person's id, from any window and under any name. Steps under
    no name are this window's own, or from before it opened: not those another window writes now.
    """

    def __init__(self, newest: int) -> None:
        self._newest = newest
        self._written: set[int] = set()

    def wrote(self, seq: int) -> None:
        """Remember a step written here."""
        self._written.add(seq)

    def is_mine(self, actor: Actor, step: "Step") -> bool:
        """Return whether the actor, at this window, did a step."""
        if actor.staff_id is not None or step.who_id is not None:
            return step.who_id == actor.staff_id
        is_known = step.seq <= self._newest or step.seq in self._written
        return step.who == actor.name and is_known


def undoable(project: "Project") -> "Step | None":
    """Return the step the actor's undo would take back, None without one."""
    from shuangjian_desktop.store import steps  # late: start-up time

    return steps.undoable(project.database, partial(project.own_steps.is_mine, project.actor))


def redoable(project: "Project") -> "Step | None":
    """Return the actor's undo that redo would take back, None without one."""
    from shuangjian_desktop.store import steps  # late: start-up time

    return steps.redoable(project.database, partial(project.own_steps.is_mine, project.actor))
