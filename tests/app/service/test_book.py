"""What a class really has on a date by the published plan, and what was booked otherwise."""

from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check, dates_between
from shuangjian_desktop.domain.ids import EndExceptionId, ServiceChangeId
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.domain.service import (
    EndException,
    ServiceChange,
    Session,
    SessionKind,
)
from shuangjian_desktop.rules.totals import DayState
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables.calendar import off_work_row
from shuangjian_desktop.store.tables.service_days import change_row, end_exception_row
from tests.builders import MONDAY, class_named, enter, item, small_school, with_service

WEDNESDAY, FRIDAY, SATURDAY = (date(2026, 11, day) for day in (25, 27, 28))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def test_the_builders_plan_breaks_no_rule_of_the_service(project: Project) -> None:
    with_service(project)
    classes = project.directory.classes(MONDAY)
    report = check(project, classes, dates_between(MONDAY, FRIDAY))
    assert [f.message for f in report.findings if f.rule.startswith("service.")] == []
    assert all(day.class_day.tutoring_minutes == 40 for day in report.days)


def test_the_builders_draft_is_in_force_nowhere(project: Project) -> None:
    with_service(project, is_published=False)
    assert project.directory.service is None


def test_a_class_has_its_own_sessions_and_the_clubs_it_shares(project: Project) -> None:
    with_service(project)
    assert project.directory.service is not None
    third = class_named(project, "三(1)")
    day = project.directory.service.day(
        third.id, project.directory.calendar.day(date(2026, 11, 25))
    )
    assert day is not None
    assert [(s.kind, s.title, s.starts, s.people, s.room) for s in day.sessions] == [
        (SessionKind.TUTORING, "作业辅导", time(15, 40), ("王31",), ""),
        (SessionKind.CLUB, "合唱", time(16, 25), ("王31",), "音乐教室"),
        (SessionKind.CLUB, "足球", time(16, 25), ("李教练",), "操场"),
    ]


def booked(project: Project, **fields: object) -> None:
    """Book something for Wednesday or another date, as the command of the window will."""
    plain = {"id": ServiceChangeId(""), "swap_id": "换课", "date": WEDNESDAY, "origin": None,
             "is_held": True, "reason": "运动会"}  # fmt: skip
    change = ServiceChange(**(plain | fields))  # type: ignore[arg-type]
    project.run(Command("换课", lambda w: w.insert("service_change", change_row(change))))


def findings(project: Project, on: date, name: str = "三(1)") -> list[tuple[str, str]]:
    (day,) = check(project, [class_named(project, name)], [on]).days
    return [(f.rule, f.message) for f in day.findings if f.rule.startswith("service.")]


def session_of(project: Project, on: date, title: str, name: str = "三(1)") -> Session:
    book, own = project.directory.service, class_named(project, name).id
    assert book is not None
    found = book.sessions_on(project.directory.calendar.day(on))
    return next(
        e.session for e in found if own in e.activity.class_ids and e.activity.title == title
    )


def test_a_day_dropped_by_a_change_says_why(project: Project) -> None:
    with_service(project)
    for title in ("作业辅导", "阅读"):
        booked(project, date=MONDAY, origin=session_of(project, MONDAY, title).id, is_held=False)
    (told,) = findings(project, MONDAY)
    assert told[0] == "service.days"
    assert "作业辅导：运动会；阅读：运动会" in told[1]
    assert findings(project, MONDAY, "三(2)") == []


def test_somebody_booked_in_two_places_is_told_to_both_classes(project: Project) -> None:
    with_service(project)
    own = session_of(project, MONDAY, "阅读")
    other = session_of(project, MONDAY, "阅读", "三(2)")
    booked(project, date=MONDAY, origin=other.id, starts=time(16, 30), ends=time(17, 5),
           staff=own.staff)  # fmt: skip
    assert findings(project, MONDAY) == [
        (
            "service.clash",
            "三(1)班11月23日的课后服务与别处冲突：王31同时还要带16:30的三(2)的阅读，请改动其中一处。",
        )
    ]
    assert [rule for rule, _ in findings(project, MONDAY, "三(2)")] == ["service.clash"]
    assert findings(project, MONDAY, "三(3)") == []


def test_a_room_wanted_twice_is_told(project: Project) -> None:
    with_service(project)
    club = session_of(project, WEDNESDAY, "足球")
    reading = session_of(project, WEDNESDAY, "阅读", "七(1)")
    booked(project, origin=reading.id, starts=time(16, 25), ends=time(17, 5),
           room_id=club.room_id, staff=reading.staff)  # fmt: skip
    assert [message for _, message in findings(project, WEDNESDAY, "七(1)")] == [
        "七(1)班11月25日的课后服务与别处冲突：操场同时还有16:25的足球，请改动其中一处。"
    ]


def test_evening_study_booked_for_a_saturday_breaks_the_clause(project: Project) -> None:
    with_service(project)
    seventh = class_named(project, "七(1)")
    booked(project, date=SATURDAY, starts=time(18, 30), ends=time(19, 30), title="自习班",
           kind=SessionKind.EVENING_STUDY, class_ids=(seventh.id,))  # fmt: skip
    assert [rule for rule, _ in findings(project, SATURDAY, "七(1)")] == [
        "service.evening.junior_only",
        "service.staff.missing",
    ]
    assert findings(project, SATURDAY) == [], "other classes have nothing that day"


def test_a_make_up_day_has_the_service_and_the_exception_of_the_day_it_follows(
    project: Project,
) -> None:
    with_service(project)
    make_up = {"date": "2026-11-28", "kind": "调休上班", "reason": "补课", "follows_weekday": 5}
    accepted = EndException(EndExceptionId(""), 1, 9, 5, date(2026, 9, 1), date(2027, 1, 15),
                            "集体教研", "李主任", "会议纪要")  # fmt: skip

    def apply(writer: Writer) -> None:
        writer.insert("day_exception", make_up)
        writer.insert("end_exception", end_exception_row(accepted))

    project.run(Command("准备", apply))
    assert findings(project, SATURDAY) == []
    reading = session_of(project, SATURDAY, "阅读")
    booked(project, date=SATURDAY, origin=reading.id, is_held=False)
    ((rule, told),) = findings(project, SATURDAY)
    assert rule == "service.end.off_work"
    assert told == (
        "三(1)班11月28日课后服务早40分钟结束，已登记例外（16:20结束，当地17:00下班，市里的通知；"
        "李主任同意到2027年1月15日：集体教研，会议纪要）。"
    )


def test_the_end_is_held_against_the_off_work_time_of_that_date_and_weekday(
    project: Project,
) -> None:
    with_service(project)
    later = (
        OffWork(WEDNESDAY, time(17, 30), "夏季作息通知"),
        OffWork(FRIDAY, time(16, 30), "周五提前下班的通知", (5,)),
    )

    def apply(writer: Writer) -> None:
        for each in later:
            writer.insert("off_work", off_work_row(each))

    project.run(Command("改下班时间", apply))
    assert findings(project, date(2026, 11, 24)) == [], "17:05 is after 17:00"
    told = "课后服务17:05结束，当地17:30下班，夏季作息通知，早了25分钟，请延长或说明例外。"
    assert [words for _, words in findings(project, WEDNESDAY)] == [f"三(1)班11月25日{told}"]
    assert findings(project, FRIDAY) == [], "Friday has a time of its own"
    assert [rule for rule, _ in findings(project, date(2026, 11, 30))] == ["service.end.off_work"]


def test_papers_that_run_out_are_told_from_the_next_day_on(project: Project) -> None:
    with_service(project)
    until = {"valid_until": WEDNESDAY.isoformat()}

    def apply(writer: Writer) -> None:
        ((terms, _),) = writer.find("service_staff")
        writer.update("service_staff", terms, until)

    project.run(Command("改有效期", apply))
    after = date(2026, 12, 2)
    assert findings(project, WEDNESDAY) == []
    assert findings(project, after) == [
        (
            "service.staff.expired",
            "三(1)班12月2日的课后服务由李教练担任，当天不在资质有效期内，请换人或补办手续。",
        )
    ]


def test_over_the_cap_stays_over_whatever_the_tutoring(project: Project) -> None:
    enter(project, item(project, minutes=70))
    with_service(project)
    (day,) = check(project, [class_named(project, "三(1)")], [MONDAY]).days
    totals = day.totals
    assert (totals.tutoring, totals.take_home, totals.over_by) == (40, 30, 10)
    assert totals.state is DayState.OVER
    assert "homework.written.cap" in [each.rule for each in day.findings]


def test_no_rule_of_the_service_is_held_against_who_enters_homework(project: Project) -> None:
    rules = project.rulebook.rules
    held = [name for name, rule in rules.items() if name.startswith("service.") and rule.moments]
    assert held == []
