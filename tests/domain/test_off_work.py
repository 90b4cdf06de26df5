"""The off-work time in force is the newest that has begun and names the weekday [§6]."""

from datetime import date, time

import pytest

from shuangjian_desktop.domain.off_work import off_work_on
from shuangjian_desktop.domain.school import OffWork

SUMMER = OffWork(date(2026, 5, 6), time(17, 30))
WINTER = OffWork(date(2026, 10, 8), time(17, 0))
SHORT_FRIDAY = OffWork(date(2026, 9, 1), time(16, 30), None, (5,))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 5, 5), None),
        (date(2026, 5, 6), SUMMER),
        (date(2026, 9, 3), SUMMER),
        (date(2026, 9, 4), SHORT_FRIDAY),
        (date(2026, 10, 7), SUMMER),
        (date(2026, 10, 8), WINTER),
        (date(2026, 10, 9), WINTER),  # what is newer replaces a short Friday too
    ],
)
def test_the_newest_that_has_begun_holds(on: date, expected: OffWork | None) -> None:
    assert off_work_on((WINTER, SUMMER, SHORT_FRIDAY), on) == expected
