"""What the command line says when it was called wrongly, in Chinese.

Knows click's errors; nothing of schools.
"""

import click


def usage_sentence(error: click.ClickException) -> str:
    """Return one Chinese sentence: what was wrong and where to read the right form."""
    return f"{_what(error)}；请用 --help 查看用法。"


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有“{error.option_name}”这个选项"
    if isinstance(error, click.MissingParameter):
        name = error.param.opts[0] if error.param and error.param.opts else ""
        shown = error.param.make_metavar(error.ctx) if error.param and error.ctx else name
        return f"缺少参数 {name if name.startswith('-') else shown}"
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 写得不对，它后面缺少值，或者不该写值"
    if isinstance(error, click.UsageError):
        return _bad_usage(error)
    return f"命令写得不对（{error.format_message()}）"


def _bad_usage(error: click.UsageError) -> str:
    """Click has no classes of its own for these two; its English words are all there is."""
    words = error.message.casefold()
    if "no such command" in words:
        return f"没有这个命令，可用的有{_commands(error)}"
    if "extra argument" in words:
        return "命令后面多写了内容"
    return f"命令写得不对（{error.message}）"


def _bad_value(error: click.BadParameter) -> str:
    name = error.param.human_readable_name if error.param else ""
    if error.param and isinstance(error.param, click.Option):
        name = error.param.opts[0]
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"{name} 只能是 {'、'.join(str(choice) for choice in kind.choices)} 之一"
    if isinstance(kind, click.IntRange):
        return f"{name} 要写{kind.min}到{kind.max}之间的整数"
    if isinstance(kind, click.FloatRange):
        return f"{name} 要写{kind.min:g}到{kind.max:g}之间的数"
    return f"{name} 的值不对：{error.message}"


def _commands(error: click.UsageError) -> str:
    if error.ctx is None or not isinstance(error.ctx.command, click.Group):
        return " --help 里列出的命令"
    return "、".join(error.ctx.command.list_commands(error.ctx))
