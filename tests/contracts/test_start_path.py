"""Opening the window must not wait for libraries that only paper, workbooks or scripts need."""

import subprocess
import sys

import pytest

from tests.contracts.source_tree import ROOT

START_PATH = [
    "shuangjian_desktop.__main__",
    "shuangjian_desktop.app.project",
    "shuangjian_desktop.paths",
]
NEVER = (
    "click", "csv", "defusedxml", "fontTools", "numpy", "openpyxl", "ortools", "pandas",
    "platformdirs", "pypdfium2", "reportlab", "sqlite_utils", "typst", "xlrd",
)  # fmt: skip


def loaded_by(module: str) -> set[str]:
    """Which of the heavy libraries a fresh Python has loaded after importing one module."""
    program = f"import sys, {module}; print(*sorted(set({NEVER!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("module", START_PATH)
def test_the_start_path_loads_no_heavy_library(module: str) -> None:
    assert loaded_by(module) == set()


def test_a_heavy_import_would_be_seen() -> None:
    assert loaded_by("openpyxl") >= {"openpyxl"}
