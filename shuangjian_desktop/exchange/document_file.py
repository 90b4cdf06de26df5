"""Let in a document the school holds (PDF, picture, Word, OFD): whole, not too large, what it says.

Knows nothing of what it is kept for; nothing in it is parsed.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from shuangjian_desktop.errors import UserError

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
MAX_FILE_NAME = 120
_MEGABYTE = 1024 * 1024
_LOOKED_AT = 1024  # a PDF may begin a little later
_OLE, _ZIP = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), (b"PK\x03\x04",)
_JPEG, _TIFF = (b"\xff\xd8\xff",), (b"II*\x00", b"MM\x00*")
_STARTS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",), ".png": (b"\x89PNG",), ".jpg": _JPEG, ".jpeg": _JPEG, ".bmp": (b"BM",),
    ".tif": _TIFF, ".tiff": _TIFF, ".doc": _OLE, ".wps": _OLE, ".docx": _ZIP, ".ofd": _ZIP,
}  # fmt: skip
SUFFIXES = tuple(_STARTS)
"""The kinds of files that are taken, as they end."""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document that passed: its name, all its bytes and their SHA-256 in hex."""

    name: str
    data: bytes
    digest: str


def read_document(path: Path) -> DocumentFile:
    """Read a document of at most 20 MB; UserError says in one sentence what is wrong with it."""
    name = path.name
    starts = _STARTS.get(path.suffix.casefold())
    if starts is None:
        raise UserError(
            f"“{name[:60]}”不是能附上的文件，没有改动；请选PDF、图片（png、jpg、tif）、Word或OFD文件。"
        )
    if len(name) > MAX_FILE_NAME:
        raise UserError(
            f"“{name[:30]}…”的文件名超过{MAX_FILE_NAME}个字，没有改动；请改短后再附上。"
        )
    data = _read(path)
    if not data:
        raise UserError(f"“{name}”是空文件，没有改动；请检查是否下载或拷贝完整。")
    head = data[:_LOOKED_AT] if path.suffix.casefold() == ".pdf" else b""
    if not (data.startswith(starts) or starts[0] in head):
        raise UserError(
            f"“{name}”已损坏，或内容不是{path.suffix}文件，没有改动；请打开看看，再重新选择。"
        )
    return DocumentFile(name, data, sha256(data).hexdigest())


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_DOCUMENT_BYTES + 1)
    except FileNotFoundError as error:
        raise UserError(f"找不到文件“{path}”，没有改动；请检查它是否已被移走。") from error
    except (OSError, ValueError) as error:
        if path.is_dir():
            raise UserError(f"“{path}”是一个文件夹，没有改动；请选择文件。") from error
        raise UserError(
            f"“{path.name}”读不出来，没有改动；请关闭正在使用它的程序，或换一个位置再试。"
        ) from error
    if len(data) > MAX_DOCUMENT_BYTES:
        raise UserError(
            f"“{path.name}”超过{MAX_DOCUMENT_BYTES // _MEGABYTE}MB，没有改动；"
            "请用较低的清晰度重新扫描，或分成几个文件附上。"
        )
    return data
