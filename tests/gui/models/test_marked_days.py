"""A day's head says what the calendar marks: 考试周, 运动会; a make-up day keeps its 班."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from shuangjian_desktop.app.commands.calendar import add_mark
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.grade import grade_heat
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.calendar import DayMark, MarkKind
from shuangjian_desktop.gui.models.day_words import badge_words, day_spoken
from shuangjian_desktop.gui.models.heat_model import HeatModel
from tests.builders import MONDAY, class_named, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def test_an_exam_week_is_named_for_its_grades_only(project: Project) -> None:
    project.run(add_mark(DayMark(MONDAY, MONDAY, MarkKind.EXAM, "期中考试", (3,))))
    third, seventh = (
        judged_day(project, class_named(project, name).id, MONDAY) for name in ("三(1)", "七(1)")
    )
    assert (badge_words(third), badge_words(seventh)) == ("考试周", "上课")
    assert "期中考试" in day_spoken(third)
    assert "期中考试" not in day_spoken(seventh)


def test_f17_a_marked_make_up_day_still_says_that_it_is_worked(project: Project) -> None:
    on = date(2026, 10, 10)
    project.run(add_mark(DayMark(on, on, MarkKind.ACTIVITY, "研学")))
    day = judged_day(project, class_named(project, "三(1)").id, on)
    assert badge_words(day) == "班"
    assert "研学" in day_spoken(day)


def test_the_grade_overview_names_a_marked_day_as_the_week_does(project: Project) -> None:
    project.run(add_mark(DayMark(MONDAY, MONDAY, MarkKind.ACTIVITY, "冬季长跑")))
    model = HeatModel()
    model.load(grade_heat(project, 3, MONDAY))
    heads = [model.headerData(day, Qt.Orientation.Horizontal) for day in (0, 1)]
    assert heads == ["周一\n11/23\n活动", "周二\n11/24\n上课"]
