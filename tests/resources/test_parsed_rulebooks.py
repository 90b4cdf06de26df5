"""What is kept parsed beside a rulebook says what the rulebook says, and is not trusted else."""

import shutil
import tomllib
from pathlib import Path

import pytest

from shuangjian_desktop import paths
from shuangjian_desktop.rules.parsed import parsed_path, read_parsed
from shuangjian_desktop.rules.rulebook import load_rulebook

BOOKS = sorted(paths.resource("rulebooks").glob("*.toml"))


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_the_parsed_values_are_those_of_the_book(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_parsed(path, text) == tomllib.loads(text), "run: python3 dev.py rulebooks"


def test_a_book_that_was_changed_is_read_itself(tmp_path: Path) -> None:
    book = tmp_path / BOOKS[0].name
    shutil.copyfile(parsed_path(BOOKS[0]), parsed_path(book))
    text = BOOKS[0].read_text(encoding="utf-8").replace("value = 60", "value = 55")
    book.write_text(text, encoding="utf-8")
    figures = load_rulebook(book, is_proven=True).figures["written_limit_minutes"]
    assert {figure.value for figure in figures} == {0, 55, 90}


@pytest.mark.parametrize("rubbish", ["", "[]", "{", '{"of": 1}', '{"of": 1, "values": 3}'])
def test_rubbish_beside_a_book_is_passed_over(tmp_path: Path, rubbish: str) -> None:
    book = tmp_path / BOOKS[0].name
    shutil.copyfile(BOOKS[0], book)
    parsed_path(book).write_text(rubbish, encoding="utf-8")
    assert load_rulebook(book, is_proven=True).id == "jilin-2021"
