"""Whatever is booked, taking it back leaves the days as before; a swap has no first and second."""

import random
from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.bookings import Booking
from shuangjian_desktop.app.service.commands.booked import book, take_back
from shuangjian_desktop.app.service.commands.days import (
    Exchange,
    Place,
    cancel,
    cover,
    move,
    new_times,
    swap,
)
from shuangjian_desktop.app.service.dates import Spot
from shuangjian_desktop.app.service.queries.day import day_board
from shuangjian_desktop.errors import UserError
from tests.app.service.dates_desk import (
    FRIDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    booked,
    day,
    served_school,
)
from tests.builders import MONDAY

FIRST = (time(15, 40), time(16, 20))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师")
    yield opened
    opened.close()


def any_booking(project: Project, dice: random.Random) -> Booking | None:
    """Return one act on this week chosen by dice; None when it makes no sense."""
    days = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]

    def pick() -> Spot:
        return dice.choice(
            [e for e in day_board(project, dice.choice(days)).lines if e.is_held]
        ).spot

    staff = [each.id for each in project.directory.staff]
    acts = (
        lambda: cover(project, pick(), None, dice.choice(staff)),
        lambda: swap(project, pick(), pick(), dice.choice(list(Exchange))),
        lambda: cancel(project, [pick()], "体检"),
        lambda: move(project, pick(), Place(dice.choice(days), time(17, 10), time(17, 50))),
        lambda: new_times(project, dice.choice(days), {FIRST: (time(15, 0), time(15, 35))}, "会"),
    )
    try:
        return dice.choice(acts)()
    except UserError:
        return None


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6))
def test_booking_and_taking_back_leaves_every_day_as_before(project: Project, seed: int) -> None:
    dice = random.Random(seed)
    dates = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)
    begun = [day(project, on) for on in dates]
    stack = []
    for _ in range(4):
        booking = any_booking(project, dice)
        if booking is None or booking.refused:
            continue
        shown = [day(project, on) for on in dates]
        stack.append((booked(project, booking), shown))
    for swap_id, shown in reversed(stack):
        project.run(book(take_back(project, swap_id)))
        assert [day(project, on) for on in dates] == shown
    assert [day(project, on) for on in dates] == begun


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6), what=st.sampled_from(Exchange))
def test_a_swap_is_the_same_from_either_side(project: Project, seed: int, what: Exchange) -> None:
    dice = random.Random(seed)
    lines = [e for on in (MONDAY, WEDNESDAY, THURSDAY) for e in day_board(project, on).lines]
    one, other = (each.spot for each in dice.sample(lines, 2))
    try:
        there, back = swap(project, one, other, what), swap(project, other, one, what)
    except UserError:
        return
    assert {m.words for m in there.moved} == {m.words for m in back.moved}
    assert sorted(there.refused) == sorted(back.refused)
    assert sorted(there.warned) == sorted(back.warned)
