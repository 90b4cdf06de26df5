"""How the worker process is started: the one word that means it, and the whole command line.

Knows nothing of what the worker does; __main__ reads the word, client starts the command.
"""

import os
import sys
from pathlib import Path

WORKER_WORD = "planning-worker"
"""The first argument that makes the program a worker instead of a window."""


def worker_command() -> list[str]:
    """Return the command line: the frozen program itself, or this Python with the package."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_WORD]
    return [sys.executable, "-m", "shuangjian_desktop", WORKER_WORD]


def worker_environment() -> dict[str, str]:
    """Return the environment: the package is found from wherever the program was started.

    ortools brings numpy, whose library of sums would start a thread per core: with sixty-four of
    them nearly all the memory the process may ask for was gone before the first question.
    """
    home = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([home, known] if known else [home])
    return os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
