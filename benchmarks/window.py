"""First painted window on 60 classes and ten years ÷ a bare window with a table, menu and toolbar.

Whole processes in turn; memory is the peak once everything deferred has run.
"""

import sys
import tempfile

from benchmarks import schools
from benchmarks.pairs import Run, in_turn, run_once, told

TIME_LIMIT, MEMORY_LIMIT = 1.5, 2.0


def main() -> None:
    """Print both ratios."""
    school = str(schools.ten_years())
    with tempfile.TemporaryDirectory() as profile:

        def child(*arguments: str) -> Run:
            command = [sys.executable, "-m", "benchmarks.window_child", *arguments]
            return run_once(command, {"HOME": profile})

        ours, bare = in_turn(lambda: child("ours", school), lambda: child("bare"))
        told(
            "first painted window / bare window",
            [run.seconds * 1000 for run in ours],
            [run.seconds * 1000 for run in bare],
            "ms",
            TIME_LIMIT,
        )
        ours, bare = in_turn(
            lambda: child("ours", school, "settled"), lambda: child("bare", "settled"), times=5
        )
        told(
            "peak memory, all settled / bare window",
            [run.megabytes for run in ours],
            [run.megabytes for run in bare],
            "MB",
            MEMORY_LIMIT,
        )


if __name__ == "__main__":
    main()
