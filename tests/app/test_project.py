"""One writer, one journal: every command is one step, every step can be taken back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangjian_desktop.app.beside import beside
from shuangjian_desktop.app.changes import NOTHING, Changes
from shuangjian_desktop.app.commands.homework import (
    DayTarget,
    add_items,
    change_item,
    declare_no_homework,
    remove_items,
)
from shuangjian_desktop.app.own_steps import redoable, undoable
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.store import steps
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, small_school


@pytest.fixture
def project(tmp_path: Path):
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def day_items(project: Project, name: str = "三(1)") -> tuple[HomeworkItem, ...]:
    return class_days(project, (class_named(project, name),), (MONDAY,))[0].items


def test_a_command_is_one_step_with_who_when_before_and_after(project: Project) -> None:
    first = item(project, minutes=20)
    enter(project, first)
    project.run(change_item(first._replace(minutes=25)))
    told = steps.history(project.database, first.id)
    assert [(step.label, step.who, step.at) for step, _ in told] == [
        ("录入作业", "本机用户", "2026-11-23T15:40:00"),
        ("修改作业", "本机用户", "2026-11-23T15:40:00"),
    ]
    assert told[0][1].before is None
    assert (told[1][1].before, told[1][1].after) == ({"minutes": 20}, {"minutes": 25})


def test_everybody_listening_is_told_once(project: Project) -> None:
    heard: list[Changes] = []
    project.subscribe(heard.append)
    new = item(project)
    enter(project, new)
    assert [(c.label, c.touches("homework"), new.id in c.ids) for c in heard] == [
        ("录入作业", True, True)
    ]


def test_a_command_that_changes_nothing_leaves_no_step(project: Project) -> None:
    one = item(project)
    enter(project, one)
    count = steps.count(project.database)
    assert project.run(change_item(one)) == NOTHING
    assert steps.count(project.database) == count


def test_a_command_that_fails_half_way_leaves_nothing(project: Project) -> None:
    good, bad = item(project), item(project)._replace(class_id="nobody")
    count = steps.count(project.database)
    with pytest.raises(UserError, match="互相对不上"):
        project.run(add_items([good, bad]))
    assert day_items(project) == ()
    assert steps.count(project.database) == count


def test_undo_and_redo_walk_the_journal_across_a_restart(project: Project) -> None:
    first, second = item(project, minutes=10), item(project, minutes=15)
    enter(project, first)
    enter(project, second)
    path = project.path
    project.close()
    again = Project.open(path, clock=fixed_clock)
    again.undo()
    again.undo()
    assert day_items(again) == ()
    again.redo()
    assert day_items(again) == (first,)
    again.redo()
    assert {i.id for i in day_items(again)} == {first.id, second.id}
    with pytest.raises(UserError, match="没有可以重做"):
        again.redo()
    again.close()


def test_undo_stops_at_the_making_of_the_school(project: Project) -> None:
    with pytest.raises(UserError, match="没有可以撤销"):
        project.undo()


def test_a_new_command_closes_the_way_to_redo(project: Project) -> None:
    enter(project, item(project))
    project.undo()
    enter(project, item(project, "三(2)"))
    with pytest.raises(UserError, match="没有可以重做"):
        project.redo()


def test_undo_of_a_row_that_moved_on_is_a_conflict_and_says_both_values(project: Project) -> None:
    one = item(project, minutes=20)
    enter(project, one)
    with project.database.writing() as connection:  # another program, past the journal
        connection.execute("UPDATE homework SET minutes = 45 WHERE id = ?", (one.id,))
    with pytest.raises(Conflict, match=r"20.*45"):
        project.undo()
    assert day_items(project)[0].minutes == 45


def test_saying_no_homework_never_hides_entered_items(project: Project) -> None:
    enter(project, item(project))
    target = DayTarget(class_named(project, "三(1)").id, MONDAY)
    with pytest.raises(UserError, match="先删除"):
        project.run(declare_no_homework([target]))
    assert len(day_items(project)) == 1


def test_entering_an_item_withdraws_no_homework_in_the_same_step(project: Project) -> None:
    target = DayTarget(class_named(project, "三(1)").id, MONDAY)
    project.run(declare_no_homework([target]))
    enter(project, item(project))
    day = class_days(project, (class_named(project, "三(1)"),), (MONDAY,))[0]
    assert (day.declared_none, len(day.items)) == (False, 1)
    project.undo()
    day = class_days(project, (class_named(project, "三(1)"),), (MONDAY,))[0]
    assert (day.declared_none, len(day.items)) == (True, 0)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"minutes": -5}, "0到600"),
        ({"minutes": 9999}, "0到600"),
        ({"content": " \u200b "}, "内容是空的"),
        ({"content": "抄" * 501}, "最多500"),
        ({"note": "备" * 10_000}, "最多500"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_one_sentence(
    project: Project, fields: dict[str, object], words: str
) -> None:  # F3, F19
    with pytest.raises(UserError, match=words):
        enter(project, item(project, **fields))
    assert day_items(project) == ()


def test_text_is_stored_exactly_but_for_what_cannot_be_seen(project: Project) -> None:  # F11, F60
    enter(project, item(project, content="<b>张</b>\u202e O'Neil 𬱖'; DROP TABLE homework;--\x00"))
    assert day_items(project)[0].content == "<b>张</b> O'Neil 𬱖'; DROP TABLE homework;--"


def test_another_process_writing_is_noticed_and_everybody_reads_again(project: Project) -> None:
    heard: list[Changes] = []
    project.subscribe(heard.append)
    assert not project.notice_foreign_changes()
    other = Project.open(project.path, clock=fixed_clock)
    enter(other, item(other))
    other.close()
    assert project.notice_foreign_changes()
    assert heard[-1].touches("class")
    assert len(day_items(project)) == 1


acts = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove", "undo", "redo"]), st.integers(0, 90)),
    max_size=25,
)


@given(acts)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_everything_returns_to_the_start_and_the_chain_holds(
    tmp_path_factory: pytest.TempPathFactory, walk: list[tuple[str, int]]
) -> None:
    project = small_school(tmp_path_factory.mktemp("walk"))
    states = {(): 0}
    for act, number in walk:
        _act(project, act, number)
        states[tuple(i.id for i in day_items(project))] = 1
    while undoable(project):
        project.undo()
    assert day_items(project) == ()
    while redoable(project):
        project.redo()
    assert steps.broken_link(project.database) is None
    project.close()


def _act(project: Project, act: str, number: int) -> None:
    items = day_items(project)
    if act == "add":
        enter(project, item(project, minutes=number))
    elif act == "change" and items:
        project.run(change_item(items[number % len(items)]._replace(minutes=number)))
    elif act == "remove" and items:
        project.run(remove_items([items[number % len(items)].id]))
    elif act == "undo" and undoable(project):
        project.undo()
    elif act == "redo" and redoable(project):
        project.redo()


def test_a_tampered_journal_is_found(project: Project) -> None:
    enter(project, item(project))
    enter(project, item(project, minutes=30))
    assert steps.broken_link(project.database) is None
    with project.database.writing() as connection:
        connection.execute("UPDATE change SET after = replace(after, ':30', ':31') WHERE seq > 2")
    assert steps.broken_link(project.database) == steps.latest(project.database)[0].seq


def test_what_others_wrote_is_not_taken_for_seen_when_our_own_worker_has_written(
    project: Project,
) -> None:
    """P25: a large paste or an export beside the window must not hide another window's step."""
    other = Project.open(project.path, clock=fixed_clock)
    other.run(add_items([item(other, content="别处写的")]))
    other.close()
    with beside(project).opened(to_write=True) as own:
        written = own.run(add_items([item(own, "三(2)")]))
    project.take_in(written)
    assert project.has_foreign_changes()
    assert project.notice_foreign_changes()
    with beside(project).opened(to_write=True) as own:
        written = own.run(add_items([item(own, "三(3)")]))
    project.take_in(written)
    assert not project.has_foreign_changes(), "our own step alone is no foreign change"


def test_a_step_written_while_the_journal_is_proven_is_no_broken_link(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window is looked over while people type: half of a step read must not look damaged."""
    enter(project, item(project))
    real, written = project.database.rows, []

    def rows(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        if "FROM step" in sql and not written:
            written.append(other.run(add_items([item(other, "三(3)")])))
        return real(sql, params)

    other = Project.open(project.path, clock=fixed_clock)
    monkeypatch.setattr(project.database, "rows", rows)
    assert steps.broken_link(project.database) is None
    assert written
    other.close()


def test_rows_of_a_step_that_was_cut_off_the_journal_are_still_found(project: Project) -> None:
    enter(project, item(project))
    newest = steps.latest(project.database, 1)[0].seq
    connection = project.database.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM step WHERE seq = ?", (newest,))
    assert steps.broken_link(project.database) == newest
