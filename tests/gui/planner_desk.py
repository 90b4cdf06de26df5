"""A small school with an after-school plan, a window's planner and quiet words, for its dialogs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.planner import Planner, planner_of
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.planning.problem import Place
from shuangjian_desktop.store.journal import Writer
from tests.builders import small_school, with_service
from tests.gui.desk import QuietNotify


@dataclass
class PlannerDesk:
    project: Project
    bridge: Bridge
    runner: Runner
    notify: QuietNotify
    plan_id: ServicePlanId

    @property
    def planner(self) -> Planner:
        return planner_of(self.runner)

    @property
    def case(self) -> Case:
        return load_case(self.project, self.plan_id)

    def place(self, name: str) -> Place | None:
        """Return where a session stands by its name."""
        case = self.case
        return case.placed[[work.name for work in case.problem.works].index(name)]

    def steps(self) -> int:
        return self.project.database.newest_step()

    def lock_both_at_once(self) -> None:
        """Make the week impossible: both Monday sessions of 三(1) locked at the same time."""
        case = self.case
        names = [work.name for work in case.problem.works]
        first, second = (names.index(f"三(1){title}（1）") for title in ("作业辅导", "阅读"))
        slot_id = case.sessions[first].slot_id

        def apply(writer: Writer) -> None:
            for number in (first, second):
                values = {"slot_id": slot_id, "is_locked": 1}
                writer.update("session", case.sessions[number].id, values)

        self.project.run(Command("锁定两次", apply))


@contextmanager
def planner_desk(folder: Path, *, is_published: bool = False) -> Iterator[PlannerDesk]:
    """Open a school with a plan; the planner's process ends with it."""
    project = small_school(folder)
    plan_id = with_service(project, is_published=is_published)
    notify = QuietNotify()
    desk = PlannerDesk(project, Bridge(project, notify), Runner(), notify, plan_id)
    try:
        yield desk
    finally:
        desk.runner.stop()
        project.close()
