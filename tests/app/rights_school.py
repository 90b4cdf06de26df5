"""A school with one person of every role, for the table of rights and the tests of people."""

from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.people import actor_of
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.people import INSPECTOR, Actor
from shuangjian_desktop.store.journal import Writer
from tests.builders import class_named, small_school

PEOPLE = ("教师", "班主任", "年级组长", "教务", "校长", "督导", "无角色", "别人")


def school_with_roles(folder: Path, *, gives_roles: bool = True) -> Project:
    """Return small_school with PEOPLE, each named after the role; 三(1) is led by 班主任."""
    project = small_school(folder)
    own = class_named(project, "三(1)")
    chinese = next(s.id for s in project.directory.subjects if s.name == "语文")

    def apply(writer: Writer) -> None:
        ids = {name: writer.insert("staff", {"name": name, "suffix": None}) for name in PEOPLE}
        for row_id, _ in writer.find("teaching", class_id=own.id, subject_id=chinese):
            writer.update("teaching", row_id, {"staff_id": ids["教师"]})
        writer.update("class", own.id, {"homeroom_id": ids["班主任"]})
        if gives_roles:
            for role in ("年级组长", "教务", "校长", "督导"):
                grade = 3 if role == "年级组长" else None
                values = {"staff_id": ids[role], "role": role, "grade": grade}
                writer.insert("role", values)

    project.run(Command("准备", apply, kind="setup"))
    return project


def staff_named(project: Project, name: str) -> StaffId:
    return next(person.id for person in project.directory.staff if person.name == name)


def actor_named(project: Project, name: str) -> Actor:
    """Return who acts in a column of the table of rights."""
    if name == "只读进入":
        return INSPECTOR
    return actor_of(project, staff_named(project, "无角色" if name == "未设角色" else name))
