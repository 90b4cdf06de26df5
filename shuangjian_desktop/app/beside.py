"""A second connection to the open school file, for long work on another thread.

Knows nothing of threads or windows; the open database stays the main thread's alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shuangjian_desktop.app.project import Clock, Project
from shuangjian_desktop.domain.ids import SchoolId
from shuangjian_desktop.domain.people import Actor
from shuangjian_desktop.rules.shelf import Shelf
from shuangjian_desktop.store.database import open_beside


@dataclass(frozen=True, slots=True)
class Beside:
    """What another thread needs to open the same school: plain values, taken on the main thread."""

    path: Path
    school_id: SchoolId
    read_only: bool
    actor: Actor
    clock: Clock
    rulebooks: Shelf

    @contextmanager
    def opened(self, *, to_write: bool = False) -> Iterator[Project]:
        """Open the school on the calling thread; close it at the end.

        What is written here the window's own project has to be told of: `take_in`.
        """
        read_only = self.read_only or not to_write
        database = open_beside(self.path, self.school_id, read_only=read_only)
        project = Project(database, clock=self.clock, rulebooks=self.rulebooks)
        project.actor = self.actor
        try:
            yield project
        finally:
            project.close()


def beside(project: Project) -> Beside:
    """Return what is needed to open `project` a second time; call it on the main thread."""
    database = project.database
    return Beside(
        project.path,
        database.school_id,
        database.read_only,
        project.actor,
        project.clock,
        project.rulebooks,
    )
