"""One process per window: it ends with it, its words arrive on the window's thread."""

import threading

from pytestqt.qtbot import QtBot

from shuangjian_desktop.gui.planner import planner_of
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.planning.client import End, Ending, Event
from shuangjian_desktop.planning.outcome import Kind, Outcome
from shuangjian_desktop.planning.wire import Act, Request
from tests.gui.processes import is_alive, kill
from tests.planning.instances import small_week


def pid_of(runner: Runner) -> int:
    child = planner_of(runner).worker._child
    assert child is not None
    assert child.pid is not None
    return child.pid


def test_a_window_has_one_planner_and_its_process_ends_with_it(qtbot: QtBot) -> None:
    runner = Runner()
    planner = planner_of(runner)
    assert planner_of(runner) is planner
    planner.start()
    pid = pid_of(runner)
    assert is_alive(pid)
    runner.stop()
    assert not is_alive(pid)
    planner.start()
    assert planner.worker._child is None


def test_answers_arrive_on_the_windows_thread(qtbot: QtBot) -> None:
    runner = Runner()
    events: list[tuple[Event, threading.Thread]] = []
    planner_of(runner).worker.ask(
        Request(Act.SOLVE, small_week()[0], 20),
        lambda event: events.append((event, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(events) and isinstance(events[-1][0], End))
    end = events[-1][0]
    assert isinstance(end, End)
    assert isinstance(end.value, Outcome)
    assert end.value.kind is Kind.BEST
    assert {thread for _, thread in events} == {threading.main_thread()}
    runner.stop()


def test_a_killed_process_is_told_once_and_the_next_question_has_a_new_one(qtbot: QtBot) -> None:
    runner = Runner()
    planner = planner_of(runner)
    planner.start()
    ends: list[Event] = []
    planner.worker.ask(Request(Act.SOLVE, small_week()[0], 20), ends.append)
    kill(pid_of(runner))
    qtbot.waitUntil(lambda: any(isinstance(e, End) for e in ends))
    end = ends[-1]
    if isinstance(end, End) and end.ending is Ending.FAILED:  # it may have answered before
        assert "安排没有改动" in end.words
    again: list[Event] = []
    qtbot.wait(50)
    planner.worker.ask(Request(Act.SOLVE, small_week()[0], 20), again.append)
    qtbot.waitUntil(lambda: any(isinstance(e, End) for e in again))
    last = again[-1]
    assert isinstance(last, End)
    assert last.ending is Ending.DONE
    runner.stop()


def test_nothing_is_heard_after_the_window_has_closed(qtbot: QtBot) -> None:
    runner = Runner()
    planner, heard = planner_of(runner), []
    planner.post(lambda: heard.append("before"))
    planner.close()
    qtbot.wait(20)
    assert heard == []
