"""A block from another program laid onto the class week: what would be added, what cannot be read.

Knows tab-separated text and the grid; nothing of a clipboard or a window.
"""

from dataclasses import dataclass

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import ClassWeek
from shuangjian_desktop.app.quick_entry import QuickEntry, new_item, next_position, read_cell
from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.domain.homework import MAX_CONTENT, HomeworkItem
from shuangjian_desktop.domain.ids import HomeworkId, new_id

Cell = tuple[HomeworkItem, ...]


@dataclass(frozen=True, slots=True)
class PasteProblem:
    """One cell that is left out: where it would have gone (语文 星期二), its text and why."""

    where: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would add in one step, and all it would leave out: nothing is dropped unsaid."""

    items: tuple[HomeworkItem, ...]
    problems: tuple[PasteProblem, ...]


def read_table(text: str) -> tuple[tuple[str, ...], ...]:
    """Split what a spreadsheet puts on the clipboard into rows of cells.

    Quoted cells may hold tabs and line breaks (P13); the closing line break makes no row.
    """
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    position, text = 0, text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n\0")
    while position <= len(text):
        cell, position = _next_cell(text, position)
        row.append(cell)
        if position >= len(text) or text[position] == "\n":
            rows.append(tuple(row))
            row = []
            if position >= len(text):
                break
        position += 1
    return tuple(rows)


def _next_cell(text: str, start: int) -> tuple[str, int]:
    """Return a cell and the index of the tab, line break or end behind it."""
    if text.startswith('"', start):
        position = start + 1
        while (close := text.find('"', position)) >= 0:
            if not text.startswith('""', close):
                if close + 1 == len(text) or text[close + 1] in "\t\n":
                    return text[start + 1 : close].replace('""', '"'), close + 1
                break  # a quotation mark that opens a sentence, not a cell
            position = close + 2
    ends = [found for mark in "\t\n" if (found := text.find(mark, start)) >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def plan_text(project: Project, week: ClassWeek, text: str, row: int, column: int) -> PastePlan:
    """Lay a block of text with its upper left cell at (row, column) (F6, F7)."""
    items: list[HomeworkItem] = []
    problems: list[PasteProblem] = []
    spot = _Spots(week)
    for down, cells in enumerate(read_table(text)):
        for across, cell in enumerate(cells):
            for entry in read_cell(cell):
                why = _why_not(entry)
                place = spot.place(row + down, column + across)
                if place is None:
                    why = "超出了表格的范围"
                if place is None or why:
                    where = spot.name(row + down, column + across)
                    problems.append(PasteProblem(where, entry.content or cell.strip(), why))
                    continue
                items.append(_new(project, week, entry, place, spot))
    return PastePlan(tuple(items), tuple(problems))


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
                    where = spot.name(row + down, column + across)
                    problems.append(PasteProblem(where, item.content, "超出了表格的范围"))
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

    def name(self, row: int, column: int) -> str:
        if self.place(row, column) is None:
            return f"第{row + 1}行第{column + 1}列"
        day = self._week.days[column].class_day.day
        return f"{self._week.subjects[row].name} {weekday_name(day.date)}"

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
    )


def _why_not(entry: QuickEntry) -> str:
    if not entry.content:
        return "没有作业内容"
    if len(entry.content) > MAX_CONTENT:
        return f"作业内容有{len(entry.content)}个字，最多{MAX_CONTENT}个字"
    if entry.minutes.problem:
        return entry.minutes.problem
    if entry.minutes.value is None:
        return "没有写分钟数，例如“练习册第32页 20分钟”"
    return ""
