"""A school is made whole or not at all, in one step that undo stops before (P40)."""

from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.setup import (
    SchoolPlan,
    TermPlan,
    new_school,
    subjects_suggested,
    term_suggested,
)
from shuangjian_desktop.app.own_steps import undoable
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store import steps
from tests.builders import fixed_clock

PLAN = SchoolPlan(
    first_grade=1,
    last_grade=9,
    primary_grades=5,
    complaint_phone="0431-1234567",
    classes=((1, 2), (3, 1), (7, 3)),
    subjects=("语文", "数学"),
    term=TermPlan("第一学期", date(2026, 8, 24), date(2027, 1, 15), "校历"),
    off_work=time(17, 0),
    off_work_document="关于作息时间的通知",
)


def test_all_that_was_asked_is_written_as_one_step(tmp_path: Path) -> None:
    project = new_school(tmp_path / "a.sjdb", "青溪镇学校", clock=fixed_clock, plan=PLAN)
    directory, today = project.directory, project.today()
    assert [c.name for c in directory.classes(today)] == [
        "一(1)", "一(2)", "三(1)", "七(1)", "七(2)", "七(3)",
    ]  # fmt: skip
    assert directory.school.primary_grades == 5
    assert [subject.name for subject in directory.subjects] == ["语文", "数学"]
    assert directory.calendar.week_number(today) == 14
    assert directory.off_works[0][:3] == (date(2026, 8, 24), time(17, 0), "关于作息时间的通知")
    assert steps.count(project.database) == 1
    assert undoable(project) is None
    project.close()


def test_what_was_skipped_is_not_made_up(tmp_path: Path) -> None:
    project = new_school(tmp_path / "a.sjdb", "校", clock=fixed_clock, plan=SchoolPlan())
    directory = project.directory
    assert (directory.calendar.terms, directory.off_works, directory.subjects) == ((), (), ())
    assert directory.classes(project.today()) == ()
    project.close()


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (SchoolPlan(first_grade=4, last_grade=2), "最低年级"),
        (SchoolPlan(classes=((1, 100),)), "班数"),
        (SchoolPlan(term=TermPlan("一", date(2026, 9, 1), date(2026, 8, 1))), "最后一天"),
    ],
)
def test_what_no_school_can_be_leaves_no_file(tmp_path: Path, plan: SchoolPlan, said: str) -> None:
    with pytest.raises(UserError, match=said):
        new_school(tmp_path / "a.sjdb", "校", plan=plan)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    twice = SchoolPlan(subjects=("语文", "语文"))
    with pytest.raises(UserError):
        new_school(tmp_path / "a.sjdb", "校", plan=twice)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("today", "name", "first"),
    [
        (date(2026, 8, 20), "2026-2027学年度第一学期", date(2026, 9, 1)),
        (date(2027, 1, 10), "2026-2027学年度第一学期", date(2026, 9, 1)),
        (date(2027, 2, 20), "2026-2027学年度第二学期", date(2027, 3, 1)),
        (date(2027, 7, 20), "2026-2027学年度第二学期", date(2027, 3, 1)),
    ],
)
def test_the_term_suggested_is_the_one_about_now(today: date, name: str, first: date) -> None:
    suggested = term_suggested(today)
    assert (suggested.name, suggested.first_day) == (name, first)


def test_only_schools_with_junior_grades_are_offered_physics() -> None:
    assert "物理" not in subjects_suggested(6, 6)
    assert "物理" in subjects_suggested(6, 5)
