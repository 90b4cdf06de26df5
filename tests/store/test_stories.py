"""The story of a class-day: what stands, moved in or was deleted, read without reading it all."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import change_item, remove_items
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.store import steps
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.stories import AROUND, first_since, homework_story, setting_story
from shuangjian_desktop.store.tables.removed import removed
from tests.builders import MONDAY, class_named, enter, item, small_school

NOON = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - local time, as every clock here


class Clock:
    def __init__(self) -> None:
        self.now = NOON

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


def told(project: Project) -> list[tuple[str, object]]:
    class_id = class_named(project, "三(1)").id
    story = homework_story(project.database, class_id, MONDAY)
    return [(c.row_id, c.after and c.after.get("minutes")) for _, c in story]


def test_a_story_has_what_stands_what_was_deleted_and_what_moved_in_and_no_other_day(
    project: Project,
) -> None:
    stands, gone, moved = (
        item(project),
        item(project, subject="数学"),
        item(project, on=NOON.date()),
    )
    moved = moved._replace(date=MONDAY + timedelta(days=1))
    enter(project, stands, gone, moved, item(project, "三(2)"))
    project.run(remove_items([gone.id]))
    project.run(change_item(moved._replace(date=MONDAY)))
    rows = {row_id for row_id, _ in told(project)}
    assert rows == {stands.id, gone.id, moved.id}
    assert told(project)[-1][0] == moved.id


def test_what_stands_is_found_however_early_it_was_written(project: Project, clock: Clock) -> None:
    clock.now = NOON - AROUND - timedelta(days=5)
    early = item(project)
    enter(project, early)
    clock.now = NOON
    assert told(project) == [(early.id, 20)]


def test_what_was_deleted_is_looked_for_around_its_day_alone(
    project: Project, clock: Clock
) -> None:
    long_before, just_before = item(project), item(project, subject="数学")
    clock.now = NOON - AROUND - timedelta(days=5)
    enter(project, long_before)
    project.run(remove_items([long_before.id]))
    clock.now = NOON - AROUND + timedelta(days=5)
    enter(project, just_before)
    project.run(remove_items([just_before.id]))
    clock.now = NOON + AROUND + timedelta(days=5)
    later = item(project, subject="英语")
    enter(project, later)
    project.run(remove_items([later.id]))
    assert {row_id for row_id, _ in told(project)} == {just_before.id}


@pytest.mark.parametrize("hours", range(-1, 9))
def test_the_first_step_since_a_moment_is_the_one_a_full_reading_finds(
    project: Project, clock: Clock, hours: int
) -> None:
    for hour in range(1, 8):
        clock.now = NOON + timedelta(hours=hour)
        enter(project, item(project))
    at = (NOON + timedelta(hours=hours)).isoformat(timespec="seconds")
    rows = project.database.rows("SELECT seq, at FROM step ORDER BY seq")
    expected = next((seq for seq, when in rows if when >= at), rows[-1][0] + 1)
    assert first_since(project.database, at) == expected


def walks(project: Project, read: Callable[[Database], object]) -> list[str]:
    """Return the steps of SQLite's plans that would read the journal of all years."""
    said: list[str] = []
    connection = project.database.connection
    connection.set_trace_callback(said.append)
    read(project.database)
    connection.set_trace_callback(None)
    plans = [
        line[3]
        for sql in said
        if "change" in sql
        for line in connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    ]
    assert plans
    return [line for line in plans if line.endswith("(school_id=?)") or line.startswith("SCAN c")]


@pytest.mark.parametrize(
    "read",
    [
        lambda db: steps.history(db, "a"),
        lambda db: steps.writers(db, ("a", "b"), ignoring=frozenset()),
        lambda db: steps.written(db, ("a", "b")),
        lambda db: homework_story(db, "a", MONDAY),
        lambda db: removed(db, NOON - timedelta(days=30), 200),
        lambda db: setting_story(db, "entry_cut_off", "2026-11-23T15:00:00", "2026-11-24"),
    ],
)
def test_no_story_walks_the_whole_journal(
    project: Project, read: Callable[[Database], object]
) -> None:
    enter(project, item(project))
    assert walks(project, read) == []


def test_a_walk_through_the_whole_journal_would_be_seen(project: Project) -> None:
    assert walks(project, lambda db: db.rows("SELECT seq FROM change WHERE school_id = 'a'"))
