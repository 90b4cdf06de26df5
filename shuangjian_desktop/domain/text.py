"""What a piece of text from outside must look like before anybody stores, compares or prints it.

Standard library only; knows nothing of where the text came from or where it goes.
"""

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
    "\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\ufff9\ufffa\ufffb"
)
# C0 and C1 controls but the newline, lone surrogates, tags, and what nobody can see
_DROPPED = re.compile(
    f"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\U000e0000-\U000e007f{_INVISIBLE}]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_PUNCTUATION_TO_ASCII = str.maketrans(
    {
        "〔": "(",
        "〕": ")",
        "【": "(",
        "】": ")",
        "［": "(",
        "］": ")",
        "[": "(",
        "]": ")",
        "〈": "(",
        "〉": ")",
        "—": "-",
        "–": "-",
        "―": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "﹣": "-",
        "－": "-",
        "～": "~",
        "〜": "~",
        "∼": "~",
        "˜": "~",
        "∶": ":",
        "︰": ":",
        "：": ":",
        "。": ".",
        "·": ".",
        "・": ".",
        "•": ".",
    }
)


@dataclass(frozen=True, slots=True)
class TextReading:
    """Cleaned text, or the sentence that says why it cannot be taken; exactly one is None."""

    value: str | None
    problem: str | None = None


def clean_text(raw: str, *, fold_lines: bool = False) -> str:
    """Return `raw` as it may be stored: NFC, no controls, surrogates, zero-width or bidi marks.

    Line breaks become a single newline each, or one blank each with `fold_lines`; outer blanks go.
    Letters, rare characters and emoji stay exactly as they are (F11, F60).
    """
    text = _LINE_BREAKS.sub("\n", raw).replace("\t", " ")
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text))
    if fold_lines:
        return " ".join(text.split())
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def read_text(raw: str, *, name: str, limit: int, fold_lines: bool = False) -> TextReading:
    """Clean `raw` and hold it to `limit` characters; `name` (备注) opens the sentence (F19)."""
    text = clean_text(raw, fold_lines=fold_lines)
    if len(text) > limit:
        return TextReading(None, f"{name}有{len(text)}个字，最多{limit}个字，请缩短。")
    return TextReading(text)


def fold_width(text: str) -> str:
    """Return `text` for a parser: full-width and circled forms, brackets, dashes, colons as ASCII.

    Only for parsing figures, dates and class names: never for text that is stored or shown.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_PUNCTUATION_TO_ASCII))
    return folded.translate(_PUNCTUATION_TO_ASCII)


def same_text_key(text: str) -> str:
    """Return the key under which two spellings of a head or a name are one: no blanks, no width."""
    return "".join(fold_width(clean_text(text)).split()).casefold()
