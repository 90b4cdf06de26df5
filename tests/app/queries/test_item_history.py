"""What happened to an item, in the school's words, with the reason it was corrected for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.drafts import submit_days
from shuangjian_desktop.app.commands.homework import (
    DayTarget,
    add_items,
    change_item,
    remove_items,
)
from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.commands.review import return_items, review_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.app.queries.item_history import FieldChange, item_history
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import Kind, Tier
from shuangjian_desktop.domain.ids import HomeworkId
from tests.builders import enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def test_every_change_is_told_newest_first_with_before_and_after(project: Project) -> None:
    mine = item(project, content="练习册")
    enter(project, mine)
    project.run(change_item(mine._replace(minutes=30, tier=Tier.B, kind=Kind.ORAL)))
    project.undo()
    undone, changed, made = item_history(project, mine.id)
    assert (made.act, made.who, made.at) == ("录入作业", project.who, "2026-11-23 15:40")
    assert FieldChange("作业内容", None, "练习册") in made.changes
    assert FieldChange("预计时长", "20分钟", "30分钟") in changed.changes
    assert FieldChange("分层", "（空）", "B层") in changed.changes
    assert FieldChange("类型", "书面", "口头") in changed.changes
    assert undone.act == "撤销：修改作业"
    assert FieldChange("预计时长", "30分钟", "20分钟") in undone.changes


def test_a_deleted_item_still_has_its_history(project: Project) -> None:
    mine = item(project, content="练习册")
    enter(project, mine)
    project.run(remove_items([mine.id]))
    gone, _ = item_history(project, mine.id)
    assert FieldChange("作业内容", "练习册", None) in gone.changes
    assert item_history(project, HomeworkId("never")) == ()


def test_the_reason_given_stands_beside_its_own_change(project: Project) -> None:
    """Row 27; written home work in grade 1 is stored only with a reason (F10)."""
    first, third = item(project, "一(1)", content="写字"), item(project, "三(1)", content="写字")
    project.run(add_items([first, third]), reason="已与班主任商定")
    (made,) = item_history(project, first.id)
    assert made.reasons == ("越过规则保存：已与班主任商定（当时20分钟）",)
    (other,) = item_history(project, third.id)
    assert other.reasons == ()


def test_what_a_reviewer_said_and_that_the_day_was_passed_is_told(project: Project) -> None:
    mine = item(project, minutes=30)
    enter(project, mine)
    project.run(return_items([mine], "偏多", "李组长", "2026-11-23T15:40:00"))
    project.run(submit_days(project, [DayTarget(mine.class_id, mine.date)]))
    record = ReviewedDay(
        mine.class_id, mine.date, day_code(judged_day(project, mine.class_id, mine.date).class_day)
    )
    project.run(review_days([record], "赵主任", "2026-11-23T16:00:00"))
    passed, submitted, returned, made = item_history(project, mine.id)
    assert (passed.who, passed.act) == ("赵主任", "审核通过")
    assert returned.reasons == ("偏多",)
    assert submitted.reasons == made.reasons == ()
