"""Let a file in only when it is what it says, of a sane size and harmless (F21 to F26).

Knows nothing of what the tables mean; nothing is parsed before it has passed here.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.text_encoding import looks_binary
from shuangjian_desktop.exchange.zip_gate import check_workbook_zip

MAX_FILE_BYTES = 32 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_ZIP_SUFFIXES = (".xlsx", ".xlsm")
_OLE_SUFFIXES = (".xls", ".et")


class FileKind(StrEnum):
    """What the bytes are, after the name and the content agreed."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class GatedFile:
    """A file that passed: its name, its kind and all its bytes."""

    name: str
    kind: FileKind
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 in hex: the same content is recognised whatever its name (F29)."""
        return hashlib.sha256(self.data).hexdigest()


def open_workbook_bytes(path: Path) -> GatedFile:
    """Read and check a .xlsx, .xls or .csv file; raises UserError that names what is wrong."""
    name = path.name
    if name.startswith("~$"):
        raise UserError(f"“{name}”是表格软件留下的临时文件，请选名字里没有“~$”的那个文件。")
    data = read_bounded(path)
    if not data:
        raise UserError(f"“{name}”是空文件，请检查是否下载或拷贝完整。")
    return GatedFile(name, _kind(name, path.suffix.casefold(), data), data)


def read_bounded(path: Path) -> bytes:
    """Return the bytes of a file of at most 32 MB; raises UserError for anything unreadable."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise UserError(f"找不到文件“{path}”，请检查路径。") from error
    except IsADirectoryError as error:
        raise UserError(f"“{path}”是一个文件夹，请选择文件。") from error
    except PermissionError as error:
        if path.is_dir():
            raise UserError(f"“{path}”是一个文件夹，请选择文件。") from error
        message = f"“{path.name}”读不出来，可能正被WPS或Excel打开，请先关闭再导入。"
        raise UserError(message) from error
    except (OSError, ValueError) as error:
        raise UserError(f"“{path.name[:60]}”读不出来，请检查磁盘或换一个位置再试。") from error
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        raise UserError(f"“{path.name}”超过{limit}MB，请删去图片和无关的工作表后再导入。")
    return data


def _kind(name: str, suffix: str, data: bytes) -> FileKind:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if suffix not in _ZIP_SUFFIXES:
            check_workbook_zip(name, data)
            raise UserError(f"“{name}”其实是.xlsx格式，请把扩展名改成.xlsx再导入。")
        check_workbook_zip(name, data)
        return FileKind.XLSX
    if data.startswith(_OLE):
        return _ole_kind(name, suffix, data)
    if suffix in _TEXT_SUFFIXES:
        if looks_binary(data):
            raise UserError(f"“{name}”不是文本表格，请另存为.csv或.xlsx再导入。")
        return FileKind.CSV
    if suffix in _OLE_SUFFIXES and data[:2] in _OLD_BIFF:
        return FileKind.XLS
    if suffix in (*_ZIP_SUFFIXES, *_OLE_SUFFIXES):
        raise UserError(_what_it_really_is(name, suffix, data))
    raise UserError(f"“{name}”不是能导入的文件，请用.xlsx、.xls或.csv。")


def _ole_kind(name: str, suffix: str, data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UserError(f"“{name}”设有打开密码，请先去掉打开密码再导入。")
    if "WordDocument".encode("utf-16-le") in data:
        raise UserError(f"“{name}”是Word文档，请导入.xlsx、.xls或.csv表格。")
    if suffix not in _OLE_SUFFIXES:
        raise UserError(f"“{name}”其实是旧的.xls格式，请把扩展名改成.xls，或另存为.xlsx再导入。")
    return FileKind.XLS


def _what_it_really_is(name: str, suffix: str, data: bytes) -> str:
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \r\n\t").lower()
    resave = "请用WPS或Excel打开后另存为.xlsx再导入。"
    if head.startswith(b"<?xml") and b"<html" not in head:
        return f"“{name}”其实是XML格式，不是真正的{suffix}，{resave}"
    if head.startswith((b"<", b"mime-version")) or b"<table" in head:
        return f"“{name}”其实是网页（HTML）格式，不是真正的{suffix}，{resave}"
    if not looks_binary(data) and any(mark in head for mark in (b",", b"\t", b";")):
        return f"“{name}”其实是文本（CSV）格式，请把扩展名改成.csv再导入。"
    return f"“{name}”已损坏或不是表格文件，请重新导出或另存为.xlsx再导入。"
