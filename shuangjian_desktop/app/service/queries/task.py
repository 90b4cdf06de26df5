"""What 排课 is about to do with a plan, and what a computed plan would change: for the screen.

Reads a case that was loaded already; computes no plan.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.planning.problem import Place, Plan
from shuangjian_desktop.planning.replan import Move, compared
from shuangjian_desktop.planning.staying import must_change
from shuangjian_desktop.planning.verify import cost, faults

NOT_PLACED = "还没有排"
OWN_ROOM = "本班教室"
WRONG_BEFORE = "原来有错"


class Task(NamedTuple):
    """What is to be done: sessions to place, of them locked and placed by now, and with what."""

    title: str
    sessions: int
    locked: int
    placed: int
    classes: int
    people: int
    rooms: int
    slots: int
    is_published: bool


class MoveLine(NamedTuple):
    """One session that would change: its name, where it was and would be, whom it touches.

    `what` is only what changes, 葛长林 → 季长青 in the same place; `why` a word or two, or nothing.
    """

    session_id: SessionId
    name: str
    was: str
    now: str
    people: tuple[str, ...]
    classes: tuple[str, ...]
    what: str = ""
    why: str = ""


def task_of(case: Case) -> Task:
    """Return what a search would have before it."""
    problem = case.problem
    able = {person for work in problem.works for person in work.staff}
    usable = {room for work in problem.works for room in work.rooms}
    return Task(
        case.plan.title,
        len(problem.works),
        sum(work.locked is not None for work in problem.works),
        sum(place is not None for place in case.placed),
        len({one for work in problem.works for one in work.classes}),
        len(able),
        len(usable),
        len(case.slots),
        case.plan.state is PlanState.PUBLISHED,
    )


def move_lines(case: Case, plan: Plan) -> tuple[MoveLine, ...]:
    """Return what a complete plan does otherwise than the file, by time of the new place.

    What could not have stayed as it was is told apart.
    """
    found = compared(case.problem, case.placed, plan).moves
    ordered = sorted(found, key=lambda move: (move.now.slot, move.work))
    wrong = must_change(case.problem, case.placed)
    why = {one.work: WRONG_BEFORE for one in found if one.was is not None and one.work in wrong}
    return told_moves(case, ordered, why)


def told_moves(
    case: Case, moves: Iterable[Move], why: Mapping[int, str] | None = None
) -> tuple[MoveLine, ...]:
    """Return the moves of a replanned week in words; `why`: the reason of each by its session."""
    reasons = why or {}
    return tuple(_line(case, move)._replace(why=reasons.get(move.work, "")) for move in moves)


def touched(lines: Iterable[MoveLine]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (people, classes) of all the lines, each once, in their order."""
    people: dict[str, None] = {}
    classes: dict[str, None] = {}
    for line in lines:
        people |= dict.fromkeys(line.people)
        classes |= dict.fromkeys(line.classes)
    return tuple(people), tuple(classes)


def place_words(case: Case, place: Place | None) -> str:
    """Return 周三第2节 音乐教室 王31; who is asked for nobody is not named."""
    if place is None:
        return NOT_PLACED
    problem = case.problem
    room = "" if place.room is None else problem.rooms[place.room].name
    people = "、".join(problem.people[one].name for one in place.staff)
    return " ".join(filter(None, (problem.slots[place.slot].name, room, people)))


def _line(case: Case, move: Move) -> MoveLine:
    problem = case.problem
    return MoveLine(
        case.sessions[move.work].id,
        problem.works[move.work].name,
        place_words(case, move.was),
        place_words(case, move.now),
        tuple(problem.people[one].name for one in move.people),
        tuple(problem.classes[one] for one in move.classes),
        _what(case, move),
    )


def _what(case: Case, move: Move) -> str:
    """Return what is otherwise, 葛长林 → 季长青; the whole place where the slot is new."""
    was, now, problem = move.was, move.now, case.problem
    if was is None or was.slot != now.slot:
        return place_words(case, now)
    told = []
    if was.room != now.room:
        rooms = [OWN_ROOM if r is None else problem.rooms[r].name for r in (was.room, now.room)]
        told.append(" → ".join(rooms))
    off, on = (
        "、".join(problem.people[one].name for one in some.staff if one not in other.staff)
        for some, other in ((was, now), (now, was))
    )
    if off and on:
        told.append(f"{off} → {on}")
    elif off or on:
        told.append(f"加{on}" if on else f"减{off}")
    return "；".join(told)


class Standing(NamedTuple):
    """How the plan in the file does: `cost` None while it is not complete or breaks rules."""

    cost: int | None
    words: str


def standing_of(case: Case) -> Standing:
    """Return how the plan as it stands in the file does beside a computed one."""
    waiting = sum(place is None for place in case.placed)
    if waiting:
        return Standing(None, f"现在的安排还有{waiting}次没有排。")
    broken = faults(case.problem, case.placed)
    if broken:
        return Standing(None, f"现在的安排有{len(broken)}处不合规则，例如：{broken[0].message}")
    total = cost(case.problem, case.placed).total
    return Standing(total, f"现在的安排没有不合规则的地方，代价{total}。")
