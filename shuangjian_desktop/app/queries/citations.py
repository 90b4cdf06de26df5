"""What a finding or a limit rests on, as one line: document, clause, in force since when.

Looks things up in the rulebook a day is judged by; judges nothing.
"""

from datetime import date

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.rules.book import Figure, Rulebook, Unit
from shuangjian_desktop.rules.findings import Finding
from shuangjian_desktop.rules.limits import effective_limit
from shuangjian_desktop.store.tables import judged_by as judged_by_table


def basis(project: Project, finding: Finding) -> str:
    """Return 依据：《…》第2条，2021-07-24起: the school's own document where its limit decided."""
    book = _book(project, finding.class_id, finding.date)
    own = _own_limit(project, book, finding)
    if own is not None:
        return (
            f"依据：{own.document}，{own.since.isoformat()}起（严于{book.short_title}"
            f"第{finding.clause}条）"
        )
    return f"依据：{book.short_title}第{finding.clause}条，{_since(book, finding).isoformat()}起"


def judged_by(project: Project, class_id: ClassId, on: date) -> str:
    """Return a sentence when a published day is not judged by today's rulebook, else "".

    Also when the rulebook its notice names is no longer there.
    """
    name = _remembered(project, class_id, on)
    shelf = project.rulebooks
    book = shelf.judging(on, name)
    if name is not None and shelf.named(name) is None:
        return f"公示时用的规则库“{name}”已不在，现按“{book.name}”核对。"
    if book is not project.rulebook:
        return f"按当时的规则库“{book.name}”核对，现行的是“{project.rulebook.name}”。"
    return ""


def _book(project: Project, class_id: ClassId, on: date) -> Rulebook:
    if len(project.rulebooks.books) == 1:
        return project.rulebooks.books[0]
    return project.rulebooks.judging(on, _remembered(project, class_id, on))


def _remembered(project: Project, class_id: ClassId, on: date) -> str | None:
    names = judged_by_table.rulebook_names(project.database, (class_id,), on, on)
    return names.get((class_id, on))


def _own_limit(project: Project, book: Rulebook, finding: Finding) -> Figure | None:
    """Return the school's stricter figure when it is what a finding was measured against."""
    directory = project.directory
    if finding.limit is None or book.rules[finding.rule].unit is not Unit.MINUTE:
        return None
    grade = directory.class_by_id(finding.class_id, finding.date).grade
    stage = directory.school.stage(grade)
    figure = effective_limit(book, directory.settings, grade, stage, finding.date)
    plain = book.written_limit(grade, stage, finding.date)
    is_own = figure is not None and figure is not plain and figure.value == finding.limit
    return figure if is_own else None


def _since(book: Rulebook, finding: Finding) -> date:
    """Return since when the figures of a finding's clause hold, else the book itself."""
    if finding.limit is None:
        return book.since
    dates = [
        figure.since
        for figures in book.figures.values()
        for figure in figures
        if figure.clause == finding.clause
        and figure.value == finding.limit
        and figure.is_in_force(finding.date)
    ]
    return max(dates, default=book.since)
