"""A weekday no slot of which is late enough: what is proposed, written in one step, taken back."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.next_version import in_draft
from shuangjian_desktop.app.service.commands.repairs import is_writable, take_repair
from shuangjian_desktop.app.service.commands.slots import add_slots, change_slot, remove_slots
from shuangjian_desktop.app.service.commands.versions import Decision, publish_plan
from shuangjian_desktop.app.service.people import firm_times
from shuangjian_desktop.app.service.queries.accepted import accepted_rules
from shuangjian_desktop.app.service.queries.choice import chosen_plan
from shuangjian_desktop.app.service.queries.reasons import repair_card
from shuangjian_desktop.app.service.scheduling import exceptions_for
from shuangjian_desktop.domain.ids import ServicePlanId, SlotId
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service import Parity, Slot
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning.explain import explain
from shuangjian_desktop.planning.explanation import ChangeKind, Explanation, Repair
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service_days as days_table
from tests.builders import small_school, with_service

FRIDAY = 5


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def full_id(project: Project) -> ServicePlanId:
    """A plan whose Friday has but its first slot, 15:40-16:20; off-work is 17:00."""
    plan_id = with_service(project, is_published=False)
    second = friday(load_case(project, plan_id))[1]
    project.run(remove_slots([second], empties=True))
    return plan_id


@pytest.fixture
def plan_id(project: Project, full_id: ServicePlanId) -> ServicePlanId:
    """The same with a third slot on Monday, and twice a day whatever is wanted so."""
    third = Slot(SlotId(""), full_id, 1, 3, "第3节", time(17, 10), time(17, 50))
    project.run(add_slots(full_id, [third]))

    def allow(writer: Writer) -> None:
        for row_id, _ in writer.find("activity", plan_id=full_id):
            writer.update("activity", row_id, {"may_repeat": 1})

    project.run(Command("一天两次", allow))
    return full_id


def friday(case: Case) -> list[Slot]:
    return sorted((s for s in case.slots if s.weekday == FRIDAY), key=lambda slot: slot.starts)


def spans(case: Case) -> list[tuple[str, str]]:
    return [(f"{slot.starts:%H:%M}", f"{slot.ends:%H:%M}") for slot in case.later]


def shift(project: Project, plan_id: ServicePlanId, starts: time, ends: time) -> None:
    first = friday(load_case(project, plan_id))[0]
    project.run(change_slot(project, first._replace(starts=starts, ends=ends)))


def offered(project: Project, plan_id: ServicePlanId) -> tuple[Case, Explanation]:
    case = load_case(project, plan_id)
    found = explain(case.problem, seconds=60)
    assert found.repairs
    assert all(is_writable(case, one, firm_times(project)) for one in found.repairs)
    return case, found


def repair_of(found: Explanation, kind: ChangeKind) -> Repair:
    return next(one for one in found.repairs if any(c.kind is kind for c in one.changes))


def test_it_is_named_once_and_a_slot_of_the_usual_length_is_proposed(
    project: Project, plan_id: ServicePlanId
) -> None:
    case, found = offered(project, plan_id)
    (day,) = case.problem.early
    assert (day.weekday, day.until, len(day.classes)) == (FRIDAY, 17 * 60, len(case.classes))
    assert spans(case) == [("16:25", "17:05")]
    assert [(s.name, s.stage, s.minutes) for s in case.later] == [("第2节", None, 40)]
    (reason,) = found.reasons
    assert "周五没有一个时段能到下班时间17:00" in reason.words
    assert {change.kind for one in found.repairs for change in one.changes} == {
        ChangeKind.LATER, ChangeKind.LONGER, ChangeKind.ENDS,
    }  # fmt: skip


def test_the_slots_reach_the_end_one_after_the_other(
    project: Project, plan_id: ServicePlanId
) -> None:
    shift(project, plan_id, time(14, 40), time(15, 20))
    assert spans(load_case(project, plan_id)) == [("15:25", "16:10"), ("16:15", "17:00")]
    shift(project, plan_id, time(13, 0), time(13, 40))
    assert spans(load_case(project, plan_id)) == [
        ("13:45", "14:30"), ("14:35", "15:20"), ("15:25", "16:10"), ("16:15", "17:00")
    ]  # fmt: skip
    shift(project, plan_id, time(15, 20), time(16, 55))
    assert spans(load_case(project, plan_id)) == [("17:00", "17:40")]
    shift(project, plan_id, time(9), time(9, 40))
    assert spans(load_case(project, plan_id)) == [], "too many"


def test_no_slot_is_proposed_over_another_of_the_same_pupils(
    project: Project, plan_id: ServicePlanId
) -> None:
    late = Slot(SlotId(""), plan_id, FRIDAY, 9, "延时托管", time(16, 30), time(17, 30))
    project.run(add_slots(plan_id, [late]))
    case, found = offered(project, plan_id)
    assert case.later == ()
    kinds = {change.kind for one in found.repairs for change in one.changes}
    assert kinds == {ChangeKind.ENDS}, "nor made longer over it"


def test_each_stage_gets_slots_of_its_own_where_they_differ(
    project: Project, plan_id: ServicePlanId
) -> None:
    first = friday(load_case(project, plan_id))[0]
    junior = first._replace(
        id=SlotId(""), starts=time(16), ends=time(16, 40), stage=Stage.JUNIOR, name="初中第1节"
    )
    project.run(change_slot(project, first._replace(stage=Stage.PRIMARY), empties=True))
    project.run(add_slots(plan_id, [junior]))
    case = load_case(project, plan_id)
    assert [(s.stage, f"{s.starts:%H:%M}") for s in case.later] == [
        (Stage.PRIMARY, "16:25"), (Stage.JUNIOR, "16:45"),
    ]  # fmt: skip
    for new, slot in zip(case.problem.early[0].slots, case.later, strict=True):
        stages = {project.directory.school.stage(case.classes[n].grade) for n in new.classes}
        assert stages == {slot.stage}


def test_who_is_busy_then_is_not_asked(project: Project, plan_id: ServicePlanId) -> None:
    staff = next(one.id for one in project.directory.staff if one.name == "王31")

    def away(writer: Writer) -> None:
        values = {"staff_id": staff, "weekday": FRIDAY, "starts": "16:30", "ends": "18:00",
                  "reason": "教研", "parity": "每周", "is_wish": 0}  # fmt: skip
        writer.insert("busy_time", values)

    project.run(Command("外出", away))
    case, found = offered(project, plan_id)
    wang = [one.name for one in case.problem.people].index("王31")
    added = repair_of(found, ChangeKind.LATER)
    late = len(case.slots)
    assert added.problem.people[wang].is_busy(late, Parity.EVERY)
    assert not any(place and place.slot == late and wang in place.staff for place in added.plan)


def test_the_slot_is_added_and_everything_placed_in_one_step_that_is_listed_and_taken_back(
    project: Project, plan_id: ServicePlanId
) -> None:
    case, found = offered(project, plan_id)
    added = repair_of(found, ChangeKind.LATER)
    assert not repair_card(added).asks_exception
    assert repair_card(added).price == "学生会感觉到"
    steps = project.database.newest_step()
    project.run(take_repair(case, added))
    assert project.database.newest_step() == steps + 1
    after = load_case(project, plan_id)
    assert faults(after.problem, after.placed) == ()
    assert None not in after.placed
    assert [(s.name, f"{s.ends:%H:%M}") for s in friday(after)][1:] == [("第2节", "17:05")]
    rule = accepted_rules(project, plan_id)[-1]
    assert rule.words == "加了周五第2节（16:25–17:05）"
    assert "采用修复：给" in rule.said
    assert rule.back is not None
    project.run(rule.back)
    assert rule.words not in [one.words for one in accepted_rules(project, plan_id)]
    again = load_case(project, plan_id)
    assert again.problem.early
    assert None in again.placed
    for _ in range(2):
        project.undo()
    assert load_case(project, plan_id) == case


def test_a_slot_is_made_longer_in_one_step_that_is_listed_and_taken_back(
    project: Project, plan_id: ServicePlanId
) -> None:
    case, found = offered(project, plan_id)
    longer = repair_of(found, ChangeKind.LONGER)
    assert longer.words == "把周五第1节延长到17:00结束（原来16:20）"
    project.run(take_repair(case, longer))
    after = load_case(project, plan_id)
    assert faults(after.problem, after.placed) == ()
    assert None not in after.placed
    assert [slot.ends for slot in friday(after)] == [time(17)]
    rule = accepted_rules(project, plan_id)[-1]
    assert rule.words == "周五第1节由16:20延长到17:00结束"
    assert rule.back is not None
    project.run(rule.back)
    assert [slot.ends for slot in friday(load_case(project, plan_id))] == [time(16, 20)]
    for _ in range(2):
        project.undo()
    assert load_case(project, plan_id) == case


def test_an_exception_is_written_with_who_why_and_until_for_all_the_grades(
    project: Project, plan_id: ServicePlanId
) -> None:
    case, found = offered(project, plan_id)
    excepted = repair_of(found, ChangeKind.ENDS)
    assert repair_card(excepted).asks_exception
    with pytest.raises(UserError, match="写明谁同意"):
        take_repair(case, excepted)
    told = exceptions_for(project, case, excepted, "校长", "家长同意", date(2026, 12, 31))
    project.run(take_repair(case, excepted, told))
    grades = sorted({each.grade for each in case.classes})
    kept = days_table.end_exceptions(project.database)
    held = [g for one in kept for g in range(one.first_grade, one.last_grade + 1)]
    assert sorted(held) == grades
    assert {(one.weekday, one.who, one.reason) for one in kept} == {(FRIDAY, "校长", "家长同意")}
    after = load_case(project, plan_id)
    assert faults(after.problem, after.placed) == ()
    assert after.problem.early == ()
    told_rules = [one.words for one in accepted_rules(project, plan_id)]
    assert sum("早于下班时间结束" in words for words in told_rules) == len(kept)
    project.undo()
    assert load_case(project, plan_id) == case


def odd_only(project: Project, plan_id: ServicePlanId) -> None:
    """Only the sheet of the odd weeks was imported."""

    def apply(writer: Writer) -> None:
        for row_id, _ in writer.find("session", plan_id=plan_id):
            writer.update("session", row_id, {"parity": Parity.ODD.value})

    project.run(Command("只有单周", apply))


def test_a_plan_of_odd_weeks_alone_is_repaired_as_a_whole(
    project: Project, plan_id: ServicePlanId
) -> None:
    odd_only(project, plan_id)
    case, found = offered(project, plan_id)
    assert found.words.startswith("一共")
    assert "处一起解决" in found.words
    added = repair_of(found, ChangeKind.LATER)
    project.run(take_repair(case, added))
    after = load_case(project, plan_id)
    assert faults(after.problem, after.placed) == ()
    listed = accepted_rules(project, plan_id)
    weekly = [one for one in listed if one.words.endswith("改成每周都有")]
    assert weekly
    assert len(weekly) == sum(change.kind is ChangeKind.WEEKLY for change in added.changes)
    back = weekly[0].back
    assert back is not None
    project.run(back)
    assert len(accepted_rules(project, plan_id)) == len(listed) - 1
    project.undo()
    project.undo()
    assert load_case(project, plan_id) == case


def test_a_slot_may_undo_other_clashes_as_well(project: Project, full_id: ServicePlanId) -> None:
    _, found = offered(project, full_id)
    assert len(found.reasons) > 1, "ten sessions for nine slots"
    assert [change.kind for change in found.repairs[0].changes] == [ChangeKind.LATER]


def test_a_published_plan_lists_what_its_next_version_was_given(
    project: Project, plan_id: ServicePlanId
) -> None:
    odd_only(project, plan_id)
    decided = Decision("校长", "先照旧用一周")
    project.run(publish_plan(plan_id, "2026-11-23T16:00:00", "教务", decision=decided))
    case, found = offered(project, plan_id)
    added = repair_of(found, ChangeKind.LATER)
    project.run(in_draft(case, lambda draft: take_repair(draft, added)))
    draft = chosen_plan(project)
    assert draft.version == 2
    after = load_case(project, draft.id)
    assert faults(after.problem, after.placed) == ()
    words = [one.words for one in accepted_rules(project, draft.id)]
    assert [one for one in words if one.startswith("加了")] == ["加了周五第2节（16:25–17:05）"]
    weekly = sum(change.kind is ChangeKind.WEEKLY for change in added.changes)
    assert sum(one.endswith("改成每周都有") for one in words) == weekly > 0
    assert len(load_case(project, plan_id).slots) == len(case.slots)
