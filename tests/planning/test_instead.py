"""Giving places: as many as can be, the cheapest of all ways, against trying everything."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.planning.instead import cheapest

COSTS = st.lists(st.dictionaries(st.integers(0, 4), st.integers(0, 9), max_size=5), max_size=5)


def best_of_all(costs: list[dict[int, int]]) -> tuple[int, int]:
    """Return how many can have a place at most, and what that costs at least."""
    found = []
    for way in product(*[[None, *one] for one in costs]):
        used = [place for place in way if place is not None]
        if len(used) == len(set(used)):
            cost = sum(costs[n][p] for n, p in enumerate(way) if p is not None)
            found.append((-len(used), cost))
    count, cost = min(found)
    return -count, cost


@given(COSTS)
def test_as_many_as_can_be_and_the_cheapest_of_those(costs: list[dict[int, int]]) -> None:
    got = cheapest(costs)
    used = [place for place in got if place is not None]
    assert len(used) == len(set(used))
    assert all(place in costs[one] for one, place in enumerate(got) if place is not None)
    cost = sum(costs[one][place] for one, place in enumerate(got) if place is not None)
    assert (len(used), cost) == best_of_all(costs)


def test_somebody_gives_way_to_whoever_has_no_other_place() -> None:
    assert cheapest([{0: 0, 1: 5}, {0: 0}]) == (1, 0)


def test_nobody_is_given_a_place_that_is_not_theirs() -> None:
    assert cheapest([{0: 1}, {}, {0: 0}]) == (None, None, 0)
