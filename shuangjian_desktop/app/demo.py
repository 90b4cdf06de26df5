"""Build the sample school from the tables the program ships, by the same imports a school uses.

The proof that the main line works on files in the contracts' shapes; invents nothing of its own.
"""

from datetime import date, datetime
from pathlib import Path

from shuangjian_desktop import paths
from shuangjian_desktop.app.commands.imports import import_file
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Clock, Project
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.errors import UserError

DEMO_FILE_NAME = "样例学校.sjdb"
DEMO_DATE = date(2026, 11, 26)  # Thursday of the second full week: what the pictures show
_TABLES = (
    (TableKind.SETTINGS, "settings.toml"),
    (TableKind.TEACHING, "teaching.csv"),
    (TableKind.LESSONS, "lessons.csv"),
    (TableKind.HOMEWORK, "homework.csv"),
)


def demo_clock() -> datetime:
    """The sample school's own now: 2026-11-23 15:40, so that its papers and pictures never age."""
    return datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time, as every clock here


def build_demo(path: Path, *, clock: Clock = demo_clock) -> Project:
    """Make the sample school at `path` and return it open; UserError when the path exists."""
    project = new_school(path, clock=clock)
    try:
        for kind, name in _TABLES:
            report = import_file(project, kind, paths.resource("demo", name), school_year=2026)
            if not report.is_importable:
                first = report.problems[0]
                raise UserError(
                    f"样例学校的“{name}”导入不了（{first.where}：{first.message}）；请重新安装程序。"
                )
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project


def is_demo(project: Project) -> bool:
    """Return whether the open file is the sample school, which wears a ribbon."""
    return project.path.name == DEMO_FILE_NAME
