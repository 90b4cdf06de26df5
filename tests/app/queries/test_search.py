"""One question finds classes, people, subjects and the homework of the last weeks."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.search import Entry, find, school_entries
from tests.builders import MONDAY, class_named, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    enter(
        made,
        item(made, content="100%_口算\\题"),
        item(made, content="朗读课文", on=MONDAY - timedelta(days=7)),
        item(made, content="很久以前的作文", on=MONDAY - timedelta(days=60)),
    )
    yield made
    made.close()


def found(project: Project, question: str) -> list[tuple[str, str]]:
    return [(e.kind, e.title) for e in find(school_entries(project, MONDAY), question)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("31", ("班级", "三(1)班")),
        ("301", ("班级", "三(1)班")),
        ("三年级2班", ("班级", "三(2)班")),
        ("sannianji", ("年级", "三年级")),
        ("w31", ("教师", "王31")),
        ("yw", ("学科", "语文")),
        ("ldkw", ("作业", "朗读课文")),
        ("口算", ("作业", "100%_口算\\题")),
    ],
)
def test_the_first_hit_is_what_was_meant(
    project: Project, question: str, first: tuple[str, str]
) -> None:
    assert found(project, question)[0] == first


@pytest.mark.parametrize("question", ["%", "_", "'; DROP TABLE", "\x00", "", "　", "很久以前"])
def test_signs_and_old_things_find_nothing(project: Project, question: str) -> None:
    """F60: signs are no wildcards."""
    assert found(project, question) == []


def test_a_million_letters_are_answered_at_once(project: Project) -> None:
    assert found(project, "语文" * 500_000) == []


def test_a_hit_knows_the_way(project: Project) -> None:
    (hit,) = find(school_entries(project, MONDAY), "朗读课文")
    target = hit.target
    assert target.class_id == class_named(project, "三(1)").id
    assert (target.page, target.on) == ("homework", MONDAY - timedelta(days=7))
    assert hit.detail == "三(1) 语文 11月16日星期一 20分钟"


def test_a_teacher_leads_to_the_class_they_answer_for(project: Project) -> None:
    hit: Entry = find(school_entries(project, MONDAY), "w71")[0]
    assert hit.target.class_id == class_named(project, "七(1)").id
    assert hit.detail.startswith("七(1)班班主任、七(1)语文")


def test_hits_of_one_day_stand_in_the_order_of_classes_and_subjects(project: Project) -> None:
    names = ("七(1)", "三(2)", "三(1)")
    items = [item(project, n, s, content="背诵") for n in names for s in ("数学", "语文")]
    enter(project, *items)
    details = [e.detail for e in find(school_entries(project, MONDAY), "背诵") if e.kind == "作业"]
    told = [" ".join(each.split()[:2]) for each in details]
    assert told == [f"{n} {s}" for n in reversed(names) for s in ("语文", "数学")]
