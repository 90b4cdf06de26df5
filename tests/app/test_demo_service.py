"""The sample school's after-school service: mostly fine, with a few things worth seeing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from shuangjian_desktop.app.demo import DEMO_DATE, build_demo
from shuangjian_desktop.app.own_steps import undoable
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check, dates_between
from shuangjian_desktop.app.queries.clauses import clause_board
from shuangjian_desktop.app.service.book import ServiceBook
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.queries.leaving_board import leaving_board
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import Parity, PlanState, StaffSource
from shuangjian_desktop.planning.verify import faults

FORTNIGHT = dates_between(date(2026, 11, 16), date(2026, 11, 27))
SWAPPED = date(2026, 11, 26)
Told = tuple[str, str, str]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    made = build_demo(tmp_path_factory.mktemp("sample") / "样例.sjdb")
    yield made
    made.close()


@pytest.fixture(scope="module")
def book(project: Project) -> ServiceBook:
    assert project.directory.service is not None
    return project.directory.service


def case(project: Project, plan_id: ServicePlanId) -> Case:
    return load_case(project, plan_id)


def found(project: Project, first: date, last: date) -> list[Told]:
    report = check(project, project.directory.classes(first), dates_between(first, last))
    return [
        (f.class_name, f.date.isoformat(), f.rule)
        for f in report.findings
        if f.rule.startswith("service.")
    ]


def test_one_version_is_published_and_the_next_is_a_draft(book: ServiceBook) -> None:
    states = [(plan.version, plan.state, plan.since) for plan in book.plans]
    begins = date(2026, 8, 31)
    assert states == [(1, PlanState.PUBLISHED, begins), (2, PlanState.DRAFT, begins)]


def test_every_class_has_service_on_every_school_day_of_the_term_so_far(
    project: Project, book: ServiceBook
) -> None:
    on = date(2026, 8, 31)
    while on <= date(2026, 12, 31):
        day = project.directory.calendar.day(on)
        has = [book.day(c.id, day) for c in project.directory.classes(on)]
        assert all(bool(each and each.general) == day.is_school_day for each in has), on
        on += timedelta(days=1)


def test_the_published_plan_lacks_one_person_and_nothing_else(
    project: Project, book: ServiceBook
) -> None:
    read = case(project, book.plans[0].id)
    assert [f.message for f in faults(read.problem, read.placed)] == [
        "二年级体育活动（2）要3人，现有2人。"
    ]
    assert len(read.sessions) == 314


def test_the_draft_has_work_left_to_place(project: Project, book: ServiceBook) -> None:
    read = case(project, book.plans[1].id)
    unplaced = [
        read.content.activities[session.activity_id].title
        for session, place in zip(read.sessions, read.placed, strict=True)
        if place is None
    ]
    assert sorted(unplaced) == ["冰上活动", "器乐社"]
    assert [session.is_locked for session in read.sessions].count(True) == 6


def test_the_fortnight_has_a_few_findings_worth_seeing(project: Project) -> None:
    told = Counter(rule for _, _, rule in found(project, FORTNIGHT[0], FORTNIGHT[-1]))
    assert told == {"service.staff.missing": 6, "service.end.off_work": 4, "service.minutes": 4}
    whose = {
        (name[0], date.fromisoformat(on).isoweekday(), rule)
        for name, on, rule in found(project, FORTNIGHT[0], FORTNIGHT[-1])
    }
    assert whose == {
        ("二", 4, "service.staff.missing"),
        ("六", 5, "service.end.off_work"),
        ("六", 5, "service.minutes"),
    }


def test_the_friday_exception_is_said_by_whom_and_until_when(project: Project) -> None:
    friday = date(2026, 11, 27)
    report = check(project, project.directory.grade_classes(6, friday), (friday,))
    told = [f for f in report.findings if f.rule == "service.end.off_work"]
    assert {f.severity for f in told} == {"advice"}
    assert "韩秋池同意到2027年1月15日" in told[0].message
    assert "县政府办公室冬季作息时间通知" in told[0].message


def test_one_coach_from_outside_is_about_to_run_out_of_papers(
    project: Project, book: ServiceBook
) -> None:
    outside = {t.source: t.valid_until for t in book.terms.values()}
    assert outside[StaffSource.PROFESSIONAL] == date(2026, 12, 4)
    assert {StaffSource.RETIRED, StaffSource.TRAINEE} <= set(outside)
    before = {rule for _, _, rule in found(project, DEMO_DATE, date(2026, 12, 4))}
    after = [t for t in found(project, date(2026, 12, 7), date(2026, 12, 11)) if "expired" in t[2]]
    assert "service.staff.expired" not in before
    assert {name[0] for name, _, _ in after} == {"三", "四"}


def test_two_clubs_take_turns_in_odd_and_even_weeks(project: Project, book: ServiceBook) -> None:
    monday = date(2026, 11, 16)
    sixth = project.directory.grade_classes(6, monday)[0]
    held = {}
    for on in (monday, monday + timedelta(7)):
        day = book.day(sixth.id, project.directory.calendar.day(on))
        assert day is not None
        held[on] = {s.title for s in day.sessions} & {"编程社", "航模社"}
    assert sorted(map(tuple, held.values())) == [("编程社",), ("航模社",)]
    sessions = book.content(book.plans[0].id).sessions
    assert {s.parity for s in sessions} == set(Parity)


def test_a_swap_is_booked_for_one_day(project: Project, book: ServiceBook) -> None:
    (fifth,) = (c for c in project.directory.classes(SWAPPED) if c.name == "五(2)")
    calendar = project.directory.calendar
    days = [book.day(fifth.id, calendar.day(on)) for on in (SWAPPED - timedelta(7), SWAPPED)]
    usual, swapped = ([s.title for s in day.sessions[:2]] for day in days if day)
    assert swapped == usual[::-1]
    assert all("第1节去种植园收萝卜" in c.reason for c in book.changes(SWAPPED))


def test_tutoring_is_credited_on_the_days_that_have_it(project: Project) -> None:
    report = check(project, project.directory.classes(DEMO_DATE), week_of(DEMO_DATE)[:5])
    without = {
        (d.class_day.class_name[0], d.class_day.day.date.isoweekday())
        for d in report.days
        if not d.totals.tutoring
    }
    assert without == {("六", 3)}, "grade 6 reads on Wednesday"
    over = [d for d in report.days if d.class_day.class_name == "五(2)" and d.totals.over_by]
    assert [(d.totals.written, d.totals.over_by) for d in over] == [(75, 15)], "the cap stands"


def test_the_clauses_of_service_are_looked_at(project: Project) -> None:
    rows = {r.clause.number: r for r in clause_board(project, FORTNIGHT[0], FORTNIGHT[-1]).rows}
    assert rows[7].note == "课后服务覆盖100%（240/240班次）。"
    assert [rows[n].standing.value for n in (6, 7, 8)] == ["有待处理", "未发现问题", "有待处理"]


def test_three_gates_let_everybody_out_in_three_waves_and_nobody_waits_long(
    project: Project,
) -> None:
    board = leaving_board(project)
    assert [(line.gate.name, line.leavers, line.waves) for line in board.lines] == [
        ("正门", "一年级、三年级、五年级", 3),
        ("东门", "二年级、四年级、六年级", 3),
        ("北门", "七至九年级", 3),
    ]
    assert board.summary == "24个班，最长等10分钟，最晚一批周一18:50走。"
    assert board.troubles == ()
    friday = [row.cells[4] for row in board.rows if row.gate == "东门"]
    assert next((c.leaves, c.classes) for c in friday if c) == ("16:20", ("六(1)", "六(2)"))


def test_ctrl_z_takes_none_of_it_back(project: Project) -> None:
    step = undoable(project)
    assert step is None or "课后" not in step.label
