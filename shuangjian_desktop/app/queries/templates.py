"""Homework templates: all of them for their page, and those that fit a cell.

Shapes only; what is taken from one goes through the ordinary entry.
"""

from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.domain.template import Template
from shuangjian_desktop.domain.text import same_text_key
from shuangjian_desktop.store.tables import templates as templates_table


class TemplateLine(NamedTuple):
    """One template in words, for a list."""

    template: Template
    grade: str
    subject: str
    minutes: str
    marks: str


def all_templates(project: Project) -> tuple[TemplateLine, ...]:
    """Return every template in the school's own order."""
    return tuple(_line(project, each) for each in templates_table.templates(project.database))


def templates_for(
    project: Project, grade: int, subject_id: SubjectId, typed: str = ""
) -> tuple[Template, ...]:
    """Return the templates for a cell, the grade's own first, narrowed by what is `typed`."""
    key = same_text_key(typed)
    fitting = [
        each
        for each in templates_table.templates(project.database)
        if each.subject_id == subject_id
        and each.grade in (None, grade)
        and key in same_text_key(each.content)
    ]
    return tuple(sorted(fitting, key=lambda each: each.grade is None))


def _line(project: Project, template: Template) -> TemplateLine:
    marks = [template.kind.value, template.requirement.value, template.place.value]
    if template.tier:
        marks.append(f"{template.tier.value}层")
    return TemplateLine(
        template,
        "各年级" if template.grade is None else grade_name(template.grade),
        project.directory.subject_names.get(template.subject_id, ""),
        "不预填" if template.minutes is None else f"{template.minutes}分钟",
        "、".join(marks),
    )
