"""When the desk next changes by itself: a draft is handed in, entry closes, a new day begins.

Tells the moment; nothing is written then, the states are derived from the clock when looked at.
"""

from datetime import datetime, time, timedelta

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.store.tables import homework as homework_table

_LONGEST_AHEAD = timedelta(days=31)
"""A draft is written for days to come: one for a day longer ago waits for nothing."""


def next_moment(project: Project) -> datetime:
    """Return the next local moment at which something is another thing than a moment before."""
    now = project.clock()
    since = now.date() - _LONGEST_AHEAD
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
    cut_off = project.directory.settings.entry_cut_off
    closing = datetime.combine(now.date(), cut_off, now.tzinfo) if cut_off else tomorrow
    release = homework_table.next_release(project.database, now, since) or tomorrow
    return min(moment for moment in (release, closing, tomorrow) if moment > now)
