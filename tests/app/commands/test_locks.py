"""Locked days: what is changed afterwards needs a reason, and so does unlocking."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import add_items, change_item
from shuangjian_desktop.app.commands.locks import lock_days, unlock_days
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.history import newest_steps
from shuangjian_desktop.app.queries.locks import is_locked, lock_lines, locked_words
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.people import Actor, Role
from shuangjian_desktop.errors import Conflict, NotAllowed, UserError
from tests.builders import MONDAY, class_named, enter, item, small_school

AT = "2026-11-23T15:40:00"
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("class_name", "on", "is_closed"),
    [
        ("三(1)", date(2026, 11, 1), True),
        ("三(1)", date(2026, 11, 30), True),
        ("三(1)", date(2026, 10, 31), False),
        ("三(1)", date(2026, 12, 1), False),
        ("七(1)", date(2026, 11, 23), False),
    ],
)
def test_a_lock_holds_for_its_days_and_its_grade(
    project: Project, class_name: str, on: date, is_closed: bool
) -> None:
    project.run(lock_days(*NOVEMBER, "教务", AT, grade=3))
    assert is_locked(project, class_named(project, class_name), on) is is_closed
    assert locked_words(project, MONDAY) == "已锁定：三年级"


def test_a_change_afterwards_needs_a_reason_which_stays(project: Project) -> None:
    enter(project, early := item(project))
    project.run(lock_days(*NOVEMBER, "教务", AT))
    with pytest.raises(NeedsReason, match="三\\(1\\)班11月23日已经锁定"):
        project.run(change_item(early._replace(minutes=30)))
    project.run(change_item(early._replace(minutes=30)), reason="核对时发现录入错误")
    assert project.database.rows("SELECT kind, text FROM reason") == [
        ("锁定后修改", "核对时发现录入错误")
    ]


def test_unlocking_needs_a_reason_and_tells_it_in_the_record(project: Project) -> None:
    project.run(lock_days(*NOVEMBER, "教务", AT, note="11月已归档"))
    (line,) = lock_lines(project)
    assert (line.days, line.scope, line.note) == ("2026年11月1日至11月30日", "全校", "11月已归档")
    with pytest.raises(UserError, match="还没有写解锁的理由"):
        unlock_days(line.id, " ")
    project.run(unlock_days(line.id, "补录运动会那天"))
    assert newest_steps(project, 1)[0].words == "解除日期锁定：补录运动会那天"
    enter(project, item(project))
    with pytest.raises(Conflict, match="已被别人解除"):
        project.run(unlock_days(line.id, "再来一次"))


def test_what_is_locked_is_not_locked_twice_and_days_run_forwards(project: Project) -> None:
    project.run(lock_days(*NOVEMBER, "教务", AT))
    with pytest.raises(UserError, match="已经锁定"):
        project.run(lock_days(*NOVEMBER, "教务", AT))
    with pytest.raises(UserError, match="早于第一天"):
        lock_days(MONDAY, NOVEMBER[0], "教务", AT)


def test_only_the_office_locks(project: Project) -> None:
    project.actor = Actor("王31", StaffId("x"), frozenset({Role.TEACHER}))
    with pytest.raises(NotAllowed):
        project.run(lock_days(*NOVEMBER, "王31", AT))


def test_taking_back_an_edit_of_a_day_locked_meanwhile_asks_too(project: Project) -> None:
    """Undo passes the same gate."""
    project.run(add_items([item(project)]))
    office = project.actor
    project.actor = Actor("教务", is_free=True)
    project.run(lock_days(*NOVEMBER, "教务", AT))
    project.actor = office
    with pytest.raises(NeedsReason):
        project.undo()
