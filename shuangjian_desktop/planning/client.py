"""The worker process as the window sees it: ask, hear, cancel at any moment, exactly one end.

Knows no Qt: `call` brings a function to the caller's thread. Everything heard is judged first.
"""

import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning import wire
from shuangjian_desktop.planning.child import Child
from shuangjian_desktop.planning.judged import judge, judge_incumbent
from shuangjian_desktop.planning.outcome import Incumbent
from shuangjian_desktop.planning.wire import Line, Name, Progress, Request, Value

Call = Callable[[Callable[[], None]], None]
"""Runs a function in the thread of whoever asked."""


class Ending(StrEnum):
    """The three ends of a question."""

    DONE = "完成"
    FAILED = "失败"
    CANCELLED = "已停止"


class End(NamedTuple):
    """The one end of a question: a value if done (and perhaps if cancelled), words if failed."""

    ending: Ending
    value: Value | None = None
    words: str = ""


Event = Incumbent | Progress | End
OnEvent = Callable[[Event], None]


class Patience(NamedTuple):
    """How long is waited, in seconds: after a cancel, without a sign of life, past the time."""

    grace: float = 2.0
    silence: float = 20.0
    over: float = 30.0


_PATIENCE = Patience()


class Job:
    """One question on its way."""

    def __init__(self, number: int, request: Request, on_event: OnEvent, call: Call) -> None:
        self.number, self.request = number, request
        self.end: End | None = None
        self.asked_at = time.monotonic()
        self.cancelled_at: float | None = None
        self._on_event, self._call = on_event, call
        self._lock, self._ended = threading.RLock(), threading.Event()

    def tell(self, event: Incumbent | Progress) -> None:
        """Pass something on; nothing is heard after the end."""
        with self._lock:
            if self.end is None:
                self._call(lambda: self._on_event(event))

    def finish(self, end: End) -> None:
        """End it; whoever comes second is not heard."""
        with self._lock:
            if self.end is None:
                self.end = end
                self._call(lambda: self._on_event(end))
                self._ended.set()

    def wait(self, seconds: float | None = None) -> End | None:
        """Wait for the end in a thread that may; None = not yet."""
        self._ended.wait(seconds)
        return self.end


class Worker:
    """One process at a time, kept for the next question; a dead one is replaced when asked."""

    def __init__(
        self, call: Call | None = None, *, memory_megabytes: int = 3000,
        patience: Patience = _PATIENCE, command: list[str] | None = None,
    ) -> None:  # fmt: skip
        self._call = call or (lambda function: function())
        self._memory, self._patience, self._command = memory_megabytes, patience, command
        self._lock = threading.RLock()
        self._child: Child | None = None
        self._job: Job | None = None
        self._number = 0

    def start(self) -> None:
        """Start the process early, so that loading the solver is over when it is asked."""
        with self._lock:
            if self._child is None:
                self._child = Child(self._heard, self._died, self._memory, self._command)
                self._child.start()

    def ask(self, request: Request, on_event: OnEvent) -> Job:
        """Ask one question; events come through `call`, the last is an End.

        Raises UserError while another question is on its way.
        """
        with self._lock:
            if self._job is not None and self._job.end is None:
                raise UserError("上一次计算还没有结束；请等它结束，或先停止它。")
            self._number += 1
            job = self._job = Job(self._number, request, on_event, self._call)
            try:
                self.start()
            except OSError as error:
                self._child = None
                job.finish(End(Ending.FAILED, words=f"计算进程无法启动（{error.strerror}）。"))
                return job
            child = self._child
            assert child is not None
        child.send(lambda: wire.write(Line(Name.ASK, job.number, request)))
        threading.Thread(target=self._watch, args=(job, child), daemon=True).start()
        return job

    def cancel(self) -> None:
        """Stop the question on its way: politely, then by ending the process."""
        with self._lock:
            job, child = self._job, self._child
        if job is None or job.end is not None or job.cancelled_at is not None:
            return
        job.cancelled_at = time.monotonic()
        if child is not None:
            child.send(lambda: wire.write(Line(Name.CANCEL, job.number)))

    def close(self) -> None:
        """End the process and whatever it does; no process is left behind."""
        with self._lock:
            child, self._child, job = self._child, None, self._job
        if child is not None:
            child.end()
        if job is not None:
            job.finish(End(Ending.CANCELLED))

    def _watch(self, job: Job, child: Child) -> None:
        """Wait beside a question until it has ended, or has to be ended."""
        patience = self._patience
        while job.wait(0.05) is None:
            now = time.monotonic()
            if job.cancelled_at is not None and now > job.cancelled_at + patience.grace:
                self._drop(child)
                job.finish(End(Ending.CANCELLED))
            elif now > child.heard_at + patience.silence:
                self._fail(job, child, "计算进程很久没有回应，已结束它，安排没有改动；请再试一次。")
            elif now > job.asked_at + job.request.seconds + patience.over:
                self._fail(job, child, "到了时间仍没有结束，已停止，安排没有改动；请再试一次。")

    def _heard(self, child: Child, line: Line) -> None:
        """Take one line of the process, in its reading thread."""
        job = self._job
        if job is None or line.number != job.number or job.end is not None:
            return
        try:
            self._take(job, line)
        except UserError as error:
            self._fail(job, child, str(error))

    def _take(self, job: Job, line: Line) -> None:
        request = job.request
        if line.name is Name.INCUMBENT:
            found = wire.read_incumbent(line.body, request.problem)
            judge_incumbent(request, found)
            job.tell(found)
        elif line.name is Name.PROGRESS:
            job.tell(wire.read_progress(line.body))
        elif line.name is Name.DONE:
            value = wire.read_value(line.body, request)
            judge(request, value)
            is_cancelled = job.cancelled_at is not None
            job.finish(End(Ending.CANCELLED if is_cancelled else Ending.DONE, value))
        elif line.name is Name.ERROR:
            job.finish(End(Ending.FAILED, words=wire.read_words(line.body)))

    def _fail(self, job: Job, child: Child, words: str) -> None:
        self._drop(child)
        job.finish(End(Ending.FAILED, words=words))

    def _drop(self, child: Child) -> None:
        with self._lock:
            if self._child is child:
                self._child = None
        child.end()

    def _died(self, child: Child, words: str) -> None:
        """Take the end of the process, in its reading thread; `words` say what is known of it."""
        with self._lock:
            is_ours, job = self._child is child, self._job
            if is_ours:
                self._child = None
        if is_ours and job is not None:
            is_cancelled = job.cancelled_at is not None
            end = End(Ending.CANCELLED) if is_cancelled else End(Ending.FAILED, words=words)
            job.finish(end)
