"""Timetables of a real plan: what is on them, when service ends, files and folders of them."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service import papers
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.domain.ids import EndExceptionId, RoomId, ServicePlanId, StaffId
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.domain.service import EndException, ServiceStaff
from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.reports.service_data import ChangeLine, ChangeSlip
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_days as days_table
from shuangjian_desktop.store.tables import service_people as people_table
from tests.builders import class_named, small_school, with_service
from tests.reports.notices import text_of


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project)


def insert(project: Project, table: str, row: dict[str, object]) -> None:
    project.run(Command("准备", lambda writer: writer.insert(table, row), kind="setup"))


def person(project: Project, name: str) -> StaffId:
    return next(each.id for each in project.directory.staff if each.name == name)


def of_teacher(project: Project, plan_id: ServicePlanId, name: str) -> papers.Paper:
    return papers.render([PlanSheets(project, plan_id).of_teacher(person(project, name))])


def test_a_class_has_its_sessions_people_and_rooms(
    project: Project, plan_id: ServicePlanId
) -> None:
    paper = papers.render([PlanSheets(project, plan_id).of_class(class_named(project, "三(1)").id)])
    text = text_of(paper.data)
    assert paper.name == "三(1)班课后服务安排表第1版.pdf"
    for said in ("作业辅导", "王31", "足球（社团）", "李教练", "操场", "音乐教室", "15:40–16:20"):
        assert said in text
    assert "每天不早于17:00结束（市里的通知）" in text
    assert "18:30" not in text, "evening study is for grade 7"


def test_a_person_has_classes_totals_and_flexible_hours(
    project: Project, plan_id: ServicePlanId
) -> None:
    own = text_of(
        papers.render([PlanSheets(project, plan_id).of_teacher(person(project, "王71"))]).data
    )
    assert "王71老师课后服务安排表" in own
    assert "每周11次，共460分钟" in own
    assert "可以弹性上下班" in own
    coach = text_of(
        papers.render([PlanSheets(project, plan_id).of_teacher(person(project, "李教练"))]).data
    )
    assert "李教练课后服务安排表" in coach
    assert "三年级" in coach
    assert "弹性" not in coach
    terms = ServiceStaff(person(project, "王71"), here_from=time(10), here_until=time(19, 30))
    insert(project, "service_staff", people_table.staff_row(terms))
    told = text_of(
        papers.render([PlanSheets(project, plan_id).of_teacher(person(project, "王71"))]).data
    )
    assert "弹性上下班：10:00到校、19:30离校" in told


def test_a_room_a_grade_the_school_and_the_doors(project: Project, plan_id: ServicePlanId) -> None:
    rooms = PlanSheets(project, plan_id).rooms
    text = text_of(papers.render([PlanSheets(project, plan_id).of_room(rooms[0])]).data)
    assert "操场课后服务场地安排表" in text
    assert "可容纳200人" in text
    assert "李教练" in text
    grade = text_of(papers.render([PlanSheets(project, plan_id).of_grade(3)]).data)
    assert all(name in grade for name in ("三(1)", "三(2)", "三(3)", "三年级"))
    school = papers.render([PlanSheets(project, plan_id).of_school()])
    assert school.name == "全校课后服务安排表第1版.pdf"
    assert "七(1)" in text_of(school.data)
    doors = text_of(papers.door_slips(project, plan_id).data)
    assert "合唱（社团）" in doors
    assert "60人" in doors


def test_a_draft_is_marked_and_its_name_says_so(project: Project, plan_id: ServicePlanId) -> None:
    project.run(revise_plan(plan_id))
    draft = service_table.plans(project.database)[-1]
    paper = papers.render([PlanSheets(project, draft.id).of_school()])
    assert paper.name == "全校课后服务安排表（草稿）第2版.pdf"
    assert text_of(paper.data).count("草稿") >= 3


def test_the_same_plan_gives_the_same_bytes(project: Project, plan_id: ServicePlanId) -> None:
    first, second = (
        papers.render([PlanSheets(project, plan_id).of_school()]).data for _ in range(2)
    )
    assert first == second


def test_an_end_before_people_get_off_work_is_told_by_class_and_day(
    project: Project, plan_id: ServicePlanId
) -> None:
    later = OffWork(date(2026, 10, 8), time(17, 30), "冬季作息通知", (5,))
    insert(project, "off_work", calendar_table.off_work_row(later))
    class_id = class_named(project, "三(1)").id
    sheet = PlanSheets(project, plan_id).of_class(class_id)
    assert [(e.whom, e.weekdays, e.ends) for e in sheet.ends.early] == [
        ("三(1)班", (5,), time(17, 5))
    ]
    school = PlanSheets(project, plan_id).of_school()
    assert [e.whom for e in school.ends.early] == ["全校"]
    text = text_of(papers.render([PlanSheets(project, plan_id).of_class(class_id)]).data)
    assert "不早于" not in text
    assert "周五17:30（冬季作息通知）" in text


def test_an_accepted_end_is_told_only_to_whom_it_concerns(
    project: Project, plan_id: ServicePlanId
) -> None:
    later = OffWork(date(2026, 10, 8), time(17, 30), "冬季作息通知", (5,))
    insert(project, "off_work", calendar_table.off_work_row(later))
    accepted = EndException(
        EndExceptionId(""), 3, 7, 5, date(2026, 10, 8), date(2027, 1, 15), "校车", "校长", "纪要"
    )
    insert(project, "end_exception", days_table.end_exception_row(accepted))
    sheets = PlanSheets(project, plan_id)
    third = sheets.of_grade(3).ends
    assert third.early == ()
    assert [(a.whom, a.who, a.reason) for a in third.accepted] == [("三至七年级", "校长", "校车")]
    first = sheets.of_grade(1).ends
    assert [e.whom for e in first.early] == ["一(1)班"]
    assert first.accepted == ()


def test_a_winter_time_still_to_come_is_told(project: Project, plan_id: ServicePlanId) -> None:
    coming = OffWork(date(2026, 12, 20), time(16, 30), "岁末通知")
    insert(project, "off_work", calendar_table.off_work_row(coming))
    text = text_of(papers.render([PlanSheets(project, plan_id).of_school()]).data)
    assert "2026年12月20日起，每天不早于16:30结束（岁末通知）" in text


def test_what_is_gone_is_said(project: Project, plan_id: ServicePlanId) -> None:
    with pytest.raises(UserError, match="已被删除"):
        papers.render([PlanSheets(project, ServicePlanId("无")).of_school()])
    with pytest.raises(UserError, match="场地已不在"):
        papers.render([PlanSheets(project, plan_id).of_room(RoomId("无"))])
    with pytest.raises(UserError, match="五年级还没有班级"):
        papers.render([PlanSheets(project, plan_id).of_grade(5)])
    with pytest.raises(UserError, match="没有人受影响"):
        papers.slips(project, [])


def test_slips_carry_the_school_and_its_date(project: Project) -> None:
    slip = ChangeSlip(
        "王31老师",
        (ChangeLine("周一 作业辅导", "周二 作业辅导"),),
        date(2026, 12, 7),
        "病假",
        "第2版",
    )
    paper = papers.slips(project, [slip, slip._replace(to="三(1)班")])
    assert paper.name == "王31老师课后服务调整通知等2份.pdf"
    text = text_of(paper.data)
    assert "测试学校" in text
    assert "打印日期：2026年11月23日" in text


def test_a_folder_gets_a_file_each_and_two_of_one_name_are_told_apart(
    project: Project, plan_id: ServicePlanId, tmp_path: Path
) -> None:
    sheets = PlanSheets(project, plan_id).everything()
    made = papers.render_each(sheets, as_pictures=False)
    written = papers.save_folder([*made, made[0]], tmp_path / "新" / "表")
    assert written.failures == ()
    assert len({path.name for path in written.paths}) == len(sheets) + 1
    assert (tmp_path / "新" / "表" / "全校课后服务安排表第1版（2）.pdf").exists()


def test_stopped_in_between_the_folder_stays_as_it_was(
    project: Project, plan_id: ServicePlanId, tmp_path: Path
) -> None:
    made = papers.render_each(PlanSheets(project, plan_id).everything()[:4], as_pictures=False)

    def watch(done: int, total: int) -> None:
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        papers.save_folder(made, tmp_path / "表", watch)
    assert not (tmp_path / "表").exists()


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_there(
    project: Project, plan_id: ServicePlanId, tmp_path: Path
) -> None:
    made = papers.render_each(PlanSheets(project, plan_id).everything()[:3], as_pictures=False)
    (tmp_path / made[1].name).mkdir()
    written = papers.save_folder(made, tmp_path)
    assert len(written.paths) == 2
    assert len(written.failures) == 1
    assert made[1].name in written.failures[0]


def test_pages_become_pictures(project: Project, plan_id: ServicePlanId) -> None:
    (picture,) = papers.pictures_of(papers.render([PlanSheets(project, plan_id).of_school()]))
    assert picture.name == "全校课后服务安排表第1版.png"
    assert picture.data.startswith(b"\x89PNG")
