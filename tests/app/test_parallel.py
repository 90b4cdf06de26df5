"""Copies for the parallel classes of a grade."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.parallel import parallel_classes, parallel_copies
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import judged_day
from tests.builders import MONDAY, class_named, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def test_only_the_other_classes_of_the_same_grade_are_parallel(project: Project) -> None:
    names = [c.name for c in parallel_classes(project, [item(project)])]
    assert names == ["三(2)", "三(3)"]


def test_each_class_gets_its_own_teacher_and_its_own_place_in_the_day(project: Project) -> None:
    enter(project, item(project, "三(2)", "数学", content="先有的"))
    source = [item(project, content="甲"), item(project, content="乙", position=1)]
    targets = [c.id for c in parallel_classes(project, source)]
    copies = parallel_copies(project, source, targets)
    project.run(add_items(copies.items))
    for class_id in targets:
        items = judged_day(project, class_id, MONDAY).class_day.items
        assert [i.content for i in items][-2:] == ["甲", "乙"]
        assert {i.staff_id for i in items} == {
            project.directory.teacher(class_id, source[0].subject_id, MONDAY)
        }


def test_what_a_class_has_already_is_not_doubled(project: Project) -> None:
    enter(project, item(project, "三(2)", content="甲"))
    target = class_named(project, "三(2)").id
    copies = parallel_copies(project, [item(project, content="甲")], [target])
    assert copies.items == ()
    assert copies.already_there == 1
