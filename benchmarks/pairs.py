"""Time whole processes in turn, A B A B, and take medians: what drifts hits both.

Wall seconds from start to exit; peak memory of the process itself, as the system counted it.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall seconds and peak resident megabytes."""

    seconds: float
    megabytes: float


def run_once(command: Sequence[str], environment: dict[str, str] | None = None) -> Run:
    """Run one command to its end; a failing command stops the benchmark."""
    before = time.perf_counter()
    process = subprocess.Popen(
        list(command),
        cwd=ROOT,
        env=_environment() | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - before
    error = process.stderr.read().decode() if process.stderr else ""
    if process.stderr:
        process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)}\n{error}")
    return Run(seconds, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """Offscreen, and with compiled modules kept as on any office PC, whatever this machine says."""
    kept = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}


def in_turn(
    ours: Callable[[], Run], floor: Callable[[], Run], times: int = 9
) -> tuple[list[Run], list[Run]]:
    """Return the counted runs of both, after one uncounted run each."""
    ours()
    floor()
    pairs = [(ours(), floor()) for _ in range(times)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def ratio_of_medians(ours: Sequence[float], floor: Sequence[float]) -> float:
    return statistics.median(ours) / statistics.median(floor)


def told(name: str, ours: Sequence[float], floor: Sequence[float], unit: str, limit: float) -> None:
    """Print one line: the two medians, their ratio and the bound it is held to."""
    ratio = ratio_of_medians(ours, floor)
    verdict = "ok" if ratio <= limit else "MISSED"
    print(
        f"{name}: {statistics.median(ours):.1f} {unit} / {statistics.median(floor):.1f} {unit} "
        f"= {ratio:.2f} (held to {limit}) {verdict}"
    )
