"""Look into a zipped workbook without parsing it: sizes, ratios, row counts, declarations.

Knows nothing of cells; it only decides whether the parser may see the file (F21, F22, F23, F25).
"""

import io
import re
import zipfile
import zlib
from typing import IO

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.cells import MAX_CELLS, MAX_ROWS

MAX_MEMBERS = 3000
MAX_EXPANDED_BYTES = 256 * 1024 * 1024
MAX_RATIO = 250
_RATIO_FREE_BYTES = 2 * 1024 * 1024
_CHUNK = 1 << 20
_OVERLAP = 16
_DECLARATIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_OTHER_DOCUMENTS = {
    "word/document.xml": "是Word文档，请导入.xlsx、.xls或.csv表格。",
    "ppt/presentation.xml": "是演示文稿，请导入.xlsx、.xls或.csv表格。",
    "xl/workbook.bin": "是.xlsb格式，请另存为.xlsx再导入。",
    "content.xml": "是ODS格式，请另存为.xlsx再导入。",
}
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def check_workbook_zip(name: str, data: bytes) -> None:
    """Raise UserError unless `data` is a whole, bounded, harmless .xlsx package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            _check_contents(name, [member.filename for member in members])
            _check_sizes(name, members)
            for member in members:
                if member.filename.casefold().endswith((".xml", ".rels", ".vml")):
                    _check_xml(name, package, member)
    except BROKEN_ZIP as error:
        raise UserError(f"“{name}”不完整或已损坏，请重新下载、拷贝或另存后再导入。") from error


def _check_contents(name: str, filenames: list[str]) -> None:
    for marker, sentence in _OTHER_DOCUMENTS.items():
        if marker in filenames:
            raise UserError(f"“{name}”{sentence}")
    if not any(filename.endswith("workbook.xml") for filename in filenames):
        raise UserError(f"“{name}”是压缩包而不是表格，请解压后导入里面的.xlsx文件。")


def _check_sizes(name: str, members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise UserError(f"“{name}”设有打开密码，请先去掉打开密码再导入。")
    expanded = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    is_bomb = expanded > _RATIO_FREE_BYTES and expanded > MAX_RATIO * max(packed, 1)
    if len(members) > MAX_MEMBERS or expanded > MAX_EXPANDED_BYTES or is_bomb:
        raise UserError(f"“{name}”解压后过大，不像正常的表格，没有打开；请另存一份只含数据的表。")


def _check_xml(name: str, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    is_sheet = "worksheets/" in member.filename
    rows = cells = 0
    with package.open(member) as stream:
        tail = b""
        while chunk := _next(stream):
            window = tail + chunk
            if any(mark in window for mark in _DECLARATIONS):
                raise UserError(
                    f"“{name}”文件含不安全内容，没有打开；请向提供者要一份重新另存的表。"
                )
            if is_sheet:  # the overlap is counted twice at most once per chunk: a cap, not a census
                rows += len(_ROW.findall(window))
                cells += len(_CELL.findall(window))
            if rows > MAX_ROWS or cells > MAX_CELLS:
                raise UserError(f"“{name}”行数太多（超过{MAX_ROWS}行），请删去空行或分成几个文件。")
            tail = window[-_OVERLAP:]


def _next(stream: IO[bytes]) -> bytes:
    return stream.read(_CHUNK)
