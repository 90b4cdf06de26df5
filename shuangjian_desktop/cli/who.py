"""`--who`: in whose name a command writes, and when the command line may not write without one.

Asks for the password; what each person may do is the gate's.
"""

import sys

import click

from shuangjian_desktop.app import people
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.errors import NotAllowed, UserError

_LONGEST_LINE = 1000

who_option = click.option(
    "--who",
    help="以谁的名义写入：姓名，同名的连区分字；有密码的会问",
)


def act_as(project: Project, name: str | None, *, writes: bool = True) -> None:
    """Let the named person act from now on, or nobody in particular where that is still allowed.

    Without a name the command line has every right, so only where the window, too, would give
    them to anyone without a password. NotAllowed or UserError says why not; nothing is changed.
    """
    if name is not None:
        _sign_in(project, _called(project, name), name)
    elif writes and not people.may_be_anyone(project):
        raise NotAllowed(
            "这所学校的教务设了密码，命令行要写明是谁才能改动，没有改动；"
            "请加 --who 姓名，按这个人的权限来做。"
        )


def _called(project: Project, name: str) -> Staff:
    for person in project.directory.staff:
        if person.label == name and not person.left_on:
            return person
    raise UserError(f"在职的教职工里没有“{name}”，没有改动；请写全姓名，有同名的连区分字一起写。")


def _sign_in(project: Project, person: Staff, name: str) -> None:
    has_password = people.password_hash(project, person.id) is not None
    password = _typed(name) if has_password else None
    try:
        people.sign_in(project, person.id, password)
    except NotAllowed as error:
        raise NotAllowed(
            f"{name}的密码不对，没有改动；请重新运行这个命令，忘记密码请找教务清除。"
        ) from error


def _typed(name: str) -> str:
    """Never an option or an environment variable: others on the PC could read those."""
    if sys.stdin is not None and sys.stdin.isatty():
        return str(click.prompt(f"{name}的密码", hide_input=True, err=True))
    try:
        line = sys.stdin.readline(_LONGEST_LINE) if sys.stdin is not None else ""
    except UnicodeDecodeError as error:
        raise NotAllowed(
            f"标准输入的第一行读不出来，没有改动；请用UTF-8写{name}的密码，或在终端里运行。"
        ) from error
    if not line.strip("\ufeff\r\n"):
        raise NotAllowed(
            f"{name}设了密码，没有改动；请在终端里运行，或把密码作为标准输入的第一行交给命令。"
        )
    return line.strip("\ufeff\r\n")
