"""dev.py on machines it has to cope with: a cut-off set-up, a changed lock, missing libraries."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.contracts.source_tree import ROOT


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout that needs no package, in a folder with a space and Chinese in its name."""
    folder = tmp_path / "双减 project"
    (folder / "requirements").mkdir(parents=True)
    shutil.copy(ROOT / "dev.py", folder)
    for name in ("run", "dev"):
        (folder / "requirements" / f"{name}.lock").write_text("# nothing\n", encoding="utf-8")
    (folder / "main.py").write_text("import sys; print('main', *sys.argv[1:])", encoding="utf-8")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return folder


def start(
    checkout: Path, *arguments: str, timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [getattr(sys, "_base_executable", sys.executable), checkout / "dev.py", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=timeout,
    )


@pytest.mark.skipif(not dev.LINUX, reason="with a display run opens the window")
def test_set_up_is_done_once_and_a_cut_off_or_outdated_one_is_made_good(checkout: Path) -> None:
    """One long test, because each .venv takes seconds to make."""
    first = start(checkout, "run")
    assert (first.returncode, first.stdout.split()) == (0, ["main", "demo", "--out", "demo-out"])
    assert "making .venv" in first.stderr

    second = start(checkout, "run", "学校.sjdb")
    assert (second.stdout.split(), second.stderr) == (["main", "学校.sjdb"], "")

    (checkout / "requirements" / "run.lock").write_text("# changed\n", encoding="utf-8")
    changed = start(checkout, "run")
    assert "installing run.lock" in changed.stderr
    assert "making .venv" not in changed.stderr

    (checkout / ".venv" / "unfinished").touch()
    (checkout / ".venv" / "half").touch()
    again = start(checkout, "run")
    assert "throwing away a broken .venv" in again.stderr
    assert not (checkout / ".venv" / "half").exists()


def test_an_unknown_verb_lists_the_verbs_and_changes_nothing(checkout: Path) -> None:
    done = start(checkout, "sing")
    assert done.returncode == 2
    assert all(f"dev.py {verb} " in done.stdout for verb in dev.VERBS)
    assert not (checkout / ".venv").exists()


def test_a_library_that_is_there_is_not_asked_for() -> None:
    libraries = "libc.so.6=libc6 libno-such-thing.so.1=libno-such-thing1"
    assert dev.missing(libraries) == (["libno-such-thing1"] if dev.LINUX else [])


@pytest.mark.parametrize(
    ("kept_from_working", "stops"), [("ALWAYS", True), ("FOR_A_WINDOW", False)]
)
@pytest.mark.skipif(not dev.LINUX, reason="only Linux leaves these libraries out")
def test_a_person_who_is_not_root_gets_one_line_to_type(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kept_from_working: str,
    stops: bool,
) -> None:
    """Without a display the libraries of a window can wait, the others cannot."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev, "ALWAYS", "")
    monkeypatch.setattr(dev, "FOR_A_WINDOW", "")
    monkeypatch.setattr(dev, kept_from_working, "libabsent.so.9=libabsent9")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    if stops:
        with pytest.raises(SystemExit, match="2"):
            dev.ensure_libraries()
    else:
        dev.ensure_libraries()
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libabsent9"
    ]


@pytest.mark.skipif(not dev.LINUX, reason="the lock of a dead parent is held open on POSIX only")
def test_a_second_set_up_waits_until_whoever_holds_the_lock_lets_go(checkout: Path) -> None:
    """The one holding it may be a pip whose dev.py was killed."""
    (checkout / "build").mkdir()
    held = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print(flush=True)"
    with subprocess.Popen(
        [sys.executable, "-c", f"{held}; input()", checkout / "build" / "setup.lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            start(checkout, "run", timeout=1.5)
        assert not (checkout / ".venv").exists()
        holder.kill()
    assert start(checkout, "run").returncode == 0


def test_run_with_a_display_makes_the_sample_school_once_and_opens_it(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A making that was cut off leaves nothing that would be opened."""
    (checkout / "main.py").write_text(
        "import os, pathlib, sys\n"
        "print(*sys.argv[1:])\n"
        "if sys.argv[1] == 'demo':\n"
        "    os.makedirs(sys.argv[3])\n"
        "    pathlib.Path(sys.argv[3], '示例.sjdb').touch()\n",
        encoding="utf-8",
    )
    sample = checkout / "build" / "demo"
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(dev, "ROOT", checkout)
    monkeypatch.setattr(dev, "SAMPLE", sample)
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    (checkout / "build" / "demo.making").mkdir(parents=True)

    assert dev.run() == 0
    assert capfd.readouterr().out.split() == [
        "demo", "--out", *str(sample.with_name("demo.making")).split(),
        *str(sample / "示例.sjdb").split(),
    ]  # fmt: skip
    assert dev.run() == 0
    assert capfd.readouterr().out.strip() == str(sample / "示例.sjdb")
