"""A worker process that does not keep to what was agreed is ended, and nothing of it is shown."""

import sys
import time
from pathlib import Path

import pytest

from shuangjian_desktop.planning import child
from shuangjian_desktop.planning.client import End, Ending, Patience, Worker
from shuangjian_desktop.planning.wire import Act, Request
from tests.planning.heard import Heard, is_alive, pid_of
from tests.planning.instances import small_week

LIAR = str(Path(__file__).with_name("liar.py"))
QUICK = Patience(grace=0.3, silence=60.0, over=30.0)
SILENT = QUICK._replace(silence=0.6)


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("garbage", child.NONSENSE),
        ("half", child.ENDED),
        ("silent", "计算进程很久没有回应，已结束它，安排没有改动；请再试一次。"),
        ("wrong plan", "算出的安排没有通过核对，没有采用：三(1)辅导一还没有排。"),
        ("wrong cost", "算出的代价7与核对的0不符，没有采用。"),
        ("no place", "安排的条数与活动的次数不一致，没有采用；请重新开始计算。"),
    ],
)
def test_what_a_liar_says_is_not_shown(manner: str, words: str) -> None:
    patience = SILENT if manner == "silent" else QUICK  # a busy machine starts it slowly
    worker = Worker(command=[sys.executable, LIAR, manner], patience=patience)
    problem, plan = small_week()
    heard = Heard()
    end = worker.ask(Request(Act.SOLVE, problem, 60.0, old=plan), heard).wait(90)
    assert end == End(Ending.FAILED, None, words)
    assert heard.events == [end]
    worker.close()


def wait_for_a_word(worker: Worker) -> None:
    """Wait for the first sign of life."""
    assert worker._child is not None
    begun, until = worker._child.heard_at, time.monotonic() + 60
    while worker._child.heard_at == begun and time.monotonic() < until:
        time.sleep(0.01)
    assert worker._child.heard_at > begun


def test_who_does_not_hear_a_cancel_is_ended() -> None:
    worker = Worker(command=[sys.executable, LIAR, "deaf"], patience=QUICK)
    job = worker.ask(Request(Act.SOLVE, small_week()[0], 60.0), Heard())
    pid = pid_of(worker)
    wait_for_a_word(worker)
    worker.cancel()
    assert job.wait(30) == End(Ending.CANCELLED)
    assert not is_alive(pid)
    worker.close()
