"""Reads a TrueType font lazily and cuts out the glyphs a document uses.

Knows nothing of PDF or of which characters a notice needs.

reportlab's own reader walks every glyph when a font is opened (50 ms for a Chinese one); here only
the directory is read, and a character is looked up when it is printed for the first time.
"""

from bisect import bisect_left
from collections.abc import Sequence
from struct import Struct, error, pack, unpack_from

_COMPONENT_WORDS, _COMPONENT_SCALE, _COMPONENT_MORE = 0x0001, 0x0008, 0x0020
_COMPONENT_XY_SCALE, _COMPONENT_MATRIX = 0x0040, 0x0080
_KEPT_AS_THEY_ARE = (b"cvt ", b"fpgm", b"prep")
_TABLE_RECORD = Struct(">4sIII")


class BrokenFont(Exception):
    """The bytes are not a TrueType font this reader understands."""


class FontFile:
    """One TrueType font. Lengths are thousandths of the type size; glyph 0 is "no such glyph"."""

    def __init__(self, data: bytes) -> None:
        """Read the directory and the few metrics of the whole font; raises BrokenFont."""
        self._data = data
        self._starts: tuple[int, ...] = ()
        self._ends: tuple[int, ...] = ()
        self._firsts: tuple[int, ...] = ()
        self._deltas: tuple[int, ...] = ()
        self._indirect: tuple[int, ...] = ()
        try:
            self._read_directory()
            self._read_cmap()
        except (error, KeyError, IndexError) as broken:
            raise BrokenFont(str(broken)) from broken

    def _read_directory(self) -> None:
        data = self._data
        count = unpack_from(">H", data, 4)[0]
        records = (_TABLE_RECORD.unpack_from(data, 12 + 16 * n) for n in range(count))
        self._tables = {tag: (offset, length) for tag, _, offset, length in records}
        head = self._tables[b"head"][0]
        self._per_em: int = unpack_from(">H", data, head + 18)[0]
        self.bbox = tuple(self._scaled(v) for v in unpack_from(">4h", data, head + 36))
        self._long_loca = unpack_from(">h", data, head + 50)[0] == 1
        hhea = self._tables[b"hhea"][0]
        ascent, descent = unpack_from(">2h", data, hhea + 4)
        self.ascent, self.descent = self._scaled(ascent), self._scaled(descent)
        self._full_metrics = unpack_from(">H", data, hhea + 34)[0]
        self._loca, self._glyf = self._tables[b"loca"][0], self._tables[b"glyf"][0]
        self._hmtx = self._tables[b"hmtx"][0]

    def _scaled(self, units: int) -> int:
        return round(units * 1000 / self._per_em)

    def _read_cmap(self) -> None:
        start = self._tables[b"cmap"][0]
        best = (0, 0)
        for n in range(unpack_from(">H", self._data, start + 2)[0]):
            offset = start + unpack_from(">I", self._data, start + 8 + 8 * n)[0]
            form = unpack_from(">H", self._data, offset)[0]
            best = max(best, (form, offset)) if form in (4, 12) else best
        if not best[0]:
            raise BrokenFont("no usable character map")
        self._read_groups(best[1]) if best[0] == 12 else self._read_segments(best[1])

    def _read_groups(self, offset: int) -> None:
        count = unpack_from(">I", self._data, offset + 12)[0]
        flat = unpack_from(f">{3 * count}I", self._data, offset + 16)
        self._starts, self._ends, self._firsts = flat[0::3], flat[1::3], flat[2::3]

    def _read_segments(self, offset: int) -> None:
        count = unpack_from(">H", self._data, offset + 6)[0] // 2
        read = f">{count}H"
        self._ends = unpack_from(read, self._data, offset + 14)
        at = offset + 16 + 2 * count
        self._starts = unpack_from(read, self._data, at)
        self._deltas = unpack_from(read, self._data, at + 2 * count)
        ranges = unpack_from(read, self._data, at + 4 * count)
        base = at + 4 * count
        self._indirect = tuple(r and base + 2 * n + r for n, r in enumerate(ranges))

    def glyph(self, code: int) -> int:
        """Return the glyph of a code point, 0 when the font has none."""
        n = bisect_left(self._ends, code)
        if n == len(self._ends) or self._starts[n] > code:
            return 0
        if self._firsts:
            return self._firsts[n] + code - self._starts[n]
        if not self._indirect[n]:
            return (code + self._deltas[n]) & 0xFFFF
        at = self._indirect[n] + 2 * (code - self._starts[n])
        found: int = unpack_from(">H", self._data, at)[0]
        return (found + self._deltas[n]) & 0xFFFF if found else 0

    def advance(self, glyph: int) -> int:
        """Return how far a glyph moves the pen, in thousandths of the type size."""
        return self._scaled(self._metric(glyph)[0])

    def snug(self, glyph: int) -> int:
        """Return the advance of a glyph whose blank right side is cut to the size of its left."""
        left, _, right = unpack_from(">3h", self._outline(glyph), 2)
        return self._scaled(left + right)

    def _metric(self, glyph: int) -> tuple[int, int]:
        full = self._full_metrics
        if glyph < full:
            advance, bearing = unpack_from(">Hh", self._data, self._hmtx + 4 * glyph)
            return advance, bearing
        advance = unpack_from(">H", self._data, self._hmtx + 4 * (full - 1))[0]
        at = self._hmtx + 4 * full + 2 * (glyph - full)
        return advance, unpack_from(">h", self._data, at)[0]

    def _outline(self, glyph: int) -> bytes:
        if self._long_loca:
            first, last = unpack_from(">2I", self._data, self._loca + 4 * glyph)
        else:
            first, last = (2 * v for v in unpack_from(">2H", self._data, self._loca + 2 * glyph))
        return self._data[self._glyf + first : self._glyf + last]

    def subset(self, glyphs: Sequence[int], advances: Sequence[int]) -> bytes:
        """Return a font in which new glyph n is the old `glyphs[n]`, `advances[n]` wide.

        `glyphs[0]` must be 0.
        """
        order = list(glyphs)
        place = {glyph: n for n, glyph in reversed(list(enumerate(order)))}
        outlines = []
        for glyph in order:
            outline = self._outline(glyph)
            outlines.append(
                self._with_parts(outline, order, place) if outline[:1] >= b"\x80" else outline
            )
        metrics = [self._metric(glyph) for glyph in order]
        for n, advance in enumerate(advances):
            metrics[n] = (round(advance * self._per_em / 1000), metrics[n][1])
        return self._assemble(outlines, metrics)

    def _with_parts(self, outline: bytes, order: list[int], place: dict[int, int]) -> bytes:
        """Point a composed glyph at its parts in the new font, which `order` grows by."""
        changed, at, more = bytearray(outline), 10, True
        while more:
            flags, part = unpack_from(">2H", outline, at)
            if part not in place:
                place[part] = len(order)
                order.append(part)
            changed[at + 2 : at + 4] = pack(">H", place[part])
            at += 8 if flags & _COMPONENT_WORDS else 6
            if flags & _COMPONENT_SCALE:
                at += 2
            elif flags & _COMPONENT_XY_SCALE:
                at += 4
            elif flags & _COMPONENT_MATRIX:
                at += 8
            more = bool(flags & _COMPONENT_MORE)
        return bytes(changed)

    def _assemble(self, outlines: list[bytes], metrics: list[tuple[int, int]]) -> bytes:
        offsets, body, total = [0], [], 0
        for outline in outlines:
            body.append(outline + bytes(-len(outline) % 4))
            total += len(body[-1])
            offsets.append(total)
        tables = {tag: self._table(tag) for tag in _KEPT_AS_THEY_ARE if tag in self._tables}
        count = len(outlines)
        tables[b"glyf"] = b"".join(body)
        tables[b"loca"] = pack(f">{count + 1}I", *offsets)
        tables[b"hmtx"] = b"".join(pack(">Hh", *metric) for metric in metrics)
        tables[b"head"] = _patched(_patched(self._table(b"head"), 50, 1), 8, 0, ">I")
        tables[b"hhea"] = _patched(self._table(b"hhea"), 34, count)
        tables[b"maxp"] = _patched(self._table(b"maxp"), 4, count)
        return _font_bytes(tables)

    def _table(self, tag: bytes) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]


def _patched(table: bytes, at: int, value: int, form: str = ">H") -> bytes:
    new = pack(form, value)
    return table[:at] + new + table[at + len(new) :]


def _font_bytes(tables: dict[bytes, bytes]) -> bytes:
    """Join tables behind a directory. Checksums stay 0: no PDF reader looks at them."""
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    directory = [pack(">IHHHH", 0x00010000, count, search, power, 16 * count - search)]
    body, at = [], 12 + 16 * count
    for tag in sorted(tables):
        table = tables[tag]
        directory.append(pack(">4sIII", tag, 0, at, len(table)))
        body.append(table + bytes(-len(table) % 4))
        at += len(body[-1])
    return b"".join(directory + body)
