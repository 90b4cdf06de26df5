"""Reasons that were given for going past a rule: who, when, which rule, why. They stay for ever.

Reads what was written down; judges nothing.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.review import Found, ReasonKind, told_with
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.store.tables import review as review_table

_BY_RULE = (ReasonKind.RULE, ReasonKind.PUBLISH)


class Override(NamedTuple):
    """One reason on a class-day. `rule` and `clause` are None where no rule of the book is meant.

    `title` says past what: the rule's title, or what kind of reason it is; `at` is local ISO text.
    `found` is what it was given for.
    """

    class_id: ClassId
    class_name: str
    date: date
    kind: ReasonKind
    rule: str | None
    clause: int | None
    title: str
    text: str
    who: str
    at: str
    found: Found | None = None

    @property
    def told(self) -> str:
        """Return 期末复习（当时65分钟）: the reason with the figure it was given for."""
        return told_with(self.text, self.found)


def overrides(
    project: Project, first: date, last: date, classes: Sequence[SchoolClass] | None = None
) -> tuple[Override, ...]:
    """Return every reason given for days `first`..`last`, by date; of all classes when None."""
    if classes is None:
        years = range(school_year_of(first), school_year_of(last) + 1)
        classes = [c for year in years for c in project.directory.classes(date(year, 9, 1))]
    names = {school_class.id: school_class.name for school_class in classes}
    if not names:
        return ()
    found = []
    for reason in review_table.reasons(project.database, names, first, last):
        book = project.rulebooks.in_force(reason.date)
        rule = book.rules.get(reason.about or "") if reason.kind in _BY_RULE else None
        found.append(
            Override(
                reason.class_id,
                names[reason.class_id],
                reason.date,
                reason.kind,
                rule.name if rule else None,
                rule.clause if rule else None,
                f"{reason.kind.value}：{rule.title}" if rule else reason.kind.value,
                reason.text,
                reason.who,
                reason.at,
                reason.found,
            )
        )
    return tuple(found)
