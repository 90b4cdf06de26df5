"""Minutes suggested from the school's own past: counted honestly, silent when too few."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.suggestions import MinutesHint, minutes_like, past_of
from shuangjian_desktop.app.queries.workbooks import book_names, completions
from shuangjian_desktop.domain.homework import Status
from tests.builders import MONDAY, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def days_ago(count: int) -> date:
    return MONDAY - timedelta(days=count)


def set_before(project: Project, *minutes: int, name: str = "三(1)", first: int = 1) -> None:
    """The same workbook, a page further every day, going back."""
    enter(
        project,
        *(
            item(project, name, minutes=each, on=days_ago(n), content=f"练习册第{n}页")
            for n, each in enumerate(minutes, first)
        ),
    )


def hint(
    project: Project, content: str, grade: int = 3, subject: str = "语文"
) -> MinutesHint | None:
    subject_id = next(s.id for s in project.directory.subjects if s.name == subject)
    return minutes_like(past_of(project, grade, subject_id, MONDAY), content)


def test_the_middle_and_the_spread_of_like_items_are_told(project: Project) -> None:
    set_before(project, 10, 15, 20, 20, 30)
    found = hint(project, "练习册第40页")
    assert found == MinutesHint(5, 20, 15, 20)
    assert found.sentence == "过去5次相近作业：中位20分，多在15–20分"


def test_always_the_same_is_said_plainly(project: Project) -> None:
    set_before(project, 20, 20, 20)
    found = hint(project, "练习册第40页")
    assert found is not None
    assert found.sentence == "过去3次相近作业：多为20分"


def test_two_are_too_few_to_say_anything(project: Project) -> None:
    set_before(project, 20, 20)
    assert hint(project, "练习册第40页") is None


def test_copies_for_parallel_classes_count_once(project: Project) -> None:
    set_before(project, 20, 20)
    set_before(project, 20, 20, name="三(2)")
    assert hint(project, "练习册第40页") is None


def test_other_grades_subjects_and_amounts_are_not_alike(project: Project) -> None:
    set_before(project, 20, 20, 20)
    assert hint(project, "练习册第40页", grade=7) is None
    assert hint(project, "练习册第40页", subject="数学") is None
    assert hint(project, "练习册第40-43页") is None
    assert hint(project, "朗读课文") is None


def test_the_same_words_are_alike_without_any_book(project: Project) -> None:
    lessons = [
        item(project, minutes=m, on=days_ago(m), content=f"预习第{m}课") for m in (5, 10, 15)
    ]
    enter(project, *lessons)
    assert hint(project, "预习第20课") == MinutesHint(3, 10, 8, 13)


def test_drafts_and_the_day_itself_are_no_past(project: Project) -> None:
    set_before(project, 20, 20)
    today = item(project, minutes=20, content="练习册第1页")
    draft = item(project, on=days_ago(9), content="练习册第9页", status=Status.DRAFT)
    enter(project, today, draft)
    assert hint(project, "练习册第40页") is None


def test_the_past_ends_after_a_year_and_a_bit(project: Project) -> None:
    set_before(project, 20, 20, 20, first=60)
    subject_id = project.directory.subjects[0].id
    assert len(past_of(project, 3, subject_id, MONDAY).items) == 3
    assert past_of(project, 3, subject_id, MONDAY + timedelta(days=500)).items == ()


def test_the_books_of_the_grade_complete_what_is_typed(project: Project) -> None:
    enter(
        project,
        item(project, on=days_ago(3), content="《课时练》第3页"),
        item(project, on=days_ago(2), content="《课时练》第4页"),
        item(project, on=days_ago(1), content="同步练习册第5页"),
        item(project, "七(1)", on=days_ago(1), content="《学习手册》第5页"),
    )
    names = book_names(past_of(project, 3, project.directory.subjects[0].id, MONDAY))
    assert names == ("《课时练》", "同步练习册")
    assert completions(names, "《") == (("《课时练》", 1),)
    assert completions(names, "完成同步") == (("同步练习册", 2),)
    assert completions(names, "课") == (("《课时练》", 1),)
    assert completions(names, "《课时练》") == ()
    assert completions(names, "《课时练》第1页") == ()
    assert completions(names, "") == ()
