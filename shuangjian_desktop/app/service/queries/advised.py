"""What breaks no rule of placing and is to be known all the same: short days, empty classrooms.

For the text before publishing and the right side of the board; day by day the checks say it again.
"""

from collections import defaultdict
from collections.abc import Iterator

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.shapes import Foreseen
from shuangjian_desktop.app.service.titles import whom_words
from shuangjian_desktop.domain.ids import SessionId


def advised(project: Project, case: Case) -> tuple[Foreseen, ...]:
    """Return what a plan leaves to be wished for, a sentence each, and the sessions meant."""
    return (*_short_days(project, case), *_classrooms(case))


def _short_days(project: Project, case: Case) -> Iterator[Foreseen]:
    """Yield the classes whose sessions do not reach the school's own minutes every day [§6]."""
    least = project.directory.settings.service_minimum_minutes
    if case.short and least is not None:
        whom = whom_words(case.classes, [case.classes[number].id for number in case.short])
        words = f"{whom}的时段或活动不够学校规定的每天{least}分钟，请增加活动，或改规定。"
        yield Foreseen(words, frozenset())


def _classrooms(case: Case) -> Iterator[Foreseen]:
    """Yield whole classes that stay in their own classrooms with fewer people than classes [§7]."""
    found: dict[tuple[int, int], list[SessionId]] = defaultdict(list)
    for number, work in enumerate(case.problem.works):
        place = case.placed[number]
        people = work.staff_wanted if place is None else len(place.staff)
        has_room = work.needs_room or (place is not None and place.room is not None)
        if not has_room and not work.is_shared and people < len(work.classes):
            found[work.activity, people].append(case.sessions[number].id)
    for (activity, people), ids in found.items():
        name = case.problem.activity_name(activity)
        count = len(next(w for w in case.problem.works if w.activity == activity).classes)
        words = f"{name}没有写场地：{count}个班各在自己教室，只安排{people}人；请加人，或写明场地。"
        yield Foreseen(words, frozenset(ids))
