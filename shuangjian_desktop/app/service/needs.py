"""What a session needs: which rooms suit it, and how many grown-ups; in numbers and in words.

Reads no file and knows no plan; what is free is for the planner to find.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from shuangjian_desktop.domain.service import Activity, Room


class RoomNeed(NamedTuple):
    """Which rooms suit, by number. Without any although one is wanted: why not, and which instead.

    `instead`: what a person could allow past the rule, the likeliest first.
    """

    rooms: tuple[int, ...] = ()
    no_room: str = ""
    instead: tuple[int, ...] = ()


def room_need(rooms: Sequence[Room], activity: Activity, accepted: Collection[str]) -> RoomNeed:
    """Return which rooms suit a session; `accepted` are ids a person has allowed it."""
    kind, pupils = activity.room_kind, activity.pupils
    if not kind and not accepted:
        return RoomNeed()
    suited = tuple(
        number
        for number, room in enumerate(rooms)
        if room.id in accepted or (room.kind == kind and room.capacity >= pupils)
    )
    if suited or not kind:
        return RoomNeed(suited)
    largest = max((room.capacity for room in rooms if room.kind == kind), default=None)
    if largest is None:
        words = f"没有{kind}这种场地"
    else:
        words = f"没有能用的{kind}：要{pupils}人，最大的容{largest}人"
    return RoomNeed((), words, tuple(_instead(rooms, activity)))


def staff_need(activity: Activity, pupils_per_adult: int | None) -> tuple[int, str]:
    """Return how many people a session wants, and why it is more than the activity says [§7]."""
    if pupils_per_adult is None or activity.pupils <= activity.staff_wanted * pupils_per_adult:
        return activity.staff_wanted, ""
    wanted = -(-activity.pupils // pupils_per_adult)
    return wanted, f"（{activity.pupils}名学生，每人最多看{pupils_per_adult}名）"


def _instead(rooms: Sequence[Room], activity: Activity) -> Iterator[int]:
    """Yield rooms large enough, of the kind first and the smallest first, then the others."""

    def key(number: int) -> tuple[bool, bool, int]:
        room = rooms[number]
        is_large = room.capacity >= activity.pupils
        size = room.capacity if is_large else -room.capacity
        return not is_large, room.kind != activity.room_kind, size

    yield from sorted(range(len(rooms)), key=key)
