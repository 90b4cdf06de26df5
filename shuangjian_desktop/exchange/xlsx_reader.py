"""Read an .xlsx package into sheets of cells, streaming, with bounded memory (F21, F27, F30).

Knows nothing of what the columns mean. The package has passed the gate. openpyxl is used for what a
date format is and for writing only: it takes a merged XFD1048576 literally, loses formulas
without results, and does not know the Chinese built-in date formats 27-36 and 50-58.
"""

import io
import math
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    NO_CACHED_RESULT,
    Cell,
    CellValue,
    Sheet,
)
from shuangjian_desktop.exchange.merging import Area, rows_with_merges
from shuangjian_desktop.exchange.zip_gate import BROKEN_ZIP

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CHINESE_DATE_FORMATS = frozenset((*range(27, 37), *range(50, 59)))


@dataclass(frozen=True, slots=True)
class _Book:
    package: zipfile.ZipFile
    strings: tuple[str, ...]
    date_styles: frozenset[int]
    starts_1904: bool


def read_xlsx(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Return all worksheets with cells, hidden ones marked; raises UserError."""
    from defusedxml.common import DefusedXmlException  # start-up time

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return tuple(_read_package(package))
    except DefusedXmlException as error:
        raise UserError(
            f"“{name}”文件含不安全内容，没有打开；请向提供者要一份重新另存的表。"
        ) from error
    except (ParseError, LookupError, *BROKEN_ZIP) as error:
        message = f"“{name}”不完整或已损坏，请重新下载、拷贝或另存后再导入。"
        raise UserError(message) from error


def _read_package(package: zipfile.ZipFile) -> Iterator[Sheet]:
    main = next(
        (target for _, kind, target in _relations(package, "") if kind.endswith("/officeDocument")),
        "xl/workbook.xml",
    )
    relations = {key: (kind, target) for key, kind, target in _relations(package, main)}
    targets = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
    workbook = _tree(package, main)
    properties = next(_named(workbook, "workbookPr"), None)
    book = _Book(
        package,
        _shared_strings(package, targets.get("sharedStrings")),
        _date_styles(package, targets.get("styles")),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )
    for element in _named(workbook, "sheet"):
        key = element.get(f"{{{_RELATION}}}id") or element.get(f"{{{_STRICT_RELATION}}}id") or ""
        kind, target = relations.get(key, ("", ""))
        if kind.endswith("/worksheet"):
            hidden = element.get("state", "visible") != "visible"
            yield _read_sheet(book, element.get("name") or key, target, hidden=hidden)


def _relations(package: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    folder, _, leaf = part.rpartition("/")
    path = posixpath.join(folder, "_rels", f"{leaf}.rels")
    if path not in package.namelist():
        return []
    return [
        (
            element.get("Id") or "",
            element.get("Type") or "",
            posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip(
                "/"
            ),
        )
        for element in _named(_tree(package, path), "Relationship")
        if element.get("TargetMode") != "External"
    ]


def _shared_strings(package: zipfile.ZipFile, part: str | None) -> tuple[str, ...]:
    if part is None or part not in package.namelist():
        return ()
    strings = []
    with package.open(part) as stream:
        for element in _ends(stream):
            if _local(element) == "si":
                strings.append(_text(element))
                element.clear()
    return tuple(strings)


def _date_styles(package: zipfile.ZipFile, part: str | None) -> frozenset[int]:
    """Return the indexes of cell styles that show a number as a date or a time."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format  # start-up time

    if part is None or part not in package.namelist():
        return frozenset()
    styles = _tree(package, part)
    formats = dict(BUILTIN_FORMATS)
    for element in _named(styles, "numFmt"):
        formats[int(element.get("numFmtId") or 0)] = element.get("formatCode") or ""
    crossed = next(_named(styles, "cellXfs"), None)
    numbers = [int(xf.get("numFmtId") or 0) for xf in crossed] if crossed is not None else []
    return frozenset(
        index
        for index, number in enumerate(numbers)
        if number in _CHINESE_DATE_FORMATS or is_date_format(formats.get(number, "General"))
    )


def _read_sheet(book: _Book, name: str, part: str, *, hidden: bool) -> Sheet:
    found: dict[int, dict[int, Cell]] = {}
    areas: list[Area] = []
    previous = 0
    with book.package.open(part) as stream:
        for element in _ends(stream):
            tag = _local(element)
            if tag == "row":
                previous = int(element.get("r") or previous + 1)
                cells = _row_cells(book, name, previous, element)
                if cells:
                    found[previous] = cells
                element.clear()
            elif tag == "mergeCell":
                areas += _area(element.get("ref") or "")
    return Sheet(name, hidden, rows_with_merges(found, areas))


def _row_cells(book: _Book, sheet: str, number: int, element: Element) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    column = -1
    for child in element:
        if _local(child) != "c":
            continue
        address = _ADDRESS.fullmatch(child.get("r") or "")
        column = column_index(address[1]) if address else column + 1
        cell = _cell(book, child)
        if cell.is_blank:
            continue
        if number > MAX_ROWS or column >= MAX_COLUMNS:
            place = f"{sheet}!{child.get('r') or number}"
            raise UserError(f"“{place}”离表格太远，请删除这个单元格的内容后再导入。")
        cells[column] = cell
    return cells


def _cell(book: _Book, element: Element) -> Cell:
    kind = element.get("t") or "n"
    parts = {_local(child): child for child in element}
    if kind == "inlineStr":
        return Cell(_text(parts["is"]) or None) if "is" in parts else Cell()
    value = parts.get("v")
    text = value.text if value is not None else None
    if text is None:
        is_unanswered = "f" in parts and (value is None or kind != "str")  # "" is a result
        return Cell(error=NO_CACHED_RESULT) if is_unanswered else Cell()
    if kind == "s":
        return Cell(book.strings[int(text)] or None)
    if kind == "e":
        return Cell(error=text)
    if kind == "b":
        return Cell(text.strip() in ("1", "true"))
    if kind == "str":
        return Cell(_unescaped(text) or None)
    if kind == "d":
        return Cell(_without_midnight(datetime.fromisoformat(text)))
    return _number(text, is_date=int(element.get("s") or 0) in book.date_styles, book=book)


def _number(text: str, *, is_date: bool, book: _Book) -> Cell:
    number = float(text)
    if not math.isfinite(number):
        return Cell(error="#NUM!")
    if is_date and (moment := _moment(number, book)) is not None:
        return Cell(moment)
    return Cell(int(number) if number.is_integer() and abs(number) < 1e15 else number)


def _moment(serial: float, book: _Book) -> CellValue:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    epoch = CALENDAR_MAC_1904 if book.starts_1904 else CALENDAR_WINDOWS_1900
    try:
        moment = from_excel(serial, epoch)
    except (OverflowError, ValueError):
        return None
    return _without_midnight(moment) if isinstance(moment, datetime) else moment


def _without_midnight(moment: datetime) -> date | datetime:
    return moment.date() if moment.time() == time() else moment


def _area(ref: str) -> list[Area]:
    first, _, last = ref.partition(":")
    start, end = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
    if start is None or end is None:
        return []
    return [Area(int(start[2]), int(end[2]), column_index(start[1]), column_index(end[1]))]


def column_index(letters: str) -> int:
    """Return 0 for A, 25 for Z, 26 for AA."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _text(element: Element) -> str:
    """Join the runs of a string; the pinyin of <rPh> is not part of it."""
    parts = []
    for child in element:
        if _local(child) == "t":
            parts.append(child.text or "")
        elif _local(child) == "r":
            parts += [run.text or "" for run in child if _local(run) == "t"]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _named(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element) == name)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _tree(package: zipfile.ZipFile, part: str) -> Element:
    from defusedxml.ElementTree import parse  # start-up time

    with package.open(part) as stream:
        root: Any = parse(stream, forbid_dtd=True).getroot()
    if not isinstance(root, Element):
        raise ParseError(part)
    return root


def _ends(stream: IO[bytes]) -> Iterator[Element]:
    """Yield elements as they end; finished rows are cut off so that memory stays flat."""
    from defusedxml.ElementTree import iterparse  # start-up time

    open_elements: list[Element] = []
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            open_elements.append(element)
            continue
        open_elements.pop()
        yield element
        if _local(element) in ("row", "si", "mergeCell") and open_elements:
            open_elements[-1].remove(element)
