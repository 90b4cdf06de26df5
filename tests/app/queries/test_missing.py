"""Who is missing: by class, by subject with its teacher; a subject without homework is a hint."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import DayTarget, declare_no_homework
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.missing import GapKind, as_text, gaps
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.people import Actor, Role
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def told(project: Project, name: str, on: date = MONDAY) -> list[tuple[str, str, str]]:
    found = gaps(project, on)
    return [(g.kind.value, g.subject, g.teacher) for g in found if g.class_title == f"{name}班"]


def give_lessons(project: Project, *subjects: str, weekday: int = 1) -> None:
    def apply(writer: Writer) -> None:
        for period, name in enumerate(subjects, 1):
            values = {
                "term_id": None,
                "class_id": class_named(project, "三(1)").id,
                "weekday": weekday,
                "period": period,
                "starts": None,
                "ends": None,
                "subject_id": next(s.id for s in project.directory.subjects if s.name == name),
                "staff_id": None,
            }
            writer.insert("lesson", values)

    project.run(Command("课程表", apply, kind="setup"))


def test_a_day_without_a_word_is_missing_and_said_to_be_free_is_not(project: Project) -> None:
    assert told(project, "三(1)") == [("未录入", "", "")]
    where = DayTarget(class_named(project, "三(1)").id, MONDAY)
    project.run(declare_no_homework([where]))
    assert told(project, "三(1)") == [("未审核", "", "")]


def test_drafts_and_returned_items_name_subject_and_teacher(project: Project) -> None:
    enter(
        project,
        item(project, subject="语文", status=Status.DRAFT),
        item(project, subject="数学", status=Status.RETURNED),
        item(project, subject="英语"),
    )
    assert told(project, "三(1)") == [
        ("退回未改", "数学", "王31"),
        ("草稿未提交", "语文", "王31"),
    ]


def test_a_subject_taught_that_day_without_homework_is_only_a_hint(project: Project) -> None:
    give_lessons(project, "语文", "体育", "数学", "语文")
    enter(project, item(project, subject="语文"))
    assert told(project, "三(1)") == [
        ("未审核", "", ""),
        ("有课，没有布置", "数学", "王31"),
        ("有课，没有布置", "体育", "王31"),
    ]
    assert "数学" not in as_text(gaps(project, MONDAY), MONDAY)


def test_a_make_up_day_follows_the_lessons_it_stands_for(project: Project) -> None:
    give_lessons(project, "英语", weekday=3)
    saturday = date(2026, 11, 28)

    def follow(writer: Writer) -> None:
        values = {"date": saturday.isoformat(), "kind": "调休上班", "reason": "调休"}
        writer.insert("day_exception", values | {"follows_weekday": 3})

    project.run(Command("调休", follow, kind="setup"))
    enter(project, item(project, subject="语文", on=saturday))
    assert ("有课，没有布置", "英语", "王31") in told(project, "三(1)", saturday)


def test_a_weekend_misses_nothing(project: Project) -> None:
    assert gaps(project, date(2026, 11, 22)) == ()


def test_a_teacher_is_asked_for_the_own_subjects_alone(project: Project) -> None:
    drafts = [
        item(project, "三(1)", "语文", status=Status.DRAFT),
        item(project, "三(2)", "语文", status=Status.DRAFT),
    ]
    enter(project, *drafts)
    teacher = next(p for p in project.directory.staff if p.name == "王32")
    project.actor = Actor("王32", teacher.id, frozenset({Role.TEACHER}))
    mine = gaps(project, MONDAY, only_mine=True)
    assert [(g.class_title, g.kind, g.subject) for g in mine] == [
        ("三(2)班", GapKind.DRAFT, "语文")
    ]
    assert len(gaps(project, MONDAY)) > 1
