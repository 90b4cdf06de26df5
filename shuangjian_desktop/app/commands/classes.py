"""Change the classes of a school year and who leads and teaches them.

Homework, reviews and notices hang on a class's id: renumbering leaves them where they are.
"""

from collections.abc import Mapping

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import refuse_if_named
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import ClassId, StaffId, SubjectId, new_id
from shuangjian_desktop.domain.school import SchoolClass, class_name
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer

LAST_NUMBER = 99


def new_class(
    school_year: int, grade: int, number: int, homeroom: StaffId | None = None
) -> tuple[ClassId, Command]:
    """Return (id, command) that adds a class to a school year."""
    class_id = ClassId(new_id())

    def apply(writer: Writer) -> None:
        _refuse_number(writer, school_year, grade, number, None)
        values = {
            "school_year": school_year,
            "grade": grade,
            "number": number,
            "homeroom_id": homeroom,
        }
        writer.insert("class", values, row_id=class_id)

    return class_id, Command(f"添加{class_name(grade, number)}班", apply)


def change_class(
    known: SchoolClass,
    number: int,
    homeroom: StaffId | None,
    teachers: Mapping[SubjectId, StaffId | None],
) -> Command:
    """Renumber, give a 班主任 and teachers as one step; subjects not in `teachers` stay."""

    def apply(writer: Writer) -> None:
        _refuse_number(writer, known.school_year, known.grade, number, known.id)
        writer.update("class", known.id, {"number": number, "homeroom_id": homeroom})
        for subject_id, staff_id in teachers.items():
            _teach(writer, known.id, subject_id, staff_id)

    return Command(f"修改{known.title}", apply)


def delete_class(project: Project, known: SchoolClass) -> Command:
    """Delete a class nothing was ever entered for, its 任课 with it."""

    def apply(writer: Writer) -> None:
        refuse_if_named(project, "class", known.id, known.title)
        for row_id, _ in writer.find("teaching", class_id=known.id):
            writer.delete("teaching", row_id)
        writer.delete("class", known.id)

    return Command(f"删除{known.title}", apply)


def _teach(
    writer: Writer, class_id: ClassId, subject_id: SubjectId, staff_id: StaffId | None
) -> None:
    """Make one person the only teacher of a subject in a class, or nobody."""
    is_there = False
    for row_id, row in writer.find("teaching", class_id=class_id, subject_id=subject_id):
        if row["staff_id"] == staff_id:
            is_there = True
        else:
            writer.delete("teaching", row_id)
    if staff_id is not None and not is_there:
        values = {"class_id": class_id, "subject_id": subject_id, "staff_id": staff_id}
        writer.insert("teaching", values)


def _refuse_number(
    writer: Writer, school_year: int, grade: int, number: int, class_id: ClassId | None
) -> None:
    if not 1 <= number <= LAST_NUMBER:
        raise UserError(f"班号要在1到{LAST_NUMBER}之间，没有改动；请改班号。")
    where = {"school_year": school_year, "grade": grade, "number": number}
    if any(row_id != class_id for row_id, _ in writer.find("class", **where)):
        raise UserError(
            f"{school_year}学年已经有{class_name(grade, number)}班，没有改动；请换一个班号。"
        )
