"""What came after the day's cut-off is known by the journal and its reason."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.paste_clip import Clip
from shuangjian_desktop.app.pasting import paste, plan_for_grade
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.late import NOT_LATE, lateness
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, item, small_school


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 14, 0)  # noqa: DTZ001 - local time

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def project(tmp_path: Path, clock: Clock) -> Iterator[Project]:
    project = small_school(tmp_path, clock=clock)
    rule = {"key": "entry_cut_off", "value": "15:00"}
    project.run(Command("截止时间", lambda writer: _insert(writer, rule)))
    yield project
    project.close()


def _insert(writer: Writer, row: dict[str, str]) -> None:
    writer.insert("setting", row)


def test_only_items_after_the_cut_off_are_late_and_the_reason_stays(
    project: Project, clock: Clock
) -> None:
    early, late = item(project), item(project, subject="数学")
    class_id = class_named(project, "三(1)").id
    project.run(add_items([early]))
    assert lateness(project, class_id, (MONDAY,)) == NOT_LATE
    clock.now = datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time
    project.run(add_items([late]), reason="教师外出")
    told = lateness(project, class_id, (MONDAY,))
    assert told.items == {late.id}
    assert told.words(MONDAY) == f"迟交：教师外出（{project.who}）"


def test_a_late_paste_of_a_grade_asks_its_reason_once_for_all(
    project: Project, clock: Clock
) -> None:
    clock.now = datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time
    rows = ["班级\t语文\t数学", *(f"三({n})\t生字 10\t口算 5" for n in (1, 2, 3))]
    plan = plan_for_grade(project, Clip("\n".join(rows)), MONDAY)
    assert len(plan.items) == 6
    with pytest.raises(NeedsReason) as refused:
        project.run(paste(plan))
    assert len(refused.value.wanted) == 3
    project.run(paste(plan), reason="昨天漏填")
    assert all(
        lateness(project, class_named(project, f"三({n})").id, (MONDAY,)).days for n in (1, 2, 3)
    )
