"""The worker process: asked, stopped, killed, starved and lied by; always exactly one end."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.planning_weeks import school_week
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning import child
from shuangjian_desktop.planning.client import End, Ending, Event, Job, Worker
from shuangjian_desktop.planning.explanation import Explanation, Verdict
from shuangjian_desktop.planning.outcome import Incumbent, Kind, Outcome
from shuangjian_desktop.planning.problem import Place, Problem
from shuangjian_desktop.planning.replan import Loss, Replanned
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.planning.wire import OUT_OF_MEMORY, Act, Request
from tests.planning.heard import Heard, is_alive, pid_of
from tests.planning.instances import small_week


@pytest.fixture(scope="module")
def kept() -> Iterator[Worker]:
    """One process for all who do it no harm."""
    worker = Worker()
    worker.start()
    yield worker
    worker.close()


def clashing() -> Problem:
    problem, _plan = small_week()
    works = list(problem.works)
    for number in (1, 2):
        works[number] = works[number]._replace(locked=Place(0, None, (0,)))
    return problem._replace(works=tuple(works))


def test_a_plan_comes_back_verified_and_the_process_is_kept(kept: Worker) -> None:
    problem, _plan = small_week()
    pids = set()
    for _ in range(2):
        heard = Heard()
        end = kept.ask(Request(Act.SOLVE, problem, 20.0), heard).wait(30)
        assert end is not None
        assert end.ending is Ending.DONE
        assert isinstance(end.value, Outcome)
        assert end.value.kind is Kind.BEST
        assert end.value.plan is not None
        assert faults(problem, end.value.plan) == ()
        assert any(isinstance(event, Incumbent) for event in heard.events)
        assert heard.events[-1] == end
        pids.add(pid_of(kept))
    assert len(pids) == 1


def test_an_explanation_comes_back_with_its_repairs(kept: Worker) -> None:
    heard = Heard()
    end = kept.ask(Request(Act.EXPLAIN, clashing(), 20.0), heard).wait(30)
    assert end is not None
    assert isinstance(end.value, Explanation)
    assert end.value.verdict is Verdict.IMPOSSIBLE
    assert end.value.reasons[0].is_minimal
    assert end.value.repairs
    assert faults(end.value.repairs[0].problem, end.value.repairs[0].plan) == ()
    assert len(heard.events) > 3


def test_the_fewest_changes_come_back(kept: Worker) -> None:
    problem, plan = small_week()
    request = Request(Act.REPLAN, problem, 20.0, old=plan, losses=(Loss(person=1, slots=(0,)),))
    end = kept.ask(request, Heard()).wait(30)
    assert end is not None
    assert isinstance(end.value, Replanned)
    assert end.value.kind is Kind.BEST
    assert len(end.value.moves) == end.value.bound


def test_a_question_at_a_time(kept: Worker) -> None:
    job = kept.ask(Request(Act.SOLVE, school_week(20), 20.0), Heard())
    with pytest.raises(UserError, match="还没有结束"):
        kept.ask(Request(Act.SOLVE, small_week()[0], 20.0), Heard())
    kept.cancel()
    end = job.wait(30)
    assert end is not None
    assert end.ending is Ending.CANCELLED


def test_nonsense_in_a_question_is_one_sentence(kept: Worker) -> None:
    problem, _plan = small_week()
    works = (problem.works[0]._replace(slots=(99,)), *problem.works[1:])
    end = kept.ask(Request(Act.SOLVE, problem._replace(works=works), 20.0), Heard()).wait(30)
    assert end is not None
    assert end.ending is Ending.FAILED
    assert end.words == "数据里有不存在的编号，没有采用；请重新开始计算。"


def impossible_school() -> Problem:
    """A school in which a teacher is locked twice: an explanation of several steps."""
    problem = school_week(60, 3)
    works = list(problem.works)
    loose = [n for n, work in enumerate(works) if work.rooms and work.locked is None]
    person = works[loose[0]].staff[0]
    for number in (loose[0], loose[5]):
        staff = tuple(sorted({*works[number].staff, person}))
        works[number] = works[number]._replace(staff=staff, locked=Place(13, None, (person,)))
    return problem._replace(works=tuple(works))


@pytest.mark.parametrize("after", [0.0, 0.15, 0.8])
def test_a_search_is_stopped_in_every_phase(kept: Worker, after: float) -> None:
    heard = Heard()
    job = kept.ask(Request(Act.SOLVE, school_week(60), 60.0), heard)
    time.sleep(after)
    kept.cancel()
    ends_soon(job)
    assert len(heard.ends) == 1


@pytest.mark.parametrize("step", [0, 1, 2, 3, 4, 5])
def test_an_explanation_is_stopped_at_every_step(kept: Worker, step: int) -> None:
    """Told in the step itself: by the clock a quick machine might be through with it."""
    heard = Heard()

    def stop(event: Event) -> None:
        heard(event)
        if len(heard.events) == step:
            kept.cancel()

    job = kept.ask(Request(Act.EXPLAIN, impossible_school(), 60.0), stop)
    if step == 0:
        kept.cancel()
    ends_soon(job)
    assert len(heard.events) > step
    assert len(heard.ends) == 1


def ends_soon(job: Job) -> None:
    """Look every 50 ms, as often as four seconds allow; on a busy machine a look takes longer."""
    looks = 0
    while job.wait(0.05) is None:
        looks += job.cancelled_at is not None
        assert looks < 80
    assert job.end is not None
    assert job.end.ending is Ending.CANCELLED


def test_it_is_stopped_before_it_has_started() -> None:
    worker, heard = Worker(), Heard()
    job = worker.ask(Request(Act.SOLVE, school_week(20), 60.0), heard)
    pid = pid_of(worker)
    worker.cancel()
    ends_soon(job)
    worker.close()
    assert not is_alive(pid)
    assert len(heard.ends) == 1


def test_a_killed_process_is_one_sentence_and_the_next_question_is_answered() -> None:
    worker = Worker()

    def kill(event: Event) -> None:
        heard(event)
        if isinstance(event, Incumbent) and len(heard.events) == 1:
            os.kill(pid_of(worker), signal.SIGKILL)

    heard = Heard()
    end = worker.ask(Request(Act.SOLVE, school_week(30), 60.0), kill).wait(60)
    assert end == End(Ending.FAILED, None, child.ENDED_BY_SYSTEM)
    assert len(heard.ends) == 1
    again = worker.ask(Request(Act.SOLVE, small_week()[0], 20.0), Heard()).wait(30)
    assert again is not None
    assert again.ending is Ending.DONE
    worker.close()


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc; no limit on Windows")
def test_a_process_out_of_memory_is_one_sentence() -> None:
    """What a small question takes, and a question that needs hundreds of megabytes more."""
    fresh = Worker()
    assert fresh.ask(Request(Act.SOLVE, small_week()[0], 20.0), Heard()).wait(30) is not None
    peak = status_of(fresh, "VmPeak") // 1024
    fresh.close()
    worker, heard = Worker(memory_megabytes=peak + 25), Heard()
    end = worker.ask(Request(Act.SOLVE, school_week(600), 200.0), heard).wait(240)
    worker.close()
    assert end is not None
    assert end.ending is Ending.FAILED
    assert end.words in (OUT_OF_MEMORY, child.ENDED_BY_SYSTEM)  # both say so
    assert len(heard.ends) == 1


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
def test_it_has_no_threads_but_its_own_however_many_cores_there_are() -> None:
    """It computes, reads and says that it lives; each thread more costs address space."""
    worker = Worker()
    assert worker.ask(Request(Act.SOLVE, small_week()[0], 20.0), Heard()).wait(30) is not None
    threads = status_of(worker, "Threads")
    worker.close()
    assert threads == 3


def status_of(worker: Worker, name: str) -> int:
    status = Path(f"/proc/{pid_of(worker)}/status").read_text()
    return int(re.findall(rf"{name}:\s+(\d+)", status)[0])


def test_a_process_that_cannot_be_started_is_one_sentence(tmp_path: Path) -> None:
    worker = Worker(command=[str(tmp_path / "没有这个程序")])
    end = worker.ask(Request(Act.SOLVE, small_week()[0], 60.0), Heard()).wait(5)
    assert end is not None
    assert end.ending is Ending.FAILED
    assert end.words.startswith("计算进程无法启动")
    worker.close()


def test_events_are_handed_to_the_callers_thread_in_order() -> None:
    waiting: list[Callable[[], None]] = []
    worker, heard = Worker(waiting.append), Heard()
    job = worker.ask(Request(Act.SOLVE, small_week()[0], 20.0), heard)
    assert job.wait(30) is not None
    assert heard.events == []
    for one in waiting:
        one()
    assert isinstance(heard.events[-1], End)
    worker.close()


def test_closing_ends_the_process_and_the_question() -> None:
    worker, heard = Worker(), Heard()
    job = worker.ask(Request(Act.SOLVE, school_week(30), 60.0), heard)
    pid = pid_of(worker)
    worker.close()
    assert job.end == End(Ending.CANCELLED)
    assert len(heard.ends) == 1
    assert not is_alive(pid)


PARENT = """
import os, sys, time
from shuangjian_desktop.planning.client import Worker
from shuangjian_desktop.planning.wire import Act, Request
from benchmarks.planning_weeks import school_week
worker = Worker()
worker.ask(Request(Act.SOLVE, school_week(30), 60.0), lambda event: None)
print(worker._child.pid, flush=True)
time.sleep(1.5)
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="looks into /proc")
def test_a_dead_parent_leaves_no_process_behind() -> None:
    root = str(Path(__file__).resolve().parents[2])
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=root, env=os.environ
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 30  # the search would take longer
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(pid)


def test_it_works_from_a_folder_with_a_chinese_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "第一小学 课后服务"
    folder.mkdir()
    monkeypatch.chdir(folder)
    worker = Worker()
    job: Job = worker.ask(Request(Act.SOLVE, small_week()[0], 20.0), Heard())
    end = job.wait(30)
    worker.close()
    assert end is not None
    assert end.ending is Ending.DONE
