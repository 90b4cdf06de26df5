"""Read numbers written in Chinese characters: 二十五, 一百二十, 〇.

Standard library only; knows nothing of what the number counts.
"""

import re

_DIGITS = {c: value for value, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_NUMBER = re.compile(
    r"(?:(?P<h>[一二两三四五六七八九])百)?(?P<zero>[零〇○])?"
    r"(?:(?P<t>[一二两三四五六七八九])?(?P<ten>十))?(?P<u>[零〇○一二两三四五六七八九])?"
)
CHARACTERS = "零〇○一二两三四五六七八九十百"


def chinese_number(text: str) -> int | None:
    """Return 0..999 for text written wholly in Chinese numerals, None for anything else."""
    match = _NUMBER.fullmatch(text)
    if match is None or not text:
        return None
    hundreds, tens, unit = (_DIGITS.get(match[group] or "零", 0) for group in ("h", "t", "u"))
    if match["zero"] and not (match["h"] and match["u"]):
        return 0 if text in ("零", "〇", "○") else None
    if match["h"] and match["u"] and not match["ten"] and not match["zero"]:
        return None  # 一百二 is 120 in speech and 102 in haste: not guessed
    if match["ten"]:
        tens = tens or 1
    return hundreds * 100 + tens * 10 + unit


def plain_number(text: str) -> int | None:
    """Return the number of ASCII digits (at most nine) or of Chinese numerals, None otherwise."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 9 else None
    return chinese_number(text)


def digit_by_digit(text: str) -> int | None:
    """Return 2026 for 二〇二六: a year is read out digit by digit."""
    digits = [_DIGITS.get(character) for character in text]
    if not digits or None in digits:
        return None
    return int("".join(str(digit) for digit in digits))
