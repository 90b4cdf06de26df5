"""Garbage is collected on the window's thread, whichever thread made it."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from shuangjian_desktop.gui.garbage import GarbageTimer, collect_due


class Cycle:
    """Holds itself; tells which thread ended it."""

    ended_on: list[int] = []  # noqa: RUF012 - the test's notebook

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.ended_on.append(threading.get_ident())


@pytest.fixture(autouse=True)
def collector_as_before() -> Iterator[None]:
    was = gc.isenabled()
    Cycle.ended_on.clear()
    yield
    (gc.enable if was else gc.disable)()


def test_a_busy_worker_ends_nothing_of_the_windows(qapp: QApplication) -> None:
    parent = QObject()
    GarbageTimer(parent)
    Cycle()

    def work() -> None:
        kept = [[number] for number in range(200_000)]
        del kept

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert Cycle.ended_on == []
    gc.collect()
    assert Cycle.ended_on == [threading.get_ident()]
    parent.deleteLater()


def test_what_is_due_is_collected_and_then_nothing_is(qapp: QApplication) -> None:
    gc.disable()
    gc.collect()
    cycle = Cycle()
    gone = weakref.ref(cycle)
    del cycle
    kept = [[number] for number in range(gc.get_threshold()[0] + 100)]
    assert collect_due() == 0
    assert gone() is None
    assert collect_due() is None
    assert len(kept) > 100
