"""Drafts ahead of the week, handing in, coming due by the clock, and who may hand in what."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.drafts import make_draft, schedule_release, submit_days
from shuangjian_desktop.app.commands.homework import DayTarget, change_item
from shuangjian_desktop.app.drafts import first_status
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.next_week import next_week
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.people import FREE, Actor, Role
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, enter, item, small_school

NEXT = MONDAY + timedelta(days=7)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def project(tmp_path: Path, clock: Clock) -> Iterator[Project]:
    project = small_school(tmp_path, clock=clock)
    yield project
    project.close()


def target(project: Project, name: str = "三(1)", on: date = MONDAY) -> DayTarget:
    return DayTarget(class_named(project, name).id, on)


def states(project: Project, on: date = MONDAY) -> list[Status]:
    return [i.status for i in day(project, on).items]


def day(project: Project, on: date = MONDAY) -> ClassDay:
    return judged_day(project, class_named(project, "三(1)").id, on).class_day


@pytest.mark.parametrize(
    ("days_ahead", "status"),
    [(0, Status.SUBMITTED), (6, Status.SUBMITTED), (7, Status.DRAFT), (-7, Status.SUBMITTED)],
)
def test_only_what_lies_after_this_week_begins_as_a_draft(
    project: Project, days_ahead: int, status: Status
) -> None:
    assert first_status(project, MONDAY + timedelta(days=days_ahead)) is status


def test_handing_in_takes_drafts_and_returned_items_and_leaves_a_record(project: Project) -> None:
    enter(project, item(project, status=Status.DRAFT))
    enter(project, item(project, subject="数学", status=Status.RETURNED))
    assert day(project).progress is Progress.DRAFT
    project.run(submit_days(project, [target(project)]))
    assert states(project) == [Status.SUBMITTED, Status.SUBMITTED]
    rows = project.database.rows("SELECT act, who FROM handling")
    assert [tuple(row) for row in rows] == [("提交", project.who)]
    project.undo()
    assert set(states(project)) == {Status.DRAFT, Status.RETURNED}


def test_handing_in_nothing_is_refused_in_a_sentence(project: Project) -> None:
    enter(project, item(project))
    with pytest.raises(UserError, match="没有等待提交的"):
        project.run(submit_days(project, [target(project)]))


def test_a_returned_item_stays_returned_until_it_is_handed_in(project: Project) -> None:
    returned = item(project, status=Status.RETURNED)
    enter(project, returned)
    project.run(change_item(returned._replace(minutes=15)))
    assert day(project).progress is Progress.RETURNED


def test_a_teacher_hands_in_only_what_is_theirs(project: Project) -> None:
    chinese = item(project, status=Status.DRAFT)
    maths = item(project, subject="数学", status=Status.DRAFT)
    enter(project, chinese, maths)
    stranger = next(s for s in project.directory.staff if s.id != chinese.staff_id)
    project.actor = Actor(stranger.name, stranger.id, frozenset({Role.TEACHER}))
    with pytest.raises(UserError):
        project.run(submit_days(project, [target(project)]))
    project.actor = FREE

    def teaches_maths(writer: Writer) -> None:
        where = {"class_id": maths.class_id, "subject_id": maths.subject_id}
        writer.update("teaching", writer.find("teaching", **where)[0][0], {"staff_id": stranger.id})

    project.run(Command("换教师", teaches_maths))
    project.actor = Actor(stranger.name, stranger.id, frozenset({Role.TEACHER}))
    project.run(submit_days(project, [target(project)]))
    told = {i.subject_id: i.status for i in day(project).items}
    assert told == {maths.subject_id: Status.SUBMITTED, chinese.subject_id: Status.DRAFT}


def test_a_draft_is_handed_in_by_the_clock_alone(project: Project, clock: Clock) -> None:
    draft = item(project, on=NEXT, status=Status.DRAFT)
    enter(project, draft)
    due = datetime.combine(NEXT, time(7, 30))
    project.run(schedule_release(project, [draft], due))
    clock.now = due - timedelta(minutes=1)
    assert states(project, NEXT) == [Status.DRAFT]
    clock.now = due
    assert states(project, NEXT) == [Status.SUBMITTED]


def test_a_time_that_has_passed_is_refused(project: Project, clock: Clock) -> None:
    draft = item(project, status=Status.DRAFT)
    enter(project, draft)
    with pytest.raises(UserError, match="已经过了"):
        project.run(schedule_release(project, [draft], clock.now))


def test_an_item_can_be_taken_back_into_draft(project: Project) -> None:
    sent = item(project)
    enter(project, sent)
    project.run(make_draft([sent]))
    assert states(project) == [Status.DRAFT]


def with_rule(project: Project, weekday: int, hour: int) -> None:
    """Set the hour the next week's lists are due on, as a settings import does."""

    def apply(writer: Writer) -> None:
        writer.insert("setting", {"key": "next_week_weekday", "value": str(weekday)})
        writer.insert("setting", {"key": "next_week_time", "value": f"{hour:02d}:00"})

    project.run(Command("规则", apply))


def test_without_a_rule_nothing_is_due(project: Project) -> None:
    assert next_week(project).due is None


def test_after_friday_noon_the_classes_whose_list_is_not_ready_are_told(
    project: Project, clock: Clock
) -> None:
    with_rule(project, 5, 12)
    ahead = [item(project, on=NEXT + timedelta(days=d), status=Status.DRAFT) for d in range(5)]
    enter(project, *ahead)
    told = next_week(project)
    assert (told.is_past, len(told.waiting)) == (False, 5)
    clock.now = datetime(2026, 11, 27, 12, 0)  # noqa: DTZ001 - local time
    told = next_week(project)
    assert told.is_past
    third = next(each for each in told.waiting if each.school_class.name == "三(1)")
    assert (third.empty_days, third.draft_days) == (0, 5)
    days = [target(project, on=each.date) for each in ahead]
    project.run(submit_days(project, days))
    assert "三(1)" not in [each.school_class.name for each in next_week(project).waiting]
