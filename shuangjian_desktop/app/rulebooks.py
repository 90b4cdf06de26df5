"""Reads the shipped rulebooks, all of them: an older notice is judged by the older one.

Knows a folder; which book judges what is rules/shelf.
"""

from pathlib import Path

from shuangjian_desktop.rules.rulebook import load_rulebook
from shuangjian_desktop.rules.shelf import Shelf, shelf_of


def load_shelf(folder: Path) -> Shelf:
    """Return every rulebook of a folder; RulebookError names the first that cannot be trusted.

    The shipped books are proven by the tests, not at every start.
    """
    return shelf_of(load_rulebook(path, is_proven=True) for path in sorted(folder.glob("*.toml")))
