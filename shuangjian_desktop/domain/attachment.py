"""附件: a file the school keeps inside its school file, such as the official copy of the measures.

Frozen values only; the bytes are in store/tables/attachments.
"""

from typing import NamedTuple


class Attachment(NamedTuple):
    """One file kept. `about` says what it belongs to, `size` is in bytes, `at` is local ISO text.

    `sha256` is the hex digest of its content.
    """

    id: str
    about: str
    name: str
    sha256: str
    size: int
    who: str
    at: str


def about_rulebook(name: str) -> str:
    """Return what an official copy of a rulebook (`id version`) is filed under."""
    return f"rulebook {name}"
