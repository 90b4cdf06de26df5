"""Kill -9 a process that is editing, again and again: no acknowledged edit lost, no step torn.

`python -m benchmarks.torture [ROUNDS]`; the tests call `torture` with a few rounds.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.store import inspection
from shuangjian_desktop.store.tables import homework as homework_table
from tests.builders import MONDAY, class_named, enter, item, small_school


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stood after all rounds."""

    rounds: int
    acknowledged: int
    lost: int
    torn: int
    unsound: int


def torture(folder: Path, rounds: int, seed: int = 0) -> Verdict:
    """Run `rounds` rounds on one school file; every round kills one editing process."""
    small_school(folder).close()
    path, chance = folder / "测试.sjdb", random.Random(seed)
    acknowledged = lost = torn = unsound = 0
    acked: set[str] = set()
    for number in range(rounds):
        acked |= _one_kill(path, number, chance)
        acknowledged = len(acked)
        missing, half, sound = _look(path, acked)
        lost, torn, unsound = max(lost, missing), max(torn, half), unsound + (not sound)
    return Verdict(rounds, acknowledged, lost, torn, unsound)


def _one_kill(path: Path, number: int, chance: random.Random) -> set[str]:
    """Start an editor, let it acknowledge some edits, kill it at a random instant."""
    command = [sys.executable, "-m", "benchmarks.torture", "--edit", str(path), str(number)]
    root = Path(__file__).resolve().parent.parent
    editor = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert editor.stdout is not None
    told = [editor.stdout.readline().strip()]
    time.sleep(chance.uniform(0, 0.05))
    os.kill(editor.pid, signal.SIGKILL)
    # A line that the kill cut short was not acknowledged.
    told += [line.strip() for line in editor.stdout if line.endswith("\n")]
    editor.wait()
    editor.stdout.close()
    return {line for line in told if line}


def _look(path: Path, acked: set[str]) -> tuple[int, int, bool]:
    """Return (acknowledged edits missing, steps half there, is the file sound)."""
    project = Project.open(path)
    ids = [c.id for c in project.directory.classes(MONDAY)]
    there: dict[str, int] = {}
    for found in homework_table.between(project.database, ids, MONDAY, MONDAY):
        there[found.content] = there.get(found.content, 0) + 1
    sound = (
        inspection.integrity_fault(project.database) is None
        and inspection.journal_state(project.database)[0] is None
    )
    project.close()
    return len(acked - there.keys()), sum(count != 2 for count in there.values()), sound


def edit_for_ever(path: Path, number: int) -> None:
    """Add pairs of items, one step each, and say so once each is on disk."""
    project = Project.open(path)
    assert class_named(project, "三(1)")
    count = 0
    while True:
        name = f"第{number}轮第{count}次"
        enter(project, item(project, "三(1)", content=name), item(project, "三(2)", content=name))
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        count += 1


def main(arguments: list[str]) -> int:
    """Run the long form and print the verdict; 1 when anything was lost, torn or unsound."""
    if arguments[:1] == ["--edit"]:
        edit_for_ever(Path(arguments[1]), int(arguments[2]))
    rounds = int(arguments[0]) if arguments else 200
    with tempfile.TemporaryDirectory() as folder:
        verdict = torture(Path(folder), rounds)
    print(
        f"kill -9: {verdict.rounds} rounds, {verdict.acknowledged} acknowledged edits, "
        f"{verdict.lost} lost, {verdict.torn} torn, {verdict.unsound} unsound files"
    )
    return int(bool(verdict.lost or verdict.torn or verdict.unsound))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
