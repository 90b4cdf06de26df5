"""Blocks pasted into the week of the sample school (F6, F7); the dialog itself is tests/gui's."""

from datetime import date

from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.paste import plan_text
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import ClassWeek, class_week
from tests.faults.bad_input import Desk

MONDAY = date(2026, 12, 14)


def empty_week(project: Project) -> ClassWeek:
    """The week of 三(1) that nobody has entered yet."""
    school_class = project.directory.class_named(3, 1, MONDAY)
    assert school_class is not None
    return class_week(project, school_class.id, MONDAY)


def test_f6_one_bad_cell_among_many_is_listed_and_the_rest_is_one_undo_step(desk: Desk) -> None:
    project = Project.open(desk.school)
    week = empty_week(project)
    lines = ["\t".join([f"生字{n} 5"] * 7) for n in range(len(week.subjects))]
    lines[1] = lines[1].replace("生字1 5", "生字1 很多", 1)
    plan = plan_text(project, week, "\n".join(lines), 0, 0)
    (problem,) = plan.problems
    assert (problem.target.subject_id, problem.target.on) == (week.subjects[1].id, MONDAY)
    assert len(plan.items) == 7 * len(week.subjects) - 1
    project.run(add_items(plan.items, "粘贴作业"))
    project.undo()
    assert not any(day.class_day.items for day in empty_week(project).days)
    project.close()


def test_f7_a_block_of_80_rows_and_12_columns_lists_all_that_lies_outside(desk: Desk) -> None:
    project = Project.open(desk.school)
    week = empty_week(project)
    text = "\n".join("\t".join(f"第{r}行{c}列 5" for c in range(12)) for r in range(80))
    plan = plan_text(project, week, text, 0, 0)
    inside = 7 * len(week.subjects)
    assert (len(plan.items), len(plan.problems)) == (inside, 80 * 12 - inside)
    assert plan.problems[-1].where == "第80行第12列"
    project.close()
