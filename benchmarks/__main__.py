"""Run every benchmark and print its ratios; `python3 dev.py bench`."""

import platform
import sqlite3
import sys

from benchmarks import desk, edit, notices, window

_ALL = (("window", window), ("edit", edit), ("desk", desk), ("notices", notices))


def main(arguments: list[str]) -> None:
    """Run all, or those named."""
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}; medians of one run, whole processes in turn"
    )
    for name, benchmark in _ALL:
        if not arguments or name in arguments:
            benchmark.main()


if __name__ == "__main__":
    main(sys.argv[1:])
