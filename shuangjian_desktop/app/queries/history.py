"""What was done, newest first, and what 撤销 and 重做 would do next, in words.

Reads the journal; changes nothing.
"""

from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.own_steps import redoable, undoable
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import NotAllowed
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
    undo, redo = undoable(project), redoable(project)
    return UndoState(
        undo.label if undo else None,
        redo.label if redo else None,
    )


class StepSort(Enum):
    """What a list of steps is narrowed to, with the kinds of the journal; "" = all of them.

    Words, not tuples: Python 3.11.2 makes an object of the value ().
    """

    ALL = ""
    DONE = "do"
    REVERSED = "undo redo"
    PUT_OUT = "fixed"
    SET_UP = "setup"


def newest_steps(
    project: Project,
    limit: int,
    *,
    who: str | None = None,
    days: int | None = None,
    sort: StepSort = StepSort.ALL,
) -> tuple[StepLine, ...]:
    """Return the newest steps, newest first: of everybody or one, of the last `days` or all.

    NotAllowed for the steps of one whom the person acting may not look at alone.
    """
    if who is not None and who not in people_of_steps(project):
        raise NotAllowed(f"不能单看{who}的操作记录；请看自己的，或看“所有人”。")
    since = None if days is None else (project.today() - timedelta(days=days - 1)).isoformat()
    found = steps.found(project.database, limit, who=who, since=since, kinds=sort.value.split())
    places = steps.places(project.database, [step.seq for step, _ in found])
    return tuple(
        StepLine(
            step.seq,
            step.at[:16].replace("T", " "),
            step.who,
            f"{_KINDS.get(step.kind, '')}{step.label}{_where(project, places.get(step.seq, []))}",
            f"{touched}处",
        )
        for step, touched in found
    )


def _where(project: Project, places: list[tuple[str, str]]) -> str:
    """Return 　三(2) 11月23日, with 等 when there are more; nothing for a class long gone."""
    for class_id, text in places:
        on = date.fromisoformat(text)
        for known in project.directory.classes(on):
            if known.id == class_id:
                more = "等" if len(places) > 1 else ""
                return f"　{known.name} {on.month}月{on.day}日{more}"
    return ""


def people_of_steps(project: Project) -> tuple[str, ...]:
    """Return whose steps the person acting may look at alone, by the names in the journal.

    A teacher's are that teacher's and those's who lead (T16); everybody's in one list are public.
    """
    seen = rights.teachers_seen(project.actor, project.directory, project.today())
    return tuple(
        dict.fromkeys(
            name
            for name, staff_id in steps.people(project.database)
            if seen is None or staff_id is None or staff_id in seen
        )
    )


def verify(path: Path) -> tuple[bool, str]:
    """Walk the whole chain on a connection of its own: whether it holds, and a sentence.

    Touches no open project, so any thread may call it. UserError when the file cannot be opened.
    """
    from shuangjian_desktop.store.database import open_file  # late: its own connection

    database = open_file(path)
    try:
        broken, count = steps.broken_link(database), steps.count(database)
    finally:
        database.close()
    if broken is None:
        return True, f"操作记录{count}步，首尾相连，没有被改动过。"
    return False, f"操作记录从第{broken}步起对不上，可能被别的程序改动过；请与备份核对。"
