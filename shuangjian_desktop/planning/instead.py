"""Who takes which place when there are too few: the cheapest way to give each one, exactly.

Plain numbers; knows no room and no session. Source: the assignment problem solved by shortest
augmenting paths; each further one may make those before it change places.
"""

from collections.abc import Mapping, Sequence


def cheapest(costs: Sequence[Mapping[int, int]]) -> tuple[int | None, ...]:
    """Return a place for each one, no place twice: as many as can be, and of those the cheapest.

    `costs[one]` has the places that one can take, each with its cost (>= 0). None = it gets none.
    The same costs give the same answer.
    """
    taken: dict[int, int] = {}
    for newcomer in range(len(costs)):
        _let_in(costs, taken, newcomer)
    found: list[int | None] = [None] * len(costs)
    for place, one in taken.items():
        found[one] = place
    return tuple(found)


def _let_in(costs: Sequence[Mapping[int, int]], taken: dict[int, int], newcomer: int) -> None:
    """Give one more a place by the cheapest chain of moves; without a chain it gets none.

    A chain that leaves somebody else without a place is one too, when that is cheaper.
    """
    price: dict[int, int] = {}
    came_from: dict[int, int] = {}
    for place, cost in costs[newcomer].items():
        price[place], came_from[place] = cost, newcomer
    for _ in range(len(costs)):
        if not _shorten(costs, taken, price, came_from):
            break
    free = [place for place in price if place not in taken]
    if free:
        _move(taken, came_from, min(free, key=lambda place: (price[place], place)))
        return
    ways_out = {
        place: price[place] - costs[taken[place]][place] for place in price if place in taken
    }
    if ways_out:
        last = min(ways_out, key=lambda place: (ways_out[place], place))
        if ways_out[last] < 0:
            del taken[last]
            _move(taken, came_from, last)


def _shorten(
    costs: Sequence[Mapping[int, int]],
    taken: Mapping[int, int],
    price: dict[int, int],
    came_from: dict[int, int],
) -> bool:
    """Let whoever holds a place go on to another; return whether that made any place cheaper."""
    is_better = False
    for place in list(price):
        holder = taken.get(place)
        if holder is None:
            continue
        left = price[place] - costs[holder][place]
        for other, cost in costs[holder].items():
            if other != place and left + cost < price.get(other, left + cost + 1):
                price[other], came_from[other] = left + cost, holder
                is_better = True
    return is_better


def _move(taken: dict[int, int], came_from: Mapping[int, int], last: int) -> None:
    """Carry out a chain, from its free place back to the newcomer."""
    held = {one: place for place, one in taken.items()}
    place = last
    while True:
        one = came_from[place]
        before = held.get(one)
        taken[place] = one
        if before is None:
            return
        del taken[before]
        place = before
