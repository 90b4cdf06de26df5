"""Who serves: whose papers hold, run out soon, ran out or were never written down [§8]."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands import terms as commands
from shuangjian_desktop.app.service.queries import roster as queries
from shuangjian_desktop.app.service.queries.roster import PapersStanding, RosterLine
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.service import BusyTime, Parity, ServiceStaff, StaffSource
from tests.builders import small_school, with_service

BARE = ServiceStaff(StaffId(""), StaffSource.RETIRED, document="退休证")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def line_of(project: Project, terms: ServiceStaff) -> RosterLine:
    staff_id, command = commands.new_outsider("赵老师", "", terms, is_accepted=True)
    project.run(command)
    return next(line for line in queries.roster(project) if line.staff.id == staff_id)


@pytest.mark.parametrize(
    ("terms", "standing", "words", "is_careful"),
    [
        (BARE._replace(valid_until=date(2026, 11, 22)), PapersStanding.EXPIRED, "已到期", True),
        (BARE._replace(valid_until=date(2026, 11, 23)), PapersStanding.SOON, "还有0天", True),
        (BARE._replace(valid_until=date(2026, 12, 23)), PapersStanding.SOON, "还有30天", True),
        (
            BARE._replace(valid_until=date(2026, 12, 24)),
            PapersStanding.VALID,
            "到2026-12-24",
            False,
        ),
        (BARE._replace(valid_from=date(2026, 12, 1)), PapersStanding.LATER, "2026-12-01起", False),
        (BARE, PapersStanding.MISSING, "没有有效期", True),
        (
            BARE._replace(document=None, valid_until=date(2027, 7, 1)),
            PapersStanding.MISSING,
            "没有文件",
            True,
        ),
        (BARE._replace(document=None), PapersStanding.MISSING, "没有文件和有效期", True),
    ],
)
def test_papers_are_told_as_they_stand_today(
    project: Project, terms: ServiceStaff, standing: PapersStanding, words: str, is_careful: bool
) -> None:
    line = line_of(project, terms)
    assert line.papers is standing
    assert words in line.papers_words
    assert queries.needs_care(line) is is_careful
    assert line.is_outside


def test_outsiders_stand_first_and_ones_own_need_nothing(project: Project) -> None:
    with_service(project)
    lines = queries.roster(project)
    assert lines[0].staff.label == "李教练"
    assert not any(line.is_outside for line in lines[1:])
    assert {line.papers for line in lines[1:]} == {PapersStanding.OWN}
    assert [line.staff.label for line in queries.matching(lines, "ljl")] == ["李教练"]
    assert queries.matching(lines, "；；") == ()
    assert queries.matching(lines, " ") == lines


def test_terms_and_times_are_read_in_words() -> None:
    terms = ServiceStaff(StaffId(""), per_day=1, per_week=4, here_until=time(16, 30))
    assert queries.limits_words(terms) == "每天1次，每周4次"
    assert queries.here_words(terms) == "16:30离校"
    assert queries.here_words(terms._replace(here_from=time(10))) == "10:00到校，16:30离校"
    assert queries.kinds_words(terms) == "都可以"
    busy = BusyTime(
        commands.NEW_BUSY, StaffId(""), 3, time(15, 40), time(16, 20), "教研", Parity.ODD
    )
    assert queries.busy_words(busy) == "单周周三15:40–16:20 教研"
    wish = busy._replace(parity=Parity.EVERY, is_wish=True)
    assert queries.busy_words(wish) == "周三15:40–16:20 教研（尽量不排）"
