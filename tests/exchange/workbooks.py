"""Build workbooks for tests: ordinary ones, and packages written by hand to be wrong on purpose."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HOMEWORK_HEAD = ("日期", "班级", "学科", "作业内容", "预计时长")


def xlsx(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]]]) -> Path:
    """Write sheets of rows with openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def xls(path: Path, rows: Sequence[Sequence[Any]], formats: dict[tuple[int, int], str]) -> Path:
    """Write one sheet of an old workbook; `formats` are number formats by row and column."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("作业")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                text = formats.get((number, column))
                style = xlwt.easyxf(num_format_str=text) if text else xlwt.Style.default_style
                sheet.write(number, column, value, style)
    book.save(str(path))
    return path


def package(path: Path, sheet_xml: str | bytes, extra: dict[str, bytes] | None = None) -> Path:
    """Write a package whose one worksheet is exactly `sheet_xml`."""
    base = io.BytesIO()
    openpyxl.Workbook().save(base)
    body = sheet_xml.encode() if isinstance(sheet_xml, str) else sheet_xml
    with (
        zipfile.ZipFile(base) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in (extra or {}):
                target.writestr(name, body if name.endswith("sheet1.xml") else source.read(name))
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return path


def worksheet(rows_xml: str, tail: str = "") -> str:
    """Return a worksheet part with the rows given."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows_xml}</sheetData>{tail}</worksheet>'


def inline(address: str, text: str) -> str:
    """Return a cell with a text."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'
