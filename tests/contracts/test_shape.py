"""The grain of the code: short files, short functions, small classes, names that say something."""

import ast
from collections.abc import Iterator

import pytest

from tests.contracts.source_tree import PACKAGE, named, parse, python_files

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_PUBLIC_METHODS = 15
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield f"{node.name} has {lines} lines"


def broad_classes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = [item.name for item in node.body if isinstance(item, Function)]
            public = [name for name in methods if not name.startswith("_")]
            if len(public) > MOST_PUBLIC_METHODS:
                yield f"{node.name} has {len(public)} public methods"


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    lengths = {named(p): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    assert [
        f"{named(p)}: {fault}" for p in python_files() for fault in long_functions(parse(p))
    ] == []


def test_no_class_does_everything() -> None:
    assert [
        f"{named(p)}: {fault}" for p in python_files() for fault in broad_classes(parse(p))
    ] == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {named(path): {path.stem, path.parent.name} for path in python_files()}
    assert [name for name, parts in names.items() if parts & NAMES_THAT_SAY_NOTHING] == []


def test_every_module_says_what_it_is_for_and_what_it_must_not_know() -> None:
    """One line or two; an empty package __init__ needs none."""
    silent = [
        named(path)
        for path in python_files(PACKAGE)
        if path.stat().st_size and not ast.get_docstring(parse(path))
    ]
    assert silent == []


@pytest.mark.parametrize("lines", [40, 41])
def test_a_planted_long_function_is_seen(lines: int) -> None:
    source = "def f():\n" + "    x = 1\n" * (lines - 1)
    assert bool(list(long_functions(ast.parse(source)))) is (lines == 41)


@pytest.mark.parametrize("methods", [15, 16])
def test_a_planted_hub_object_is_seen(methods: int) -> None:
    body = "".join(f"    def m{i}(self): ...\n" for i in range(methods))
    source = f"class C:\n    def __init__(self): ...\n    def _p(self): ...\n{body}"
    assert bool(list(broad_classes(ast.parse(source)))) is (methods == 16)
