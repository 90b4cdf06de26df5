"""A plan goes out as a workbook or .csv and comes back unchanged, whatever it is made of."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.imports import ImportReport, import_file
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_plan
from shuangjian_desktop.app.service.queries.table import plan_file
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.ids import (
    ActivityId,
    ClassId,
    RoomId,
    ServicePlanId,
    SessionId,
    SlotId,
    StaffId,
)
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service import (
    Activity,
    Parity,
    ServicePlan,
    Session,
    SessionKind,
    Slot,
)
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as service_table
from tests.builders import small_school, with_service

SUFFIXES = (".xlsx", ".csv")
titles = st.sampled_from(
    ["作业辅导", "课后服务", "合唱", "足球（男）", "3D打印", "=1+1", "阅读 拓展"]
)
spans = st.sampled_from([(15, 40, 16, 20), (16, 25, 17, 5), (17, 10, 17, 50), (14, 40, 15, 20)])
slot_strategy = st.builds(
    lambda day, span, name, stage: (day, name, time(*span[:2]), time(*span[2:]), stage),
    st.integers(1, 7),
    spans,
    st.sampled_from(["第1节", "第2节", "晚自习", ""]),
    st.sampled_from([None, *Stage]),
)
activity_strategy = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(SessionKind),
        "title": titles,
        "classes": st.lists(st.integers(0, 4), min_size=1, max_size=4, unique=True),
        "per_week": st.integers(1, 9),
        "staff_wanted": st.integers(0, 3),
        "room_kind": st.sampled_from(["", "操场"]),
        "pupils": st.integers(0, 200),
        "staff": st.lists(st.integers(0, 5), max_size=3, unique=True),
        "by_own_teacher": st.booleans(),
        "is_shared": st.booleans(),
        "may_repeat": st.booleans(),
        "agreement": st.sampled_from([None, "与家长的约定，存档于3号柜"]),
        "sessions": st.lists(
            st.tuples(
                st.sampled_from(Parity),
                st.none() | st.integers(0, 5),
                st.none() | st.integers(0, 1),
                st.lists(st.integers(0, 5), max_size=3, unique=True),
                st.booleans(),
            ),
            max_size=4,
        ),
    }
)
plan_strategy = st.tuples(
    st.lists(slot_strategy, min_size=1, max_size=6, unique=True),
    st.lists(activity_strategy, min_size=1, max_size=5),
    st.none() | st.just(date(2027, 1, 15)),
    st.sampled_from([(), ((Wish.FAIR, Weight.NONE), (Wish.KEEP, Weight.MOST))]),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    made = small_school(tmp_path_factory.mktemp("往返"))
    with_service(made)
    yield made
    made.close()


def draft(project: Project, drawn: tuple) -> ServicePlanId:  # type: ignore[type-arg]
    """Store a drawn plan as a draft of its own name."""
    made: list[str] = []
    project.run(Command("随机的安排", lambda writer: made.append(_store(writer, drawn))))
    return ServicePlanId(made[0])


def _store(writer: Writer, drawn: tuple) -> str:  # type: ignore[type-arg]
    slots, activities, until, wishes = drawn
    people = [StaffId(row_id) for row_id, _ in writer.find("staff")]
    rooms = [RoomId(row_id) for row_id, _ in writer.find("room")]
    classes = [ClassId(row_id) for row_id, _ in writer.find("class")]
    plan = ServicePlan(ServicePlanId(""), "随机的安排", date(2026, 9, 1), until, wishes=wishes)
    plan_id = ServicePlanId(writer.insert("service_plan", service_table.plan_row(plan)))
    slot_ids = []
    for n, (day, name, starts, ends, stage) in enumerate(slots):
        slot = Slot(SlotId(""), plan_id, day, n, name, starts, ends, stage)
        slot_ids.append(SlotId(writer.insert("slot", service_table.slot_row(slot))))
    for n, told in enumerate(activities):
        plain = {k: v for k, v in told.items() if k not in ("classes", "staff", "sessions")}
        activity = Activity(
            ActivityId(""), plan_id, class_ids=tuple(classes[c] for c in told["classes"]),
            staff=tuple(people[p] for p in told["staff"]), position=3 * n, **plain,
        )  # fmt: skip
        activity_id = ActivityId(writer.insert("activity", service_table.activity_row(activity)))
        for number, (parity, at, room, staff, is_locked) in enumerate(told["sessions"], 1):
            session = Session(
                SessionId(""), plan_id, activity_id, number, parity,
                slot_ids[at % len(slot_ids)] if at is not None else None,
                rooms[room] if room is not None else None,
                tuple(people[p] for p in staff), is_locked,
            )  # fmt: skip
            writer.insert("session", service_table.session_row(session))
    return plan_id


def taken(project: Project, path: Path, **more: bool) -> ImportReport:
    return import_file(project, TableKind.SERVICE, path, again=True, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=plan_strategy)
def test_any_plan_comes_back_unchanged(
    project: Project, suffix: str, drawn: tuple  # type: ignore[type-arg]
) -> None:  # fmt: skip
    plan_id = draft(project, drawn)
    try:
        told = plan_file(project, plan_id)
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"安排{suffix}"
            export_plan(project, plan_id, path)
            before = project.database.newest_step()
            report = taken(project, path)
        assert [p for p in report.problems if p.severity != "warning"] == []
        assert (report.created, report.updated) == ({}, {})
        assert report.unchanged["session"] == len(told.sessions)
        assert project.database.newest_step() == before, "nothing was written"
    finally:
        project.undo()


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=plan_strategy)
def test_any_plan_arrives_whole_in_a_school_without_it(project: Project, drawn: tuple) -> None:  # type: ignore[type-arg]
    plan_id = draft(project, drawn)
    told = plan_file(project, plan_id)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "安排.xlsx"
        export_plan(project, plan_id, path)
        project.undo()
        report = taken(project, path)
        assert report.created["activity"] == len(told.activities)
    plan = next(p for p in service_table.plans(project.database) if p.name == "随机的安排")
    assert plan_file(project, plan.id) == told
    project.undo()
