"""A day the calendar keeps free of homework is asked about; an exam week is only shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.calendar import MarkKind
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, enter, item, small_school

FREE = "homework.no_homework_day"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def mark(project: Project, kind: MarkKind, grades: str | None) -> None:
    def apply(writer: Writer) -> None:
        day = MONDAY.isoformat()
        values = {"first_day": day, "last_day": day, "kind": kind.value, "name": kind.value}
        writer.insert("day_mark", values | {"grades": grades, "document": None})

    project.run(Command("标日历", apply))


def rules(project: Project, name: str) -> set[str]:
    day = judged_day(project, class_named(project, name).id, MONDAY)
    return {finding.rule for finding in day.findings}


def test_homework_on_a_free_day_is_found_for_its_grades_alone(project: Project) -> None:
    enter(project, item(project), item(project, "七(1)"))
    mark(project, MarkKind.NO_HOMEWORK, "3,4")
    assert FREE in rules(project, "三(1)")
    assert FREE not in rules(project, "三(2)")  # nothing was set
    assert FREE not in rules(project, "七(1)")


@pytest.mark.parametrize("kind", [MarkKind.EXAM, MarkKind.SPORTS, MarkKind.ACTIVITY])
def test_other_facts_are_no_finding(project: Project, kind: MarkKind) -> None:
    enter(project, item(project))
    mark(project, kind, None)
    assert FREE not in rules(project, "三(1)")
