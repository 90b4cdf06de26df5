"""The date a window opens on.

Shapes only; the clock is the project's.
"""

from datetime import date

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.store.tables import homework as homework_table


def opening_date(project: Project) -> date:
    """Return today; outside every term, the last day with homework of the newest term with any."""
    today, calendar = project.today(), project.directory.calendar
    if calendar.term(today) is not None:
        return today
    for term in sorted(calendar.terms, key=lambda t: t.first_day, reverse=True):
        ids = [c.id for c in project.directory.classes(term.first_day)]
        last = homework_table.last_day_with_items(project.database, ids)
        if last is not None:
            return last
    return today
