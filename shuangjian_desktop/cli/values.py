"""Values a command line carries: dates, weeks, classes; each refused with a Chinese sentence.

Turns text into domain values; knows nothing of what they are used for.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.safe_files import is_reserved_name


class DateType(click.ParamType[date]):
    """A date in any of the forms a school writes it in."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; a doubtful reading is refused, a script cannot be asked."""
        if isinstance(value, date):
            return value
        from shuangjian_desktop.domain.dates import parse_date  # late: start-up time

        reading = parse_date(value, year_hint=date.today())  # noqa: DTZ011 - the office's own day
        if reading.value is None or not reading.certain:
            self.fail(f"“{value}”不是日期，请写成 2026-11-23 这样", param, ctx)
        return reading.value


DATE = DateType()


class FileType(click.Path):
    """A path some file could have; nothing is said about whether it exists."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; an empty, over-long or reserved name is refused before anything runs."""
        if not str(value):
            self.fail(
                "没有写文件名", param, ctx
            )  # an unset variable of a script, else: this folder
        path = Path(value)
        shown = path.name[:40]
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            pass
        except (OSError, ValueError):
            self.fail(f"“{shown}”太长或含有不能用的字符，请换一个文件名", param, ctx)
        if is_reserved_name(path.name):
            self.fail(f"“{shown}”是Windows保留的名称，请换一个文件名", param, ctx)
        return path


FILE = FileType(path_type=Path)


def chosen_classes(
    project: Project, on: date, grade: int | None, name: str | None
) -> Sequence[SchoolClass]:
    """Return the classes meant by --grade or --class, all without either; UserError if none."""
    directory = project.directory
    if name is not None:
        found = class_called(project, name, on)
        if grade is not None and found.grade != grade:
            raise UserError(f"{found.name}不在{grade_name(grade)}；--grade 和 --class 请只写一个。")
        return (found,)
    classes = directory.classes(on) if grade is None else directory.grade_classes(grade, on)
    if not classes:
        who = (
            grade_name(grade)
            if grade and 1 <= grade <= 9
            else "学校"
            if grade is None
            else "这个年级"
        )
        raise UserError(
            f"{who}在{on.year}年{on.month}月{on.day}日所在的学年还没有班级；"
            "请先导入任课一览（import teaching）。"
        )
    return classes


def class_called(project: Project, name: str, on: date) -> SchoolClass:
    """Return the class of that name in any spelling; UserError names those there are."""
    from shuangjian_desktop.domain.class_names import parse_class_name  # late: start-up time

    directory = project.directory
    reading = parse_class_name(name, primary_grades=directory.school.primary_grades)
    if reading.grade is None or reading.number is None or not reading.certain:
        raise UserError(f"“{name[:20]}”不是班级；请写成 三(1) 这样。")
    found = directory.class_named(reading.grade, reading.number, on)
    if found is None:
        there = "、".join(c.name for c in directory.grade_classes(reading.grade, on))
        hint = f"这个年级有{there}" if there else "这个年级还没有班级，请先导入任课一览"
        raise UserError(f"没有{name}这个班；{hint}。")
    return found


def print_json(answer: object) -> None:
    """Print exactly one JSON document on stdout."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
