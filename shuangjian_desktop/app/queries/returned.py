"""Why an item was sent back: the newest reason given for it or for its whole day.

Reads what reviewers wrote; judges nothing.
"""

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.review import HandlingAct


def why_returned(project: Project, item: HomeworkItem) -> str:
    """Return 偏多，请减少（李组长 11-23 15:40）; "" when nobody returned it."""
    from shuangjian_desktop.store.tables import review  # late: start-up time

    done = review.handlings(project.database, (item.class_id,), item.date, item.date)
    own = [
        each for each in done if each.act is HandlingAct.RETURN and each.item_id in (None, item.id)
    ]
    if not own:
        return ""
    last = own[-1]
    return f"{last.reason or ''}（{last.who} {last.at[5:16].replace('T', ' ')}）"
