"""What still stands against publishing an after-school plan, in sentences a person can answer.

Asks the solver-free specification; publishing is app/service/commands/versions.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.queries.advised import advised
from shuangjian_desktop.app.service.queries.foreseen import foreseen
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.verify import faults


class Readiness(NamedTuple):
    """How a draft stands: `unplaced` sessions, and every rule it breaks, in words.

    `foreseen`: what holds as it begins and will not until its end, and what is advised.
    """

    placed: int
    unplaced: int
    broken: tuple[str, ...]
    foreseen: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        return not self.unplaced and not self.broken and not self.foreseen


def readiness(project: Project, plan_id: ServicePlanId) -> Readiness:
    """Return what is unplaced and what is broken in a plan as it stands."""
    case = load_case(project, plan_id)
    found = faults(case.problem, case.placed)
    broken = (f.message for f in found if f.requirement is not Requirement.UNPLACED)
    placed = sum(place is not None for place in case.placed)
    later = tuple(each.words for each in (*foreseen(project, case), *advised(project, case)))
    return Readiness(placed, len(case.placed) - placed, tuple(dict.fromkeys(broken)), later)


def readiness_words(ready: Readiness, most: int = 4) -> str:
    """Return what stands against publishing, a line each; "" when nothing does."""
    lines = [f"还有{ready.unplaced}次活动没有排。"] if ready.unplaced else []
    for found in (ready.broken, ready.foreseen):
        lines += [f"▲ {message}" for message in found[:most]]
        lines += _rest(found, most)
    return "\n".join(lines)


def _rest(broken: Sequence[str], most: int) -> list[str]:
    return [f"……共{len(broken)}处，在“课后”页上逐一可看。"] if len(broken) > most else []
