"""By what the sample school is known, and the day it stands still on.

A few values; making it is app/demo.
"""

from datetime import date, datetime
from pathlib import Path

DEMO_FILE_NAME = "样例学校.sjdb"
DEMO_DATE = date(2026, 11, 24)  # Tuesday of the second full week, where its clock stands


def demo_clock() -> datetime:
    """The sample school's own now: 2026-11-24 15:40, so that its papers and pictures never age."""
    return datetime(2026, 11, 24, 15, 40)  # noqa: DTZ001 - local time, as every clock here


def making_clock() -> datetime:
    """When the sample school's tables were imported: early on the first Monday of its fortnight."""
    return datetime(2026, 11, 16, 7, 30)  # noqa: DTZ001 - local time, as every clock here


def is_demo_file(path: Path) -> bool:
    """Return whether a file is the sample school, which wears a ribbon."""
    return path.name == DEMO_FILE_NAME
