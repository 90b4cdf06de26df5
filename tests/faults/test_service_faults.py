"""Two people at one after-school plan, and names that look like markup, formulas or nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import icalendar
import openpyxl
import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.imports import import_file
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_file
from shuangjian_desktop.app.service.calendars import calendars
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.activities import (
    change_activity,
    remove_activities,
    set_parity,
)
from shuangjian_desktop.app.service.commands.plans import delete_plan
from shuangjian_desktop.app.service.commands.sessions import (
    lock_sessions,
    place_session,
    swap_sessions,
    take_plan,
    unplace_sessions,
)
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.app.service.papers import render, save_folder
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import Activity, Parity, PlanState
from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as service_table
from tests.builders import DECIDED, small_school, with_service
from tests.reports.notices import text_of

ODD_NAMES = ["<b>张</b>", '=HYPERLINK("x")', "笑😀", "𬱖某", "a&b", "+86"]
ODD_TITLES = ["=1+1", "<i>合唱</i>", "@球,;\\", "&nbsp;"]
AT = "2026-08-30T09:00:00"


class Two(NamedTuple):
    """The same plan in two programs: mine, as I saw it, and somebody else's."""

    mine: Project
    other: Project
    plan_id: ServicePlanId
    case: Case

    @property
    def activity(self) -> Activity:
        """The activity of my first session."""
        wanted = self.case.sessions[0].activity_id
        found = service_table.activities(self.other.database, self.plan_id)
        return next(each for each in found if each.id == wanted)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    mine = small_school(tmp_path)
    plan_id = with_service(mine, is_published=False)
    other = Project.open(mine.path)
    yield Two(mine, other, plan_id, load_case(mine, plan_id))
    other.close()
    mine.close()


def acts(two: Two) -> dict[str, Callable[[], Command]]:
    """Return what I may do to my first session with what I saw."""
    session, place = two.case.sessions[0], two.case.placed[0]
    assert session.slot_id is not None
    slot_id = session.slot_id
    return {
        "放下": lambda: place_session(session.id, slot_id, None, session.staff),
        "取下": lambda: unplace_sessions([session.id]),
        "锁定": lambda: lock_sessions([session.id], is_locked=True),
        "交换": lambda: swap_sessions(two.case, [(session.id, place)]),
        "单周": lambda: set_parity([session.id], Parity.ODD),
        "改活动": lambda: change_activity(two.activity),
        "删活动": lambda: remove_activities([two.activity]),
        "采用排课结果": lambda: take_plan(two.case, two.case.placed),
        "发布": lambda: publish_plan(two.plan_id, AT, "教务"),
        "删安排": lambda: delete_plan(two.case.plan),
    }


ON_SESSION = ["放下", "取下", "锁定", "交换", "单周", "采用排课结果"]
ON_PLAN = [*ON_SESSION, "发布", "删安排"]


def refused(two: Two, act: Callable[[], Command]) -> str:
    command, before = act, two.mine.database.newest_step()
    with pytest.raises(UserError) as said:
        two.mine.run(command())
    assert two.mine.database.newest_step() == before
    told = str(said.value)
    assert told.endswith("。")
    assert "没有" in told or "不能" in told
    return told


@pytest.mark.parametrize("what", ON_SESSION)
def test_f58_what_somebody_else_deleted_meanwhile_takes_no_act(two: Two, what: str) -> None:
    act = acts(two)[what]
    two.other.run(remove_activities([two.activity]))
    assert "删除" in refused(two, act) or what in ("交换", "采用排课结果")


@pytest.mark.parametrize("what", [*ON_PLAN, "改活动", "删活动"])
def test_f58_what_somebody_else_published_meanwhile_stays_as_it_was(two: Two, what: str) -> None:
    act = acts(two)[what]
    two.other.run(publish_plan(two.plan_id, AT, "教务"))
    assert "已经发布" in refused(two, act)
    assert load_case(two.mine, two.plan_id).placed == two.case.placed


@pytest.mark.parametrize("what", ON_PLAN)
def test_f58_of_a_plan_that_is_gone_every_act_says_so(two: Two, what: str) -> None:
    act = acts(two)[what]
    two.other.run(delete_plan(two.case.plan))
    refused(two, act)
    with pytest.raises(UserError, match="已被删除；请刷新后再看。"):
        load_case(two.mine, two.plan_id)


def test_f58_a_plan_is_revised_once(two: Two) -> None:
    two.mine.run(publish_plan(two.plan_id, AT, "教务"))
    two.other.run(revise_plan(two.plan_id))
    assert "已有一份草稿，没有再建" in refused(two, lambda: revise_plan(two.plan_id))


def test_f20_what_was_moved_before_somebody_published_is_not_taken_back_after_it(two: Two) -> None:
    two.mine.run(unplace_sessions([two.case.sessions[0].id]))
    two.other.run(publish_plan(two.plan_id, AT, "教务", decision=DECIDED))
    published = load_case(two.other, two.plan_id).placed
    with pytest.raises(UserError, match="已经发布，要保持原样"):
        two.mine.undo()
    assert load_case(two.mine, two.plan_id).placed == published


def test_f20_a_publication_is_not_taken_back_once_there_is_a_newer_version(two: Two) -> None:
    two.mine.run(publish_plan(two.plan_id, AT, "教务"))
    two.other.run(revise_plan(two.plan_id))
    with pytest.raises(UserError, match="已经有了更新的一版，不能撤销发布"):
        two.mine.undo()
    assert [plan.state for plan in service_table.plans(two.mine.database)] == [
        PlanState.PUBLISHED,
        PlanState.DRAFT,
    ]
    two.other.undo()
    two.mine.notice_foreign_changes()
    two.mine.undo()
    (plan,) = service_table.plans(two.mine.database)
    assert plan.state is PlanState.DRAFT, "without a newer one it may be"


def test_f20_a_move_is_not_taken_back_over_a_later_move(two: Two) -> None:
    session = two.case.sessions[0]
    assert session.slot_id is not None
    two.mine.run(unplace_sessions([session.id]))
    slots = (place.slot for place in two.case.placed if place is not None)
    elsewhere = next(s for s in two.case.sessions if s.slot_id not in (None, session.slot_id))
    assert elsewhere.slot_id is not None
    assert len(set(slots)) > 1
    two.other.run(place_session(session.id, elsewhere.slot_id, None, session.staff))
    with pytest.raises(UserError, match="后来又改过，不能撤销"):
        two.mine.undo()
    stands = {each.id: each.slot_id for each in load_case(two.mine, two.plan_id).sessions}
    assert stands[session.id] == elsewhere.slot_id


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Project]:
    """A published plan whose people, activities and rooms are called oddly."""
    project = small_school(tmp_path)
    with_service(project)

    def rename(writer: Writer) -> None:
        for table, column, names in (
            ("staff", "name", ODD_NAMES),
            ("activity", "title", ODD_TITLES),
            ("room", "name", ["@场<地>", "=A1"]),
        ):
            for (row_id, _), name in zip(writer.find(table), names, strict=False):
                writer.update(table, row_id, {column: name})

    project.run(Command("改名", rename, kind="setup"))
    yield project
    project.close()


def plan_of(project: Project) -> ServicePlanId:
    return service_table.plans(project.database)[-1].id


def test_f40_f38_odd_names_are_printed_as_they_are_and_the_missing_glyph_is_said(
    odd: Project,
) -> None:
    paper = render([PlanSheets(odd, plan_of(odd)).of_school()])
    text = text_of(paper.data).replace("\n", "")
    for name in (*ODD_NAMES, *ODD_TITLES):
        assert name.replace("😀", "〓") in text
    assert any("U+1F600" in warning for warning in paper.warnings)


def test_f41_odd_names_are_text_in_a_workbook_and_come_back(odd: Project, tmp_path: Path) -> None:
    for suffix in (".xlsx", ".csv"):
        path = tmp_path / f"安排{suffix}"
        export_file(odd, TableKind.SERVICE, path)
        report = import_file(odd, TableKind.SERVICE, path, again=True)
        assert (report.created, report.updated) == ({}, {})
        assert report.unchanged["session"] == 50
    book = openpyxl.load_workbook(tmp_path / "安排.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == '=HYPERLINK("x")' for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_f36_timetables_stopped_in_between_leave_no_folder_behind(
    odd: Project, tmp_path: Path
) -> None:
    def stop(done: int, total: int) -> None:
        if done == total:
            raise Cancelled

    papers, folder = calendars(odd, plan_of(odd)), tmp_path / "日历"
    with pytest.raises(Cancelled):
        save_folder(papers, folder, stop)
    assert not folder.exists()
    folder.mkdir()
    with pytest.raises(Cancelled):
        save_folder(papers, folder, stop)
    assert list(folder.iterdir()) == []


def test_odd_names_are_escaped_in_calendars(odd: Project) -> None:
    told = calendars(odd, plan_of(odd))
    assert len(told) == len({paper.name for paper in told}) == 6
    said = {
        str(event["SUMMARY"])
        for paper in told
        for event in icalendar.Calendar.from_ical(paper.data).walk("VEVENT")
    }
    for title in ODD_TITLES:
        assert any(each.startswith(f"{title} ") for each in said)
