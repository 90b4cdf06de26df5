"""`forget-password`: the way back in for somebody who has forgotten a password.

A password keeps people from using each other's names; it does not lock the file away.
"""

from pathlib import Path

import click

from shuangjian_desktop.app.commands.people import set_password
from shuangjian_desktop.app.people import password_hash
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import FILE
from shuangjian_desktop.errors import UserError


@click.command(
    "forget-password",
    cls=ChineseCommand,
    help="清除一个人忘记的密码；会记进操作记录，之后可以在窗口里重新设置。",
)
@click.argument("file", type=FILE)
@click.option("--name", required=True, help="姓名；有同名的人时连区分字一起写")
def forget_password(file: Path, name: str) -> int:
    """Clear one person's password, as a step everybody can read in 操作记录."""
    project = Project.open(file, who="命令行")
    try:
        people = [person for person in project.directory.staff if person.label == name]
        if not people:
            raise UserError(f"教职工里没有“{name}”，没有改动；请写全姓名，有同名的连区分字一起写。")
        if password_hash(project, people[0].id) is None:
            raise UserError(f"{name}没有设密码，没有改动；在窗口右上角换人时直接选姓名。")
        project.run(set_password(people[0], None))
    finally:
        project.close()
    click.echo(f"已清除{name}的密码，已写进操作记录；请本人尽快在“编辑 → 我的密码”里重新设置。")
    return 0
