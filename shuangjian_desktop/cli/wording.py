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
        name = error.param.opts[0] if error.param and error.param.opts else ""
        return f"参数 {name} 的值不对：{error.message}"
    if isinstance(error, click.UsageError):
        return f"命令写得不对（{error.message}）"
    return error.format_message()
