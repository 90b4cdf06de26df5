"""Templates: made, changed, ordered, found for a cell; never homework by themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.templates import (
    add_template,
    change_template,
    order_templates,
    remove_template,
    template_of,
)
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.queries.templates import all_templates, templates_for
from shuangjian_desktop.domain.homework import Kind, Tier
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.template import Template, blanks, next_blank
from shuangjian_desktop.errors import UserError
from tests.builders import MONDAY, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def chinese(project: Project) -> SubjectId:
    return project.directory.subjects[0].id


def contents(project: Project) -> list[str]:
    return [line.template.content for line in all_templates(project)]


def test_templates_keep_the_order_they_are_given(project: Project) -> None:
    for text in ("《＿》第＿页", "背诵第＿课", "抄写＿"):
        project.run(add_template(Template("", 3, chinese(project), text)))
    lines = all_templates(project)
    project.run(order_templates([lines[2].template.id, lines[0].template.id, lines[1].template.id]))
    assert contents(project) == ["抄写＿", "《＿》第＿页", "背诵第＿课"]
    project.undo()
    assert contents(project) == ["《＿》第＿页", "背诵第＿课", "抄写＿"]


def test_a_cell_is_offered_its_grade_and_subject_the_grades_own_first(project: Project) -> None:
    maths = project.directory.subjects[1].id
    for grade, subject, text in (
        (None, chinese(project), "朗读＿"),
        (3, chinese(project), "《＿》第＿页"),
        (7, chinese(project), "文言文＿"),
        (3, maths, "口算＿"),
    ):
        project.run(add_template(Template("", grade, subject, text)))
    offered = [each.content for each in templates_for(project, 3, chinese(project))]
    assert offered == ["《＿》第＿页", "朗读＿"]
    assert [t.content for t in templates_for(project, 3, chinese(project), "朗")] == ["朗读＿"]


def test_an_item_becomes_a_template_with_blanks_and_nothing_is_entered(project: Project) -> None:
    mine = item(project, content="练习册第32-33页第4题", minutes=25, tier=Tier.A, kind=Kind.ORAL)
    project.run(add_template(template_of(mine, 3)))
    (line,) = all_templates(project)
    assert line.template.content == "练习册第＿-＿页第＿题"
    assert (line.minutes, line.grade, line.marks) == ("25分钟", "三年级", "口头、必做、家庭、A层")
    days = check(project, project.directory.classes(MONDAY), [MONDAY]).days
    assert not any(day.is_entered for day in days)


def test_what_cannot_be_a_template_is_refused_in_a_sentence(project: Project) -> None:
    with pytest.raises(UserError, match="是空的"):
        add_template(Template("", 3, chinese(project), " "))
    with pytest.raises(UserError, match="0到600"):
        add_template(Template("", 3, chinese(project), "＿", 601))
    project.run(add_template(Template("", 3, chinese(project), "朗读＿")))
    with pytest.raises(UserError, match="已经有模板"):
        project.run(add_template(Template("", 3, chinese(project), "朗读＿")))


def test_one_is_changed_and_removed_and_comes_back(project: Project) -> None:
    project.run(add_template(Template("", 3, chinese(project), "朗读＿")))
    (line,) = all_templates(project)
    project.run(change_template(line.template._replace(grade=None, minutes=10)))
    (line,) = all_templates(project)
    assert (line.grade, line.minutes) == ("各年级", "10分钟")
    project.run(remove_template(line.template.id))
    assert contents(project) == []
    project.undo()
    assert contents(project) == ["朗读＿"]


def test_blanks_are_walked_through_and_round() -> None:
    text = "《＿＿》第_页"
    assert blanks(text) == ((1, 3), (5, 6))
    assert next_blank(text, 0) == (1, 3)
    assert next_blank(text, 3) == (5, 6)
    assert next_blank(text, 6) == (1, 3)
    assert next_blank(text, 5, backwards=True) == (1, 3)
    assert next_blank("朗读", 0) is None
