"""click's own help in Chinese, in columns that line up: a school office reads no “Usage”.

Knows the words click prints and how wide they are; nothing of any command.
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

_WORDS = (
    (r"^Options$", "选项"),
    (r"^Commands$", "命令"),
    (r"Show this message and exit\.", "显示本帮助"),
    (r"Show the version and exit\.", "显示版本"),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"\bINTEGER RANGE\b|\bINTEGER\b", "整数"),
    (r"\bFLOAT RANGE\b|\bFLOAT\b", "数"),
    (r"\bTEXT\b", "文字"),
    (r"\bPATH\b", "路径"),
    (r"\bKIND\b", "内容"),
    (r"\bSOURCE\b", "要导入的文件"),
    (r"\bFILE\b", "学校文件"),
    (r"\bBACKUP\b", "备份"),
    (r" *\[required\]", "（必填）"),
    (r" *\[([\d.]+)<=x<=(\d+)\]", r"（\1–\2）"),
    (r"\[default: ([^\]]*)\]", r"（不写时为 \1）"),
)
_WIDTH = 96
_WIDEST_NAME = 30


def in_chinese(text: str) -> str:
    """Return words of click's own translated."""
    for pattern, words in _WORDS:
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese letter takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield lines no wider than `width`; Chinese may end anywhere, other words stay whole."""
    line = ""
    for part in re.findall(r"[!-~]+|\s+|.", text):
        if line and cells(line + part) > width and part not in "，。；：、）！？":
            yield line.rstrip()
            line = ""
        line += part.lstrip() if not line else part
    if line.strip():
        yield line.rstrip()


class ChineseFormatter(click.HelpFormatter):
    """Writes the same parts as click's, translated before they are measured."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write 用法 in one line."""
        del prefix
        self.write(f"用法：{prog} {in_chinese(args)}\n")

    def write_heading(self, heading: str) -> None:
        self.write(f"{in_chinese(heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; one that begins with click's sign for it keeps its lines."""
        blocks = []
        for paragraph in text.split("\n\n"):
            if paragraph.startswith("\b"):
                blocks.append(paragraph.splitlines()[1:])
            else:
                blocks.append(list(wrapped(" ".join(paragraph.split()), _WIDTH)))
        indent = " " * self.current_indent
        self.write("\n\n".join("\n".join(indent + line for line in each) for each in blocks))
        self.write("\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _WIDEST_NAME, col_spacing: int = 2
    ) -> None:
        """Write names and what they mean in two columns."""
        told = [(in_chinese(name), in_chinese(words)) for name, words in rows]
        column = min(max(cells(name) for name, _ in told), col_max) + col_spacing
        indent = " " * self.current_indent
        for name, words in told:
            lines = list(wrapped(words, _WIDTH - column)) or [""]
            if cells(name) + col_spacing > column:
                self.write(f"{indent}{name}\n")
                name = ""  # noqa: PLW2901 - what is left to write of it
            self.write(f"{indent}{name}{' ' * (column - cells(name))}{lines[0]}\n")
            for line in lines[1:]:
                self.write(f"{indent}{' ' * column}{line}\n")


def help_of(command: click.Command, ctx: click.Context) -> str:
    """Return the help text of a command."""
    formatter = ChineseFormatter()
    command.format_help(ctx, formatter)
    return formatter.getvalue().rstrip("\n")


class ChineseCommand(click.Command):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text."""
        return help_of(self, ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the line of the list of commands, never cut off."""
        del limit
        return self.short_help or (self.help or "").split("\n")[0]
