"""Every fault and pitfall has a line in docs/pitfalls.md, and every test named there exists."""

import ast
import re

import pytest

from tests.contracts.source_tree import ROOT, parse

TABLE = ROOT / "docs" / "pitfalls.md"
OWED = [f"F{n}" for n in range(1, 61)] + [f"P{n}" for n in range(1, 41)]
_LINE = re.compile(r"^\| ([FP]\d+) [^|]*\|(.*)\|$", re.MULTILINE)
_TEST = re.compile(r"`([\w/]+\.py)(?:::(\w+))?`")
_LONG_ENOUGH = 12


def lines(text: str) -> dict[str, str]:
    """Return what the table says of each number."""
    return {number: told.strip() for number, told in _LINE.findall(text)}


def untold(text: str) -> list[str]:
    """Return the numbers with no line, or one too short to say anything."""
    told = lines(text)
    return [number for number in OWED if len(told.get(number, "")) < _LONG_ENOUGH]


def missing_tests(text: str) -> list[str]:
    """Return the tests named in the text that are not in the tree."""
    found = []
    for path, name in set(_TEST.findall(text)):
        file = ROOT / "tests" / path
        if not file.is_file():
            found.append(path)
        elif name and name not in {
            node.name for node in ast.walk(parse(file)) if isinstance(node, ast.FunctionDef)
        }:
            found.append(f"{path}::{name}")
    return sorted(found)


def test_every_fault_and_pitfall_is_told() -> None:
    assert untold(TABLE.read_text(encoding="utf-8")) == []


def test_every_test_named_in_the_table_exists() -> None:
    assert missing_tests(TABLE.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("number", ["F20", "P34", "P1"])
def test_a_line_left_out_is_seen(number: str) -> None:
    text = TABLE.read_text(encoding="utf-8")
    without = "\n".join(row for row in text.splitlines() if not row.startswith(f"| {number} "))
    assert untold(without) == [number]


def test_a_test_that_was_renamed_is_seen() -> None:
    told = "| F1 | `faults/test_typed_values.py::test_gone` and `faults/nowhere.py` |"
    assert missing_tests(told) == ["faults/nowhere.py", "faults/test_typed_values.py::test_gone"]
