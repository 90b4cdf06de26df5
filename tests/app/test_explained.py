"""A reason holds for what it was given for: what becomes worse is asked about again, once.

What the gate asks at all is in test_gate.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import add_items, change_item, remove_items
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.item_history import item_history
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.app.queries.overrides import overrides
from shuangjian_desktop.domain.homework import HomeworkItem, Kind, Place, Requirement
from shuangjian_desktop.domain.policy import Strength
from shuangjian_desktop.gui.models.rule_words import override_words
from tests.builders import MONDAY, class_named, enter, item, small_school

CAP = "homework.written.cap"
SHARE = "homework.in_school_share"
COPYING = "homework.form.punitive"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def put(project: Project, table: str, **values: object) -> None:
    project.run(Command("准备", lambda writer: writer.insert(table, values), kind="setup"))  # type: ignore[arg-type,return-value]


def hold(project: Project, rule: str, *, publishing: bool = False) -> None:
    strengths = (Strength.NOTE.value, Strength.REASON.value)
    on_publish, on_save = strengths if not publishing else strengths[::-1]
    put(project, "policy", rule=rule, on_save=on_save, on_publish=on_publish)


def explained_over_cap(project: Project, minutes: int = 65) -> HomeworkItem:
    hold(project, CAP)
    one = item(project, minutes=minutes)
    enter(project, one, reason="期末复习")
    return one


def test_what_gets_worse_than_the_reason_said_is_asked_about_again(project: Project) -> None:
    one = explained_over_cap(project)
    with pytest.raises(NeedsReason, match=r"合计120分钟.*上次写理由时是65分钟") as refused:
        project.run(change_item(one._replace(minutes=120)))
    assert len(refused.value.wanted) == 1
    project.run(change_item(one._replace(minutes=120)), reason="两天合在一起")
    project.run(change_item(one._replace(minutes=110)))
    project.run(change_item(one._replace(minutes=120)))


@pytest.mark.parametrize("minutes", [60, 64, 65])
def test_what_gets_better_or_comes_back_is_not_asked_about(project: Project, minutes: int) -> None:
    one = explained_over_cap(project)
    project.run(change_item(one._replace(minutes=minutes)))
    project.run(change_item(one._replace(minutes=65, content="练习册第33页")))


def test_one_minute_more_is_worse_whoever_adds_it(project: Project) -> None:
    explained_over_cap(project)
    with pytest.raises(NeedsReason):
        enter(project, item(project, subject="数学", minutes=1))


def test_a_share_that_falls_below_what_was_explained_is_asked_about_again(
    project: Project,
) -> None:
    put(project, "setting", key="in_school_share_primary", value="0.8")
    hold(project, SHARE)
    here, home = item(project, minutes=20, place=Place.SCHOOL), item(project, minutes=20)
    enter(project, here, home, reason="辅导课停一次")
    project.run(change_item(home._replace(minutes=15)))
    with pytest.raises(NeedsReason, match="上次写理由时是50%"):
        project.run(change_item(here._replace(minutes=5)))


def test_a_further_item_of_a_kind_without_a_number_is_asked_about(project: Project) -> None:
    hold(project, COPYING)
    first = item(project, content="抄写生字100遍")
    enter(project, first, reason="只抄错字")
    project.run(change_item(first._replace(minutes=10)))
    with pytest.raises(NeedsReason):
        enter(project, item(project, subject="英语", content="抄写单词100遍"))
    second = item(project, subject="英语", content="抄写单词100遍")
    enter(project, second, reason="听写前抄一次")
    project.run(remove_items([first.id]))
    project.undo()


def test_a_reason_for_a_hint_is_none_for_the_breach(project: Project) -> None:
    """选做 30 in grade 1 is a warning; its reason must not cover 25 that must be done."""
    optional = item(project, "一(1)", minutes=30, requirement=Requirement.OPTIONAL)
    enter(project, optional, reason="家长自愿")
    with pytest.raises(NeedsReason):
        enter(project, item(project, "一(1)", subject="数学", minutes=25))


def test_undo_and_redo_of_explained_steps_ask_nothing(project: Project) -> None:
    one = explained_over_cap(project)
    project.run(change_item(one._replace(minutes=120)), reason="两天合在一起")
    project.run(change_item(one._replace(minutes=70)))
    for _ in range(3):
        project.undo()
    for _ in range(3):
        project.redo()
    project.undo()
    given = overrides(project, MONDAY, MONDAY)
    assert [each.found.measured for each in given if each.found] == [65, 120]


def test_what_was_read_in_is_asked_about_only_when_it_gets_worse(project: Project) -> None:
    hold(project, CAP)
    one = item(project, minutes=90)
    project.run(add_items([one])._replace(asks_policy=False))
    project.run(change_item(one._replace(minutes=80)))
    with pytest.raises(NeedsReason):
        project.run(change_item(one._replace(minutes=85)))
    project.run(change_item(one._replace(minutes=85)), reason="核对过")
    project.run(change_item(one._replace(minutes=82)))
    project.undo()


def test_a_disguised_item_renamed_is_still_the_one_explained(project: Project) -> None:
    one = item(project, "一(1)", content="抄写生字", kind=Kind.READING)
    enter(project, one, reason="只在课堂上写")
    project.run(change_item(one._replace(content="抄写生字两遍")))


def test_the_figure_stays_in_sight_with_the_reason(project: Project) -> None:
    one = explained_over_cap(project)
    (given,) = overrides(project, MONDAY, MONDAY)
    assert given.told == "期末复习（当时65分钟）"
    assert override_words(given) == f"期末复习（当时65分钟，{project.who} 11-23 15:40）"
    assert item_history(project, one.id)[0].reasons == ("越过规则保存：期末复习（当时65分钟）",)


def publish_day(project: Project, reason: str | None = None) -> None:
    notices = prepare(project, Shape.DAY, (class_named(project, "三(1)"),), MONDAY)
    publish(project, notices, lambda: None, reason=reason)


def test_publishing_asks_again_for_what_got_worse(project: Project) -> None:
    hold(project, CAP, publishing=True)
    one = item(project, minutes=65)
    enter(project, one)
    publish_day(project, "期末复习")
    project.run(change_item(one._replace(minutes=64)), reason="时长估错")
    publish_day(project)
    project.run(change_item(one._replace(minutes=90)), reason="时长估错")
    with pytest.raises(NeedsReason, match="上次写理由时是65分钟"):
        publish_day(project)
    publish_day(project, "两天合在一起")
