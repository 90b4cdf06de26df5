"""The pages of the main window: what each is called and how it is made, once it is first asked for.

Imports a page only when it is made, so that the window opens with one page's code.
"""

from typing import NamedTuple

from shuangjian_desktop.gui import place
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner


class Entry(NamedTuple):
    """One page of the rail; `has_inspector` says whether the right side belongs to it."""

    id: str
    title: str
    icon: str
    has_inspector: bool


PAGES = (
    Entry(place.TODAY, "今日", "today", has_inspector=False),
    Entry(place.HOMEWORK, "作业", "homework", has_inspector=True),
    Entry(place.SERVICE, "课后", "service", has_inspector=True),
    Entry(place.NOTICES, "公示", "notice", has_inspector=False),
    Entry(place.CHECKS, "检查", "check", has_inspector=True),
    Entry(place.SCHOOL, "学校", "school", has_inspector=False),
)


def make_page(page_id: str, bridge: Bridge, place_: Place, runner: Runner, notify: Notify) -> Page:
    """Build one page. Each import is late for start-up time."""
    if page_id == place.HOMEWORK:
        from shuangjian_desktop.gui.pages.homework import HomeworkPage

        return HomeworkPage(bridge, place_, runner, notify)
    if page_id == place.SERVICE:
        from shuangjian_desktop.gui.pages.service import ServicePage

        return ServicePage(bridge, place_, runner, notify)
    if page_id == place.NOTICES:
        from shuangjian_desktop.gui.pages.notices import NoticesPage

        return NoticesPage(bridge, place_, runner, notify)
    if page_id == place.CHECKS:
        from shuangjian_desktop.gui.pages.checks import ChecksPage

        return ChecksPage(bridge, place_, runner, notify)
    if page_id == place.SCHOOL:
        from shuangjian_desktop.gui.pages.school import SchoolPage

        return SchoolPage(bridge, place_, runner, notify)
    from shuangjian_desktop.gui.pages.today import TodayPage

    return TodayPage(bridge, place_, runner, notify)
