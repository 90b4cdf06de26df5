"""Warns when the same page of a book is set again, or the same text twice on a day (row 10).

A warning, never a refusal; reads the days around the items once.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, SubjectId
from shuangjian_desktop.domain.text import same_text_key
from shuangjian_desktop.domain.workbooks import read_work
from shuangjian_desktop.store.tables import homework as homework_table

LOOK_BACK = timedelta(days=14)
_LONGEST_QUOTE = 24


class Duplicate(NamedTuple):
    """One earlier item that asks for the same, and the sentence that says so."""

    item: HomeworkItem
    sentence: str


def duplicates(
    project: Project,
    class_id: ClassId,
    on: date,
    subject_id: SubjectId,
    content: str,
    *,
    but: HomeworkId | None = None,
) -> tuple[Duplicate, ...]:
    """Return what a text would repeat in a class and subject, nearest day first.

    `but` is the item itself while it is being changed.
    """
    asked = HomeworkItem(but or HomeworkId(""), class_id, on, subject_id, content, 0)
    return duplicates_of(project, [asked], any_tier=True).get(asked.id, ())


def duplicates_of(
    project: Project,
    items: Sequence[HomeworkItem],
    *,
    any_tier: bool = False,
    watch: Callable[[int, int], None] | None = None,
) -> dict[HomeworkId, tuple[Duplicate, ...]]:
    """Return for each item, stored or not, what it repeats: stored items and others among these.

    Among the given items the later one is told, so that a pasted pair warns once. Items of
    different tiers on one day may ask for the same page. `watch` is told (items done, all items).
    """
    if not items:
        return {}
    dates, classes = [item.date for item in items], {item.class_id for item in items}
    stored = homework_table.between(project.database, classes, min(dates) - LOOK_BACK, max(dates))
    own = {item.id for item in items}
    earlier = _Shelf()
    for item in stored:
        if item.id not in own:
            earlier.put(item)
    found: dict[HomeworkId, tuple[Duplicate, ...]] = {}
    for done, item in enumerate(items):
        if watch:
            watch(done, len(items))
        hits = [other for other in earlier.near(item) if _repeats(item, other, any_tier=any_tier)]
        earlier.put(item)
        if hits:
            hits.sort(key=lambda other: other.date, reverse=True)
            found[item.id] = tuple(Duplicate(other, _sentence(item, other)) for other in hits)
    return found


def sentences(found: Iterable[Duplicate], most: int = 2) -> tuple[str, ...]:
    """Return the first few sentences, each once, and how many more there are."""
    told = list(dict.fromkeys(duplicate.sentence for duplicate in found))
    if len(told) <= most:
        return tuple(told)
    return (*told[:most], f"还有{len(told) - most}处重复。")


class _Shelf:
    """Items by what they might be repeated by: thousands pasted at once are not compared in pairs.

    Keeps to class and subject; days and tiers are looked at afterwards.
    """

    def __init__(self) -> None:
        self._by_key: dict[tuple[object, ...], list[tuple[int, HomeworkItem]]] = {}
        self._count = 0

    def put(self, item: HomeworkItem) -> None:
        self._count += 1
        for key in self._keys(item):
            self._by_key.setdefault(key, []).append((self._count, item))

    def near(self, item: HomeworkItem) -> list[HomeworkItem]:
        """Return what might be the same, each once, in the order it was put here."""
        found = {n: other for key in self._keys(item) for n, other in self._by_key.get(key, ())}
        return [found[number] for number in sorted(found)]

    def _keys(self, item: HomeworkItem) -> list[tuple[object, ...]]:
        where, work = (item.class_id, item.subject_id), read_work(item.content)
        keys: list[tuple[object, ...]] = [(*where, item.date, same_text_key(item.content))]
        if work.book_key:
            keys += [(*where, work.book_key, page) for page in work.pages]
        return keys


def _repeats(item: HomeworkItem, other: HomeworkItem, *, any_tier: bool) -> bool:
    if not _is_near(item.date, other.date):  # of one class and subject they are already
        return False
    is_same_day = item.date == other.date
    if is_same_day and not any_tier and item.tier is not other.tier:
        return False
    if is_same_day and same_text_key(item.content) == same_text_key(other.content):
        return True
    return read_work(item.content).is_same_place(read_work(other.content))


def _is_near(on: date, other: date) -> bool:
    return on - LOOK_BACK <= other <= on


def _sentence(item: HomeworkItem, other: HomeworkItem) -> str:
    content = " ".join(other.content.split())
    quote = content if len(content) <= _LONGEST_QUOTE else f"{content[:_LONGEST_QUOTE]}…"
    if item.date == other.date:
        return f"同一天已有“{quote}”，可能重复。"
    return f"{other.date.month}月{other.date.day}日布置过“{quote}”，可能重复。"
