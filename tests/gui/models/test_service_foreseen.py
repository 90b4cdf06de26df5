"""What will not hold until a plan's end is said at the foot of the board and beside it."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.terms import save_off_work
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.queries.about import about_session
from shuangjian_desktop.app.service.queries.board import board
from shuangjian_desktop.app.service.shapes import Axis
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.gui.models.service_lines import board_lines, session_lines
from shuangjian_desktop.gui.models.service_words import day_foot_words, standing_words
from tests.builders import MONDAY, small_school, with_service

RUNS_OUT = "▲ 李教练的证件到12月31日为止，以后2次没有人带；请续期或换人。"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def case(project: Project) -> Case:
    return load_case(project, with_service(project))


def test_the_foot_says_from_when_classes_of_a_weekday_end_too_early(
    project: Project, case: Case
) -> None:
    plain = board(project, case, Axis.CLASS)
    assert not any(day_foot_words(plain, day)[1] for day in plain.days)
    fridays = OffWork(date(2026, 12, 1), time(17, 30), "冬季作息通知", (5,))
    project.run(save_off_work(project, fridays))
    shown = board(project, load_case(project, case.plan.id), Axis.CLASS)
    told = {day.weekday: day_foot_words(shown, day) for day in shown.days}
    assert told[5] == ("▲12月1日起5个班早于17:30下班", True)
    assert told[4] == day_foot_words(plain, plain.days[3])
    assert "▲以后2处" in standing_words(shown)


def test_the_right_side_tells_it_of_the_plan_and_of_the_session(
    project: Project, case: Case
) -> None:
    assert RUNS_OUT in [line.text for line in board_lines(board(project, case, Axis.STAFF))]
    lines = {
        each.title: [line.text for line in session_lines(each, (), project.rulebook)]
        for each in (about_session(project, case, s.id, MONDAY) for s in case.sessions)
    }
    assert RUNS_OUT in lines["足球"]
    assert "● 没有发现问题" not in lines["足球"]
    assert "● 没有发现问题" in lines["合唱"]
