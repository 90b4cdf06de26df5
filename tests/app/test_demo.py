"""The sample school shows the whole desk: each thing a school will meet stands there once."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.demo import DEMO_DATE, build_demo, demo_clock
from shuangjian_desktop.app.own_steps import undoable
from shuangjian_desktop.app.people import demo_actor
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, check
from shuangjian_desktop.app.queries.consultations import month
from shuangjian_desktop.app.queries.health import clock_warning
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.app.queries.overrides import overrides
from shuangjian_desktop.app.queries.plan import PlanStanding, plan_board, plan_use
from shuangjian_desktop.app.queries.suggestions import minutes_like, past_of
from shuangjian_desktop.app.queries.workbooks import book_names
from shuangjian_desktop.domain.calendar import MarkKind, week_of
from shuangjian_desktop.domain.people import NOBODY, Role
from shuangjian_desktop.domain.review import Progress, ReasonKind
from shuangjian_desktop.store import inspection
from tests.builders import item

TERM_START = date(2026, 8, 31)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path: Path = tmp_path_factory.mktemp("sample") / "样例.sjdb"
    project = build_demo(path)
    yield project
    project.close()


def day_of(project: Project, name: str, on: date) -> JudgedDay:
    classes = [c for c in project.directory.classes(on) if c.name == name]
    return check(project, classes, (on,)).days[0]


def test_it_is_given_back_with_its_clock_still_and_nobody_picked(school: Project) -> None:
    assert school.clock is demo_clock
    assert school.actor.name == NOBODY
    assert inspection.journal_state(school.database)[0] is None


def test_it_has_an_office_a_head_and_a_lead_of_each_grade_and_no_passwords(school: Project) -> None:
    given = [held.role for held in school.directory.roles]
    assert (given.count(Role.OFFICE), given.count(Role.PRINCIPAL)) == (1, 1)
    assert given.count(Role.GRADE_LEAD) == 9
    assert school.database.rows("SELECT count(*) FROM credential")[0][0] == 0


def test_the_week_is_over_the_cap_twice_and_its_first_day_hangs(school: Project) -> None:
    days = check(school, school.directory.classes(DEMO_DATE), week_of(DEMO_DATE)).days
    over = {(d.class_day.class_name, d.totals.tested) for d in days if d.totals.over_by}
    assert over == {("五(2)", 75), ("八(1)", 105)}
    monday = [d.class_day for d in days if d.class_day.day.date == week_of(DEMO_DATE)[0]]
    assert {d.progress for d in monday} == {Progress.REVIEWED}


def test_a_corrected_notice_stands_with_its_reason_and_a_returned_item_with_its(
    school: Project,
) -> None:
    on = date(2026, 11, 23)
    classes = [c for c in school.directory.classes(on) if c.name == "三(1)"]
    notice = prepare(school, Shape.DAY, classes, on)[0]
    assert (notice.record.version, notice.is_new) == (2, False)
    returned = day_of(school, "四(2)", DEMO_DATE).class_day
    assert returned.progress is Progress.RETURNED
    told = "SELECT reason FROM handling WHERE act = '退回'"
    assert school.database.rows(told)[0][0].startswith("与课堂练习")


def test_one_over_full_day_was_talked_over_and_one_waits(school: Project) -> None:
    (held,) = month(school, DEMO_DATE)
    assert (held.before.over_by, held.after.over_by) == (10, 0)
    assert day_of(school, "三(1)", held.date).totals.over_by == 0
    assert day_of(school, "五(2)", DEMO_DATE).totals.over_by == 15


def test_drafts_for_next_week_wait_with_and_without_a_time(school: Project) -> None:
    rows = school.database.rows("SELECT date, release_at FROM homework WHERE status = '草稿'")
    assert len(rows) == 4
    assert {row[0] for row in rows} <= {day.isoformat() for day in week_of(date(2026, 12, 2))}
    assert sorted(bool(row[1]) for row in rows) == [False, True, True, True]


@pytest.mark.parametrize(
    ("grade", "standing", "is_over"),
    [
        (1, PlanStanding.DRAFT, False),
        (3, PlanStanding.APPROVED, False),
        (5, PlanStanding.DRAFT, True),
        (7, PlanStanding.AUDITED, False),
        (8, PlanStanding.EMPTY, False),
    ],
)
def test_term_plans_stand_at_every_stage(
    school: Project, grade: int, standing: PlanStanding, is_over: bool
) -> None:
    term = school.directory.calendar.term(DEMO_DATE)
    assert term is not None
    board = plan_board(school, term, grade)
    assert board.standing is standing
    assert any(day.over_by for day in board.sums) == is_over


def test_grade_three_has_a_past_long_enough_to_compare_and_to_suggest(school: Project) -> None:
    term = school.directory.calendar.term(DEMO_DATE)
    assert term is not None
    use = plan_use(school, term.id, 3, TERM_START, DEMO_DATE)
    assert len([week for week in use.weeks if week.actual > 0]) >= 10
    assert {"语文", "数学", "英语"} <= {each.subject.name for each in use.subjects}
    subject = next(s for s in school.directory.subjects if s.name == "数学")
    past = past_of(school, 3, subject.id, DEMO_DATE)
    assert book_names(past)[:1] == ("《数学练习册》",)
    hint = minutes_like(past, "《数学练习册》第42–43页")
    assert hint is not None
    assert hint.times >= 10
    assert 15 <= hint.low <= hint.median <= hint.high <= 25


def test_the_calendar_is_marked_a_month_is_locked_and_a_stricter_limit_holds(
    school: Project,
) -> None:
    marks = school.database.rows("SELECT kind FROM day_mark")
    assert {row[0] for row in marks} == {kind.value for kind in MarkKind}
    assert [(lock.first_day, lock.last_day) for lock in school.directory.locks] == [
        ("2026-09-01", "2026-09-30")
    ]
    assert day_of(school, "三(1)", DEMO_DATE).totals.limit == 55


def test_grades_one_and_two_go_past_a_rule_once_with_a_reason(school: Project) -> None:
    given = overrides(school, TERM_START, date(2026, 12, 31))
    assert [(o.class_name, o.kind) for o in given] == [
        ("二(3)", ReasonKind.PUBLISH),
        ("三(1)", ReasonKind.CORRECTION),
    ]
    classes = [c for c in school.directory.classes(DEMO_DATE) if c.grade <= 2]
    rule = "homework.written.none_at_home"
    for monday in (date(2026, 11, 16), date(2026, 11, 23)):
        found = [f for f in check(school, classes, week_of(monday)).findings if f.rule == rule]
        assert len(found) == (1 if monday.day == 16 else 0)


def test_templates_wait_and_nothing_is_left_for_the_office_to_undo(school: Project) -> None:
    assert school.database.rows("SELECT count(*) FROM template")[0][0] == 6
    nobody, school.actor = school.actor, demo_actor(school) or school.actor
    assert school.who != NOBODY
    assert undoable(school) is None
    school.actor = nobody


def test_nothing_was_done_after_the_day_the_release_was_made(school: Project) -> None:
    assert inspection.latest_step_time(school.database) < "2026-11-24"


@pytest.fixture
def lived_in(school: Project, tmp_path: Path) -> Iterator[Project]:
    """A copy under another name in which something was done at the sample's own now."""
    path = tmp_path / "另存的.sjdb"
    path.write_bytes(school.path.read_bytes())
    opened = Project.open(path, clock=demo_clock)
    opened.run(add_items([item(opened, on=DEMO_DATE)]))
    yield opened
    opened.close()


def test_doctor_never_blames_the_clock_for_what_the_sample_tells(lived_in: Project) -> None:
    """F18: its steps are stamped with its own now, whatever the PC's clock says."""
    lived_in.clock = lambda: datetime(2026, 3, 1, 8)  # noqa: DTZ001 - local time
    assert clock_warning(lived_in) == ""


def test_a_clock_that_went_back_is_still_told_in_the_sample(lived_in: Project) -> None:
    lived_in.clock = lambda: datetime(2027, 1, 5, 8)  # noqa: DTZ001 - local time
    lived_in.run(add_items([item(lived_in, on=DEMO_DATE)]), reason="补录")
    lived_in.clock = lambda: datetime(2026, 12, 1, 8)  # noqa: DTZ001 - local time
    assert "请校准电脑时间" in clock_warning(lived_in)
