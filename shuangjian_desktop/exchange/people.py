"""Split a cell into the people named in it: 尹婷、傅言, and 尹婷傅言 when both are known.

Knows nothing of who works at the school but the names it is given.
"""

import re

from shuangjian_desktop.domain.text import clean_text, fold_width

_SEPARATORS = re.compile(r"[、，,/／;；\n&+]")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_NUMBER = re.compile(r"(?:[\s.+*-]*\d){6,}[\s*]*[xX]?")
_LATIN_BLANK = re.compile(r"(?<=[A-Za-z.])\s+(?=[A-Za-z])")


def separate_names(text: str) -> tuple[str, ...]:
    """Return the names a cell separates by marks or blanks; the padded 张 三 is one name."""
    names: list[str] = []
    for part in _SEPARATORS.split(clean_text(text)):
        pieces = part.split()
        if all(len(piece) == 1 for piece in pieces) or _LATIN_BLANK.search(part):
            pieces = ["".join(pieces) if _HAN.fullmatch("".join(pieces)) else " ".join(pieces)]
        names += [piece for piece in pieces if piece]
    return tuple(dict.fromkeys(names))


def is_id_number(name: str) -> bool:
    """Return whether a name is a telephone, pupil or identity number put in the wrong column."""
    return _NUMBER.fullmatch(fold_width(name)) is not None


def is_no_name(name: str) -> bool:
    """Return whether no person is called so: a number of any kind, or signs without a letter."""
    return is_id_number(name) or not any(letter.isalpha() for letter in name)


def split_joined(name: str, known_names: frozenset[str]) -> tuple[str, ...]:
    """Return the people of an unseparated name: itself, or the one way known names fill it."""
    if name in known_names or len(name) < 4 or not _HAN.fullmatch(name):
        return (name,)
    ways = _ways(name, known_names)
    return ways[0] if len(ways) == 1 else (name,)


def _ways(text: str, known_names: frozenset[str]) -> list[tuple[str, ...]]:
    if not text:
        return [()]
    ways: list[tuple[str, ...]] = []
    for length in range(2, min(len(text), 6) + 1):
        if text[:length] in known_names and len(text) <= 24:
            ways += [(text[:length], *rest) for rest in _ways(text[length:], known_names)]
    return ways[:2]


def read_people(text: str, known_names: frozenset[str]) -> tuple[str, ...]:
    """Return everybody named in a cell, in order, each once."""
    people = [person for name in separate_names(text) for person in split_joined(name, known_names)]
    return tuple(dict.fromkeys(people))
