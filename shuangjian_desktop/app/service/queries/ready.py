"""What still stands against publishing an after-school plan, in sentences a person can answer.

Asks the solver-free specification; publishing is app/service/commands/versions.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.queries.advised import advised
from shuangjian_desktop.app.service.queries.foreseen import foreseen
from shuangjian_desktop.app.service.titles import whom_words
from shuangjian_desktop.domain.ids import ClassId, ServicePlanId
from shuangjian_desktop.domain.service import SessionKind
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


def readiness(project: Project, plan_id: ServicePlanId) -> Readiness:
    """Return what is unplaced and what is broken in a plan as it stands."""
    case = load_case(project, plan_id)
    found = faults(case.problem, case.placed)
    broken = [f.message for f in found if f.requirement is not Requirement.UNPLACED]
    broken += primary_evenings(project, case)
    placed = sum(place is not None for place in case.placed)
    later = tuple(each.words for each in (*foreseen(project, case), *advised(project, case)))
    return Readiness(placed, len(case.placed) - placed, tuple(dict.fromkeys(broken)), later)


def primary_evenings(project: Project, case: Case) -> list[str]:
    """Return in a sentence which primary classes have 自习班; junior or boarding may [§6]."""
    school = project.directory.school
    count, classes = 0, set[ClassId]()
    for session, place in zip(case.sessions, case.placed, strict=True):
        activity = case.content.activities[session.activity_id]
        if place is not None and activity.kind is SessionKind.EVENING_STUDY:
            young = [
                each.id
                for each in case.classes
                if each.id in activity.class_ids and not school.may_study_evenings(each.grade)
            ]
            classes.update(young)
            count += bool(young)
    if not count:
        return []
    whom = whom_words(case.classes, [each.id for each in case.classes if each.id in classes])
    return [
        f"{whom}有{count}次自习班，只有初中和寄宿制学校可以有（第6条）；请删掉，或改成别的活动。"
    ]


def readiness_words(ready: Readiness, most: int = 4) -> str:
    """Return what stands against publishing, a line each; "" when nothing does."""
    lines = [f"还有{ready.unplaced}次活动没有排。"] if ready.unplaced else []
    for found in (ready.broken, ready.foreseen):
        lines += [f"▲ {message}" for message in found[:most]]
        lines += _rest(found, most)
    return "\n".join(lines)


def _rest(broken: Sequence[str], most: int) -> list[str]:
    return [f"……共{len(broken)}处，在“课后”页上逐一可看。"] if len(broken) > most else []
