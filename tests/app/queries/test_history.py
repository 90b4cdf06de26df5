"""操作记录: everybody's in one list; one teacher's alone for that teacher and those who lead."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.people import act_as
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.history import newest_steps, people_of_steps
from shuangjian_desktop.errors import NotAllowed
from tests.app.rights_school import actor_named, school_with_roles, staff_named
from tests.builders import enter, item


@pytest.fixture
def school(tmp_path: Path) -> Project:
    project = school_with_roles(tmp_path)
    for name, class_name in (("教师", "三(1)"), ("班主任", "三(1)"), ("教务", "七(1)")):
        act_as(project, staff_named(project, name))
        enter(project, item(project, class_name))
    return project


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("教师", {"教师"}),
        ("班主任", {"班主任"}),
        ("年级组长", {"教师", "班主任"}),
        ("教务", {"教师", "班主任", "教务"}),
        ("校长", {"教师", "班主任", "教务"}),
        ("督导", set()),
        ("只读进入", set()),
    ],
)
def test_whose_steps_one_may_look_at_alone(school: Project, who: str, told: set[str]) -> None:
    """T16"""
    school.actor = actor_named(school, who)
    nobodys = {"本机用户"}
    assert set(people_of_steps(school)) == told | nobodys
    for name in ("教师", "班主任", "教务"):
        if name in told:
            assert newest_steps(school, 9, who=name)
        else:
            with pytest.raises(NotAllowed, match=f"不能单看{name}的操作记录"):
                newest_steps(school, 9, who=name)
    names = {line.who for line in newest_steps(school, 9)}
    assert names >= {"教师", "班主任", "教务"}, "the list of all is everybody's"
