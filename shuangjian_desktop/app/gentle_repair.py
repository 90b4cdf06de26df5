"""A verified way out of an impossible week, placed again so that as little as possible is moved.

The planner's process is planning/client; whatever happens, the way out stays one that works.
"""

from collections.abc import Callable

from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.planning.client import End, Event, Worker
from shuangjian_desktop.planning.explanation import Repair
from shuangjian_desktop.planning.outcome import Incumbent
from shuangjian_desktop.planning.replan import Replanned
from shuangjian_desktop.planning.wire import Act, Request

SECONDS = 10.0


class GentleRepair:
    """`done` hears once: the repair with the plan that moves the fewest sessions found."""

    def __init__(
        self, case: Case, repair: Repair, worker: Worker, done: Callable[[Repair], None]
    ) -> None:
        self._case, self._repair, self._worker = case, repair, worker
        self._done: Callable[[Repair], None] | None = done
        self._best: Incumbent | None = None

    def start(self) -> None:
        """Ask; UserError while something else is being computed."""
        request = Request(Act.REPLAN, self._repair.problem, SECONDS, old=self._case.placed)
        self._worker.ask(request, self._hear)

    def cancel(self) -> None:
        """Stop; the best plan so far will do."""
        self._worker.cancel()

    def leave(self) -> None:
        """Hear no more: whoever listened is gone."""
        self._done = None

    def _hear(self, event: Event) -> None:
        if isinstance(event, Incumbent):
            self._best = event
        elif isinstance(event, End) and self._done is not None:
            plan = self._best.plan if self._best is not None else self._repair.plan
            value = event.value
            if isinstance(value, Replanned) and value.plan is not None:
                plan = value.plan
            self._done(self._repair._replace(plan=plan))
