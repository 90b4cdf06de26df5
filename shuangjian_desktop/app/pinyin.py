"""Match what somebody types against Chinese words: initials, pinyin, characters, any mixture.

Knows how characters are read; nothing of schools. The readings load with the first question.
"""

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

MOST_TYPED = 40
"""Longer questions are cut: nobody types a name of forty letters, and a paste must not stall."""

# Surnames whose reading is not the usual one of the character.
_SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "盖": "ge",
    "朴": "piao", "尉": "yu", "缪": "miao", "冼": "xian", "员": "yun", "乐": "yue", "召": "shao",
    "繁": "po", "覃": "qin", "任": "ren", "华": "hua", "翟": "zhai", "黑": "he", "秘": "bi",
    "折": "she", "祭": "zhai", "逄": "pang", "佴": "nai", "郇": "xun", "车": "che", "晁": "chao",
    "洗": "xian", "宓": "fu", "句": "gou", "种": "chong", "燕": "yan", "哈": "ha", "瞿": "qu",
    "隗": "kui", "芮": "rui", "郗": "chi", "牟": "mu", "能": "nai", "柏": "bai", "纪": "ji",
}  # fmt: skip
_LONG_SURNAMES = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "单于": ("chan", "yu"),
    "澹台": ("tan", "tai"),
    "长孙": ("zhang", "sun"),
}
_DIGITS = {character: str(number) for number, character in enumerate("零一二三四五六七八九")}
_TWO_LETTERS = ("zh", "ch", "sh")

Unit = tuple[str, tuple[str, ...], str]
"""A character as it is written, every way it is read, and the letters any of that begins with."""


def typed(text: str) -> str:
    """Return a question as it is compared: half width, small letters, letters and digits only."""
    return typed_whole(text[: 4 * MOST_TYPED])[:MOST_TYPED]


def typed_whole(text: str) -> str:
    """Return a whole text as it is compared, however long."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def rank(question: str, text: str, *, is_name: bool = False) -> int | None:
    """Return how well a question from `typed` meets a text: 0 whole, 1 its head, 2 within; or None.

    `is_name` reads the first character as a surname too: 单 is shan as well as dan.
    """
    units = _name_units(text) if is_name else _units(text)
    for start, unit in enumerate(units):
        if question[0] not in unit[2]:
            continue
        length = _meets(question, units[start:])
        if length is not None:
            return 2 if start else 0 if length == len(units) else 1
    return None


def _meets(question: str, units: tuple[Unit, ...]) -> int | None:
    """Return how many characters a question covers from the head of `units`, None if it fails."""
    tried: set[tuple[int, int]] = set()

    def walk(at: int, place: int) -> int | None:
        if at == len(question):
            return place
        if place == len(units) or (at, place) in tried:
            return None
        tried.add((at, place))
        written, readings, heads = units[place]
        if question[at] not in heads:
            return None
        for step in _steps(question, at, written, readings):
            found = walk(at + step, place + 1)
            if found is not None:
                return found
        return None

    return walk(0, 0)


def _steps(question: str, at: int, written: str, readings: tuple[str, ...]) -> list[int]:
    """Return how many letters of the question one character can take, longest first."""
    steps = {1} if question[at] == written else set()
    for reading in readings:
        if question.startswith(reading, at):
            steps.add(len(reading))
        if question[at] == reading[0]:
            steps.add(1)
        if reading[:2] in _TWO_LETTERS and question.startswith(reading[:2], at):
            steps.add(2)
        rest = question[at:]
        if reading.startswith(rest):
            steps.add(len(rest))
    return sorted(steps, reverse=True)


@lru_cache(maxsize=20000)
def _units(text: str) -> tuple[Unit, ...]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return tuple(_unit(c, _readings(c)) for c in folded if c.isalnum())


@lru_cache(maxsize=5000)
def _name_units(name: str) -> tuple[Unit, ...]:
    units = list(_units(name))
    for place, reading in enumerate(_LONG_SURNAMES.get(name[:2], ())):
        units[place] = _unit(units[place][0], (reading, *units[place][1]))
    if name[:1] in _SURNAMES and units:
        units[0] = _unit(units[0][0], (_SURNAMES[name[0]], *units[0][1]))
    return tuple(units)


def _unit(written: str, readings: tuple[str, ...]) -> Unit:
    return written, readings, written + "".join(reading[0] for reading in readings)


@cache
def _readings(character: str) -> tuple[str, ...]:
    """Return every reading without tones, ü as v, and the digit a numeral stands for."""
    if character.isascii():
        return ()
    told = [reading for reading in _dictionary()(character) if reading.isascii()]
    if character in _DIGITS:
        told.append(_DIGITS[character])
    return tuple(dict.fromkeys(told))


@cache
def _dictionary() -> Callable[[str], list[str]]:
    from pypinyin import Style, pinyin  # late: start-up time, 41,000 characters

    def look_up(character: str) -> list[str]:
        found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
        return list(found[0]) if found else []

    return look_up
