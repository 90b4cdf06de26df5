"""The worker process: reads questions line by line, answers with incumbents, progress and one end.

Knows no window and no school file; whoever started it ends it by closing its input.
"""

import gc
import os
import queue
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning import wire
from shuangjian_desktop.planning.outcome import Incumbent
from shuangjian_desktop.planning.wire import Act, Line, Name, Request, Value

_ALIVE_SECONDS = 1.0


def main(arguments: Sequence[str] = ()) -> int:
    """Serve until the input ends; `--memory MB` is the most it may ask for (not on Windows)."""
    gc.enable()
    is_limited = len(arguments) == 2 and arguments[0] == "--memory"
    if is_limited:
        _limit_memory(int(arguments[1]))
    try:
        _Worker(*_own_pipes()).serve()
    except (MemoryError, ImportError, RuntimeError):
        if not is_limited:
            raise
        # A library that finds no room is an ImportError, a thread that finds none a RuntimeError.
        os._exit(wire.OUT_OF_MEMORY_CODE)
    return 0


def _limit_memory(megabytes: int) -> None:
    """Make this process die rather than the PC; address space, as Linux holds no other limit."""
    if sys.platform != "win32":
        import resource

        limit = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take the pipes for ourselves: whatever a library prints goes to the error stream."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return source, sink


class _Worker:
    """One reader thread, one that says we are alive, and the main thread that computes."""

    def __init__(self, source: IO[bytes], sink: IO[bytes]) -> None:
        self._source, self._sink = source, sink
        self._asked: queue.SimpleQueue[Line] = queue.SimpleQueue()
        self._writing = threading.Lock()
        self._cancelled: set[int] = set()

    def serve(self) -> None:
        """Answer one question after the other, for ever; the reader ends the process."""
        threading.Thread(target=self._read, name="planning-read", daemon=True).start()
        threading.Thread(target=self._live, name="planning-alive", daemon=True).start()
        import ortools.sat.python.cp_model  # noqa: F401 - the slow part, before it is asked

        self._say(Line(Name.READY))
        while True:
            self._answer(self._asked.get())

    def _read(self) -> None:
        """Take in lines; the end of the input, whatever its cause, is the end of the process."""
        try:
            for raw in self._source:
                line = wire.read(raw)
                if line.name is Name.CANCEL:
                    self._cancelled.add(line.number)
                elif line.name is Name.ASK:
                    self._asked.put(line)
        except MemoryError:
            os._exit(wire.OUT_OF_MEMORY_CODE)
        except UserError:
            os._exit(2)
        os._exit(0)

    def _live(self) -> None:
        while not threading.Event().wait(_ALIVE_SECONDS):
            self._say(Line(Name.ALIVE))

    def _say(self, line: Line) -> None:
        data = wire.write(line)
        with self._writing:
            try:
                self._sink.write(data)
                self._sink.flush()
            except OSError:
                os._exit(0)  # nobody listens any more

    def _answer(self, line: Line) -> None:
        number = line.number
        try:
            request = wire.read_request(line.body)
            value = _ACTS[request.act](self, number, request)
            self._say(Line(Name.DONE, number, value))
        except UserError as error:
            self._say(Line(Name.ERROR, number, str(error)))
        except MemoryError:
            try:
                self._say(Line(Name.ERROR, number, wire.OUT_OF_MEMORY))
            finally:
                os._exit(wire.OUT_OF_MEMORY_CODE)
        self._cancelled.discard(number)

    def is_cancelled(self, number: int) -> Callable[[], bool]:
        return lambda: number in self._cancelled

    def on_better(self, number: int) -> Callable[[Incumbent], None]:
        return lambda incumbent: self._say(Line(Name.INCUMBENT, number, incumbent))

    def on_progress(self, number: int) -> Callable[[int, int, str], None]:
        return lambda done, total, words: self._say(
            Line(Name.PROGRESS, number, wire.Progress(done, total, words))
        )


def _solve(worker: _Worker, number: int, request: Request) -> Value:
    from shuangjian_desktop.planning.solver import solve

    return solve(
        request.problem,
        seconds=request.seconds,
        seed=request.seed,
        on_better=worker.on_better(number),
        is_cancelled=worker.is_cancelled(number),
        old=request.old,
        first_only=request.first_only,
    )


def _explain(worker: _Worker, number: int, request: Request) -> Value:
    from shuangjian_desktop.planning.explain import explain

    return explain(
        request.problem,
        seconds=request.seconds,
        seed=request.seed,
        is_cancelled=worker.is_cancelled(number),
        on_progress=worker.on_progress(number),
    )


def _replan(worker: _Worker, number: int, request: Request) -> Value:
    from shuangjian_desktop.planning.replan import replan

    assert request.old is not None
    return replan(
        request.problem,
        request.old,
        request.losses,
        seconds=request.seconds,
        seed=request.seed,
        on_better=worker.on_better(number),
        is_cancelled=worker.is_cancelled(number),
    )


_ACTS: dict[Act, Callable[[_Worker, int, Request], Value]] = {
    Act.SOLVE: _solve,
    Act.EXPLAIN: _explain,
    Act.REPLAN: _replan,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
