"""Times of one day as minutes: from one to another, and since midnight.

Standard library only; knows nothing of what happens at those times.
"""

from datetime import time


def minutes_between(starts: time, ends: time) -> int:
    """Return whole minutes from one time of a day to a later one of the same day."""
    return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute


def minute_of_day(at: time) -> int:
    """Return minutes since midnight."""
    return at.hour * 60 + at.minute
