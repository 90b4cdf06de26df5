"""预案: which rooms cannot be used then (rain: those outside), and where each session goes instead.

Frozen values only; what is proposed is planning/instead, what it means on a date app/service.
"""

from typing import NamedTuple

from shuangjian_desktop.domain.ids import ContingencyId, RoomId, SessionId


class Contingency(NamedTuple):
    """A plan made beforehand for the days on which `room_ids` cannot be used."""

    id: ContingencyId
    name: str
    room_ids: tuple[RoomId, ...]


class Prepared(NamedTuple):
    """What a session does then; `room_id` None = its own classroom, `is_held` False = not held.

    `origin` is the id it has in all versions of a plan, so that a new version keeps it.
    """

    origin: SessionId
    room_id: RoomId | None = None
    is_held: bool = True
