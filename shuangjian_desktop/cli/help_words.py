"""click's own help words in Chinese: a school office reads no “Usage”.

Knows the words click prints; nothing of any command.
"""

import re

import click

_WORDS = (
    (r"^Usage: ", "用法："),
    (r"^Options:", "选项："),
    (r"^Commands:", "命令："),
    (r"Show this message and exit\.", "显示本帮助"),
    (r"Show the version and exit\.", "显示版本"),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"\bINTEGER RANGE\b", "整数"),
    (r"\bTEXT\b", "文字"),
    (r"\bPATH\b", "路径"),
    (r"  \[required\]", "（必填）"),
    (r"\[default: ([^\]]*)\]", r"（不写时为 \1）"),
)


def in_chinese(text: str) -> str:
    """Return a help text of click with its own words translated."""
    for pattern, words in _WORDS:
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text


class ChineseCommand(click.Command):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text."""
        return in_chinese(super().get_help(ctx))
