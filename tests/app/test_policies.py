"""How firmly a rule is held decides what passes: 只标记, 提醒, 须写理由, 不允许."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import add_items, change_item, remove_items
from shuangjian_desktop.app.commands.policy import reset_policies, set_own_limit, set_policy
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.newly_found import words_after_saving
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publish_policy import publish_hindrances
from shuangjian_desktop.app.queries.citations import basis
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.queries.overrides import overrides
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import HomeworkItem, Kind
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.domain.school import OwnLimit
from shuangjian_desktop.errors import UserError
from tests.builders import MONDAY, class_named, enter, item, small_school

CAP = "homework.written.cap"
NONE_AT_HOME = "homework.written.none_at_home"
UNREVIEWED = "homework.notice.unreviewed"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def hold(project: Project, rule: str, on_save: Strength, on_publish: Strength) -> None:
    project.run(set_policy(RulePolicy(rule, on_save, on_publish)))


def items_of(project: Project, name: str = "三(1)") -> tuple[HomeworkItem, ...]:
    day = judged_day(project, class_named(project, name).id, MONDAY)
    return day.class_day.items


def gets_through(project: Project, minutes: int, reason: str | None) -> bool:
    try:
        project.run(add_items([item(project, minutes=minutes)]), reason=reason)
    except UserError:
        return False
    project.undo()
    return True


@pytest.mark.parametrize("minutes", [60, 61])
@pytest.mark.parametrize("reason", [None, "家长会前调整"])
def test_a_stricter_policy_never_lets_more_through(
    project: Project, minutes: int, reason: str | None
) -> None:
    passes = []
    for strength in Strength:  # from a mark to a refusal
        hold(project, CAP, strength, strength)
        passes.append(gets_through(project, minutes, reason))
    assert passes == sorted(passes, reverse=True)
    assert passes[0]
    assert passes[-1] is (minutes == 60)


def test_a_refused_day_stores_nothing_and_says_what_to_do(project: Project) -> None:
    hold(project, CAP, Strength.BLOCK, Strength.WARN)
    with pytest.raises(UserError, match=r"75分钟.*不能保存"):
        enter(project, item(project, minutes=75))
    assert items_of(project) == ()


def test_an_edit_that_makes_an_over_full_day_lighter_is_never_refused(project: Project) -> None:
    enter(project, item(project, minutes=70), item(project, subject="数学", minutes=30))
    hold(project, CAP, Strength.BLOCK, Strength.BLOCK)
    second, first = sorted(items_of(project), key=lambda each: each.minutes)
    project.run(change_item(first._replace(minutes=65)))
    with pytest.raises(UserError, match="不能保存"):
        project.run(change_item(first._replace(minutes=66)))
    project.run(remove_items([second.id]))
    assert [each.minutes for each in items_of(project)] == [65]


def test_a_reason_lets_it_through_and_stays_in_sight(project: Project) -> None:
    hold(project, CAP, Strength.REASON, Strength.WARN)
    with pytest.raises(NeedsReason):
        enter(project, item(project, minutes=75))
    project.run(add_items([item(project, minutes=75)]), reason="补上周停课的练习")
    project.run(remove_items([each.id for each in items_of(project)]))  # even when it is gone
    (given,) = overrides(project, MONDAY, MONDAY)
    assert (given.class_name, given.rule, given.clause) == ("三(1)", CAP, 2)
    assert (given.text, given.who, given.at) == (
        "补上周停课的练习",
        project.who,
        "2026-11-23T15:40:00",
    )
    assert given.title == "越过规则保存：书面作业超过上限"


def test_grades_1_and_2_need_a_reason_by_default_f10(project: Project) -> None:
    with pytest.raises(NeedsReason, match="一、二年级"):
        enter(project, item(project, "一(1)", minutes=10))
    disguised = item(project, "一(1)", content="抄写生字一行", kind=Kind.ORAL)
    with pytest.raises(NeedsReason, match="读着像书面"):
        enter(project, disguised)
    enter(project, item(project, "三(1)", minutes=75))  # from grade 3 it is a mark and a word


def test_a_policy_is_undone_and_put_back_to_ours(project: Project) -> None:
    hold(project, CAP, Strength.BLOCK, Strength.BLOCK)
    assert project.directory.policies[CAP].on_save is Strength.BLOCK
    project.undo()
    assert CAP not in project.directory.policies
    hold(project, CAP, Strength.BLOCK, Strength.BLOCK)
    hold(project, UNREVIEWED, Strength.NOTE, Strength.REASON)
    project.run(reset_policies())
    assert project.directory.policies == {}
    hold(project, CAP, Strength.WARN, Strength.WARN)  # our own default leaves no row
    assert project.directory.policies == {}


def test_a_warning_is_said_once_when_an_edit_brings_it_about(project: Project) -> None:
    class_id = class_named(project, "三(1)").id
    empty = judged_day(project, class_id, MONDAY)
    enter(project, item(project, minutes=75))
    full = judged_day(project, class_id, MONDAY)
    told = words_after_saving(project, empty, full)
    assert told == "三(1)班11月23日书面作业合计75分钟，超过上限60分钟15分钟。"
    assert words_after_saving(project, full, full) == ""
    assert words_after_saving(project, full, empty) == ""
    hold(project, CAP, Strength.NOTE, Strength.WARN)
    assert words_after_saving(project, empty, full) == ""


def hindrances(project: Project, name: str = "三(1)") -> list[tuple[str, str]]:
    days = class_days(project, (class_named(project, name),), (MONDAY,))
    return [(found.strength.value, found.rule) for found in publish_hindrances(project, days)]


def test_what_stands_against_publishing_is_told_by_rule_and_strength(project: Project) -> None:
    enter(project, item(project, minutes=75))
    assert hindrances(project) == [("提醒", CAP), ("提醒", UNREVIEWED)]
    hold(project, CAP, Strength.NOTE, Strength.BLOCK)
    hold(project, UNREVIEWED, Strength.NOTE, Strength.NOTE)
    assert hindrances(project) == [("不允许", CAP)]


def test_a_reason_given_for_saving_holds_for_publishing_too_and_is_told(project: Project) -> None:
    project.run(add_items([item(project, "一(1)", minutes=10)]), reason="期末复习")
    days = class_days(project, (class_named(project, "一(1)"),), (MONDAY,))
    found = next(h for h in publish_hindrances(project, days) if h.rule == NONE_AT_HOME)
    assert found.strength is Strength.WARN
    assert found.sentence.endswith("，已写明理由：期末复习（当时10分钟）")


def test_a_missing_notice_never_stands_against_publishing_it(project: Project) -> None:
    enter(project, item(project))
    assert "homework.notice.missing" not in dict(map(reversed, hindrances(project)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("grades", "minutes", "words"),
    [
        ((3, 6), 61, "只能更严"),
        ((3, 9), 75, "三年级的上限是60分钟"),
        ((1, 2), 0, "不留书面家庭作业"),
    ],
)
def test_a_looser_limit_is_refused_with_the_figure(
    project: Project, grades: tuple[int, int], minutes: int, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        set_own_limit(project, OwnLimit(date(2026, 9, 1), *grades, minutes, "本校办法"))


def test_a_stricter_limit_is_what_days_are_held_to_and_what_findings_cite(
    project: Project,
) -> None:
    enter(project, item(project, minutes=50))
    class_id = class_named(project, "三(1)").id
    assert judged_day(project, class_id, MONDAY).totals.limit == 60
    project.run(set_own_limit(project, OwnLimit(date(2026, 9, 1), 3, 6, 45, "本校作业管理办法")))
    day = judged_day(project, class_id, MONDAY)
    assert (day.totals.limit, day.totals.over_by) == (45, 5)
    over = next(found for found in day.findings if found.rule == CAP)
    assert basis(project, over) == (
        "依据：本校作业管理办法，2026-09-01起（严于吉林省“双减”若干措施第2条）"
    )
    project.undo()
    assert judged_day(project, class_id, MONDAY).totals.over_by == 0


def test_a_finding_cites_document_clause_and_date(project: Project) -> None:
    enter(project, item(project, minutes=75))
    day = judged_day(project, class_named(project, "三(1)").id, MONDAY)
    assert basis(project, day.findings[0]) == "依据：吉林省“双减”若干措施第2条，2021-07-24起"
