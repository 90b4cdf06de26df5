"""Who and which room is wanted in two places at one time of a date, over the whole school [§7].

Compares what is held; knows nothing of rules, nor of how it came to be so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.ids import ClassId, RoomId, SessionId, StaffId
from shuangjian_desktop.domain.service import Room

if TYPE_CHECKING:
    from shuangjian_desktop.app.service.occurrences import Occurrence


def clashes(
    held: "Iterable[Occurrence]",
    staff_names: Mapping[StaffId, str],
    rooms: Mapping[RoomId, Room],
    class_names: Mapping[ClassId, str],
) -> dict[SessionId, tuple[str, ...]]:
    """Return for each session that meets another what of it is wanted there, in words."""
    of_person: dict[StaffId, list[Occurrence]] = defaultdict(list)
    of_room: dict[RoomId, list[Occurrence]] = defaultdict(list)
    for each in held:
        for person in each.session.staff:
            of_person[person].append(each)
        if each.session.room_id:
            of_room[each.session.room_id].append(each)
    found: dict[SessionId, list[str]] = defaultdict(list)
    for person, wanted in of_person.items():
        for one, other in _meeting(wanted):
            name = staff_names.get(person, "")
            found[one.session.id].append(f"{name}同时还要带{_told(other, class_names)}")
    for room_id, wanted in of_room.items():
        for one, other in _meeting(wanted):
            name = rooms[room_id].name if room_id in rooms else ""
            found[one.session.id].append(f"{name}同时还有{_told(other, class_names)}")
    return {session_id: tuple(words) for session_id, words in found.items()}


def _meeting(wanted: "Sequence[Occurrence]") -> "Iterable[tuple[Occurrence, Occurrence]]":
    """Yield every two that share more than a moment, each before the other once."""
    for one, other in combinations(wanted, 2):
        if one.slot.starts < other.slot.ends and other.slot.starts < one.slot.ends:
            yield one, other
            yield other, one


def _told(each: "Occurrence", class_names: Mapping[ClassId, str]) -> str:
    """Return 三(2)的作业辅导15:40, or 合唱16:25 of several classes."""
    own = each.activity.class_ids
    whose = f"{class_names.get(own[0], '')}的" if len(own) == 1 else ""
    return f"{each.slot.starts:%H:%M}的{whose}{each.activity.title}"
