"""Who may import whom. Every contract of pyproject.toml is broken once here, to see it bark."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.contracts.source_tree import PACKAGE, ROOT, named, parse, python_files

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]

FAULTS = [
    ("layers", "domain/ids.py", "import shuangjian_desktop.rules"),
    ("layers", "rules/__init__.py", "import shuangjian_desktop.app"),
    ("layers", "store/__init__.py", "import shuangjian_desktop.reports"),
    ("layers", "exchange/__init__.py", "import shuangjian_desktop.store"),
    ("layers", "reports/__init__.py", "import shuangjian_desktop.exchange"),
    ("layers", "app/__init__.py", "import shuangjian_desktop.gui"),
    ("layers", "app/__init__.py", "import shuangjian_desktop.cli"),
    ("layers", "cli/__init__.py", "import shuangjian_desktop.gui"),
    ("qt", "app/__init__.py", "from PySide6.QtCore import QObject"),
    ("reportlab", "app/__init__.py", "def late():\n    import reportlab.rl_config"),
    ("workbooks", "app/__init__.py", "import openpyxl"),
    ("workbooks", "cli/__init__.py", "import csv"),
    ("sql", "app/__init__.py", "import sqlite3"),
    ("sql", "exchange/__init__.py", "from sqlite_utils import Database"),
    ("solver", "app/__init__.py", "from ortools.sat.python import cp_model"),
    ("click", "app/__init__.py", "import click"),
    ("folders", "app/__init__.py", "import platformdirs"),
]


def lint_imports(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Judge the package that stands in a folder by this checkout's contracts."""
    program = "from importlinter.cli import lint_imports_command as lint; lint()"
    config = ["--config", str(ROOT / "pyproject.toml"), "--no-logo", "--no-cache"]
    return subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, '.'); {program}",
            *config,
            *options,
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(
        PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__", "resources")
    )
    return tmp_path


def test_every_import_contract_is_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_has_a_fault_that_breaks_it() -> None:
    assert {contract["id"] for contract in CONTRACTS} == {contract for contract, _, _ in FAULTS}


@pytest.mark.parametrize(("contract", "module", "fault"), FAULTS)
def test_a_planted_import_breaks_its_contract(
    copy: Path, contract: str, module: str, fault: str
) -> None:
    with (copy / PACKAGE.name / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{fault}\n")
    done = lint_imports(copy, "--contract", contract)
    name = next(one["name"] for one in CONTRACTS if one["id"] == contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{name} BROKEN" in " ".join(done.stdout.split())


def test_a_new_room_must_be_given_its_place_in_the_layers(copy: Path) -> None:
    (copy / PACKAGE.name / "attic").mkdir()
    (copy / PACKAGE.name / "attic" / "__init__.py").touch()
    done = lint_imports(copy, "--contract", "layers")
    assert done.returncode == 1
    assert "attic" in done.stdout


def outside_the_standard_library(tree: ast.Module) -> set[str]:
    """Top-level names a module imports that neither Python nor this package brings."""
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    return imported - sys.stdlib_module_names - {PACKAGE.name}


@pytest.mark.parametrize("room", ["domain", "rules"])
def test_the_heart_needs_the_standard_library_only(room: str) -> None:
    foreign = {
        named(path): outside_the_standard_library(parse(path))
        for path in python_files(PACKAGE / room)
    }
    assert {name: names for name, names in foreign.items() if names} == {}


def test_a_planted_third_party_import_in_the_heart_is_seen() -> None:
    fault = "import datetime\ndef late():\n    from dateutil.parser import parse\n"
    assert outside_the_standard_library(ast.parse(fault)) == {"dateutil"}
