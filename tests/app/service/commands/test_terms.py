"""Who serves on which terms, and when they cannot: papers of outsiders, limits, busy times [§8]."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands import people
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands import terms as commands
from shuangjian_desktop.app.service.queries.roster import busy_of, terms_of
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.domain.service import (
    BusyTime,
    Parity,
    ServiceStaff,
    SessionKind,
    StaffSource,
)
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables.service_people import service_staff
from tests.builders import small_school, with_service

NOBODY = StaffId("")
VOLUNTEER = ServiceStaff(
    NOBODY, StaffSource.VOLUNTEER, (SessionKind.READING,), date(2026, 9, 1), date(2027, 1, 15),
    "志愿者协议", 1, 2,
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def person(project: Project, label: str) -> Staff:
    return next(each for each in project.directory.staff if each.label == label)


def test_somebody_from_outside_is_staff_and_terms_in_one_step(project: Project) -> None:
    staff_id, command = commands.new_outsider("李志", "", VOLUNTEER)
    project.run(command)
    assert terms_of(project, staff_id) == VOLUNTEER._replace(staff_id=staff_id)
    assert person(project, "李志").id == staff_id
    project.undo()
    assert not any(each.id == staff_id for each in project.directory.staff)
    assert service_staff(project.database) == []


@pytest.mark.parametrize("source", [each for each in StaffSource if each is not StaffSource.OWN])
def test_missing_papers_are_refused_until_a_person_accepts_that(
    project: Project, source: StaffSource
) -> None:
    bare = ServiceStaff(NOBODY, source)
    with pytest.raises(UserError, match=r"没有写资质或协议文件和有效期（第8条）"):
        commands.new_outsider("李志", "", bare)
    with pytest.raises(UserError, match=r"没有写有效期（第8条）"):
        commands.new_outsider("李志", "", bare._replace(document="名单"))
    staff_id, command = commands.new_outsider("李志", "", bare, is_accepted=True)
    project.run(command)
    assert terms_of(project, staff_id).source is source


def test_ones_own_teachers_need_no_papers_and_have_limits(project: Project) -> None:
    own = person(project, "王31")
    terms = ServiceStaff(own.id, per_day=1, per_week=3, here_from=time(10), here_until=time(18))
    project.run(commands.save_terms(own, terms))
    assert terms_of(project, own.id) == terms
    project.run(commands.save_terms(own, terms._replace(per_week=None)))
    assert len(service_staff(project.database)) == 1
    project.run(commands.remove_terms(own))
    assert terms_of(project, own.id) == ServiceStaff(own.id)
    project.undo()
    assert terms_of(project, own.id).per_day == 1


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (VOLUNTEER._replace(valid_until=date(2026, 8, 1)), "早于开始的2026-09-01"),
        (VOLUNTEER._replace(per_day=21), "每天最多要在0到20次"),
        (VOLUNTEER._replace(per_week=100), "每周最多要在0到99次"),
        (VOLUNTEER._replace(here_from=time(17), here_until=time(16)), "不晚于开始的17:00"),
        (VOLUNTEER._replace(here_until=time(4, 30)), "弹性上班的04:30是凌晨.*16:30"),
        (VOLUNTEER._replace(document="长" * 101), "最多100个字"),
    ],
)
def test_terms_that_cannot_be_are_refused(terms: ServiceStaff, words: str) -> None:
    with pytest.raises(UserError, match=words):
        commands.new_outsider("李志", "", terms)


def test_somebodys_service_ends_with_a_date_and_the_past_keeps_them(project: Project) -> None:
    with_service(project)
    coach = person(project, "李教练")
    project.run(commands.end_terms(coach, date(2026, 11, 30)))
    terms = terms_of(project, coach.id)
    assert terms.valid_until == date(2026, 11, 30)
    assert terms.is_valid(date(2026, 11, 30))
    assert not terms.is_valid(date(2026, 12, 1))
    with pytest.raises(UserError, match="到2026-11-30已经到期"):
        project.run(commands.end_terms(coach, date(2026, 12, 10)))
    with pytest.raises(UserError, match="从2026-09-01才开始"):
        project.run(commands.end_terms(coach, date(2026, 8, 1)))
    with pytest.raises(UserError, match="王31没有课后服务的条件"):
        project.run(commands.end_terms(person(project, "王31"), date(2026, 11, 30)))


def test_whom_a_plan_names_is_forgotten_by_nothing(project: Project) -> None:
    with_service(project)
    coach = person(project, "李教练")
    with pytest.raises(UserError, match=r"来源和证件要留着.*到期"):
        project.run(commands.remove_terms(coach))
    with pytest.raises(UserError, match=r"李教练还用在课后服务条件1处、课后活动1处、课后排班1处"):
        project.run(people.delete_staff(project, coach))
    assert terms_of(project, coach.id).source is StaffSource.PROFESSIONAL


def test_times_somebody_cannot_serve_are_firm_or_wishes_weekly_or_every_other(
    project: Project,
) -> None:
    own = person(project, "王31")
    firm = BusyTime(commands.NEW_BUSY, own.id, 3, time(15, 40), time(16, 30), "教研", Parity.ODD)
    project.run(commands.save_busy(own, firm))
    wish = firm._replace(parity=Parity.EVEN, reason="", is_wish=True)
    project.run(commands.save_busy(own, wish))
    stored = busy_of(project, own.id)
    assert {(b.parity, b.reason, b.is_wish) for b in stored} == {
        (Parity.ODD, "教研", False),
        (Parity.EVEN, "尽量不排", True),
    }
    with pytest.raises(UserError, match="王31已经有这一条"):
        project.run(commands.save_busy(own, firm))
    changed = stored[0]._replace(ends=time(17))
    project.run(commands.save_busy(own, changed))
    assert changed in busy_of(project, own.id)
    project.run(commands.remove_busy(changed))
    assert len(busy_of(project, own.id)) == 1
    project.undo()
    assert len(busy_of(project, own.id)) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weekday": 0}, "没有选星期"),
        ({"ends": time(15, 40)}, "结束时间15:40不晚于开始时间15:40"),
        ({"starts": time(3, 40)}, "03:40是凌晨.*15:40"),
        ({"reason": "长" * 51}, "最多50个字"),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    project: Project, changes: dict[str, object], words: str
) -> None:
    own = person(project, "王31")
    busy = BusyTime(commands.NEW_BUSY, own.id, 3, time(15, 40), time(16, 30), "教研")
    with pytest.raises(UserError, match=words):
        commands.save_busy(own, busy._replace(**changes))  # type: ignore[arg-type]
