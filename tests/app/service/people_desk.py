"""A school's people in a service workbook: written, read again and emptied, for tests of them."""

from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.imports import ImportReport, import_file
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_file
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.store.journal import Writer

TABLES = ("service_staff", "busy_time", "end_exception")


def person(project: Project, name: str) -> Staff:
    return next(each for each in project.directory.staff if each.name == name)


def taken(project: Project, path: Path, **more: bool) -> ImportReport:
    return import_file(project, TableKind.SERVICE, path, again=True, **more)  # type: ignore[arg-type]


def exported(project: Project, folder: Path) -> Path:
    path = folder / "安排.xlsx"
    export_file(project, TableKind.SERVICE, path)
    return path


def emptied(project: Project) -> None:
    def apply(writer: Writer) -> None:
        for table in TABLES:
            for row_id, _ in writer.find(table):
                writer.delete(table, row_id)

    project.run(Command("清空", apply, kind="setup"))
