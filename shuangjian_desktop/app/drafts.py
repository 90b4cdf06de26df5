"""What state new homework begins in: ahead of the present week a draft, else handed in at once.

Knows dates and states; nothing of commands.
"""

from datetime import date
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.calendar import monday_of
from shuangjian_desktop.domain.homework import Status

if TYPE_CHECKING:
    from shuangjian_desktop.app.project import Project


def first_status(project: "Project", on: date) -> Status:
    """Return 草稿 for a date after the present week: its list is finished ahead, then submitted."""
    is_ahead = monday_of(on) > monday_of(project.today())
    return Status.DRAFT if is_ahead else Status.SUBMITTED
