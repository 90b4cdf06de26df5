"""A class-day as it once was, from the journal: for writing down what was solved without a record.

Reads the journal; the totals of then are made by rules/ from the items of then.
"""

from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, judge
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.store.stories import homework_story
from shuangjian_desktop.store.tables.homework import item_of_row


class PastDay(NamedTuple):
    """A class-day as it stood until somebody changed it: `at` local ISO time, by `who`."""

    judged: JudgedDay
    at: str
    who: str


def last_over(project: Project, now: JudgedDay) -> PastDay | None:
    """Return the newest state of a class-day above its limit, with the step that solved it.

    None when it was never over, or still is.
    """
    if now.totals.over_by:
        return None
    day = now.class_day
    standing: dict[str, dict[str, object]] = {}
    over: JudgedDay | None = None
    found: PastDay | None = None
    story = homework_story(project.database, day.class_id, day.day.date)
    for index, (step, change) in enumerate(story):
        if change.after is None:
            standing.pop(change.row_id, None)
        else:
            standing[change.row_id] = standing.get(change.row_id, {}) | change.after
        if index + 1 < len(story) and story[index + 1][0].seq == step.seq:
            continue
        items = tuple(item_of_row(row_id, row) for row_id, row in standing.items())
        then = _judged(project, now, items)
        if over and not then.totals.over_by:
            found = PastDay(over, step.at, step.who)
        over = then if then.totals.over_by else None
    return found


def _judged(project: Project, now: JudgedDay, items: tuple[HomeworkItem, ...]) -> JudgedDay:
    day = now.class_day
    here = [i for i in items if (i.class_id, i.date) == (day.class_id, day.day.date)]
    here.sort(key=lambda item: (item.position, item.id))
    return judge(project, day._replace(items=tuple(here)))
