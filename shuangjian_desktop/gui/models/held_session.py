"""What is in the hand over the board: which session, over which cell, and what each cell says.

Knows rows as they are shown; the answers are app/service/queries/hand.
"""

from collections.abc import Callable

from shuangjian_desktop.app.service.queries.hand import Hand, Swap, Verdict
from shuangjian_desktop.app.service.shapes import Chip

Cell = tuple[int, int]


class Held:
    """`place_of` gives a shown row's place in the board; `changed` is told the cells to paint.

    `hand` is what is held; while nothing is, `glance` may be a session only looked at.
    """

    def __init__(
        self, place_of: Callable[[int], int], changed: Callable[[set[Cell]], None]
    ) -> None:
        self.hand: Hand | None = None
        self.chip: Chip | None = None
        self.preview: Chip | None = None
        self.glance: Hand | None = None
        self.target: Cell | None = None
        self._place_of, self._changed = place_of, changed
        self._swaps: dict[Cell, Swap | None] = {}

    def take(self, hand: Hand | None, chip: Chip | None = None) -> None:
        """Take a session in the hand, or let go of it: every cell looks different."""
        if hand is not self.hand or self.glance is not None:
            self.hand, self.chip, self.glance, self.target = hand, chip, None, None
            self.preview = None
            self._swaps.clear()
            self._changed(set())

    def look_at(self, hand: Hand | None) -> None:
        """Let every cell say what it would say, without holding anything; None = no more."""
        if self.hand is None and hand is not self.glance:
            self.glance = hand
            self._changed(set())

    def aim(self, target: Cell | None) -> None:
        """Say over which cell the hand is."""
        was, self.target = self.target, target
        self.preview = self._foresee()
        if was != target:
            self._changed({cell for cell in (was, target) if cell is not None})

    def _foresee(self) -> Chip | None:
        """Return the chip as it would stand over the target, with those who would lead it."""
        if self.hand is None or self.chip is None or self.target is None:
            return None
        place = self.hand.place(self._place_of(self.target[0]), self.target[1])
        if place is None:
            return None
        case = self.hand.case
        return self.chip._replace(
            people="、".join(case.problem.people[one].name for one in place.staff),
            room="" if place.room is None else case.rooms[place.room].name,
        )

    def verdict(self, row: int, column: int) -> Verdict | None:
        """Return what a cell says to what is held or looked at; None when nothing is."""
        hand = self.hand or self.glance
        return None if hand is None else hand.verdict(self._place_of(row), column)

    def swap(self, row: int, column: int) -> Swap | None:
        """Return how what is held may change places with the one session of a cell."""
        if self.hand is None:
            return None
        if (row, column) not in self._swaps:
            self._swaps[row, column] = self.hand.swap(self._place_of(row), column)
            self._changed({(row, column)})
        return self._swaps[row, column]

    def known_swap(self, row: int, column: int) -> Swap | None:
        """Return the same where it has been looked for already: painting must not wait."""
        return self._swaps.get((row, column))
