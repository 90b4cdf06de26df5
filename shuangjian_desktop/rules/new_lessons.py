"""Whether a title reads as new lessons, by the one list of words that the rulebook holds [§7].

Entry, import and check all ask here; holds no words itself and knows no activity and no date.
"""

import unicodedata
from functools import lru_cache

from shuangjian_desktop.paths import resource
from shuangjian_desktop.rules.book import Rulebook
from shuangjian_desktop.rules.rulebook import load_rulebook
from shuangjian_desktop.rules.shelf import shelf_of
from shuangjian_desktop.rules.words import WordList

NEW_LESSON = "service.new_lesson"
_MARKS = "·•・.-—–_~*"


def new_lesson_words(title: str) -> str:
    """Return the words by which a title reads as new lessons; "" for any other [§7].

    By the newest rulebook the program ships: what is entered today is not judged by an older one.
    """
    return _found(_shipped(), title)


def new_lesson_in(book: Rulebook, title: str) -> str:
    """Return the same by one rulebook; "" where it has no such list."""
    words = book.words.get(NEW_LESSON)
    return _found(words, title) if words is not None else ""


def _found(words: WordList, title: str) -> str:
    return words.find(_closed(title)) or ""


def _closed(title: str) -> str:
    """Return a title without what could part its words: spaces, dots, dashes, unseen characters."""
    plain = unicodedata.normalize("NFKC", title)
    return "".join(
        mark
        for mark in plain
        if not mark.isspace() and mark not in _MARKS and unicodedata.category(mark) != "Cf"
    )


@lru_cache(maxsize=1)
def _shipped() -> WordList:
    paths = sorted(resource("rulebooks").glob("*.toml"))
    books = shelf_of(load_rulebook(path, is_proven=True) for path in paths).books
    return books[-1].words[NEW_LESSON]
