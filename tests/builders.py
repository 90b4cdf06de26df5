"""Small real schools for tests: real files, real commands, no stand-ins.

`small_school` has grades 1, 3 and 7 of 2026-2027; every builder writes through project.run.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import HomeworkId, new_id
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.store.journal import Writer

MONDAY = date(2026, 11, 23)
SUBJECTS = ("语文", "数学", "英语", "科学", "体育")
CLASSES = ((1, 1), (3, 1), (3, 2), (3, 3), (7, 1))


def fixed_clock() -> datetime:
    """Monday 23 November 2026, 15:40."""
    return datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time, as every clock here


def small_school(
    folder: Path, *, clock: Callable[[], datetime] = fixed_clock, name: str = "测试学校"
) -> Project:
    """Return an open school file with five classes, five subjects and one teacher for each."""
    project = new_school(folder / "测试.sjdb", name, clock=clock)
    project.run(Command("准备", _people_and_classes, kind="setup"))
    return project


def _people_and_classes(writer: Writer) -> None:
    writer.insert(
        "term",
        {
            "name": "2026-2027学年度第一学期",
            "first_day": "2026-08-24",
            "last_day": "2027-01-15",
            "document": None,
        },
    )
    subjects = [
        writer.insert("subject", {"name": name, "position": position})
        for position, name in enumerate(SUBJECTS, 1)
    ]
    for grade, number in CLASSES:
        teacher = writer.insert("staff", {"name": f"王{grade}{number}", "suffix": None})
        values = {"school_year": 2026, "grade": grade, "number": number, "homeroom_id": teacher}
        class_id = writer.insert("class", values)
        for subject_id in subjects:
            link = {"class_id": class_id, "subject_id": subject_id, "staff_id": teacher}
            writer.insert("teaching", link)


def class_named(project: Project, name: str, on: date = MONDAY) -> SchoolClass:
    """Return the class written like 三(1)."""
    return next(c for c in project.directory.classes(on) if c.name == name)


def item(
    project: Project,
    class_name: str = "三(1)",
    subject: str = "语文",
    minutes: int = 20,
    *,
    on: date = MONDAY,
    content: str = "练习册第32页",
    **fields: object,
) -> HomeworkItem:
    """Return a fresh item, not yet stored, taught by the class's own teacher."""
    class_id = class_named(project, class_name, on).id
    subject_id = next(s.id for s in project.directory.subjects if s.name == subject)
    teacher = project.directory.teacher(class_id, subject_id, on)
    plain = HomeworkItem(
        HomeworkId(new_id()), class_id, on, subject_id, content, minutes, staff_id=teacher
    )
    return plain._replace(**fields)  # type: ignore[arg-type]


def enter(project: Project, *items: HomeworkItem, reason: str | None = None) -> None:
    """Store items through the command the window uses."""
    project.run(add_items(items), reason=reason)
