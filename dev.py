"""All the set-up there is: `python3 dev.py run`, `python3 dev.py test` (Windows: `py dev.py run`).

Standard library only; knows the project's command lines and nothing of what the program does.
"""

from __future__ import annotations  # an older Python gets as far as our sentence

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "ready.json"  # written last: what is installed, and for which interpreter
UNFINISHED = VENV / "unfinished"  # there while anything is being installed
# The lock for development holds all of the other, in the same versions.
LOCKS = {"run": ROOT / "requirements" / "run.lock", "dev": ROOT / "requirements" / "dev.lock"}
SAMPLE = ROOT / "build" / "demo"
OLDEST = (3, 11)
LINUX: bool = sys.platform.startswith("linux")

# What Qt loads and a bare Debian has not got: the file asked for, the package that brings it.
ALWAYS = """
    libEGL.so.1=libegl1 libGL.so.1=libgl1 libX11.so.6=libx11-6 libdbus-1.so.3=libdbus-1-3
    libfontconfig.so.1=fontconfig libglib-2.0.so.0=libglib2.0-0 libxkbcommon.so.0=libxkbcommon0
"""
FOR_A_WINDOW = """
    libX11-xcb.so.1=libx11-xcb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb.so.1=libxcb1
    libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4
    libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1
    libxcb-randr.so.0=libxcb-randr0 libxcb-render.so.0=libxcb-render0
    libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0
    libxcb-shm.so.0=libxcb-shm0 libxcb-sync.so.1=libxcb-sync1 libxcb-util.so.1=libxcb-util1
    libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1
    libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0
    libwayland-egl.so.1=libwayland-egl1 libcups.so.2=libcups2
"""


def say(chinese: str, english: str) -> None:
    """One progress line, readable on a console that has no Chinese too."""
    print(f"[dev] {chinese} / {english}", file=sys.stderr, flush=True)


def stop(chinese: str, english: str) -> NoReturn:
    say(chinese, english)
    sys.exit(2)


def missing(*libraries: str) -> list[str]:
    """Packages whose library the loader cannot find; none on Windows and macOS."""
    absent = []
    for pair in " ".join(libraries).split() if LINUX else ():
        name, package = pair.split("=")
        try:
            ctypes.CDLL(name)
        except OSError:
            absent.append(package)
    return absent


def has_display() -> bool:
    return not LINUX or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def ensure_libraries() -> None:
    """Install what Qt needs when root; else print the line to type, and stop if it cannot wait."""
    if not (packages := missing(ALWAYS, FOR_A_WINDOW)):
        return
    line = " ".join(["apt-get install -y --no-install-recommends", *packages])
    if shutil.which("apt-get") and sys.platform != "win32" and os.geteuid() == 0:
        say("正在安装 Qt 需要的系统库", "installing system libraries: " + " ".join(packages))
        if _apt_install(line.split()):
            return
        stop("系统库没有装上，请检查网络后执行", f"not installed; check the network, then: {line}")
    say("缺少 Qt 需要的系统库，请执行下面一行", "system libraries are missing, please type")
    print(f"sudo apt-get update && sudo {line}", flush=True)
    if missing(ALWAYS, FOR_A_WINDOW if has_display() else ""):
        sys.exit(2)


def _apt_install(command: Sequence[str]) -> bool:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quietly = ["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    for step in (["apt-get", "update"], list(command)):
        done = subprocess.run(
            step + quietly, env=env, capture_output=True, text=True, errors="replace", check=False
        )
    if done.returncode:
        print((done.stdout + done.stderr)[-2000:], file=sys.stderr)
    return done.returncode == 0 and not missing(ALWAYS, FOR_A_WINDOW)


def digest(lock: str) -> str:
    """Line ends do not count: a checkout on Windows may have turned them."""
    return hashlib.sha256(LOCKS[lock].read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def interpreter() -> str:
    """What .venv runs on; changes when the system's Python is replaced or the folder is moved."""
    config = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    return f"{PYTHON.resolve(strict=True)}\n{config}"


def is_ready(lock: str) -> bool:
    """Whether the last finished set-up was for this lock and still fits this .venv."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
        fits = stamp["interpreter"] == interpreter() and stamp[lock] == digest(lock)
        return fits and not UNFINISHED.exists()
    except (OSError, ValueError, LookupError, TypeError):
        return False


def ensure_environment(lock: str) -> None:
    """Make .venv hold what the lock says. Costs two file reads when it already does."""
    if is_ready(lock):
        return
    with only_one() as held:
        if is_ready(lock):
            return
        ensure_venv()
        install(pip_command(), LOCKS[lock], held)
        stamp = {"interpreter": interpreter(), "run": digest("run"), lock: digest(lock)}
        STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
        UNFINISHED.unlink()
    say("环境已就绪", "ready")


@contextlib.contextmanager
def only_one() -> Iterator[tuple[int, ...]]:
    """One set-up at a time; yields what pip holds open, so that an orphaned pip is waited for."""
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "setup.lock").open("w") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            yield ()
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
            yield (file.fileno(),)


def ensure_venv() -> None:
    """A working .venv: kept when it is whole, made anew when a set-up was cut off in the middle."""
    if VENV.exists() and (UNFINISHED.exists() or not _works("sys")):
        if Path(sys.prefix).resolve() == VENV:
            stop("请先退出 .venv，再用系统的 Python 运行", "leave .venv first: deactivate")
        say(".venv 没有装完或已不能用，重新建立", "throwing away a broken .venv")
        shutil.rmtree(VENV)
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    if not PYTHON.exists():
        say("正在建立 .venv", "making .venv")
        venv.EnvBuilder(symlinks=os.name != "nt").create(VENV)


def _works(module: str) -> bool:
    """Whether .venv's Python starts, is new enough and has the module."""
    command = [str(PYTHON), "-c", f"import sys, {module}; sys.exit(sys.version_info < {OLDEST})"]
    if not PYTHON.exists():
        return False
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def pip_command() -> list[str]:
    """The pip that fills .venv: its own, or the system's where Debian left ensurepip out."""
    if importlib.util.find_spec("ensurepip") and not _works("pip"):
        subprocess.run([PYTHON, "-m", "ensurepip"], check=False, capture_output=True)
    if _works("pip"):
        return [str(PYTHON), "-m", "pip"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    stop("没有 pip，请先安装 python3-pip", "no pip: apt-get install python3-pip")


def install(pip: Sequence[str], lock: Path, held: tuple[int, ...]) -> None:
    """Install a lock; progress in one line on a terminal, pip's last words when it fails."""
    total = lock.read_text(encoding="utf-8").count("==")
    say(f"正在安装依赖（{total} 个包，首次约 250 MB）", f"installing {lock.name}")
    command = [*pip, "install", "--require-hashes", "--only-binary=:all:", "-r", str(lock)]
    env = {**os.environ, "PIP_USER": "0", "PIP_NO_INPUT": "1", "PYTHONUNBUFFERED": "1"}
    env |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    tail: deque[str] = deque(maxlen=20)
    pipe, both, out = subprocess.PIPE, subprocess.STDOUT, sys.stderr
    with subprocess.Popen(command, env=env, stdout=pipe, stderr=both, pass_fds=held) as process:
        for raw in process.stdout or ():
            tail.append(raw.decode(errors="replace"))
            if raw.startswith(b"Collecting ") and out.isatty():
                print(f"\r[dev] {tail[-1].split('==')[0]:<60}", end="", file=out, flush=True)
    if process.returncode:
        print("\n" + "".join(tail), file=out)
        stop("依赖没有装上；检查网络后再运行一次", "not installed; check the network and run again")


def python(*arguments: str) -> int:
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, check=False).returncode


def run(*arguments: str) -> int:
    """Open the sample school in a window; without a display do the main job: main.py demo."""
    if arguments:
        return subprocess.run([PYTHON, ROOT / "main.py", *arguments], check=False).returncode
    if not has_display():
        return python("main.py", "demo", "--out", "demo-out")
    if not list(SAMPLE.glob("*.sjdb")):
        say("正在建立示例学校", "making the sample school")
        making = SAMPLE.with_name("demo.making")
        shutil.rmtree(making, ignore_errors=True)
        if (code := python("main.py", "demo", "--out", str(making))) not in (0, 3):
            return code  # 3 is fine: done, and the sample has over-cap days, as it should
        shutil.rmtree(SAMPLE, ignore_errors=True)
        making.rename(SAMPLE)
    return python("main.py", *map(str, sorted(SAMPLE.glob("*.sjdb"))[:1]))


def test(*arguments: str) -> int:
    """All that CI runs: format, lint, types, then pytest (import contracts among its tests)."""
    checks = {
        "format": ("-m", "ruff", "format", "--check", "."),
        "lint": ("-m", "ruff", "check", "."),
        "types": ("-m", "mypy"),
        "tests": ("-m", "pytest", *arguments),
    }
    failed = []
    for name, command in checks.items():
        say(f"检查 {name}", " ".join(command[1:]))
        if python(*command):
            failed.append(name)
    say(*(("未通过", "FAILED: " + ", ".join(failed)) if failed else ("全部通过", "all passed")))
    return 1 if failed else 0


def lint() -> int:
    """Format the code and mend what ruff can mend."""
    return python("-m", "ruff", "format", ".") or python("-m", "ruff", "check", "--fix", ".")


def lock(*arguments: str) -> int:
    """Make the locks from pyproject.toml anew; `dev.py lock --upgrade` takes newer versions."""
    words = "-m uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11"
    common = [*words.split(), "--no-build", "--no-config", "--quiet", *arguments]
    common += ["--custom-compile-command", "python3 dev.py lock"]
    runtime, everything = (path.relative_to(ROOT).as_posix() for path in LOCKS.values())
    more = ["--group", "dev", "-c", runtime, "-o", everything]
    return python(*common, "-o", runtime) or python(*common, *more)


module = partial(python, "-m")
VERBS: dict[str, tuple[str, str, Callable[..., int]]] = {
    "run": ("run", "open the sample school; without a display make its notices and pictures", run),
    "test": ("dev", "everything CI runs; further arguments go to pytest", test),
    "bench": ("dev", "the benchmarks", partial(module, "benchmarks")),
    "torture": ("dev", "the long kill -9 test", partial(module, "benchmarks.torture")),
    "lint": ("dev", "format and mend the code", lint),
    "lock": ("dev", "make requirements/*.lock anew", lock),
    "shots": ("dev", "the pictures of the README", partial(module, "shuangjian_desktop.gui.shots")),
    "fonts": ("dev", "cut the fonts anew", partial(python, "packaging/cut_fonts.py")),
    "rulebooks": ("dev", "parse the rulebooks", partial(python, "packaging/parse_rulebooks.py")),
}


def main(argv: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if sys.version_info < OLDEST or sys.maxsize < 2**32:
        stop("需要 64 位 Python 3.11 或更新的版本", "a 64-bit Python 3.11 or newer is needed")
    if len(argv) < 2 or argv[1] not in VERBS:
        print(*(f"python3 dev.py {name:9} {entry[1]}" for name, entry in VERBS.items()), sep="\n")
        return 0 if argv[1:] in (["-h"], ["--help"]) else 2
    if argv[1] not in ("lint", "lock", "fonts"):
        ensure_libraries()
    needed, _, call = VERBS[argv[1]]
    ensure_environment(needed)
    return call(*argv[2:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv))
    except OSError as problem:
        stop("环境没有建好，请关闭正在运行的程序后再试", f"not set up: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
