"""回收站: homework deleted in the last thirty days that can be brought back (P17).

Shapes only; the journal keeps what was deleted.
"""

from datetime import timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.store.tables import removed as removed_table

KEPT = timedelta(days=30)
PAGE = 200
"""How many are read at once; older ones are asked for."""


class RemovedItem(NamedTuple):
    """A deleted item with its class and subject in words; `at` is local time to the minute."""

    item: HomeworkItem
    school_class: SchoolClass
    subject: str
    at: str
    who: str
    act: str


class RemovedPage(NamedTuple):
    """Some of what can be brought back, newest first; `older` is where it goes on, None = ends."""

    items: tuple[RemovedItem, ...]
    older: tuple[int, int] | None


def removed_items(project: Project, below: tuple[int, int] | None = None) -> RemovedPage:
    """Return the newest that can be brought back, or what is older than a page read before.

    Not that of classes that are gone too.
    """
    directory = project.directory
    found = []
    since = project.clock() - KEPT
    read = removed_table.removed(project.database, since, PAGE + 1, below)
    for each in read[:PAGE]:
        item = each.item
        own = next((c for c in directory.classes(item.date) if c.id == item.class_id), None)
        subject = directory.subject_names.get(item.subject_id)
        if own is not None and subject is not None:
            at = each.at[:16].replace("T", " ")
            found.append(RemovedItem(item, own, subject, at, each.who, each.act))
    older = read[PAGE - 1].mark if len(read) > PAGE else None
    return RemovedPage(tuple(found), older)
