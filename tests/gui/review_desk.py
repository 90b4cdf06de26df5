"""A small school with everything the dialogs of 今日 need round it; not a test itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.rules.class_day import ClassDay
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.gui.desk import QuietNotify


class AskedNotify(QuietNotify):
    """Keeps questions and agrees to all of them until told otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.agrees = True

    def ask(self, question: str, yes: str, no: str = "取消") -> bool:
        del yes, no
        self.asked.append(question)
        return self.agrees

    def tell(self, sentence: str) -> None:
        self.sentences.append(sentence)


@dataclass
class ReviewDesk:
    project: Project
    bridge: Bridge
    place: Place
    notify: AskedNotify
    runner: Runner

    def day(self, name: str) -> ClassDay:
        return judged_day(self.project, class_named(self.project, name).id, MONDAY).class_day


@contextmanager
def review_desk(folder: Path) -> Iterator[ReviewDesk]:
    """三(1) is 15 minutes over, 三(2) and 七(1) are plain."""
    project = small_school(folder)
    enter(
        project,
        item(project, "三(1)", minutes=45, position=1),
        item(project, "三(1)", "数学", minutes=30, position=2),
        item(project, "三(2)", minutes=40),
        item(project, "七(1)", minutes=80),
    )
    notify, runner = AskedNotify(), Runner()
    place = Place(MONDAY)
    try:
        yield ReviewDesk(project, Bridge(project, notify), place, notify, runner)
    finally:
        runner.stop()
        project.close()
