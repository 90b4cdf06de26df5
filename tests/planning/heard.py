"""Ears for what a worker says, and eyes for whether its process lives."""

from pathlib import Path

from shuangjian_desktop.planning.client import End, Event, Worker


class Heard:
    """Everything that was heard, in order."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    @property
    def ends(self) -> list[End]:
        return [event for event in self.events if isinstance(event, End)]


def pid_of(worker: Worker) -> int:
    assert worker._child is not None
    assert worker._child.pid is not None
    return worker._child.pid


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ")[-1][0] != "Z"
    except OSError:
        return False
