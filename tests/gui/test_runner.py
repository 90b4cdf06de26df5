import threading

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.gui import runner as runner_module
from shuangjian_desktop.gui.runner import IsCancelled, Progress, Runner


def test_the_result_comes_back_on_the_main_thread(qtbot: QtBot) -> None:
    runner = Runner()
    got: list[tuple[object, threading.Thread]] = []
    job = runner.start("数一数", lambda _progress, _stop: threading.current_thread())
    job.done.connect(lambda result: got.append((result, threading.current_thread())))
    with qtbot.waitSignal(job.done):
        pass
    worker, receiver = got[0]
    assert worker is not threading.main_thread()
    assert receiver is threading.main_thread()


def test_no_result_is_lost_among_many_short_jobs(qtbot: QtBot) -> None:
    runner = Runner()
    results: list[object] = []
    for number in range(200):
        job = runner.start("短", lambda _progress, _stop, number=number: number)
        job.done.connect(results.append)
    qtbot.waitUntil(lambda: len(results) == 200)
    assert sorted(results) == list(range(200))  # type: ignore[type-var]


def test_progress_arrives_in_order(qtbot: QtBot) -> None:
    runner = Runner()
    seen: list[tuple[int, int, str]] = []

    def work(progress: Progress, _: IsCancelled) -> None:
        for done in range(3):
            progress(done, 3, f"第{done}份")

    job = runner.start("打印", work)
    job.progress.connect(lambda *step: seen.append(step))
    with qtbot.waitSignal(job.done):
        pass
    assert seen == [(0, 3, "第0份"), (1, 3, "第1份"), (2, 3, "第2份")]


def test_a_failure_is_handed_over_not_raised(qtbot: QtBot) -> None:
    runner = Runner()

    def work(_progress: Progress, _stop: IsCancelled) -> None:
        raise UserError("磁盘已满。")

    job = runner.start("写", work)
    with qtbot.waitSignal(job.failed) as failed:
        pass
    assert str(failed.args[0]) == "磁盘已满。"


@pytest.mark.parametrize("raises", [True, False], ids=["work raises", "work just ends"])
def test_a_cancelled_job_is_silent_whichever_way_it_ends(qtbot: QtBot, raises: bool) -> None:
    runner = Runner()
    started = threading.Event()

    def work(_progress: Progress, is_cancelled: IsCancelled) -> str:
        started.set()
        while not is_cancelled():
            pass
        if raises:
            raise Cancelled
        return "太晚"

    job = runner.start("长", work)
    results: list[object] = []
    job.done.connect(results.append)
    job.failed.connect(results.append)
    assert started.wait(60)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert results == []


def test_only_a_job_that_takes_long_is_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = Runner()
    shown: list[str] = []
    runner.shown.connect(lambda job: shown.append(job.title))
    go_on = threading.Event()
    monkeypatch.setattr(runner_module, "SHOW_AFTER_MS", 60_000)  # quick, on any machine
    quick = runner.start("快", lambda _progress, _stop: None)
    counting = [quick._timer.isActive()]
    quick.done.connect(lambda _result: counting.append(quick._timer.isActive()))
    with qtbot.waitSignal(quick.done):
        pass
    assert counting == [True, False]
    monkeypatch.setattr(runner_module, "SHOW_AFTER_MS", 20)
    slow = runner.start("慢", lambda _progress, _stop: go_on.wait(60))
    qtbot.waitUntil(lambda: shown == ["慢"])
    with qtbot.waitSignal(slow.done):
        go_on.set()
    assert shown == ["慢"]


def test_stopping_waits_for_what_still_runs(qtbot: QtBot) -> None:
    del qtbot
    runner = Runner()
    ended = threading.Event()

    def work(_progress: Progress, is_cancelled: IsCancelled) -> None:
        while not is_cancelled():
            pass
        ended.set()

    runner.start("长", work)
    runner.stop()
    assert ended.is_set()
