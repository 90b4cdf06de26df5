"""Run every benchmark and print its ratios; `python3 dev.py bench`."""

import platform
import sqlite3
import subprocess
import sys

_ALL = ("window", "edit", "desk", "notices", "planning", "explaining")


def main(arguments: list[str]) -> None:
    """Run all, or those named, each in a process of its own: there is one QApplication in each."""
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}; medians of one run, whole processes in turn",
        flush=True,
    )
    for name in _ALL:
        if not arguments or name in arguments:
            subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
