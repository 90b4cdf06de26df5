"""What one command changed, told once to everybody who shows data.

Plain values; knows nothing of who listens.
"""

from typing import NamedTuple


class Changes(NamedTuple):
    """The kinds of rows and the row ids one step touched. `seq` None = nothing was changed."""

    kinds: frozenset[str]
    ids: frozenset[str]
    label: str
    seq: int | None

    def touches(self, *kinds: str) -> bool:
        """Return whether any of the given kinds of rows was changed."""
        return not self.kinds.isdisjoint(kinds)


NOTHING = Changes(frozenset(), frozenset(), "", None)
EVERYTHING = "*"
