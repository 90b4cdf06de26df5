"""The locks hold every dependency of pyproject.toml, once, with hashes and without an address."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.contracts.source_tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = ROOT / "requirements" / "run.lock"
DEV = ROOT / "requirements" / "dev.lock"


def pins(lock: Path) -> dict[str, str]:
    """Name -> version of every package of a lock."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def wanted(requirements: list[str]) -> set[str]:
    """The bare names of requirements, in the spelling locks use."""
    names = {re.split(r"[<>=!~; \[]", line)[0] for line in requirements}
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_a_lock_has_hashes_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash)", text, re.MULTILINE)
    for block in re.split(r"\n(?=[a-z0-9])", text)[1:]:
        assert "--hash=sha256:" in block, block


def test_the_locks_follow_pyproject() -> None:
    assert wanted(PROJECT["project"]["dependencies"]) <= set(pins(RUN))
    assert wanted(PROJECT["dependency-groups"]["dev"]) <= set(pins(DEV))


def test_the_lock_for_development_holds_all_that_runs_in_the_same_versions() -> None:
    assert pins(RUN).items() <= pins(DEV).items()
