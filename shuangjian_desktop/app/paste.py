"""A block laid onto the class week as it stands: what would be added, what cannot be read.

Knows cells and the grid; nothing of a clipboard or a window.
"""

from collections.abc import Mapping

from shuangjian_desktop.app.drafts import first_status
from shuangjian_desktop.app.paste_clip import Cell
from shuangjian_desktop.app.paste_plan import (
    PastePlan,
    PasteProblem,
    Target,
    Unfinished,
    Watch,
    says_nothing,
    why_not,
)
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import ClassWeek
from shuangjian_desktop.app.quick_entry import (
    QuickEntry,
    new_item,
    next_position,
    read_cell,
)
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import HomeworkId, new_id
from shuangjian_desktop.domain.minutes import MinutesReading
from shuangjian_desktop.exchange.clipboard import PastedTable, read_clipboard


def plan_text(project: Project, week: ClassWeek, text: str, row: int, column: int) -> PastePlan:
    """Lay a block of text with its upper left cell at (row, column) (F6, F7)."""
    return plan_table(project, week, read_clipboard(text), row, column)


def plan_table(
    project: Project,
    week: ClassWeek,
    table: PastedTable,
    row: int,
    column: int,
    watch: Watch | None = None,
) -> PastePlan:
    """Lay cells as they stand; of a merged cell only the first counts, the rest stay empty (F8)."""
    items: list[HomeworkItem] = []
    problems: list[PasteProblem] = []
    spot = _Spots(week)
    for down, cells in enumerate(table.grid):
        if watch:
            watch(down, len(table.grid))
        for across, each in enumerate(cells):
            cell = "" if each.covered or each.value is None else str(each.value)
            if says_nothing(cell):
                continue
            for entry in read_cell(cell):
                why = why_not(entry)
                place = spot.place(row + down, column + across)
                if place is None or why:
                    text = entry.content or cell.strip()
                    problems.append(spot.problem(row + down, column + across, text, why, entry))
                    continue
                items.append(_new(project, week, entry, place, spot))
    return PastePlan(tuple(items), tuple(problems), hidden=table.hidden)


def plan_cells(
    project: Project,
    week: ClassWeek,
    block: tuple[tuple[Cell, ...], ...],
    row: int,
    column: int,
) -> PastePlan:
    """Lay cells copied inside the program: items keep all their fields but class, day, subject."""
    items: list[HomeworkItem] = []
    problems: list[PasteProblem] = []
    spot = _Spots(week)
    for down, cells in enumerate(block):
        for across, cell in enumerate(cells):
            place = spot.place(row + down, column + across)
            for item in cell:
                if place is None:
                    at, entry = (row + down, column + across), _entry(item)
                    problems.append(spot.problem(*at, item.content, "", entry, _fields(item)))
                else:
                    items.append(_moved(project, week, item, place, spot))
    return PastePlan(tuple(items), tuple(problems))


class _Spots:
    """Where pasted things go, and the next free reading position of each day."""

    def __init__(self, week: ClassWeek) -> None:
        self._week = week
        self._next = [next_position(day.class_day.items) for day in week.days]

    def place(self, row: int, column: int) -> tuple[int, int] | None:
        inside = row < len(self._week.subjects) and column < len(self._week.days)
        return (row, column) if inside else None

    def problem(
        self,
        row: int,
        column: int,
        text: str,
        why: str,
        entry: QuickEntry,
        fields: Mapping[str, object] | None = None,
    ) -> PasteProblem:
        """Return what is left out at a spot, which may lie beyond the grid."""
        week, place = self._week, self.place(row, column)
        subject_id = week.subjects[row].id if row < len(week.subjects) else None
        day = week.days[column].class_day.day if column < len(week.days) else None
        target = Target(week.school_class, day.date if day else None, subject_id)
        where = "" if place else f"第{row + 1}行第{column + 1}列"
        position = self.take_position(column) if day else None
        return PasteProblem(
            where,
            text,
            why if place else "超出了表格的范围",
            target,
            Unfinished(entry, position, fields=fields or {}),
        )

    def take_position(self, column: int) -> int:
        self._next[column] += 1
        return self._next[column] - 1


def _new(
    project: Project, week: ClassWeek, entry: QuickEntry, place: tuple[int, int], spot: _Spots
) -> HomeworkItem:
    row, column = place
    return new_item(
        project,
        week.school_class.id,
        week.days[column].class_day.day.date,
        week.subjects[row].id,
        entry,
        spot.take_position(column),
    )


def _entry(item: HomeworkItem) -> QuickEntry:
    return QuickEntry(item.content, MinutesReading(item.minutes))


def _fields(item: HomeworkItem) -> dict[str, object]:
    """Return what an item copied here carries beyond content and minutes."""
    names = ("kind", "requirement", "tier", "place", "note", "forms")
    return {name: getattr(item, name) for name in names}


def _moved(
    project: Project, week: ClassWeek, item: HomeworkItem, place: tuple[int, int], spot: _Spots
) -> HomeworkItem:
    row, column = place
    subject, on = week.subjects[row].id, week.days[column].class_day.day.date
    same_hands = item.class_id == week.school_class.id and item.subject_id == subject
    teacher = project.directory.teacher(week.school_class.id, subject, on)
    return item._replace(
        id=HomeworkId(new_id()),
        class_id=week.school_class.id,
        date=on,
        subject_id=subject,
        staff_id=item.staff_id if same_hands else teacher,
        position=spot.take_position(column),
        status=first_status(project, on),
        release_at=None,
        due=None,
    )
