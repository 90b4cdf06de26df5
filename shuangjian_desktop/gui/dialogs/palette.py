"""搜索 (Ctrl+F) and 命令 (Ctrl+K): one box each, found by pinyin initials, Enter goes there.

Gathers what can be chosen and carries it out; comparing words is app/queries/search.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QDialog, QVBoxLayout, QWidget

from shuangjian_desktop.app.queries.search import Entry, Target, school_entries
from shuangjian_desktop.gui.actions import Actions, plain_text
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.pages.catalogue import PAGES
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.sections.catalogue import SECTIONS
from shuangjian_desktop.gui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from shuangjian_desktop.gui.pages.page import Page

Call = Callable[[], object]
_SIZE = (620, 460)
_MEAN_NOTHING = frozenset({"palette", "search"})


class FinderDialog(QDialog):
    """A box that closes with Enter on a line; `chosen` is the Entry then, None after Esc."""

    def __init__(self, title: str, hint: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        metrics = self.fontMetrics()
        scale = max(1.0, metrics.height() / 18)
        self.resize(int(_SIZE[0] * scale), int(_SIZE[1] * scale))
        self.chosen: Entry | None = None
        self.box = SearchBox(title, hint, self)
        self.box.chosen.connect(self._take)
        QVBoxLayout(self).addWidget(self.box)
        self.box.setFocus()

    def _take(self, entry: Entry) -> None:
        self.chosen = entry
        self.accept()


def search(bridge: Bridge, place: Place, actions: Actions, parent: QWidget) -> None:
    """Let a person search everything and go to what was chosen."""
    dialog = FinderDialog("搜索", "班级、教师、学科、作业、设置；可写拼音首字母", parent)
    entries = (*place_entries(), *action_entries(actions))
    school = school_entries(bridge.project, place.date)
    dialog.box.show_entries((*school, *entries), school[:12])
    dialog.exec()
    dialog.deleteLater()
    if dialog.chosen is not None:
        go(dialog.chosen.target, place, actions)


def command_palette(
    page: "Page", place: Place, actions: Actions, memory: Memory, parent: QWidget
) -> None:
    """Let a person run any act of the window or of the page shown; lately used ones first."""
    dialog = FinderDialog("命令", "写出要做的事，可写拼音首字母", parent)
    calls = page_calls(page)
    own = tuple(Entry("本页", (name,), keys, Target(act=name)) for name, (keys, _) in calls.items())
    entries = (*own, *action_entries(actions), *place_entries())
    dialog.box.show_entries(entries, lately_first(entries, memory.recent_acts))
    dialog.exec()
    dialog.deleteLater()
    if dialog.chosen is None:
        return
    memory.acted(dialog.chosen.title)
    target = dialog.chosen.target
    if target.act in calls:
        QTimer.singleShot(0, page, calls[target.act][1])  # the box is gone before the act begins
    else:
        go(target, place, actions)


def go(target: Target, place: Place, actions: Actions) -> None:
    """Go where a hit leads, or do what it names."""
    if target.act:
        actions[target.act].trigger()
    elif target.section:
        place.open_section(target.section)
    else:
        place.go(
            date=target.on, grade=target.grade, class_id=target.class_id,
            item_id=target.item_id, page=target.page,
        )  # fmt: skip


def lately_first(entries: tuple[Entry, ...], lately: tuple[str, ...]) -> tuple[Entry, ...]:
    """Return all entries, those used lately at the head in that order."""
    order = {title: number for number, title in enumerate(lately)}
    return tuple(sorted(entries, key=lambda entry: order.get(entry.title, len(order))))


def place_entries() -> tuple[Entry, ...]:
    """Return the pages and the sections of 学校."""
    pages = (Entry("页面", (each.title,), "", Target(page=each.id)) for each in PAGES)
    sections = (
        Entry("设置", (each.title, each.about), each.about, Target(section=each.id))
        for each in SECTIONS
    )
    return (*pages, *sections)


def action_entries(actions: Actions) -> tuple[Entry, ...]:
    """Return the window's acts that can be done now."""
    return tuple(
        Entry("命令", (_spoken(actions[spec.id]),), " / ".join(spec.shortcuts), Target(act=spec.id))
        for spec in actions.specs
        if spec.id not in _MEAN_NOTHING
        and not spec.id.startswith("page_")
        and actions[spec.id].isEnabled()
    )


def page_calls(page: QWidget) -> dict[str, tuple[str, Call]]:
    """Return name -> (keys, call) of what can be done on a page: its actions and its buttons."""
    calls: dict[str, tuple[str, Call]] = {}
    for action in _actions_of(page):
        name = _spoken(action)
        if name and action.isEnabled() and action.isVisible():
            calls.setdefault(
                name, (action.shortcut().toString().replace("Return", "Enter"), action.trigger)
            )
    for button in page.findChildren(QAbstractButton):
        name = plain_text(button.text()).replace("&", "")
        is_there = button.isVisible() and button.isEnabled()
        if is_there and len(name) > 1 and name not in calls:
            calls[name] = (button.shortcut().toString(), button.click)
    return calls


def _actions_of(page: QWidget) -> Iterator[QAction]:
    for action in page.findChildren(QAction):
        if action.menu() is None and not action.isSeparator() and action.text():
            yield action


def _spoken(action: QAction) -> str:
    return plain_text(action.text()).replace("&", "")
