"""Turns the pages of a PDF into pictures, for the preview and for people to look at.

Knows nothing of notices or of how the PDF was made.
"""

import struct
import zlib
from pathlib import Path
from typing import NamedTuple


class Picture(NamedTuple):
    """One page: `pixels` are width × height × 4 bytes, B G R A, row by row from the top."""

    width: int
    height: int
    pixels: bytes


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2  # start-up time

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def page_mm(data: bytes) -> tuple[float, float]:
    """Return width and height of the first page of a PDF in whole millimetres."""
    import pypdfium2  # start-up time

    document = pypdfium2.PdfDocument(data)
    try:
        width, height = document[0].get_size()
        return float(round(width / 72 * 25.4)), float(round(height / 72 * 25.4))
    finally:
        document.close()


def render_page(data: bytes, number: int, dpi: float) -> Picture:
    """Return one page, counted from 0, as a picture; raises IndexError for a page that is not."""
    import pypdfium2  # start-up time

    document = pypdfium2.PdfDocument(data)
    try:
        if not 0 <= number < len(document):
            raise IndexError(number)
        bitmap = document[number].render(scale=dpi / 72, force_bitmap_format=4, rev_byteorder=False)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        raw = bytes(bitmap.buffer)
        rows = (raw[y * stride : y * stride + 4 * width] for y in range(height))
        return Picture(width, height, raw if stride == 4 * width else b"".join(rows))
    finally:
        document.close()


def render_pages(data: bytes, dpi: float) -> list[Picture]:
    """Return every page as a picture."""
    return [render_page(data, number, dpi) for number in range(count_pages(data))]


def write_png(picture: Picture, path: Path) -> None:
    """Write a picture as an opaque PNG; raises OSError."""
    path.write_bytes(png(picture))


def png(picture: Picture) -> bytes:
    """Return a picture as an opaque PNG; the same picture gives the same bytes."""
    width, height, pixels = picture
    red_green_blue = bytearray(3 * width * height)
    red_green_blue[0::3], red_green_blue[1::3], red_green_blue[2::3] = (
        pixels[2::4],
        pixels[1::4],
        pixels[0::4],
    )
    line = 3 * width
    rows = b"".join(b"\0" + red_green_blue[y * line : (y + 1) * line] for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)
