"""What holds as a plan begins and not until its end is told before publishing and on the board."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.queries.about import about_session
from shuangjian_desktop.app.service.queries.board import board
from shuangjian_desktop.app.service.queries.foreseen import foreseen
from shuangjian_desktop.app.service.queries.ready import readiness, readiness_words
from shuangjian_desktop.app.service.shapes import Axis
from shuangjian_desktop.domain.ids import EndExceptionId, ServicePlanId, StaffId
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.domain.service import EndException
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import service_days as days_table
from tests.builders import MONDAY, small_school, with_service

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


def write(project: Project, table: str, values: Row, name: str | None = None) -> None:
    """Change a person's terms by name, or a plan's row, or add a row."""

    def apply(writer: Writer) -> None:
        if name is None and table in ("service_plan", "session"):
            for row_id, _ in writer.find(table):
                writer.update(table, row_id, values)
        elif name is None:
            writer.insert(table, values)
        else:
            staff_id = writer.find("staff", name=name)[0][0]
            writer.update(table, writer.find(table, staff_id=staff_id)[0][0], values)

    project.run(Command("准备", apply, kind="setup"))


def told(project: Project, plan_id: ServicePlanId) -> tuple[str, ...]:
    return tuple(each.words for each in foreseen(project, load_case(project, plan_id)))


def test_papers_that_run_out_before_the_terms_end_are_told_with_how_often_nobody_is_there(
    project: Project, plan_id: ServicePlanId
) -> None:
    write(project, "service_staff", {"valid_until": "2026-12-04"}, "李教练")
    words = "李教练的证件到12月4日为止，以后6次没有人带；请续期或换人。"  # Wednesdays to 15 January
    assert told(project, plan_id) == (words,)
    ready = readiness(project, plan_id)
    assert (ready.foreseen, ready.broken) == ((words,), ())
    assert f"▲ {words}" in readiness_words(ready)


def test_it_is_told_on_the_board_and_beside_the_session_where_the_person_stands(
    project: Project, plan_id: ServicePlanId
) -> None:
    write(project, "service_staff", {"valid_until": "2026-12-04"}, "李教练")
    case = load_case(project, plan_id)
    (seen,) = board(project, case, Axis.STAFF).foreseen
    titles = {s.id: case.content.activities[s.activity_id].title for s in case.sessions}
    assert {titles[one] for one in seen.sessions} == {"足球"}
    about = {titles[s.id]: about_session(project, case, s.id, MONDAY) for s in case.sessions}
    assert about["足球"].foreseen == (seen.words,)
    assert about["合唱"].foreseen == ()


def test_a_plan_that_ends_before_the_papers_do_has_nothing_to_tell(
    project: Project, plan_id: ServicePlanId
) -> None:
    write(project, "service_staff", {"valid_until": "2026-12-04"}, "李教练")
    write(project, "service_plan", {"until": "2026-12-04"})
    assert told(project, plan_id) == ()
    write(project, "service_plan", {"until": "2026-12-09"})
    assert told(project, plan_id) == ("李教练的证件到12月4日为止，以后1次没有人带；请续期或换人。",)


def test_who_is_from_outside_and_has_shown_nothing_is_told_and_found(
    project: Project, plan_id: ServicePlanId
) -> None:
    nothing: Row = {"document": None, "valid_from": None, "valid_until": None}
    write(project, "service_staff", nothing, "李教练")
    lacks = "没有写资质或协议文件和有效期"
    assert told(project, plan_id) == (f"李教练是社会专业人员，{lacks}（第8条）；请补上或换人。",)
    write(project, "service_plan", {"state": "已发布", "published_at": "2026-08-30T09:00:00"})
    found = check(project, project.directory.classes(WEDNESDAY), (WEDNESDAY,)).findings
    papers = [each for each in found if each.rule == "service.staff.papers"]
    assert {each.class_name for each in papers} == {"三(1)", "三(2)", "三(3)"}
    assert all(f"李教练（社会专业人员）{lacks}" in each.message for each in papers)
    assert {each.clause for each in papers} == {8}


def test_a_later_off_work_time_says_from_when_which_classes_end_too_early(
    project: Project, plan_id: ServicePlanId
) -> None:
    later = OffWork(date(2026, 12, 1), time(17, 30), "冬季作息通知")
    write(project, "off_work", calendar_table.off_work_row(later))
    (seen,) = (e for e in foreseen(project, load_case(project, plan_id)) if e.weekdays)
    assert seen.words == (
        "12月1日起按17:30下班算（冬季作息通知），周一、周二、周三、周四、周五全校结束太早，"
        "最多早25分钟；请延长或登记例外。"
    )
    assert seen.weekdays == (1, 2, 3, 4, 5)
    assert seen.brief.startswith("▲12月1日起")
    assert seen.brief.endswith("个班早于17:30下班")
    assert seen.words in readiness(project, plan_id).foreseen
    assert seen in board(project, load_case(project, plan_id), Axis.CLASS).foreseen


def test_an_off_work_time_after_the_plans_end_or_early_enough_is_not_told(
    project: Project, plan_id: ServicePlanId
) -> None:
    for since, at in ((date(2027, 1, 16), time(17, 30)), (date(2026, 12, 1), time(17, 5))):
        write(project, "off_work", calendar_table.off_work_row(OffWork(since, at, "通知")))
    assert not any(each.weekdays for each in foreseen(project, load_case(project, plan_id)))


def test_an_exception_that_ends_inside_the_plan_is_told_for_its_grades(
    project: Project, plan_id: ServicePlanId
) -> None:
    early = OffWork(date(2026, 11, 1), time(17, 10), "市里的通知")
    write(project, "off_work", calendar_table.off_work_row(early))
    until = date(2026, 12, 4)
    one = EndException(EndExceptionId(""), 1, 9, None, date(2026, 9, 1), until, "换季", "李主任")
    write(project, "end_exception", days_table.end_exception_row(one))
    (seen,) = (e for e in foreseen(project, load_case(project, plan_id)) if e.weekdays)
    assert seen.words.startswith("12月5日起按17:10下班算（市里的通知），周一")
    assert "最多早5分钟" in seen.words


def test_of_two_people_one_is_missing_and_of_one_nobody_is_there(
    project: Project, plan_id: ServicePlanId
) -> None:
    write(project, "service_staff", {"valid_until": "2026-12-04"}, "李教练")
    case = load_case(project, plan_id)
    known = {one.label: one.id for one in project.directory.staff}
    football = next(s for s in case.sessions if known["李教练"] in s.staff)
    both = " ".join((football.staff[0], StaffId(known["王32"])))
    project.run(Command("加人", lambda w: w.update("session", football.id, {"staff": both})))
    assert told(project, plan_id) == ("李教练的证件到12月4日为止，以后6次少一人；请续期或换人。",)
    reading = next(s for s in case.sessions if s.staff == (known["王32"],))
    coach = {"staff": known["李教练"]}
    project.run(Command("换人", lambda w: w.update("session", reading.id, coach)))
    (words,) = told(project, plan_id)
    assert words == ("李教练的证件到12月4日为止，以后12次少一人，其中6次没有人带；请续期或换人。")
