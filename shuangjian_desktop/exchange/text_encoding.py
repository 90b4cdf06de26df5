"""Find the encoding of a text file: byte order mark, UTF-8, UTF-16 without a mark, GB18030 (F28).

Knows nothing of what the text says.
"""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 4096


def decode(data: bytes) -> str | None:
    """Return the text, or None when no encoding fits or the bytes are no text at all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    candidates = ("utf-16-le", "utf-16-be") if b"\0" in data[:_HEAD] else ("utf-8", "gb18030")
    texts = [text for encoding in candidates if (text := _decoded(data, encoding)) is not None]
    # ASCII digits and marks tell the two byte orders apart: read the wrong way they are no ASCII
    return max(texts, key=lambda text: sum(c.isascii() for c in text[:_HEAD]), default=None)


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
