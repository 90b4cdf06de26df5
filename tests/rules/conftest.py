"""The rulebook as shipped, loaded once."""

import pytest

from shuangjian_desktop.rules.rulebook import Rulebook, load_rulebook
from tests.rules.class_days import RULEBOOK


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load_rulebook(RULEBOOK)
