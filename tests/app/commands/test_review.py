"""Review: what may pass, who may pass it, and what returning and adjusting leave behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.drafts import submit_days
from shuangjian_desktop.app.commands.homework import (
    DayTarget,
    add_items,
    change_item,
    declare_no_homework,
)
from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.commands.review import (
    Adjustment,
    adjust_minutes,
    return_days,
    return_items,
    review_days,
    signed,
)
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import HomeworkItem, Status
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.people import Actor, Role
from shuangjian_desktop.domain.review import HandlingAct, Progress
from shuangjian_desktop.errors import NotAllowed, UserError
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import review as review_table
from tests.builders import MONDAY, class_named, enter, item, small_school

AT = "2026-11-23T15:40:00"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def day(project: Project, name: str = "三(1)") -> ClassDay:
    return judged_day(project, class_named(project, name).id, MONDAY).class_day


def seen(project: Project, name: str = "三(1)") -> ReviewedDay:
    known = day(project, name)
    return ReviewedDay(known.class_id, MONDAY, day_code(known))


def person(project: Project, name: str) -> StaffId:
    return next(p.id for p in project.directory.staff if p.name == name)


def become(project: Project, name: str, *roles: Role) -> None:
    project.actor = Actor(name, person(project, name), frozenset(roles), frozenset({3}))


def review(project: Project, name: str, class_name: str = "三(1)") -> None:
    reviewer, staff_id = signed(project.actor, name)
    project.run(review_days([seen(project, class_name)], reviewer, AT, reviewer_id=staff_id))


def hand_in(project: Project) -> None:
    project.run(submit_days(project, [DayTarget(class_named(project, "三(1)").id, MONDAY)]))


def handled(project: Project) -> list[tuple[HandlingAct, str, str | None]]:
    ids = [class_named(project, "三(1)").id]
    found = review_table.handlings(project.database, ids, MONDAY, MONDAY)
    return [(h.act, h.who, h.reason) for h in found]


def test_a_day_that_is_passed_is_reviewed_and_says_by_whom(project: Project) -> None:
    enter(project, item(project))
    review(project, "李组长")
    assert day(project).progress is Progress.REVIEWED
    assert handled(project) == [(HandlingAct.PASS, "李组长", None)]


def test_the_reviewer_is_known_by_id_when_somebody_is_picked(project: Project) -> None:
    enter(project, item(project))
    become(project, "王32", Role.GRADE_LEAD)
    review(project, "别人")
    rows = project.database.rows("SELECT reviewer, reviewer_id FROM review")
    assert rows == [("王32", person(project, "王32"))]


@pytest.mark.parametrize(("status", "word"), [(Status.DRAFT, "草稿"), (Status.RETURNED, "退回")])
def test_what_is_unfinished_is_not_passed(project: Project, status: Status, word: str) -> None:
    enter(project, item(project, minutes=10), item(project, subject="数学", status=status))
    with pytest.raises(UserError, match=f"三\\(1\\)班11月23日还有{word}的作业（数学）"):
        review(project, "李组长")
    assert day(project).progress is not Progress.REVIEWED


def test_a_day_with_nothing_on_it_is_not_passed(project: Project) -> None:
    with pytest.raises(UserError, match="还没有录入作业"):
        review(project, "李组长")


def test_who_wrote_it_all_is_not_the_only_reviewer(project: Project) -> None:
    """Signed in: by the journal's word, whoever stands on the item as its teacher."""
    become(project, "王31", Role.GRADE_LEAD)
    project.run(add_items([item(project, staff_id=person(project, "王32"))]))
    with pytest.raises(NotAllowed, match="全部由王31录入") as refused:
        review(project, "")
    assert "可以请" in str(refused.value)
    assert "王31（" not in str(refused.value).split("可以请")[1]
    become(project, "王32", Role.GRADE_LEAD)
    review(project, "")
    assert day(project).progress is Progress.REVIEWED


def test_two_authors_are_reviewed_by_one_of_them(project: Project) -> None:
    become(project, "王31", Role.GRADE_LEAD)
    project.run(add_items([item(project)]))
    become(project, "王32", Role.GRADE_LEAD)
    project.run(add_items([item(project, subject="数学")]))
    review(project, "")
    assert day(project).progress is Progress.REVIEWED


@pytest.mark.parametrize("name", ["王31", "  王31 "])
def test_without_people_the_typed_name_is_held_against_the_teachers(
    project: Project, name: str
) -> None:
    enter(project, item(project), item(project, subject="数学"))
    with pytest.raises(NotAllowed, match="全部由王31录入，不能再由本人一人审核"):
        review(project, name)


def test_the_refusal_names_who_could(project: Project) -> None:
    def lead(writer: Writer) -> None:
        given = {"staff_id": person(project, "王71"), "role": "年级组长", "grade": 3}
        writer.insert("role", given)

    project.run(Command("设置角色", lead, kind="setup"))
    enter(project, item(project, staff_id=person(project, "王32")))
    with pytest.raises(NotAllowed, match="可以请王31（班主任）、王71（年级组长）来审核"):
        review(project, "王32")


def test_saying_there_is_none_counts_as_writing(project: Project) -> None:
    become(project, "王31", Role.HOMEROOM)
    project.run(declare_no_homework([DayTarget(class_named(project, "三(1)").id, MONDAY)]))
    with pytest.raises(NotAllowed, match="全部由王31录入"):
        review(project, "")


def test_nobody_signs_in_another_name(project: Project) -> None:
    enter(project, item(project))
    become(project, "王32", Role.GRADE_LEAD)
    with pytest.raises(NotAllowed, match="不能用李组长的名义审核"):
        project.run(review_days([seen(project)], "李组长", AT))


def test_handing_in_is_no_writing(project: Project) -> None:
    draft = item(project, status=Status.DRAFT, staff_id=None)
    become(project, "王31", Role.GRADE_LEAD)
    project.run(add_items([draft]))
    become(project, "王32", Role.GRADE_LEAD)
    hand_in(project)
    become(project, "王31", Role.GRADE_LEAD)
    with pytest.raises(NotAllowed, match="全部由王31录入"):
        review(project, "")


def test_one_item_is_returned_with_a_reason_and_the_day_is_open_again(project: Project) -> None:
    chinese, maths = item(project), item(project, subject="数学")
    enter(project, chinese, maths)
    review(project, "李组长")
    project.run(return_items([maths], "页码写错了", "李组长", AT))
    assert [i.status for i in sorted(day(project).items)] == [
        Status.RETURNED if i.id == maths.id else Status.SUBMITTED
        for i in sorted(day(project).items)
    ]
    assert day(project).progress is Progress.RETURNED
    assert handled(project)[-1] == (HandlingAct.RETURN, "李组长", "页码写错了")
    with pytest.raises(UserError, match="还有退回的作业"):
        review(project, "李组长")
    hand_in(project)
    assert day(project).progress is Progress.SUBMITTED  # the old review does not come back


def test_a_whole_day_is_returned_in_one_step_and_comes_back_with_undo(project: Project) -> None:
    enter(project, item(project), item(project, subject="数学"))
    review(project, "李组长")
    where = (class_named(project, "三(1)").id, MONDAY)
    project.run(return_days([where], "超过上限", "李组长", AT))
    assert {i.status for i in day(project).items} == {Status.RETURNED}
    assert len(handled(project)) == 2
    project.undo()
    assert day(project).progress is Progress.REVIEWED


def test_a_day_said_to_be_free_that_is_returned_is_not_filled_in(project: Project) -> None:
    where = (class_named(project, "三(1)").id, MONDAY)
    project.run(declare_no_homework([DayTarget(*where)]))
    project.run(return_days([where], "语文老师布置了作业", "李组长", AT))
    assert day(project).progress is Progress.EMPTY


def test_returning_wants_a_reason(project: Project) -> None:
    with pytest.raises(UserError, match="还没有写退回的理由"):
        return_items([item(project)], " ", "李组长", AT)


def test_minutes_are_adjusted_and_passed_in_one_step(project: Project) -> None:
    long = item(project, minutes=75)
    enter(project, long)
    known = day(project)
    code = day_code(known._replace(items=(long._replace(minutes=50),)))
    passed = ReviewedDay(known.class_id, MONDAY, code)
    project.run(review_days([passed], "李组长", AT, adjustments=[Adjustment(long, 50)]))
    assert [i.minutes for i in day(project).items] == [50]
    assert day(project).progress is Progress.REVIEWED
    assert handled(project) == [
        (HandlingAct.ADJUST, "李组长", "75分钟改为50分钟"),
        (HandlingAct.PASS, "李组长", None),
    ]
    project.undo()
    assert [i.minutes for i in day(project).items] == [75]
    assert day(project).progress is Progress.SUBMITTED


def test_minutes_out_of_range_are_refused(project: Project) -> None:
    with pytest.raises(UserError, match="不在0到600分钟之间"):
        adjust_minutes([Adjustment(item(project), 601)], "李组长", AT)


def test_undoing_a_newer_review_is_not_in_the_way_of_the_old_one(project: Project) -> None:
    """A review of content that is gone proves nothing, so its author is not asked about."""
    mine: HomeworkItem = item(project)
    enter(project, mine)
    review(project, "李组长")
    project.run(change_item(mine._replace(minutes=30)))
    review(project, "赵主任")
    project.undo()
    assert day(project).progress is Progress.SUBMITTED
