"""What no file may name: where packages are fetched from, and where the project was written."""

from pathlib import Path

import pytest

from tests.contracts.source_tree import ROOT, named, project_files

# Put together here, so that this file does not hold them.
FORBIDDEN = tuple(
    "".join(parts)
    for parts in (
        ("py", "pi.org"),
        ("pythonho", "sted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("npmmi", "rror"),
        ("deb.deb", "ian.org"),
        ("security.deb", "ian.org"),
        ("/wo", "rk/"),
        ("/opt/py", "pi"),
        ("/opt/wh", "eels"),
        ("far", "m-"),
    )
)


def forbidden_words(path: Path) -> list[str]:
    """The forbidden words a text file holds; a file that is no text holds none."""
    try:
        text = path.read_text(encoding="utf-8").lower()
    except UnicodeDecodeError:
        return []
    return [word for word in FORBIDDEN if word in text]


def test_no_file_names_a_registry_or_the_place_it_was_written_at() -> None:
    found = {named(path): forbidden_words(path) for path in project_files()}
    assert {name: words for name, words in found.items() if words} == {}


def test_the_search_sees_this_project() -> None:
    names = {named(path) for path in project_files(ROOT)}
    assert {"pyproject.toml", ".ci/run", "dev.py", "requirements/run.lock"} <= names


@pytest.mark.parametrize("word", FORBIDDEN)
def test_a_planted_word_is_seen(tmp_path: Path, word: str) -> None:
    (tmp_path / "notes.md").write_text(f"see {word.upper()} for more", encoding="utf-8")
    assert word in forbidden_words(tmp_path / "notes.md")
