"""The recycle bin is read page by page, newest first, and thirty days back alone (P17)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import add_items, remove_items
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries import removed as removed_query
from shuangjian_desktop.app.queries.removed import removed_items
from tests.builders import enter, item, small_school


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - local time, as every clock here

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


def throw_away(project: Project, *names: str) -> None:
    items = [item(project, content=name) for name in names]
    enter(project, *items)
    project.run(remove_items([each.id for each in items]))


def pages(project: Project) -> list[list[str]]:
    found, page = [], removed_items(project)
    while True:
        found.append([each.item.content for each in page.items])
        if page.older is None:
            return found
        page = removed_items(project, page.older)


def test_pages_follow_each_other_without_gap_or_double(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removed_query, "PAGE", 2)
    throw_away(project, "甲", "乙", "丙")
    throw_away(project, "丁")
    throw_away(project, "戊")
    assert pages(project) == [["戊", "丁"], ["甲", "乙"], ["丙"]]


def test_a_full_last_page_promises_no_older_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removed_query, "PAGE", 2)
    throw_away(project, "甲", "乙")
    assert pages(project) == [["甲", "乙"]]


def test_what_was_brought_back_or_is_older_than_thirty_days_is_not_there(
    project: Project, clock: Clock
) -> None:
    throw_away(project, "太久")
    clock.now += timedelta(days=31)
    throw_away(project, "甲", "乙")
    (back, _) = removed_items(project).items
    project.run(add_items([back.item]))
    assert [each.item.content for each in removed_items(project).items] == ["乙"]
