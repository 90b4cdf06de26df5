"""Schools for journeys: the small one with people who have roles, and a whole grade of ten classes.

Made by commands, before anybody sits down at the window.
"""

from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.store.journal import Writer
from tests.builders import fixed_clock, small_school

LEAD, OFFICE, HEAD_OF_31 = "李组长", "赵主任", "王31"
SUBJECTS_OF_GRADE = ("语文", "数学", "英语", "科学", "道法", "音乐", "美术")
CLASSES_OF_GRADE = range(1, 11)


def school_with_people(folder: Path) -> Project:
    """Return small_school where 李组长 leads grade 3 and 赵主任 is the teaching office."""
    project = small_school(folder)

    def apply(writer: Writer) -> None:
        for name, role, grade in ((LEAD, "年级组长", 3), (OFFICE, "教务", None)):
            staff_id = writer.insert("staff", {"name": name, "suffix": None})
            writer.insert("role", {"staff_id": staff_id, "role": role, "grade": grade})

    project.run(Command("准备", apply, kind="setup"))
    return project


def grade_of_ten(folder: Path) -> Project:
    """Return a school with 四(1) to 四(10), seven subjects and teachers, a lead and an office."""
    project = new_school(folder / "十个班.sjdb", "青溪镇中心小学", clock=fixed_clock)
    project.run(Command("准备", _grade, kind="setup"))
    return project


def _grade(writer: Writer) -> None:
    term = {"name": "2026-2027学年度第一学期", "document": None}
    writer.insert("term", term | {"first_day": "2026-08-24", "last_day": "2027-01-15"})
    subjects = [
        writer.insert("subject", {"name": name, "position": position})
        for position, name in enumerate(SUBJECTS_OF_GRADE, 1)
    ]
    for name, role, grade in ((LEAD, "年级组长", 4), (OFFICE, "教务", None)):
        staff_id = writer.insert("staff", {"name": name, "suffix": None})
        writer.insert("role", {"staff_id": staff_id, "role": role, "grade": grade})
    teachers = [
        writer.insert("staff", {"name": f"{name}老师", "suffix": None})
        for name in SUBJECTS_OF_GRADE
    ]
    for number in CLASSES_OF_GRADE:
        values = {"school_year": 2026, "grade": 4, "number": number, "homeroom_id": teachers[0]}
        class_id = writer.insert("class", values)
        for subject_id, staff_id in zip(subjects, teachers, strict=True):
            link = {"class_id": class_id, "subject_id": subject_id, "staff_id": staff_id}
            writer.insert("teaching", link)
