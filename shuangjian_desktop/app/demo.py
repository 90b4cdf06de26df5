"""Build the sample school from the tables the program ships, by the same imports a school uses.

The proof that the main line works on files in the contracts' shapes; invents nothing of its own.
"""

from pathlib import Path

from shuangjian_desktop import paths
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.imports import import_file
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.demo_acts import play
from shuangjian_desktop.app.demo_service import add_service
from shuangjian_desktop.app.project import Clock, Project
from shuangjian_desktop.app.sample import (
    DEMO_DATE,
    DEMO_FILE_NAME,
    demo_clock,
    is_demo_file,
    making_clock,
)
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.people import Role
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.inspection import mark_sample
from shuangjian_desktop.store.journal import Writer

__all__ = ["DEMO_DATE", "DEMO_FILE_NAME", "build_demo", "demo_clock", "is_demo"]
_TABLES = (
    (TableKind.SETTINGS, "settings.toml"),
    (TableKind.TEACHING, "teaching.csv"),
    (TableKind.LESSONS, "lessons.csv"),
    (TableKind.HOMEWORK, "earlier.csv"),
    (TableKind.HOMEWORK, "homework.csv"),
)


def build_demo(path: Path, *, clock: Clock = demo_clock) -> Project:
    """Make the sample school at `path` and return it open; UserError when the path exists."""
    project = new_school(path, clock=making_clock)
    try:
        for kind, name in _TABLES:
            report = import_file(project, kind, paths.resource("demo", name), school_year=2026)
            if not report.is_importable:
                first = report.problems[0]
                raise UserError(
                    f"样例学校的“{name}”导入不了（{first.where}：{first.message}）；请重新安装程序。"
                )
        project.run(_give_roles(project))
        add_service(project)
        play(project)
        mark_sample(project.database)
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    project.clock = clock
    return project


def _give_roles(project: Project) -> Command:
    """Let the sample have a teaching office, a head and a lead of every grade, no passwords."""
    text = paths.resource("demo", "roles.csv").read_text(encoding="utf-8-sig")
    lines = [line.split(",") for line in text.splitlines()[1:]]
    ids = {person.label: person.id for person in project.directory.staff}

    def apply(writer: Writer) -> None:
        for name, role, grade in lines:
            values = {"staff_id": ids[name], "role": Role(role).value}
            writer.insert("role", values | {"grade": int(grade) if grade else None})

    return Command("设置样例学校的角色", apply, kind="setup")


def is_demo(project: Project) -> bool:
    """Return whether the open file is the sample school, which wears a ribbon."""
    return is_demo_file(project.path)
