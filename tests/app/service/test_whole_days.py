"""A day begins with its first slot, lasts as long as the school says, in rooms that suit."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.school import save_settings
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.slots import add_slots
from shuangjian_desktop.app.service.queries.about import about_session
from shuangjian_desktop.app.service.queries.fits import slot_fits
from shuangjian_desktop.app.service.queries.ready import readiness
from shuangjian_desktop.domain.ids import EndExceptionId, ServicePlanId, SlotId
from shuangjian_desktop.domain.school import SchoolSettings
from shuangjian_desktop.domain.service import EndException, Slot
from shuangjian_desktop.planning.counting import shortages
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_days as days_table
from tests.builders import MONDAY, class_named, small_school, with_service

WEDNESDAY = date(2026, 11, 25)
WHY = "（下课后不空等）"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


def change(project: Project, table: str, where: dict[str, object], **values: object) -> None:
    def apply(writer: Writer) -> None:
        for row_id, _ in writer.find(table, **where):
            writer.update(table, row_id, values)

    project.run(Command("准备", apply))


def work(case: Case, name: str) -> int:
    return [one.name for one in case.problem.works].index(name)


def covered(case: Case, class_name: str) -> dict[str, str]:
    number = [one.name for one in case.classes].index(class_name)
    return {
        case.problem.slots[slot].name: why
        for one, slot, why in case.problem.cover_reasons()
        if one == number
    }


def add_third(project: Project, plan_id: ServicePlanId) -> None:
    third = [
        Slot(SlotId(""), plan_id, day, 3, "第3节", time(17, 10), time(17, 50))
        for day in range(1, 6)
    ]
    project.run(add_slots(plan_id, third))


def test_every_weekday_begins_with_its_first_slot(project: Project, plan_id: ServicePlanId) -> None:
    assert covered(load_case(project, plan_id), "三(1)") == {
        f"周{d}第1节": WHY for d in "一二三四五"
    }
    change(project, "session", {"plan_id": plan_id, "number": 2}, slot_id=None)
    broken = readiness(project, plan_id).broken
    assert f"三(1)班每周在周二第1节没有活动{WHY}。" in broken


def test_two_slots_that_begin_together_leave_open_which_is_first(
    project: Project, plan_id: ServicePlanId
) -> None:
    both = Slot(SlotId(""), plan_id, 1, 4, "连堂", time(15, 40), time(17))
    row = service_table.slot_row(both)
    project.run(Command("连堂", lambda writer: writer.insert("slot", row) and None))
    assert "周一第1节" not in covered(load_case(project, plan_id), "三(1)")
    assert "周二第1节" in covered(load_case(project, plan_id), "三(1)")


def test_the_schools_minutes_are_asked_for_where_a_class_has_sessions_enough(
    project: Project, plan_id: ServicePlanId
) -> None:
    project.run(save_settings(SchoolSettings(service_minimum_minutes=80)))
    case = load_case(project, plan_id)
    assert case.short == ()
    assert covered(case, "三(1)") == {f"周{d}第1节": WHY for d in "一二三四五"}, (
        "80 are there by 17:05"
    )
    add_third(project, plan_id)
    project.run(save_settings(SchoolSettings(service_minimum_minutes=120)))
    case = load_case(project, plan_id)
    assert len(case.short) == len(case.classes), "two sessions a day, three slots"
    told = readiness(project, plan_id).foreseen
    assert "的时段或活动不够学校规定的每天120分钟，请增加活动，或改规定。" in told[-1]
    for title in ("作业辅导", "阅读"):
        change(project, "activity", {"title": title}, may_repeat=1)
    _more_reading(project, plan_id)
    case = load_case(project, plan_id)
    assert case.classes[case.short[0]].name == "三(1)"
    least = "（每天至少120分钟）"
    assert covered(case, "一(1)")["周一第3节"] == least
    assert shortages(case.problem) == ()


def _more_reading(project: Project, plan_id: ServicePlanId) -> None:
    """Give 一(1) five sessions of reading more."""
    mine = class_named(project, "一(1)").id

    def apply(writer: Writer) -> None:
        for row_id, row in writer.find("activity", plan_id=plan_id, title="阅读"):
            if mine in row["class_ids"]:
                writer.update("activity", row_id, {"per_week": 10})
                ((_, session),) = writer.find("session", activity_id=row_id, number=1)
                for number in range(6, 11):
                    writer.insert("session", {**session, "number": number, "slot_id": None})

    project.run(Command("多读书", apply))


def test_late_care_is_in_slots_kept_for_it_where_a_day_has_one(
    project: Project, plan_id: ServicePlanId
) -> None:
    kept = Slot(SlotId(""), plan_id, 2, 5, "延时托管", time(17, 10), time(18))
    project.run(add_slots(plan_id, [kept]))
    change(project, "activity", {"title": "足球"}, kind="延时托管")

    def open_slots(name: str) -> list[str]:
        case = load_case(project, plan_id)
        return [case.problem.slots[n].name for n in case.problem.works[work(case, name)].slots]

    assert open_slots("三年级足球") == ["周二延时托管"]
    change(project, "activity", {"title": "足球"}, per_week=2)
    assert not {"周二第1节", "周二第2节"} & set(open_slots("三年级足球（1）"))
    assert "周三第2节" in open_slots("三年级足球（1）"), (
        "none is kept on Wednesday, and it is wanted twice"
    )


def test_a_kind_of_room_without_a_room_that_suits_is_said_everywhere(
    project: Project, plan_id: ServicePlanId
) -> None:
    change(project, "activity", {"title": "合唱"}, pupils=126)
    change(project, "session", {"room_id": _room_id(project, "音乐教室")}, room_id=None)
    case = load_case(project, plan_id)
    said = "三年级合唱没有能用的音乐教室：要126人，最大的容50人"
    choir = case.sessions[work(case, "三年级合唱")].id
    assert all(f"{said}。" in fit.reasons for fit in slot_fits(case, choir))
    assert readiness(project, plan_id).broken == (f"{said}。",)
    assert [reason.words for reason in shortages(case.problem)] == [
        f"{said}；请改它要的场地或人数，或准许用别的场地。"
    ]
    likeliest = case.problem.works[work(case, "三年级合唱")].instead[0]
    assert case.rooms[likeliest].name == "操场"
    change(project, "activity", {"title": "合唱"}, room_kind="音乐室")
    assert readiness(project, plan_id).broken == ("三年级合唱没有音乐室这种场地。",)


def _room_id(project: Project, name: str) -> str:
    return next(room.id for room in load_case(project, _plan(project)).rooms if room.name == name)


def _plan(project: Project) -> ServicePlanId:
    return service_table.plans(project.database)[-1].id


def test_pupils_for_each_grown_up_say_how_many_are_wanted(
    project: Project, plan_id: ServicePlanId
) -> None:
    project.run(save_settings(SchoolSettings(pupils_per_adult=45)))
    case = load_case(project, plan_id)
    football = work(case, "三年级足球")
    assert case.problem.works[football].staff_wanted == 2
    assert case.problem.works[work(case, "三年级合唱")].staff_wanted == 1, "45 pupils"
    why = "（60名学生，每人最多看45名）"
    assert f"三年级足球要2人{why}，现有1人。" in readiness(project, plan_id).broken
    about = about_session(project, case, case.sessions[football].id, MONDAY)
    assert (about.wanted, about.wanted_why) == (2, why)


def test_whole_classes_in_their_own_rooms_want_somebody_in_each(
    project: Project, plan_id: ServicePlanId
) -> None:
    change(project, "activity", {"title": "足球"}, room_kind="", is_shared=0)
    change(project, "activity", {"title": "合唱"}, class_ids=class_named(project, "一(1)").id)
    change(project, "session", {"room_id": _room_id(project, "操场")}, room_id=None)
    case = load_case(project, plan_id)
    words = "三年级足球没有写场地：3个班各在自己教室，只安排1人；请加人，或写明场地。"
    assert words in readiness(project, plan_id).foreseen
    football = case.sessions[work(case, "三年级足球")].id
    assert words in about_session(project, case, football, MONDAY).foreseen


def test_the_checks_see_the_wait_after_the_last_lesson_and_a_room_that_lacks(
    project: Project,
) -> None:
    with_service(project)
    mine = class_named(project, "三(1)")

    def told() -> list[str]:
        report = check(project, [mine], (WEDNESDAY,))
        return [f.message for f in report.findings if f.rule.startswith("service.")]

    assert told() == []

    def lessons(writer: Writer) -> None:
        subject = writer.find("subject")[0][0]
        for period, starts, ends in ((1, "08:00", "08:40"), (2, "14:10", "14:50")):
            writer.insert("lesson", {
                "term_id": None, "class_id": mine.id, "weekday": 3, "period": period,
                "starts": starts, "ends": ends, "subject_id": subject, "staff_id": None,
            })  # fmt: skip
        for row_id, _ in writer.find("activity", title="合唱"):
            for session_id, _ in writer.find("session", activity_id=row_id):
                writer.update("session", session_id, {"room_id": None})

    project.run(Command("课程表", lessons, kind="setup"))
    assert told() == [
        "三(1)班11月25日下课后14:50至15:40没有活动，学生要空等50分钟，请把第一项活动提前。",
        "三(1)班11月25日的16:25至17:05的合唱要用音乐教室，还没有场地，请安排。",
    ]


def test_a_day_that_may_end_early_begins_like_others_where_sessions_are_enough(
    project: Project, plan_id: ServicePlanId
) -> None:
    accepted = EndException(
        EndExceptionId(""), 3, 3, 5, date(2026, 8, 31), date(2026, 12, 31), "周五放学早", "校长"
    )
    row = days_table.end_exception_row(accepted)
    project.run(Command("例外", lambda writer: writer.insert("end_exception", row) and None))
    assert covered(load_case(project, plan_id), "三(1)")["周五第1节"] == WHY

    def fewer(writer: Writer) -> None:
        for row_id, _ in writer.find("activity", title="阅读"):
            for number in (1, 2):
                ((session_id, _),) = writer.find("session", activity_id=row_id, number=number)
                writer.delete("session", session_id)

    project.run(Command("少排", fewer))
    assert "周五第1节" not in covered(load_case(project, plan_id), "三(1)"), "8 of 9 sessions"
