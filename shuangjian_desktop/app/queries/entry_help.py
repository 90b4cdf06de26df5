"""What helps while one item is typed: names to complete, minutes of like items, repeats.

Remembers the past of one grade and subject between key presses; proposes, fills in nothing.
"""

from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.duplicates import duplicates, sentences
from shuangjian_desktop.app.queries.suggestions import MinutesHint, Past, minutes_like, past_of
from shuangjian_desktop.app.queries.workbooks import book_names, completions
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, SubjectId


class Cell(NamedTuple):
    """Where something is typed; `item_id` None = a new item."""

    class_id: ClassId
    date: date
    subject_id: SubjectId
    item_id: HomeworkId | None = None


class EntryHelp(NamedTuple):
    """`completions` are (name, letters before the cursor it replaces), best first."""

    completions: tuple[tuple[str, int], ...] = ()
    minutes: MinutesHint | None = None
    warnings: tuple[str, ...] = ()


NO_HELP = EntryHelp()


class EntryHelper:
    """Reads when asked; `forget` when homework has changed."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._key: tuple[int, SubjectId, date] | None = None
        self._past = Past(())

    def forget(self) -> None:
        self._key = None

    def help_for(self, cell: Cell, content: str, before_cursor: str) -> EntryHelp:
        """Return what is known about `content` typed into a cell; UserError for a gone class."""
        past = self._past_of(cell)
        return EntryHelp(
            completions(book_names(past), before_cursor),
            minutes_like(past, content) if content else None,
            sentences(
                duplicates(
                    self._project,
                    cell.class_id,
                    cell.date,
                    cell.subject_id,
                    content,
                    but=cell.item_id,
                )
            )
            if content
            else (),
        )

    def _past_of(self, cell: Cell) -> Past:
        grade = self._project.directory.class_by_id(cell.class_id, cell.date).grade
        key = (grade, cell.subject_id, cell.date)
        if key != self._key:
            self._past = past_of(self._project, *key)
            self._key = key
        return self._past
