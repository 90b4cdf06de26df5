"""Words that hint at a forbidden form of homework, found in what a teacher wrote.

Holds no words itself: they come from the rulebook. Knows nothing of items, days or severities.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


class WordList(NamedTuple):
    """The words of one rule. A hit counts unless negated (不用打卡) or inside `spared` (打卡表).

    `hint`, `spared` and `negation` are regular expressions, compiled when first looked for.

    `least` names the figure that a pattern's group `count` (抄写N遍) must reach.
    """

    rule: str
    hint: str
    spared: str | None
    negation: str | None
    least: str | None = None
    finds: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()

    def find(self, text: str, least: int = 0) -> str | None:
        """Return the first piece of the text that hints at the form, or None.

        Where the pattern counts (抄写N遍), counts below `least` are passed over.
        """
        return _find(self, text, least)

    def is_negated(self, text: str, start: int) -> bool:
        """Say whether the words before `start` take back what follows (不用…)."""
        return self.negation is not None and bool(re.search(self.negation, text[:start]))


@lru_cache(maxsize=4096)  # an edit re-judges whole days whose other items have not changed
def _find(words: WordList, text: str, least: int) -> str | None:
    hint = re.compile(words.hint)  # kept by re after the first time
    if hint.search(text) is None:
        return None
    if words.spared is not None:
        text = re.sub(words.spared, "□", text)
    for hit in hint.finditer(text):
        if not words.is_negated(text, hit.start()) and _reaches(hit, least):
            return hit[0]
    return None


def _reaches(hit: re.Match[str], least: int) -> bool:
    count = hit.groupdict().get("count")
    if count is None:
        return True
    number = number_from(count)
    return number is not None and number >= least


def number_from(text: str) -> int | None:
    """Read 5, ５, 五, 十二, 二十 or 一百 as an integer; None when it is no whole number."""
    if text.isdecimal():
        return int(text)
    total = pending = 0
    for mark in text:
        if mark in _DIGITS:
            pending = _DIGITS[mark]
        elif mark in _UNITS:
            total += (pending or 1) * _UNITS[mark]
            pending = 0
        else:
            return None
    return total + pending
