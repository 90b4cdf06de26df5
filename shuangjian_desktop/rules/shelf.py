"""Several rulebooks side by side: which one a date is judged by, and which one a notice was.

Chooses among books that are already read; knows no file and no notice.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.rules.book import Rulebook, RulebookError

_NUMBER = re.compile(r"\d+")


class Shelf(NamedTuple):
    """The rulebooks by the day they take force, never none; made by `shelf_of`."""

    books: tuple[Rulebook, ...]

    def in_force(self, on: date) -> Rulebook:
        """Return the newest book whose `since` is not after a date; before all, the oldest."""
        books = self.books
        if len(books) == 1:
            return books[0]
        return next((book for book in reversed(books) if book.since <= on), books[0])

    def named(self, name: str | None) -> Rulebook | None:
        """Return the book of `id version`, as a notice remembers it, or None."""
        return next((book for book in self.books if book.name == name), None)

    def judging(self, on: date, remembered: str | None) -> Rulebook:
        """Return the book a day is judged by: the one its notice was judged by, if still there."""
        if remembered is None or len(self.books) == 1:
            return self.in_force(on)
        return self.named(remembered) or self.in_force(on)


def shelf_of(books: Iterable[Rulebook]) -> Shelf:
    """Put books in order; RulebookError when there is none, or two of one id and version."""
    found = sorted(books, key=lambda book: (book.since, _version_key(book.version), book.id))
    if not found:
        raise RulebookError("程序里没有规则文件；请重新安装程序。")
    names = [book.name for book in found]
    for name in names:
        if names.count(name) > 1:
            raise RulebookError(f"有两个规则文件都写着“{name}”；请删去其中一个。")
    return Shelf(tuple(found))


def _version_key(version: str) -> tuple[int, ...]:
    """2026.10 comes after 2026.9."""
    return tuple(int(number) for number in _NUMBER.findall(version))
