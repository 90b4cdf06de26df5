"""Find the encoding of a text file: byte order mark, UTF-8, UTF-16 without a mark, GB18030 (F28).

Knows nothing of what the text says.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 4096
_HAN = re.compile("[\u4e00-\u9fff]")


def decode(data: bytes) -> str | None:
    """Return the text, or None when no encoding fits or the bytes are no text at all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\0" in data[:_HEAD]:
        texts = [t for e in ("utf-16-le", "utf-16-be") if (t := _decoded(data, e)) is not None]
        # the wrong byte order turns digits and marks into something else
        return max(texts, key=lambda text: sum(c.isascii() for c in text[:_HEAD]), default=None)
    text, chinese = _decoded(data, "utf-8"), _decoded(data, "gb18030")
    if text is None:
        return chinese
    # a few GBK words happen to be valid UTF-8: 学校 reads as two letters of other scripts
    is_mistaken = not text.isascii() and not _HAN.search(text) and _HAN.search(chinese or "")
    return chinese if is_mistaken else text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    has_controls = any(c < " " and c not in "\t\r\n\f\v\x1a" for c in text[:_HEAD])
    return None if has_controls else text


def looks_binary(data: bytes) -> bool:
    """Return whether NUL bytes say that this is no text in any encoding we read."""
    if b"\0" not in data[:_HEAD]:
        return False
    return decode(data) is None
