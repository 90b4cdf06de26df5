"""Write homework, lessons and teaching as tables that import again unchanged.

Knows nothing of the school file: it is given the very rows the readers return.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.homework import NO_HOMEWORK, Status
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.homework_table import HomeworkRow
from shuangjian_desktop.exchange.lessons_table import LessonRow, split_lesson
from shuangjian_desktop.exchange.table_writer import Column, Value, write_table
from shuangjian_desktop.exchange.teaching_table import TeachingRow
from shuangjian_desktop.exchange.times import write_span

_HOMEWORK_COLUMNS = (
    Column("日期"),
    Column("班级"),
    Column("学科"),
    Column("作业内容", 48),
    Column("类型", 8),
    Column("要求", 8),
    Column("分层", 8),
    Column("完成地点", 10),
    Column("预计时长", 10),
    Column("布置教师"),
    Column("备注", 24),
)
# Only where somebody used them.
_EXTRA_COLUMNS = (Column("交作业日"), Column("禁用形式", 16), Column("作业状态"))

_LINES_OF_A_SLOT = 8  # how many lessons of one class may stand in one slot before lines multiply


def write_homework(rows: Iterable[HomeworkRow], path: Path) -> None:
    """Write homework in the order given; raises UserError when `path` cannot be written."""
    told = list(rows)
    if not any(_has_extras(row) for row in told):
        write_table(path, "作业", _HOMEWORK_COLUMNS, [_homework_values(row) for row in told])
        return
    columns = (*_HOMEWORK_COLUMNS, *_EXTRA_COLUMNS)
    values = [[*_homework_values(row), *_extra_values(row)] for row in told]
    write_table(path, "作业", columns, values)


def _has_extras(row: HomeworkRow) -> bool:
    return bool(row.due or row.forms) or row.status is not Status.SUBMITTED


def _extra_values(row: HomeworkRow) -> list[Value]:
    status = None if row.is_no_homework else row.status.value
    return [row.due.isoformat() if row.due else None, "、".join(row.forms) or None, status]


def _homework_values(row: HomeworkRow) -> list[Value]:
    classes = "、".join(entry.name for entry in row.classes)
    if row.is_no_homework:
        work: list[Value] = ["", "", "", "", "", None]
    else:
        tier = row.tier.value if row.tier else ""
        work = [
            row.content,
            row.kind.value,
            row.requirement.value,
            tier,
            row.place.value,
            row.minutes,
        ]
    subject = NO_HOMEWORK if row.is_no_homework else row.subject
    return [row.date.isoformat(), classes, subject, *work, row.teacher, row.note]


def write_lessons(rows: Iterable[LessonRow], path: Path, title: str = "") -> None:
    """Write a course table: weekday and period down, classes across; raises UserError.

    `title` names school year and term, by which the table finds its way back.
    """
    lessons = sorted(rows, key=_slot)
    if not lessons:
        raise UserError("没有课程表可以导出，请先导入或填写课程表。")
    classes = sorted({row.class_ref for row in lessons}, key=_class_order)
    columns = [Column("星期", 8), Column("节次", 6), Column("时间", 13)]
    columns += [Column(ref.name, 11) for ref in classes]
    write_table(path, "课程总表", columns, _lesson_rows(lessons, classes), title)


def _slot(row: LessonRow) -> tuple[int, int, str, str, int, int]:
    starts, ends = str(row.starts or ""), str(row.ends or "")
    return (row.weekday, row.period, starts, ends, *_class_order(row.class_ref))


def _class_order(ref: ClassRef) -> tuple[int, int]:
    return ref.grade, ref.number


def _lesson_rows(lessons: Sequence[LessonRow], classes: Sequence[ClassRef]) -> list[list[Value]]:
    """Lay lessons out by slot; a second lesson of a class in one slot gets a line of its own."""
    lines: list[tuple[LessonRow, dict[ClassRef, str]]] = []
    for lesson in lessons:
        line = next(
            (
                texts
                for first, texts in reversed(lines[-_LINES_OF_A_SLOT:])
                if _slot(first)[:4] == _slot(lesson)[:4] and lesson.class_ref not in texts
            ),
            None,
        )
        if line is None:
            line = {}
            lines.append((lesson, line))
        line[lesson.class_ref] = _lesson_text(lesson)
    return [[*_slot_values(first), *(texts.get(ref) for ref in classes)] for first, texts in lines]


def _slot_values(lesson: LessonRow) -> list[Value]:
    weekday = f"星期{WEEKDAY_NUMERALS[lesson.weekday - 1]}"
    return [weekday, lesson.period, write_span(lesson.starts, lesson.ends)]


def _lesson_text(lesson: LessonRow) -> str:
    if lesson.teacher:
        return f"{lesson.subject}\n{lesson.teacher}"
    is_plain = split_lesson(lesson.subject) == (lesson.subject, "")
    return lesson.subject if is_plain else f"{lesson.subject}\n"


def write_teaching(rows: Iterable[TeachingRow], path: Path, title: str = "") -> None:
    """Write a teaching table: classes down, 班主任 and subjects across; raises UserError.

    `title` names the school year, by which the table finds its way back.
    """
    found = list(rows)
    subjects = list(dict.fromkeys(entry.subject for row in found for entry in row.entries))
    if not subjects:
        raise UserError("没有任课安排可以导出，请先导入或填写任课表。")
    columns = [Column("班级", 8), Column("班主任", 10), *(Column(name, 10) for name in subjects)]
    values: list[list[Value]] = []
    for row in found:
        people = {subject: "、".join(_teachers(row, subject)) for subject in subjects}
        values.append([row.class_ref.name, row.homeroom, *people.values()])
    write_table(path, "任课一览", columns, values, title)


def _teachers(row: TeachingRow, subject: str) -> list[str]:
    return [entry.teacher for entry in row.entries if entry.subject == subject]
