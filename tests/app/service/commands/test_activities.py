"""Activities of a draft and their sessions; new lessons can never be entered [§7]."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands import activities as commands
from shuangjian_desktop.app.service.commands.sessions import lock_sessions
from shuangjian_desktop.app.service.commands.versions import publish_plan
from shuangjian_desktop.app.service.queries.setup import parities_of, places_lost
from shuangjian_desktop.domain.ids import ActivityId, ClassId, ServicePlanId
from shuangjian_desktop.domain.service import Activity, Parity, Session, SessionKind
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.rules.new_lessons import new_lesson_words
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as table
from tests.builders import MONDAY, class_named, small_school, with_service

CLUB = Activity(commands.NEW_ACTIVITY, ServicePlanId(""), SessionKind.CLUB, "机器人", ())


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


@pytest.fixture
def club(project: Project, plan_id: ServicePlanId) -> Activity:
    return CLUB._replace(plan_id=plan_id, class_ids=(class_named(project, "三(1)").id,))


def activity(project: Project, plan_id: ServicePlanId, activity_id: str) -> Activity:
    found = table.activities(project.database, plan_id)
    return next(each for each in found if each.id == activity_id)


def titled(project: Project, plan_id: ServicePlanId, title: str, name: str) -> Activity:
    own = (class_named(project, name).id,)
    found = table.activities(project.database, plan_id)
    return next(each for each in found if (each.title, each.class_ids) == (title, own))


def sessions(project: Project, known: Activity) -> list[Session]:
    found = table.sessions(project.database, known.plan_id)
    return [each for each in found if each.activity_id == known.id]


def test_an_activity_comes_with_its_sessions_in_the_tray(
    project: Project, plan_id: ServicePlanId, club: Activity
) -> None:
    activity_id, command = commands.new_activity(club._replace(per_week=3), Parity.ODD)
    project.run(command)
    stored = activity(project, plan_id, activity_id)
    assert (stored.title, stored.per_week) == ("机器人", 3)
    assert table.activities(project.database, plan_id)[-1] == stored
    own = sessions(project, stored)
    assert [(s.number, s.parity, s.slot_id) for s in own] == [
        (1, Parity.ODD, None),
        (2, Parity.ODD, None),
        (3, Parity.ODD, None),
    ]
    project.undo()
    assert all(each.id != activity_id for each in table.activities(project.database, plan_id))


def test_the_same_tutoring_for_each_class_is_one_step(
    project: Project, plan_id: ServicePlanId, club: Activity
) -> None:
    before = len(table.activities(project.database, plan_id))
    answering = club._replace(kind=SessionKind.ANSWERING, title="", per_week=2)
    groups = [(each.id,) for each in project.directory.classes(MONDAY)]
    ids, command = commands.new_activities(answering, groups)
    project.run(command)
    made = [activity(project, plan_id, one) for one in ids]
    assert [each.title for each in made] == ["补习答疑"] * len(groups)
    assert [each.class_ids for each in made] == groups
    assert sum(len(sessions(project, each)) for each in made) == 2 * len(groups)
    project.undo()
    assert len(table.activities(project.database, plan_id)) == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "数学讲新课"}, r"“讲新课”读起来是上新课.*（第7条）"),
        ({"title": "语文第5课教学"}, r"读起来是上新课.*（第7条）"),
        ({"title": "语文新授"}, r"“新授”读起来是上新课.*（第7条）"),
        ({"title": "补 课"}, r"“补课”读起来是上新课"),
        ({"title": "长" * 51}, "最多50个字"),
        ({"per_week": 0}, "每周次数要在1到50次之间"),
        ({"per_week": 51}, "每周次数要在1到50次之间"),
        ({"staff_wanted": 21}, "每次人员要在0到20人之间"),
        ({"pupils": 10000}, "学生人数要在0到9999人之间"),
        ({"class_ids": ()}, "没有选班级"),
        ({"class_ids": (ClassId("x"),)}, "选的班级里有的已被删除"),
        ({"kind": SessionKind.LATE_CARE}, r"延时托管要按家长的需要约定（第6条）"),
        ({"staff": ("x",), "staff_wanted": 2}, "每次要2人，只指定了1人"),
    ],
)
def test_an_activity_that_cannot_be_is_refused(
    project: Project, plan_id: ServicePlanId, club: Activity, changes: dict[str, object], words: str
) -> None:
    before = table.activities(project.database, plan_id)
    with pytest.raises(UserError, match=words):
        project.run(commands.new_activity(club._replace(**changes))[1])  # type: ignore[arg-type]
    assert table.activities(project.database, plan_id) == before


def test_late_care_stands_on_an_agreement(
    project: Project, plan_id: ServicePlanId, club: Activity
) -> None:
    care = club._replace(kind=SessionKind.LATE_CARE, title="", agreement="托管协议，存教务处")
    activity_id, command = commands.new_activity(care)
    project.run(command)
    assert activity(project, plan_id, activity_id).agreement == "托管协议，存教务处"


def test_the_same_offer_twice_is_refused(project: Project, club: Activity) -> None:
    project.run(commands.new_activity(club)[1])
    with pytest.raises(UserError, match="同样的班级已经有“机器人”"):
        project.run(commands.new_activity(club)[1])


def test_held_more_often_a_session_is_added_held_less_the_unplaced_go_first(
    project: Project, plan_id: ServicePlanId
) -> None:
    known = titled(project, plan_id, "作业辅导", "三(1)")
    placed = {each.id for each in sessions(project, known)}
    assert len(placed) == 5
    project.run(commands.change_activity(known._replace(per_week=7)))
    assert [s.slot_id is None for s in sessions(project, known)] == [False] * 5 + [True] * 2
    assert places_lost(project, plan_id, known._replace(per_week=7), 5) == 0
    project.run(commands.change_activity(known._replace(per_week=5)))
    assert {each.id for each in sessions(project, known)} == placed
    assert places_lost(project, plan_id, known, 3) == 2
    project.run(commands.change_activity(known._replace(per_week=3)))
    assert [each.number for each in sessions(project, known)] == [1, 2, 3]
    project.undo()
    assert {each.id for each in sessions(project, known)} == placed


def test_a_locked_session_goes_last(project: Project, plan_id: ServicePlanId) -> None:
    known = titled(project, plan_id, "作业辅导", "三(1)")
    last = sessions(project, known)[-1]
    project.run(lock_sessions([last.id], is_locked=True))
    project.run(commands.change_activity(known._replace(per_week=1)))
    assert [each.id for each in sessions(project, known)] == [last.id]


def test_what_alternates_at_one_time_is_one_time_a_week(
    project: Project, plan_id: ServicePlanId
) -> None:
    """The pinned-up sheet has other people in odd and even weeks: two sessions, one a week."""
    known = titled(project, plan_id, "阅读", "三(1)")
    first, second, *others = sessions(project, known)
    assert len(others) == 2

    def alternate(writer: Writer) -> None:
        writer.update("session", first.id, {"parity": Parity.ODD.value})
        at_once = {"slot_id": first.slot_id, "parity": Parity.EVEN.value}
        writer.update("session", second.id, at_once)
        writer.update("activity", known.id, {"per_week": 3})

    project.run(Command("单双周轮换", alternate))
    assert set(parities_of(project, plan_id, known.id)) == set(Parity)
    project.run(commands.change_activity(known._replace(per_week=1)))
    assert {first.id, second.id} == {each.id for each in sessions(project, known)}


def test_a_change_of_words_leaves_every_session_alone(
    project: Project, plan_id: ServicePlanId
) -> None:
    known = titled(project, plan_id, "阅读", "三(1)")
    before = sessions(project, known)
    project.run(commands.change_activity(known._replace(title="整本书阅读", pupils=41)))
    assert activity(project, plan_id, known.id).title == "整本书阅读"
    assert sessions(project, known) == before
    project.run(commands.change_activity(known._replace(title="阅读"), Parity.EVEN))
    assert {each.parity for each in sessions(project, known)} == {Parity.EVEN}
    project.run(commands.change_activity(known._replace(per_week=known.per_week + 1)))
    assert {each.parity for each in sessions(project, known)} == {Parity.EVEN}


def test_an_activity_goes_with_its_sessions_and_comes_back(
    project: Project, plan_id: ServicePlanId
) -> None:
    known = titled(project, plan_id, "阅读", "三(1)")
    before = sessions(project, known)
    project.run(commands.remove_activities([known]))
    assert sessions(project, known) == []
    with pytest.raises(UserError, match="活动“阅读”已被删除"):
        project.run(commands.change_activity(known))
    project.undo()
    assert sessions(project, known) == before


def test_the_activities_of_a_published_plan_stay(project: Project, club: Activity) -> None:
    known = titled(project, club.plan_id, "阅读", "三(1)")
    project.run(publish_plan(club.plan_id, "2026-11-23T15:40:00", "教务"))
    for command in (
        commands.new_activity(club)[1],
        commands.change_activity(known._replace(per_week=1)),
        commands.remove_activities([known]),
        commands.set_parity([sessions(project, known)[0].id], Parity.ODD),
    ):
        with pytest.raises(UserError, match=r"第1版已经发布，要保持原样"):
            project.run(command)


@pytest.mark.parametrize(
    "title", ["新课标必读书目", "新课程标准导读", "课外阅读", "作业辅导", "课后体育"]
)
def test_ordinary_names_are_no_new_lessons(title: str) -> None:
    assert new_lesson_words(title) == ""


@given(
    st.text(max_size=5), st.sampled_from(["新授", "讲新课", "上课", "授课"]), st.text(max_size=5)
)
def test_new_lessons_are_found_wherever_they_stand(before: str, words: str, after: str) -> None:
    assert new_lesson_words(f"{before}{words}。{after}")


def test_no_kind_of_session_means_new_lessons() -> None:
    assert all(new_lesson_words(kind.value) == "" for kind in SessionKind)
    assert not any("新" in kind.value or "授" in kind.value for kind in SessionKind)
    assert ActivityId("") == commands.NEW_ACTIVITY
