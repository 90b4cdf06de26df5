"""Puts drawn pages, their glyphs and their tags into one PDF file, through reportlab's document.

Knows nothing of notices or of how a page is laid out.

reportlab's TTFont splits a font into sets of 256 glyphs and writes ToUnicode wrongly beyond U+FFFF
(5.1.0: a rare name such as 𬱖 prints right and copies wrong). Here each font is embedded once, as a
composite font with two-byte codes, and its ToUnicode is ours.
"""

import zlib
from itertools import accumulate
from typing import NamedTuple

from shuangjian_desktop.reports.fonts import THICKENED, Face, OpenFont, meaning
from shuangjian_desktop.reports.reportlab_import import pdfdoc
from shuangjian_desktop.reports.squeeze import WHOLES
from shuangjian_desktop.reports.typeset import Typesetter

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]  # reportlab ships no types
    """reportlab's document, in which most objects are written as given.

    A notice has a tag for every cell; reportlab takes 10 µs for each object it formats itself.
    """

    def __init__(self) -> None:
        super().__init__(invariant=1, lang="zh-CN", pdfVersion=(1, 7))
        self.written: dict[int, str | bytes] = {}

    def new_number(self) -> int:
        """Return the number of an object whose body will be put into `written`."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def format(self) -> bytes:
        """Return the whole file; called by reportlab when everything has a number."""
        objects = [bytes(pdfdoc.PDFFile(self._pdfVersion).format(self))]
        number = 0
        while number < self.objectcounter:  # formatting reportlab's own may make more of them
            number += 1
            objects.append(self._object(number))
        *offsets, end = accumulate(map(len, objects))
        entries = "".join(map("%010d 00000 n \n".__mod__, offsets))
        table = f"xref\n0 {number + 1}\n0000000000 65535 f \n{entries}"
        trailer = pdfdoc.PDFTrailer(
            startxref=end,
            Size=number + 1,
            Root=self.Reference(self.Catalog),
            Info=self.Reference(self.info),
            ID=self.ID(),
        )
        return b"".join((*objects, table.encode("ascii"), trailer.format(self)))

    def _object(self, number: int) -> bytes:
        body = self.written.get(number)
        if body is None:
            name = self.numberToId[number]
            return bytes(pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self))
        if isinstance(body, str):
            return f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
        return b"%d 0 obj\n%b\nendobj\n" % (number, body)


class Tag(NamedTuple):
    """A node of the structure tree that holds others: object number, start of its body, kids."""

    number: int
    body: str
    kids: list[str]


class GlyphCodes(dict[str, str]):
    """The codes one document gives the characters of one font, four digits in order of first use.

    A squeezed mark has the code of the whole one with its moves. `glyphs` and `advances` are those
    of the codes, counted from 0.
    """

    def __init__(self, opened: OpenFont) -> None:
        super().__init__()
        self.opened = opened
        self.glyphs = [0]
        self.advances = [opened.font.advance(0)]

    def __missing__(self, char: str) -> str:
        if char in WHOLES:
            before, after = self.opened.moves(char)
            self[char] = moved = f">{before}<{self[WHOLES[char]]}>{after}<"
            return moved
        self[char] = given = f"{len(self.glyphs):04x}"
        self.glyphs.append(self.opened.glyph(ord(char)))
        self.advances.append(self.opened.advance(ord(char)))
        return given

    def shown(self, text: str) -> str:
        """Return the operator that shows a text.

        No empty string is left in it: PDFium then forgets the move that stands before it.
        """
        codes = "".join(map(self.__getitem__, text))
        return f"[<{codes}>]TJ".replace("<>", " ") if ">" in codes else f"<{codes}>Tj"


class Shown(dict[str, tuple[tuple[str, str], ...]]):
    """Texts of one face as pairs of a font's name and the operator that shows a stretch in it.

    A font has another name on the pages where it stands in for a bold one.
    """

    def __init__(self, pdf: "PdfFile", face: Face, typesetter: Typesetter) -> None:
        super().__init__()
        self._pdf, self._face, self._typesetter = pdf, face, typesetter
        self._names = THICKENED if face.is_bold else {}

    def __missing__(self, text: str) -> tuple[tuple[str, str], ...]:
        runs = self._typesetter.runs(text, self._face)
        shown = tuple(
            (self._names.get(opened.role, opened.role), self._pdf.codes(opened).shown(run))
            for opened, run in runs
        )
        self[text] = shown
        return shown


class PdfPage(NamedTuple):
    """A page being drawn: object number, and the references of the tags of its marks in order."""

    number: int
    marks: list[str]


class PdfFile:
    """One PDF being written. Pages first, then `finished` once."""

    def __init__(self, title: str, author: str) -> None:
        self._document = document = _Document()
        document.setTitle(title)
        document.setAuthor(author)
        document.setSubject("作业公示")
        document.setCreator("shuangjian_desktop")
        self._written = document.written
        self._fonts: dict[str, GlyphCodes] = {}
        self._shown: dict[Face, Shown] = {}
        self._pages: list[PdfPage] = []
        self._tags: list[Tag] = []
        self._page_tree, self._resources = document.new_number(), document.new_number()
        self._structure_root = document.new_number()
        self.root = self._branch("Document", self._structure_root)

    def shown(self, face: Face, typesetter: Typesetter) -> "Shown":
        """Return how the texts of a face are shown in this file."""
        if face not in self._shown:
            self._shown[face] = Shown(self, face, typesetter)
        return self._shown[face]

    def codes(self, opened: OpenFont) -> GlyphCodes:
        """Return the codes of a font in this file."""
        if opened.role not in self._fonts:
            self._fonts[opened.role] = GlyphCodes(opened)
        return self._fonts[opened.role]

    def _add(self, body: str) -> str:
        number = self._document.new_number()
        self._written[number] = body
        return f"{number} 0 R"

    def _stream(self, data: bytes, more: str = "", level: int = 6) -> str:
        number = self._document.new_number()
        packed = zlib.compress(data, level)
        head = f"<< /Filter /FlateDecode /Length {len(packed)}{more} >>\nstream\n"
        self._written[number] = head.encode("ascii") + packed + b"\nendstream"
        return f"{number} 0 R"

    def new_page(self) -> PdfPage:
        """Return a page to draw on; `add_page` takes it back."""
        return PdfPage(self._document.new_number(), [])

    def add_page(self, page: PdfPage, width: float, height: float, content: str) -> None:
        """Append a page; sizes in points, `content` is a content stream in ASCII."""
        contents = self._stream(content.encode("ascii"), level=1)
        self._written[page.number] = (
            f"<< /Type /Page /Parent {self._page_tree} 0 R /MediaBox [0 0 {width:.2f} {height:.2f}]"
            f" /Contents {contents} /Resources {self._resources} 0 R"
            f" /StructParents {len(self._pages)} /Tabs /S >>"
        )
        self._pages.append(page)

    def branch(self, parent: Tag, kind: str) -> Tag:
        """Return a new node of the structure tree under `parent`, for other nodes."""
        tag = self._branch(kind, parent.number)
        parent.kids.append(f"{tag.number} 0 R")
        return tag

    def _branch(self, kind: str, parent: int) -> Tag:
        tag = Tag(self._document.new_number(), f"<< /S /{kind} /P {parent} 0 R /K [", [])
        self._tags.append(tag)
        return tag

    def leaf(self, parent: Tag, kind: str, attributes: str = "") -> None:
        """Add a node with nothing on paper, such as an empty cell."""
        body = f"<< /S /{kind} /P {parent.number} 0 R{attributes} >>"
        parent.kids.append(self._add(body))

    def marked_leaf(self, parent: Tag, page: PdfPage, kind: str, attributes: str = "") -> int:
        """Add a node for what is drawn next on a page; return the mark to draw it under."""
        mark = len(page.marks)
        reference = self._add(
            f"<< /S /{kind} /P {parent.number} 0 R /Pg {page.number} 0 R{attributes} /K {mark} >>"
        )
        parent.kids.append(reference)
        page.marks.append(reference)
        return mark

    def finished(self) -> bytes:
        """Write fonts and tags, and return the file; the same pages always give the same bytes."""
        written = {role: self._font(codes) for role, codes in self._fonts.items()}
        written |= {name: written[role] for role, name in THICKENED.items() if role in written}
        fonts = " ".join(f"/{name} {reference}" for name, reference in written.items())
        self._written[self._resources] = f"<< /Font << {fonts} >> /ProcSet [/PDF /Text] >>"
        kids = " ".join(f"{page.number} 0 R" for page in self._pages)
        self._written[self._page_tree] = (
            f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>"
        )
        self._write_structure()
        catalog = self._document.Catalog
        catalog.Pages = f"{self._page_tree} 0 R"
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalog.StructTreeRoot = f"{self._structure_root} 0 R"
        data: bytes = self._document.GetPDFData(None)
        return data

    def _font(self, codes: GlyphCodes) -> str:
        font = codes.opened.font
        program = font.subset(codes.glyphs, codes.advances)
        name = f"{_subset_tag(program)}+{codes.opened.postscript_name}"
        file = self._stream(program, f" /Length1 {len(program)}", level=3)
        box = " ".join(map(str, font.bbox))
        descriptor = self._add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0"
            f" /Ascent {font.ascent} /Descent {font.descent} /CapHeight 733 /StemV 80"
            f" /FontFile2 {file} >>"
        )
        widths = " ".join(map(str, codes.advances))
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

    def _write_structure(self) -> None:
        for number, body, kids in self._tags:
            self._written[number] = f"{body}{' '.join(kids)}] >>"
        numbers = " ".join(f"{n} [{' '.join(p.marks)}]" for n, p in enumerate(self._pages))
        parents = self._add(f"<< /Nums [{numbers}] >>")
        self._written[self._structure_root] = (
            f"<< /Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree {parents}"
            f" /ParentTreeNextKey {len(self._pages)} >>"
        )


def _subset_tag(program: bytes) -> str:
    """Return the six letters that mark a subset; they follow from the glyphs alone."""
    rest = zlib.crc32(program)
    return "".join(chr(65 + (rest >> shift) % 26) for shift in (0, 5, 10, 15, 20, 25))


def _to_unicode(codes: GlyphCodes) -> str:
    pairs = [
        f"<{given}> <{meaning(char).encode('utf-16-be', 'surrogatepass').hex()}>"
        for char, given in codes.items()
        if char not in WHOLES
    ]
    blocks = []
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n")
    return _CMAP_HEAD + "".join(blocks) + _CMAP_TAIL
