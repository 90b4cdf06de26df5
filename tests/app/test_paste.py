"""A block from a spreadsheet laid onto the class week: what is taken, what is listed instead."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.paste import plan_cells, plan_text
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import ClassWeek, class_week
from shuangjian_desktop.exchange.clipboard import read_table
from tests.builders import MONDAY, class_named, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def week_of_class(project: Project, name: str = "三(1)") -> ClassWeek:
    return class_week(project, class_named(project, name).id, MONDAY)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ('"口算\n笔算"\tb', (("口算\n笔算", "b"),)),
        ('"他说""好"""\tb', (('他说"好"', "b"),)),
        ('"好"字写两行\tb', (('"好"字写两行', "b"),)),
        ("\tb", (("", "b"),)),
        ("a\n\nb", (("a",), ("",), ("b",))),
        ("", (("",),)),
    ],
)
def test_cells_keep_their_columns(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    """P13, F8"""
    assert read_table(text) == rows


@given(st.text(alphabet='a"\t\n字', max_size=30))
def test_every_text_makes_a_table(text: str) -> None:
    assert read_table(text)


def test_a_block_becomes_items_of_its_cells_and_one_undo_step(project: Project) -> None:
    """P15"""
    plan = plan_text(project, week_of_class(project), "生字 10\t朗读 5\n口算 15\t", 0, 0)
    assert not plan.problems
    project.run(add_items(plan.items, "粘贴作业"))
    week = week_of_class(project)
    assert [i.content for i in week.days[0].class_day.items] == ["生字", "口算"]
    assert [i.content for i in week.days[1].class_day.items] == ["朗读"]
    assert week.days[0].class_day.items[1].subject_id == week.subjects[1].id
    project.undo()
    assert not any(day.class_day.items for day in week_of_class(project).days)


def test_bad_cells_are_listed_with_place_and_reason(project: Project) -> None:
    """F6"""
    plan = plan_text(project, week_of_class(project), "生字 10\t朗读\n口算 20-30\t笔算 9999", 0, 0)
    assert [i.content for i in plan.items] == ["生字"]
    names, tuesday = project.directory.subject_names, MONDAY + timedelta(days=1)
    assert [(names[p.target.subject_id], p.target.on, p.text) for p in plan.problems] == [
        ("语文", tuesday, "朗读"),
        ("数学", MONDAY, "口算 20-30"),
        ("数学", tuesday, "笔算"),
    ]
    assert all(problem.why for problem in plan.problems)


def test_what_lies_beyond_the_grid_is_listed_not_dropped(project: Project) -> None:
    """F7"""
    plan = plan_text(project, week_of_class(project), "甲 1\t乙 2\n丙 3\t丁 4", 4, 6)
    assert [i.content for i in plan.items] == ["甲"]
    assert [p.text for p in plan.problems] == ["乙", "丙", "丁"]
    assert {p.why for p in plan.problems} == {"超出了表格的范围"}


def test_empty_cells_change_nothing(project: Project) -> None:
    assert plan_text(project, week_of_class(project), "\t\n\t", 0, 0).items == ()


def test_cells_copied_here_keep_every_field_and_take_the_new_teacher(project: Project) -> None:
    source = item(project, content="口算", note="带口算本", minutes=15)
    plan = plan_cells(project, week_of_class(project, "三(2)"), (((source,),),), 1, 2)
    (copy,) = plan.items
    assert (copy.content, copy.note, copy.minutes) == ("口算", "带口算本", 15)
    assert copy.id != source.id
    assert copy.date == MONDAY + timedelta(days=2)
    assert copy.staff_id == project.directory.teacher(copy.class_id, copy.subject_id, copy.date)
    assert copy.staff_id != source.staff_id
