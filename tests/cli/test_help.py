"""Every help text of the command line: Chinese, nothing cut off, columns that line up."""

import re

import pytest

from shuangjian_desktop.cli.help_words import cells, wrapped
from shuangjian_desktop.cli.main import _COMMANDS
from tests.cli.calling import call


@pytest.mark.parametrize("command", ["", *_COMMANDS])
def test_every_help_is_chinese_and_whole(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*([command] if command else []), "--help") == 0
    told = capsys.readouterr().out
    assert "..." not in told
    words = set(re.findall(r"(?<![-\w./|\[{])[A-Za-z]{3,}(?![\w.-]*[.\]|])", told))
    known = {"json", "JSON", "PDF", "demo", "main", "png", "text", "html", "pdf", "settings",
             "ics", "xlsx", "Excel"}  # fmt: skip
    kinds = {"homework", "holidays", "holiday", "lessons", "teaching", "notice", "service"}
    assert words <= known | kinds | set(_COMMANDS) | {"shuangjian", "forget", "password"}
    assert max(cells(line) for line in told.splitlines()) <= 100


def test_what_options_mean_begins_in_one_column(capsys: pytest.CaptureFixture[str]) -> None:
    call("import", "--help")
    lines = capsys.readouterr().out.partition("选项：")[2].splitlines()
    starts = {cells(re.match(r"  --\S+(?: \S+)?  +", line).group()) for line in lines if line}  # type: ignore[union-attr]
    assert len(starts) == 1


def test_every_command_says_in_a_line_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    call("--help")
    told = capsys.readouterr().out
    for command in _COMMANDS:
        (line,) = (one for one in told.splitlines() if one.startswith(f"  {command} "))
        assert re.search(r"[一-鿿].*。$", line)


def test_a_line_never_begins_with_a_comma() -> None:
    assert list(wrapped("一二三四，五六", 8)) == ["一二三四，", "五六"]
    assert list(wrapped("写到 --into 里", 8)) == ["写到", "--into", "里"]


def test_export_lists_only_what_it_can_write(capsys: pytest.CaptureFixture[str]) -> None:
    for command, is_told in (("import", True), ("export", False)):
        call(command, "--help")
        assert ("holiday-notice" in capsys.readouterr().out) is is_told
