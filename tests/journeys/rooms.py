"""The way to the rooms of 学校, and what stands in a table: shared by the journeys that set up.

Knows the list of sections by its titles; presses keys and clicks through the lead's hands only.
"""

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.pages.school import SchoolPage
from shuangjian_desktop.gui.sections.catalogue import SECTIONS
from tests.journeys.lead import Lead

Room = TypeVar("Room", bound=Page)


def enter_room(lead: Lead, kind: type[Room]) -> Room:
    """Go to a section of 学校 by its line in the list."""
    lead.key("Ctrl+6")
    page = lead.page(SchoolPage)
    row = next(n for n, entry in enumerate(SECTIONS) if entry.page == kind.__name__)
    line = page.list.item(row)
    lead.click(page.list.viewport(), page.list.visualItemRect(line).center())
    return room(lead, kind)


def room(lead: Lead, kind: type[Room]) -> Room:
    """Return the section on top, which is one of this kind."""
    found = lead.page(SchoolPage).section
    assert isinstance(found, kind), f"{found} is on top"
    return found


def labels(widget: QWidget) -> str:
    """Return all that is written in the visible labels of a page or dialog."""
    return " | ".join(
        each.text() for each in widget.findChildren(QLabel) if each.isVisible() and each.text()
    )


def rewrite(lead: Lead, line: QWidget, text: str) -> None:
    """Click a field, select what stands there, and write over it."""
    lead.click(line)
    lead.key("Ctrl+A")
    lead.write(text)
