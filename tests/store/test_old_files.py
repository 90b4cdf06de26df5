"""Files that earlier versions wrote open for ever, and say what they said then."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from shuangjian_desktop.app import passwords
from shuangjian_desktop.app.notice_book import unsound_notices
from shuangjian_desktop.app.official_copies import copies, taken_out
from shuangjian_desktop.app.people import actor_of, password_hash
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.queries.consultations import month
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.app.queries.overrides import overrides
from shuangjian_desktop.app.queries.plan import PlanStanding, plan_board
from shuangjian_desktop.domain.calendar import MarkKind
from shuangjian_desktop.domain.people import Role
from shuangjian_desktop.domain.policy import Strength
from shuangjian_desktop.domain.review import Progress, ReasonKind
from shuangjian_desktop.store import inspection, steps
from shuangjian_desktop.store.schema import SCHEMA_VERSION
from tests.builders import MONDAY, class_named, fixed_clock, with_service
from tests.store.make_old_file import COPY, PASSWORD, TUESDAY

OLD_FILES = Path(__file__).resolve().parents[1] / "old_files"
WRITTEN = {  # of Monday; redo then brings the last item of 七(1) back
    "0.1.0": ({"一(1)": 0, "三(1)": 25, "三(2)": 70, "三(3)": 0, "七(1)": 40}, 45),
    "0.2.0": ({"一(1)": 10, "三(1)": 25, "三(2)": 30, "三(3)": 0, "七(1)": 40}, 45),
}
Opener = Callable[[str], Project]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    found: list[Project] = []

    def opener(version: str) -> Project:
        path = tmp_path / f"{version}.sjdb"
        shutil.copyfile(OLD_FILES / path.name, path)
        found.append(Project.open(path, clock=fixed_clock))
        return found[-1]

    yield opener
    for project in found:
        project.close()


def written(project: Project) -> dict[str, int]:
    days = check(project, project.directory.classes(MONDAY), (MONDAY,)).days
    return {day.class_day.class_name: day.totals.written for day in days}


def test_every_old_file_has_its_figures() -> None:
    assert {path.stem for path in OLD_FILES.glob("*.sjdb")} == set(WRITTEN)


@pytest.mark.parametrize("version", sorted(WRITTEN))
def test_an_old_file_opens_is_sound_and_totals_as_it_did(opened: Opener, version: str) -> None:
    project = opened(version)
    totals, afterwards = WRITTEN[version]
    assert written(project) == totals
    assert inspection.integrity_fault(project.database) is None
    assert inspection.journal_state(project.database)[0] is None
    assert not unsound_notices(project)[0]
    if version == "0.2.0":
        office = next(p for p in project.directory.staff if p.name == "王71")
        project.actor = actor_of(project, office.id)
    project.redo()
    assert written(project)["七(1)"] == afterwards
    assert steps.latest(project.database, 1)[0].who_id == project.actor.staff_id


@pytest.mark.parametrize("version", sorted(WRITTEN))
def test_an_old_file_is_brought_to_this_layout_and_takes_an_after_school_plan(
    opened: Opener, version: str
) -> None:
    project = opened(version)
    (layout,) = project.database.one("PRAGMA user_version") or (0,)
    assert layout == SCHEMA_VERSION
    assert project.directory.service is None
    before = [tuple(row) for row in project.database.rows("SELECT * FROM homework ORDER BY id")]
    if version == "0.2.0":
        office = next(p for p in project.directory.staff if p.name == "王71")
        project.actor = actor_of(project, office.id)
    with_service(project)
    days = check(project, project.directory.classes(MONDAY), (MONDAY,)).days
    assert {day.class_day.class_name: day.totals.tutoring for day in days} == dict.fromkeys(
        WRITTEN[version][0], 40
    )
    assert written(project) == WRITTEN[version][0]
    after = project.database.rows("SELECT * FROM homework ORDER BY id")
    assert [tuple(row) for row in after] == before
    assert not unsound_notices(project)[0]
    assert inspection.journal_state(project.database)[0] is None


def test_0_2_0_knows_its_people_and_their_password(opened: Opener) -> None:
    project = opened("0.2.0")
    held = {(each.role, each.grade) for each in project.directory.roles}
    assert held == {(Role.OFFICE, None), (Role.GRADE_LEAD, 3)}
    office = next(each for each in project.directory.roles if each.role is Role.OFFICE)
    kept = password_hash(project, office.staff_id)
    assert kept is not None
    assert passwords.is_right(kept, PASSWORD)
    assert not passwords.is_right(kept, "anything else")


def test_0_2_0_holds_its_rules_limits_locks_and_marks(opened: Opener) -> None:
    directory = opened("0.2.0").directory
    held = directory.policies["homework.written.cap"]
    assert (held.on_save, held.on_publish) == (Strength.WARN, Strength.REASON)
    assert [(lock.first_day, lock.note) for lock in directory.locks] == [("2026-09-01", "9月归档")]
    assert [mark.kind for mark in directory.calendar.marks_on(MONDAY, 7)] == [MarkKind.EXAM]
    assert directory.calendar.marks_on(MONDAY, 3) == ()


def test_0_2_0_remembers_the_consultation_and_every_reason(opened: Opener) -> None:
    project = opened("0.2.0")
    (record,) = month(project, MONDAY)
    assert (record.before.total, record.after.total) == (70, 30)
    assert record.agreed_by == ("王32", "王31")
    given = {(o.kind, o.text) for o in overrides(project, date(2026, 8, 24), TUESDAY)}
    assert given == {
        (ReasonKind.RULE, "主题活动，只此一次"),
        (ReasonKind.CORRECTION, "页码写错"),
    }
    told = [o.told for o in overrides(project, date(2026, 8, 24), TUESDAY) if o.found]
    assert told == ["主题活动，只此一次（当时10分钟）"]


def test_0_2_0_keeps_the_official_copy_of_its_rulebook(opened: Opener) -> None:
    project = opened("0.2.0")
    (kept,) = copies(project, project.rulebook)
    assert (kept.name, kept.size) == ("正式文本.pdf", len(COPY))
    assert taken_out(project, kept).read_bytes() == COPY


def test_0_2_0_has_its_approved_plan_and_its_template(opened: Opener) -> None:
    project = opened("0.2.0")
    term = project.directory.calendar.term(MONDAY)
    assert term is not None
    board = plan_board(project, term, 3)
    assert board.standing is PlanStanding.APPROVED
    assert [day.minutes for day in board.sums] == [20] * 5
    told = project.database.rows("SELECT content, minutes FROM template")
    assert [tuple(row) for row in told] == [("练习册第＿页", 20)]


def test_0_2_0_keeps_both_versions_of_the_corrected_notice(opened: Opener) -> None:
    project = opened("0.2.0")
    notice = prepare(project, Shape.DAY, [class_named(project, "三(1)")], MONDAY)[0]
    assert (notice.record.version, notice.is_new) == (2, False)
    assert notice.notice.head.correction is not None
    assert unsound_notices(project)[1] == 2
    project.actor = actor_of(
        project, next(p.id for p in project.directory.staff if p.name == "王71")
    )
    with_service(project)
    again = prepare(project, Shape.DAY, [class_named(project, "三(1)")], MONDAY)[0]
    assert (again.is_new, again.notice) == (False, notice.notice), "a plan changes no old notice"


def test_0_2_0_has_a_returned_item_and_a_draft_that_hands_itself_in(opened: Opener) -> None:
    project = opened("0.2.0")
    days = check(project, project.directory.classes(TUESDAY), (TUESDAY,)).days
    found = {day.class_day.class_name: day.class_day.progress for day in days}
    assert (found["三(2)"], found["三(3)"]) == (Progress.RETURNED, Progress.DRAFT)
    project.clock = lambda: datetime(2026, 11, 24, 7, 30)  # noqa: DTZ001 - local time
    days = check(project, project.directory.classes(TUESDAY), (TUESDAY,)).days
    found = {day.class_day.class_name: day.class_day.progress for day in days}
    assert found["三(3)"] is Progress.SUBMITTED
