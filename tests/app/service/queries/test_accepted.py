"""已放宽的规则: everything a repair relaxes is listed, with the way back, and stays listed."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.repairs import take_repair
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.app.service.queries.about import about_session
from shuangjian_desktop.app.service.queries.accepted import accepted_for, accepted_rules
from shuangjian_desktop.app.service.queries.choice import chosen_plan
from shuangjian_desktop.app.service.scheduling import exceptions_for
from shuangjian_desktop.domain.ids import BusyTimeId, ServicePlanId
from shuangjian_desktop.domain.service import BusyTime, ServiceStaff
from shuangjian_desktop.errors import Conflict
from shuangjian_desktop.planning.changes import apply
from shuangjian_desktop.planning.explanation import Change, ChangeKind, Repair
from shuangjian_desktop.planning.problem import Plan
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service_people as people_table
from tests.builders import DECIDED, MONDAY, small_school, with_service


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    plan_id = with_service(project, is_published=False)

    def limits(writer: Writer) -> None:
        staff = {row["name"]: row_id for row_id, row in writer.find("staff")}
        row = people_table.staff_row(ServiceStaff(staff["王31"])) | {"per_week": 9}
        writer.insert("service_staff", row)
        busy = BusyTime(BusyTimeId(""), staff["王11"], 5, time(15), time(18), "教研活动")
        writer.insert("busy_time", people_table.busy_row(busy))
        case = load_case(project, plan_id)
        writer.update("session", case.sessions[work(case, "三年级足球")].id, {"is_locked": 1})
        club = case.sessions[work(case, "三年级足球")].activity_id
        writer.update("activity", club, {"staff_wanted": 2})

    project.run(Command("准备", limits))
    return plan_id


def work(case: Case, name: str) -> int:
    return [one.name for one in case.problem.works].index(name)


def person(case: Case, name: str) -> int:
    return [one.name for one in case.problem.people].index(name)


def take(project: Project, case: Case, *changes: Change, plan: Plan | None = None) -> None:
    """Take changes as a repair that leaves everything where it stands, or as `plan` says."""
    repair = Repair(changes, "试一试", 1, apply(case.problem, changes), plan or case.placed)
    asks = any(change.kind is ChangeKind.ENDS for change in changes)
    given = exceptions_for(project, case, repair, "校长", "家长同意", date(2026, 12, 31))
    project.run(take_repair(case, repair, given if asks else ()))


def words(project: Project, plan_id: ServicePlanId) -> list[str]:
    return [one.words for one in accepted_rules(project, plan_id)]


def take_back(project: Project, plan_id: ServicePlanId, told: str) -> None:
    (rule,) = [one for one in accepted_rules(project, plan_id) if one.words == told]
    assert rule.back is not None
    project.run(rule.back)


def assert_as_strict(after: Case, before: Case) -> None:
    """Nothing that was relaxed is so any more, whoever is where."""
    assert after.problem.people == before.problem.people
    assert after.problem.spread == before.problem.spread
    assert after.problem.ends == before.problem.ends
    names = {one.name: one for one in before.problem.works}
    for one in after.problem.works:
        was = names[one.name]
        assert (one.slots, one.staff, one.staff_wanted) == (was.slots, was.staff, was.staff_wanted)


def relax_everything(project: Project, before: Case) -> set[str]:
    """Take one repair with a change of every kind; return the words each is told in."""
    choir, reading = work(before, "三年级合唱"), work(before, "三(1)阅读（1）")
    football, wang = work(before, "三年级足球"), person(before, "王11")
    evening = [slot.name for slot in before.problem.slots].index("周二晚自习")
    number, weekday, (last, *_) = before.problem.ends[0]
    busy = sorted({slot for slot, _ in before.problem.people[wang].busy})
    take(
        project, before,
        Change(ChangeKind.SLOTS, work=choir, slot=evening),
        Change(ChangeKind.STAFF, work=football, person=wang),
        Change(ChangeKind.SPREAD, work=reading),
        Change(ChangeKind.PER_WEEK, person=person(before, "王31"), value=12),
        *(Change(ChangeKind.BUSY, person=wang, slot=one) for one in busy),
        Change(ChangeKind.UNLOCK, work=football),
        Change(ChangeKind.STAFF_WANTED, work=football, value=1),
        Change(ChangeKind.ENDS, classes=(number,), weekday=weekday),
        Change(ChangeKind.DROP, work=work(before, "三(2)阅读（1）")),
    )  # fmt: skip
    grade, day = before.classes[number].name[0], before.problem.slots[last].name[:2]
    return {
        "三年级合唱也可以排在周二晚自习",
        "三年级足球也可以由王11带",
        "三(1)阅读一天可以不止一次",
        "王31每周的上限由9次改为12次",
        "王11周五15:00–18:00（教研活动）改成了“尽量不排”",
        "三年级足球解除了锁定",
        "三年级足球每次由2人改为1人",
        f"{grade}年级{day}可以早于下班时间结束（2026-11-23到2026-12-31）",
        "三(2)阅读每周少排一次",
    }


def test_every_kind_of_change_is_listed_and_can_be_taken_back(
    project: Project, plan_id: ServicePlanId
) -> None:
    before = load_case(project, plan_id)
    assert words(project, plan_id) == []
    told = relax_everything(project, before)
    assert set(words(project, plan_id)) == told
    assert all(one.said for one in accepted_rules(project, plan_id))
    for line in sorted(told):
        take_back(project, plan_id, line)
    assert words(project, plan_id) == []
    after = load_case(project, plan_id)
    assert after.problem.people == before.problem.people
    assert after.problem.spread == before.problem.spread
    assert after.problem.ends == before.problem.ends
    names = {one.name: one for one in before.problem.works}
    for one in after.problem.works:
        was = names[one.name]
        assert (one.slots, one.staff, one.staff_wanted) == (was.slots, was.staff, was.staff_wanted)
    for _ in told:
        project.undo()
    assert set(words(project, plan_id)) == told


def test_what_is_undone_is_relaxed_no_more(project: Project, plan_id: ServicePlanId) -> None:
    case = load_case(project, plan_id)
    take(project, case, Change(ChangeKind.PER_WEEK, person=person(case, "王31"), value=12))
    assert len(words(project, plan_id)) == 1
    project.undo()
    assert words(project, plan_id) == []


def test_a_session_that_stands_on_what_is_taken_back_goes_to_the_tray(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    choir = work(case, "三年级合唱")
    ground = [room.name for room in case.rooms].index("操场")
    place = case.placed[choir]
    assert place is not None
    moved = place._replace(room=ground)
    plan = tuple(moved if n == choir else one for n, one in enumerate(case.placed))
    take(project, case, Change(ChangeKind.ROOMS, work=choir, room=ground), plan=plan)
    session_id = case.sessions[choir].id
    (rule,) = accepted_for(project, load_case(project, plan_id), session_id)
    assert rule.words == "三年级合唱也可以用操场"
    about = about_session(project, load_case(project, plan_id), session_id, MONDAY)
    assert about.accepted == (rule.words,)
    assert rule.back is not None
    project.run(rule.back)
    assert load_case(project, plan_id).placed[choir] is None
    with pytest.raises(Conflict, match="已经收回"):
        project.run(rule.back)


def test_what_was_changed_since_is_not_written_over(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    take(project, case, Change(ChangeKind.PER_WEEK, person=person(case, "王31"), value=12))
    (rule,) = accepted_rules(project, plan_id)
    assert rule.back is not None

    def other(writer: Writer) -> None:
        (found,) = writer.find("service_staff", per_week=12)
        writer.update("service_staff", found[0], {"per_week": 15})

    project.run(Command("改上限", other))
    assert words(project, plan_id) == []
    with pytest.raises(Conflict, match="后来又改过"):
        project.run(rule.back)


def test_the_next_version_keeps_what_was_accepted_and_a_published_one_stays(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    evening = [slot.name for slot in case.problem.slots].index("周二晚自习")
    take(project, case, Change(ChangeKind.SLOTS, work=work(case, "三年级合唱"), slot=evening))
    project.run(publish_plan(plan_id, "2026-11-23T16:00:00", "教务", decision=DECIDED))
    published, rule = accepted_rules(project, plan_id)
    assert published.words.startswith("发布时仍有")
    assert rule.back is None
    project.run(revise_plan(plan_id))
    draft = chosen_plan(project)
    assert words(project, draft.id) == ["三年级合唱也可以排在周二晚自习"]
    take_back(project, draft.id, "三年级合唱也可以排在周二晚自习")
    assert words(project, plan_id) == [published.words, "三年级合唱也可以排在周二晚自习"]
