"""A school without an after-school plan starts without what only such plans need."""

import subprocess
import sys

import pytest

from tests.contracts.source_tree import ROOT

LATE = "shuangjian_desktop.domain.service"


def loads_late(module: str) -> bool:
    """Return whether a fresh Python that imports a module knows the values of plans."""
    program = f"import sys, {module}; print({LATE!r} in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split() == ["True"]


@pytest.mark.parametrize(
    "module",
    [
        "shuangjian_desktop.rules.registry",
        "shuangjian_desktop.app.queries.week",
        "shuangjian_desktop.gui.pages.homework",
    ],
)
def test_the_first_page_and_its_checks_load_no_plan(module: str) -> None:
    assert not loads_late(module)


def test_what_loads_one_would_be_seen() -> None:
    assert loads_late("shuangjian_desktop.app.service.book")
