"""`doctor`: is the school file sound, is its journal unbroken, are fonts and disk in order.

Formats answers; the looking is app/queries/health.
"""

from pathlib import Path

import click

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.health import health
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import FILE, print_json

UNSOUND = 3


@click.command(
    cls=ChineseCommand, help="检查学校文件、操作记录、字体和磁盘是否正常。发现问题时退出码为3。"
)
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def doctor(file: Path, as_json: bool) -> int:
    """Print what was looked at; return 3 when anything is not in order."""
    project = Project.open(file)
    try:
        points = health(project)
    finally:
        project.close()
    if as_json:
        print_json(
            {
                "file": str(file),
                "sound": all(point.is_good for point in points),
                "points": [
                    {"name": p.name, "good": p.is_good, "value": p.value, "message": p.message}
                    for p in points
                ],
            }
        )
    else:
        for point in points:
            click.echo(f"{'正常' if point.is_good else '注意'}  {point.message}")
    return 0 if all(point.is_good for point in points) else UNSOUND
