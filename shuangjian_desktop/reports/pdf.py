"""Puts drawn pages, their glyphs and their tags into one PDF file, through reportlab's document.

Knows nothing of notices or of how a page is laid out.

reportlab's TTFont splits a font into sets of 256 glyphs and writes ToUnicode wrongly beyond U+FFFF
(5.1.0: a rare name such as 𬱖 prints right and copies wrong). Here each font is embedded once, as a
composite font with two-byte codes, and its ToUnicode is ours.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfdoc

from shuangjian_desktop.reports.fonts import OpenFont

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab ships no types
    """An indirect object written as given."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.body = b""

    def format(self, document: object) -> bytes:  # noqa: ARG002 - reportlab calls it so
        return self.body


@dataclass(slots=True)
class Tag:
    """A node of the structure tree: element type, children (tags, or marks drawn on `page`)."""

    kind: str
    page: int = 0
    kids: list["Tag | int"] = field(default_factory=list)
    attributes: str = ""


class GlyphCodes(dict[int, int]):
    """The two-byte codes one document gives the characters of one font, in order of first use."""

    def __init__(self, opened: OpenFont) -> None:
        super().__init__()
        self.opened = opened
        self.glyphs = [0]

    def __missing__(self, code: int) -> int:
        self[code] = given = len(self.glyphs)
        self.glyphs.append(self.opened.font.glyph(code))
        return given

    def encoded(self, text: str) -> str:
        """Return a text as the hexadecimal string of a content stream."""
        return text.translate(self).encode("utf-16-be", "surrogatepass").hex()


class PdfFile:
    """One PDF being written. Pages first, then `finished` once."""

    def __init__(self, title: str, author: str) -> None:
        self._document = document = pdfdoc.PDFDocument(invariant=1, lang="zh-CN", pdfVersion=(1, 7))
        document.setTitle(title)
        document.setAuthor(author)
        document.setSubject("作业公示")
        document.setCreator("shuangjian_desktop")
        self._fonts: dict[str, GlyphCodes] = {}
        self._pages: list[tuple[_Raw, str]] = []
        self._resources, self._resources_ref = self._new()
        self.root = Tag("Document")

    def codes(self, opened: OpenFont) -> GlyphCodes:
        """Return the codes of a font in this file."""
        if opened.role not in self._fonts:
            self._fonts[opened.role] = GlyphCodes(opened)
        return self._fonts[opened.role]

    def _new(self) -> tuple[_Raw, str]:
        raw = _Raw()
        name = self._document.Reference(raw).name
        return raw, f"{self._document.idToObjectNumberAndVersion[name][0]} 0 R"

    def _add(self, body: str) -> str:
        raw, reference = self._new()
        raw.body = body.encode("ascii")
        return reference

    def _stream(self, data: bytes, more: str = "", level: int = 6) -> str:
        raw, reference = self._new()
        packed = zlib.compress(data, level)
        head = f"<< /Filter /FlateDecode /Length {len(packed)}{more} >>\nstream\n"
        raw.body = head.encode("ascii") + packed + b"\nendstream\n"
        return reference

    def add_page(self, width: float, height: float, content: str) -> None:
        """Append a page; sizes in points, `content` is a content stream in ASCII."""
        number = len(self._pages)
        contents = self._stream(content.encode("ascii"), level=2)
        raw, reference = self._new()
        parent = (
            self._document.Reference(self._document.Pages).format(self._document).decode("ascii")
        )
        raw.body = (
            f"<< /Type /Page /Parent {parent} /MediaBox [0 0 {width:.2f} {height:.2f}]"
            f" /Contents {contents} /Resources {self._resources_ref}"
            f" /StructParents {number} /Tabs /S >>"
        ).encode("ascii")
        self._document.Pages.addPage(raw)
        self._pages.append((raw, reference))

    def finished(self) -> bytes:
        """Write fonts and tags, and return the file; the same pages always give the same bytes."""
        fonts = " ".join(f"/{role} {self._font(codes)}" for role, codes in self._fonts.items())
        self._resources.body = f"<< /Font << {fonts} >> /ProcSet [/PDF /Text] >>".encode("ascii")
        catalog = self._document.Catalog
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalog.StructTreeRoot = self._structure()
        data: bytes = self._document.GetPDFData(None)
        return data

    def _font(self, codes: GlyphCodes) -> str:
        font = codes.opened.font
        program = font.subset(codes.glyphs)
        name = f"{_subset_tag(program)}+{codes.opened.postscript_name}"
        file = self._stream(program, f" /Length1 {len(program)}", level=3)
        box = " ".join(map(str, font.bbox))
        descriptor = self._add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0"
            f" /Ascent {font.ascent} /Descent {font.descent} /CapHeight 733 /StemV 80"
            f" /FontFile2 {file} >>"
        )
        widths = " ".join(str(font.advance(glyph)) for glyph in codes.glyphs)
        descendant = self._add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /FontDescriptor {descriptor}"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /CIDToGIDMap /Identity /DW 1000 /W [0 [{widths}]] >>"
        )
        unicode_map = self._stream(_to_unicode(codes).encode("ascii"), level=3)
        return self._add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant}] /ToUnicode {unicode_map} >>"
        )

    def _structure(self) -> _Raw:
        root, reference = self._new()
        marks: list[list[str]] = [[] for _ in self._pages]
        top = self._element(self.root, reference, marks)
        numbers = " ".join(f"{n} [{' '.join(page)}]" for n, page in enumerate(marks))
        parents = self._add(f"<< /Nums [{numbers}] >>")
        root.body = (
            f"<< /Type /StructTreeRoot /K {top} /ParentTree {parents}"
            f" /ParentTreeNextKey {len(marks)} >>"
        ).encode("ascii")
        return root

    def _element(self, tag: Tag, parent: str, marks: Sequence[list[str]]) -> str:
        raw, reference = self._new()
        kids = []
        for kid in tag.kids:
            if isinstance(kid, Tag):
                kids.append(self._element(kid, reference, marks))
            else:
                kids.append(str(kid))
                marks[tag.page].append(reference)
        page = f" /Pg {self._pages[tag.page][1]}" if self._pages else ""
        raw.body = (
            f"<< /S /{tag.kind} /P {parent}{page}{tag.attributes} /K [{' '.join(kids)}] >>"
        ).encode("ascii")
        return reference


def _subset_tag(program: bytes) -> str:
    """Return the six letters that mark a subset; they follow from the glyphs alone."""
    rest = zlib.crc32(program)
    return "".join(chr(65 + (rest >> shift) % 26) for shift in (0, 5, 10, 15, 20, 25))


def _to_unicode(codes: GlyphCodes) -> str:
    pairs = [
        f"<{given:04x}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex()}>"
        for code, given in codes.items()
    ]
    blocks = []
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n")
    return _CMAP_HEAD + "".join(blocks) + _CMAP_TAIL
