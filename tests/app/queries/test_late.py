"""What came after the day's cut-off is known by the journal and its reason."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.drafts import make_draft, schedule_release, submit_days
from shuangjian_desktop.app.commands.homework import DayTarget, add_items, change_item
from shuangjian_desktop.app.commands.school import save_settings
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.paste_clip import Clip
from shuangjian_desktop.app.pasting import paste, plan_for_grade
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.late import NOT_LATE, Lateness, lateness
from shuangjian_desktop.domain.homework import Status
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


def of_class(project: Project, name: str = "三(1)") -> Lateness:
    class_id = class_named(project, name).id
    return lateness(project, (class_id,), (MONDAY,)).get(class_id, NOT_LATE)


def set_cut_off(project: Project, at: time | None) -> None:
    project.run(save_settings(project.directory.settings._replace(entry_cut_off=at)))


def test_only_items_after_the_cut_off_are_late_and_the_reason_stays(
    project: Project, clock: Clock
) -> None:
    early, late = item(project), item(project, subject="数学")
    project.run(add_items([early]))
    assert of_class(project) == NOT_LATE
    clock.now = datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time
    project.run(add_items([late]), reason="教师外出")
    told = of_class(project)
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
    assert all(of_class(project, f"三({n})").days for n in (1, 2, 3))


def later(clock: Clock, hour: int, minute: int = 0, *, days: int = 0) -> None:
    clock.now = datetime(2026, 11, 23, hour, minute) + timedelta(days=days)  # noqa: DTZ001 - local


def enter_late(project: Project, clock: Clock) -> tuple[str, str]:
    """Enter one item in time and one at 15:40, past 15:00; return their ids."""
    early, late = item(project), item(project, subject="数学")
    project.run(add_items([early]))
    later(clock, 15, 40)
    project.run(add_items([late]), reason="教师外出")
    return early.id, late.id


@pytest.mark.parametrize("cut_off", [time(13, 0), time(18, 0), None])
def test_a_cut_off_set_afterwards_makes_nothing_late_and_nothing_in_time(
    project: Project, clock: Clock, cut_off: time | None
) -> None:
    _, late = enter_late(project, clock)
    later(clock, 8, days=30)
    set_cut_off(project, cut_off)
    assert of_class(project).items == {late}


@pytest.mark.parametrize(
    ("cut_off", "is_late"), [(time(18, 0), False), (time(16, 0), True), (None, False)]
)
def test_what_comes_after_another_cut_off_was_set_is_judged_by_that_one(
    project: Project, clock: Clock, cut_off: time | None, is_late: bool
) -> None:
    _, first = enter_late(project, clock)
    later(clock, 16)
    set_cut_off(project, cut_off)
    later(clock, 17)
    second = item(project, subject="英语")
    project.run(add_items([second]))
    assert of_class(project).items == ({first, second.id} if is_late else {first})


def test_an_edit_and_a_return_leave_an_item_as_late_as_it_was(
    project: Project, clock: Clock
) -> None:
    early, late = enter_late(project, clock)
    later(clock, 9, days=1)
    for row_id in (early, late):
        project.run(Command("改", lambda w, i=row_id: w.update("homework", i, {"minutes": 9})))
    assert of_class(project).items == {late}


def test_a_draft_written_in_time_and_handed_in_after_the_cut_off_is_late(
    project: Project, clock: Clock
) -> None:
    draft = item(project, status=Status.DRAFT)
    project.run(add_items([draft]))
    later(clock, 15, 40)
    target = DayTarget(draft.class_id, MONDAY)
    with pytest.raises(NeedsReason, match="截止时间15:00"):
        project.run(submit_days(project, [target]))
    project.run(submit_days(project, [target]), reason="忘了提交")
    assert of_class(project).items == {draft.id}


def test_a_draft_that_handed_itself_in_before_the_cut_off_is_not_late(
    project: Project, clock: Clock
) -> None:
    draft = item(project, status=Status.DRAFT)
    project.run(add_items([draft]))
    project.run(schedule_release(project, [draft], clock.now.replace(hour=14, minute=30)))
    later(clock, 15, 40)
    project.run(add_items([item(project, subject="数学")]), reason="教师外出")
    assert draft.id not in of_class(project).items
    project.run(submit_days(project, [DayTarget(draft.class_id, MONDAY)]))


def test_what_was_handed_in_in_time_and_made_a_draft_since_is_not_asked_about(
    project: Project, clock: Clock
) -> None:
    one = item(project)
    project.run(add_items([one]))
    later(clock, 15, 40)
    project.run(make_draft([one]))
    project.run(submit_days(project, [DayTarget(one.class_id, MONDAY)]))
    assert of_class(project) == NOT_LATE


def test_an_item_moved_to_a_day_past_its_cut_off_is_late_there(
    project: Project, clock: Clock
) -> None:
    one = item(project, on=MONDAY + timedelta(days=1))
    project.run(add_items([one]))
    later(clock, 15, 40)
    project.run(change_item(one._replace(date=MONDAY)), reason="提前一天")
    assert of_class(project).items == {one.id}


def test_one_reading_serves_a_class_and_a_school(project: Project, clock: Clock) -> None:
    enter_late(project, clock)
    classes = [each.id for each in project.directory.classes(MONDAY)]
    found = lateness(project, classes, (MONDAY,))
    assert found == {class_named(project, "三(1)").id: of_class(project)}
    assert next(iter(found.values())).reasons(MONDAY) == "教师外出"
