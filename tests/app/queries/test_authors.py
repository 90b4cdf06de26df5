"""Who wrote a class-day stays known: a name changed later hides no author (F12)."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.commands.people import rename_staff
from shuangjian_desktop.app.commands.review import review_days
from shuangjian_desktop.app.people import act_as
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.errors import NotAllowed
from tests.app.rights_school import school_with_roles, staff_named
from tests.builders import MONDAY, class_named, enter, item

AT = "2026-11-23T15:40:00"


@pytest.mark.parametrize(("name", "suffix"), [("班主任", "大"), ("班主任老师", "")])
def test_an_author_who_was_renamed_still_cannot_review_alone(
    tmp_path: Path, name: str, suffix: str
) -> None:
    project = school_with_roles(tmp_path)
    own_id = staff_named(project, "班主任")
    act_as(project, own_id)
    enter(project, item(project))
    act_as(project, staff_named(project, "教务"))
    person = next(p for p in project.directory.staff if p.id == own_id)
    project.run(rename_staff(person, name, suffix))
    act_as(project, own_id)
    day = class_days(project, (class_named(project, "三(1)"),), (MONDAY,))[0]
    seen = ReviewedDay(day.class_id, MONDAY, day_code(day))
    review = review_days([seen], project.actor.name, AT, reviewer_id=own_id)
    with pytest.raises(NotAllowed, match="不能再由本人一人审核"):
        project.run(review)


def test_a_namesake_who_came_later_is_not_the_author(tmp_path: Path) -> None:
    project = school_with_roles(tmp_path)
    act_as(project, staff_named(project, "班主任"))
    enter(project, item(project))
    act_as(project, staff_named(project, "教务"))
    by_name = {p.name: p for p in project.directory.staff}
    project.run(rename_staff(by_name["班主任"], "班主任", "大"))
    project.run(rename_staff(by_name["年级组长"], "班主任", "小"))
    act_as(project, by_name["年级组长"].id)
    day = class_days(project, (class_named(project, "三(1)"),), (MONDAY,))[0]
    seen = ReviewedDay(day.class_id, MONDAY, day_code(day))
    project.run(review_days([seen], "班主任小", AT, reviewer_id=project.actor.staff_id))
    again = class_days(project, (class_named(project, "三(1)"),), (MONDAY,))[0]
    assert again.is_reviewed


def test_an_author_whose_name_has_gone_to_another_still_cannot_review_alone(
    tmp_path: Path,
) -> None:
    project = school_with_roles(tmp_path)
    own_id = staff_named(project, "班主任")
    act_as(project, own_id)
    enter(project, item(project))
    act_as(project, staff_named(project, "教务"))
    by_name = {p.name: p for p in project.directory.staff}
    project.run(rename_staff(by_name["班主任"], "原班主任", ""))
    project.run(rename_staff(by_name["年级组长"], "班主任", ""))
    act_as(project, own_id)
    day = class_days(project, (class_named(project, "三(1)"),), (MONDAY,))[0]
    seen = ReviewedDay(day.class_id, MONDAY, day_code(day))
    with pytest.raises(NotAllowed, match="不能再由本人一人审核"):
        project.run(review_days([seen], "原班主任", AT, reviewer_id=own_id))
    act_as(project, by_name["年级组长"].id)
    seen_by = project.actor.staff_id
    project.run(review_days([seen], "班主任", AT, reviewer_id=seen_by))
