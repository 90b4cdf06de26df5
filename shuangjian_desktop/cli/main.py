"""The command line: one click group, Chinese sentences on stderr, exit codes 0, 1, 2 and 3.

Knows how to answer; what a command does is in app/.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from shuangjian_desktop import __version__
from shuangjian_desktop.cli.windows import Windows
from shuangjian_desktop.cli.wording import usage_sentence
from shuangjian_desktop.errors import Cancelled, UserError

DONE, OUR_FAULT, BAD_INPUT, BREACHES = 0, 1, 2, 3


_COMMANDS = {
    "demo": ("demo", "demo"),
    "new": ("tables", "new"),
    "import": ("tables", "import_"),
    "export": ("tables", "export"),
    "check": ("check", "check"),
    "notice": ("notice", "notice"),
    "timetable": ("timetable", "timetable"),
    "schedule": ("schedule", "schedule"),
    "doctor": ("doctor", "doctor"),
    "backup": ("backup", "backup"),
    "restore": ("backup", "restore"),
    "forget-password": ("people", "forget_password"),
}


class _OneAtATime(click.Group):
    """Loads a command when it is called: a notice must not wait for the importers to load."""

    def get_help(self, ctx: click.Context) -> str:
        from shuangjian_desktop.cli.help_words import help_of

        return help_of(self, ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        loaded = import_module(f"shuangjian_desktop.cli.{module}")
        command: click.Command = getattr(loaded, name)
        return command


@click.group(cls=_OneAtATime, help="双减桌面：作业总量、课后服务与作业公示。不带命令时打开窗口。")
@click.version_option(__version__, prog_name="shuangjian", message="%(prog)s %(version)s")
def shuangjian() -> None:
    """Hold the commands together; does nothing itself."""


def run(arguments: Sequence[str], windows: Windows) -> int:
    """Run one command line; return the exit code of contracts: 0, 1, 2 or 3."""
    _speak_utf8()
    try:
        answer = shuangjian.main(
            list(arguments), prog_name="main.py", standalone_mode=False, obj=windows
        )
    except UserError as error:
        return _say(str(error), BAD_INPUT)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        return _say(usage_sentence(error), BAD_INPUT)
    except (Cancelled, click.Abort, KeyboardInterrupt):
        return _say("已取消，什么都没有改动。", BAD_INPUT)
    except Exception as error:  # noqa: BLE001 - the seam: a bug of ours, said once, with the trace
        import traceback  # late: start-up time

        traceback.print_exc()
        return _say(f"程序出错了（{error}），数据没有受影响；请把上面的文字发给开发者。", OUR_FAULT)
    return answer if isinstance(answer, int) else DONE


def _say(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code


def _speak_utf8() -> None:
    """A pipe on Chinese Windows would get GBK and lose rare names; UTF-8 loses nothing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
