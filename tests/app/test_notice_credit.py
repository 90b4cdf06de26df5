"""校内可完成 and 带回家 on public notices, and what another after-school plan leaves as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app import printing
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.notice_book import SAME, reprint, versions
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape, prepare
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.domain.homework import HomeworkItem, Place
from shuangjian_desktop.reports.notice_html import board_html
from shuangjian_desktop.reports.notice_json import from_json, to_json
from shuangjian_desktop.reports.notice_text import notice_text
from shuangjian_desktop.rules.class_day import NoticeStanding
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, enter, item, small_school, with_service
from tests.reports.notices import squeezed, text_of

CREDIT = "校内作业辅导40分钟，约带回家35分钟"
SHAPES = list(Shape)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    school = small_school(tmp_path)
    enter(school, item(school, minutes=40), item(school, subject="数学", minutes=35))
    yield school
    school.close()


def prepared(project: Project, shape: Shape = Shape.DAY, name: str = "三(1)") -> PreparedNotice:
    return prepare(project, shape, [class_named(project, name)], MONDAY)[0]


def put_out(project: Project, shape: Shape = Shape.DAY) -> bytes:
    notice = prepared(project, shape)
    publish(project, [notice], lambda: None)
    return printing.render([notice]).data


def standing(project: Project) -> NoticeStanding:
    (day,) = check(project, [class_named(project, "三(1)")], [MONDAY]).days
    return day.class_day.notice


def test_the_day_says_how_much_can_be_done_in_school_and_stays_over(project: Project) -> None:
    with_service(project)
    notice = prepared(project).notice
    told = notice_text(notice)
    assert "▲超限：书面作业合计75分钟，上限60分钟" in told
    assert CREDIT in told
    assert CREDIT in board_html([notice])
    assert CREDIT in text_of(printing.render([prepared(project)]).data)


def test_work_set_in_school_is_told_beside_it(project: Project) -> None:
    with_service(project)
    enter(project, item(project, "三(2)", minutes=20, place=Place.SCHOOL),
          item(project, "三(2)", "数学", 30))  # fmt: skip
    told = notice_text(prepared(project, name="三(2)").notice)
    assert "书面作业中校内完成20分钟，校内作业辅导40分钟，约带回家0分钟。" in told


@pytest.mark.parametrize("shape", [Shape.CLASS_WEEK, Shape.GRADE_WEEK])
def test_a_week_says_it_day_by_day(project: Project, shape: Shape) -> None:
    with_service(project)
    made = prepared(project, shape)
    assert "校内可完成40分钟，约带回家35分钟" in notice_text(made.notice)
    assert "校内可完成40分钟，约带回家35分钟" in board_html([made.notice])
    assert "校内可完成40分钟，约带回家35分钟" in text_of(printing.render([made]).data)


def test_where_nothing_may_go_home_tutoring_makes_nothing_better(project: Project) -> None:
    with_service(project)
    enter(project, item(project, "一(1)", minutes=10), reason="写错地方")
    for shape in SHAPES:
        notice = prepared(project, shape, "一(1)").notice
        assert "作业辅导" not in notice_text(notice)
    assert "书面家庭作业10分钟" in notice_text(prepared(project, name="一(1)").notice)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_notice_with_tutoring_survives_being_kept(project: Project, shape: Shape) -> None:
    with_service(project)
    notice = prepared(project, shape).notice
    assert from_json(to_json(notice)) == notice


def test_a_notice_kept_before_there_was_tutoring_reads_and_prints_as_it_did(
    project: Project,
) -> None:
    notice = prepared(project).notice
    kept = to_json(notice).decode()
    old = kept.replace(",true,0]", ",true]")
    assert old != kept, "the day ends with over and tutoring"
    assert from_json(old.encode()) == notice
    assert "作业辅导" not in notice_text(notice)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_plan_published_later_changes_no_notice_that_hangs(
    project: Project, shape: Shape
) -> None:
    first = put_out(project, shape)
    before = prepared(project, shape)
    plan_id = with_service(project)
    after = prepared(project, shape)
    assert (after.is_new, after.notice) == (False, before.notice)
    assert printing.render([after]).data == first
    assert standing(project) is NoticeStanding.PUBLISHED
    project.run(revise_plan(plan_id))
    second = max(project.directory.service.plans, key=lambda plan: plan.version)  # type: ignore[union-attr]
    project.run(publish_plan(second.id, "2026-11-23T15:40:00", "教务", since=MONDAY))
    assert not prepared(project, shape).is_new


def test_a_plan_taken_back_changes_no_notice_that_tells_of_it(project: Project) -> None:
    plan_id = with_service(project)
    first = put_out(project)

    def shorter(writer: Writer) -> None:
        for slot_id, _ in writer.find("slot", plan_id=plan_id, position=1):
            writer.update("slot", slot_id, {"ends": "16:00"})

    project.run(Command("改短", shorter, kind="setup"))
    after = prepared(project)
    assert not after.is_new
    assert CREDIT in squeezed(text_of(printing.render([after]).data))
    assert printing.render([after]).data == first


def test_a_correction_tells_the_tutoring_of_its_day_and_the_first_version_stays(
    project: Project,
) -> None:
    first = put_out(project)
    with_service(project)
    changed = next(i for i in _items(project) if i.minutes == 35)
    project.run(change_item(changed._replace(minutes=15)), reason="估计有误")
    second = prepared(project)
    assert second.is_new
    assert "校内作业辅导40分钟，约带回家15分钟" in notice_text(second.notice)
    assert second.notice.head.correction is not None
    assert second.notice.head.correction.changes == ("数学“练习册第32页”：35分钟→15分钟",)
    (kept,) = versions(project, "20261123-301")
    assert kept.verdict == SAME
    assert printing.render([reprint(project, kept)]).data == first


def test_a_notice_put_out_before_content_was_kept_stands_too(project: Project) -> None:
    put_out(project)
    project.database.connection.execute("DELETE FROM notice_content")
    project.database.connection.commit()
    assert not prepared(project).is_new
    with_service(project)
    after = prepared(project)
    assert not after.is_new
    assert "作业辅导" not in notice_text(after.notice), "its code proves what it said"


def _items(project: Project) -> tuple[HomeworkItem, ...]:
    (day,) = check(project, [class_named(project, "三(1)")], [MONDAY]).days
    return day.class_day.items
