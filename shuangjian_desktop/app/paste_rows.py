"""A pasted table in the shape of the homework workbook: 日期 班级 学科 作业内容 预计时长 …

The reader of the workbook reads it; a missing date or class column means the one in sight.
"""

from datetime import date

from shuangjian_desktop.app.paste_labels import LabelReader
from shuangjian_desktop.app.paste_plan import PasteProblem, PlanMaker, Target
from shuangjian_desktop.app.quick_entry import QuickEntry, new_item
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.minutes import MinutesReading
from shuangjian_desktop.exchange.cells import BLANK, Cell, Row, Sheet, Tables
from shuangjian_desktop.exchange.clipboard import Grid, PastedTable
from shuangjian_desktop.exchange.headers import SEARCHED_ROWS, head_key
from shuangjian_desktop.exchange.homework_table import FIELDS, HomeworkRow, homework_rows

_SHEET = "粘贴的表"
_FIELDS = {field.key: field for field in FIELDS}


def read_rows(maker: PlanMaker, table: PastedTable, on: date, usual: Target) -> bool:
    """Put the rows of a homework table into a plan; False when it has no such head."""
    head = next((n for n, row in enumerate(table.grid[:SEARCHED_ROWS]) if _is_head(row)), None)
    if head is None:
        return False
    rows = _completed(table.grid, head, usual)
    tables = Tables((Sheet(_SHEET, False, rows),), "")
    primary = maker.project.directory.school.primary_grades
    parsed = homework_rows(tables, primary_grades=primary, year_hint=on)
    told = {row.number: " ".join(str(c.value) for c in row.cells if not c.is_blank) for row in rows}
    for problem in parsed.problems:
        number = int("".join(filter(str.isdigit, problem.where.partition("!")[2])) or 0)
        text = told.get(number, "")
        said = PasteProblem(f"第{number}行", text, problem.message)
        {"error": maker.problems, "question": maker.doubts}.get(problem.severity, []).append(said)
    labels = LabelReader(maker.project, on)
    for row in parsed.rows:
        _take(maker, labels, row)
    return True


def _is_head(row: tuple[Cell, ...]) -> bool:
    heads = [head_key(cell) for cell in row]
    has = {key for key in _FIELDS if any(head and _FIELDS[key].matches(head) for head in heads)}
    return "subject" in has and bool(has & {"content", "minutes"})


def _completed(grid: Grid, head: int, usual: Target) -> tuple[Row, ...]:
    """Return the rows with date and class filled down, and from what is in sight where not told."""
    width = max(len(row) for row in grid)
    rows = [list(row) + [BLANK] * (width - len(row)) for row in grid]
    in_sight = {
        "date": usual.on.isoformat() if usual.on else "",
        "classes": usual.school_class.name if usual.school_class else "",
    }
    for key, value in in_sight.items():
        found = [n for n, cell in enumerate(rows[head]) if _FIELDS[key].matches(head_key(cell))]
        if found:
            _fill_down(rows, head, found[0])
        elif value:
            rows[head].append(Cell(_FIELDS[key].title))
            for row in rows[head + 1 :]:
                is_blank = all(cell.is_blank for cell in row)
                row.append(BLANK if is_blank else Cell(value))
    return tuple(Row(number, tuple(row)) for number, row in enumerate(rows, 1))


def _fill_down(rows: list[list[Cell]], head: int, column: int) -> None:
    last = BLANK
    for row in rows[head + 1 :]:
        if row[column].is_blank and not all(cell.is_blank for cell in row):
            row[column] = last
        last = row[column] if not row[column].is_blank else last


def _take(maker: PlanMaker, labels: LabelReader, row: HomeworkRow) -> None:
    subject_id = labels.subject(row.subject)
    for entry in row.classes:
        classes = labels.classes_of(entry, row.date)
        if not classes:
            maker.refuse(Target(None, row.date), entry.name, f"没有“{entry.name}”这个班")
        for school_class in classes:
            target = Target(school_class, row.date, subject_id)
            if row.is_no_homework:
                maker.declare_none(school_class, row.date, row.subject)
            elif subject_id is None:
                maker.refuse(target, row.content, f"学校没有“{row.subject}”这个学科")
            else:
                maker.put(_item(maker, row, target), school_class)


def _item(maker: PlanMaker, row: HomeworkRow, target: Target) -> HomeworkItem:
    assert target.school_class is not None
    assert target.on is not None
    assert target.subject_id is not None
    entry = QuickEntry(row.content, MinutesReading(row.minutes))
    item = new_item(maker.project, target.school_class.id, target.on, target.subject_id, entry, 0)
    return item._replace(
        kind=row.kind,
        requirement=row.requirement,
        tier=row.tier,
        place=row.place,
        note=row.note,
        due=row.due,
        forms=row.forms,
    )
