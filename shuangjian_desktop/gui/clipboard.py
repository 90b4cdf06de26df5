"""Cells on the clipboard: tab-separated text and HTML for others, whole items for ourselves.

Knows items and mime data; what a paste would do is app/paste.
"""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from shuangjian_desktop.app.paste_clip import Cell, Clip
from shuangjian_desktop.app.quick_entry import quick_text
from shuangjian_desktop.domain.ids import new_id

Block = tuple[tuple[Cell, ...], ...]
_OWN = "application/x-shuangjian-homework"


class CellClipboard:
    """Remembers what was last copied here, so that a paste in this window keeps every field."""

    def __init__(self) -> None:
        self._block: Block = ()
        self._ticket = b""

    def copy(self, block: Block) -> None:
        """Put cells on the system clipboard (P14)."""
        self._block, self._ticket = block, new_id().encode()
        data = mime_data()
        data.setText(_as_text(block))
        data.setHtml(_as_html(block))
        data.setData(_OWN, self._ticket)
        QGuiApplication.clipboard().setMimeData(data)

    def own_block(self) -> Block | None:
        """Return the cells as copied here, unless something else has been copied since."""
        data = QGuiApplication.clipboard().mimeData()
        ticket = bytes(data.data(_OWN).data()) if data.hasFormat(_OWN) else b""
        return self._block if ticket and ticket == self._ticket else None

    def clip(self) -> Clip:
        """Return what another program put there; HTML of a size nobody copies is left alone."""
        data = QGuiApplication.clipboard().mimeData()
        html = data.html() if data.hasHtml() else ""
        return Clip(data.text(), html)


def mime_data() -> QMimeData:
    """Return mime data that Qt made itself.

    WORKAROUND for PySide: the clipboard destroys what it holds after Python has gone; mime data
    constructed from Python then calls back into it and the program ends in a crash.
    """
    from PySide6.QtGui import QStandardItem, QStandardItemModel  # late: start-up time

    model = QStandardItemModel()
    model.appendRow(QStandardItem())
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    return data


def _as_text(block: Block) -> str:
    return "\n".join("\t".join(_quoted(_lines(cell)) for cell in row) for row in block)


def _as_html(block: Block) -> str:
    from html import escape  # late: start-up time

    rows = (
        "".join(f"<td>{'<br>'.join(escape(line) for line in _lines(cell))}</td>" for cell in row)
        for row in block
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>'


def _lines(cell: Cell) -> list[str]:
    return [quick_text(item) for item in cell]


def _quoted(lines: list[str]) -> str:
    text = "\n".join(lines)
    return '"' + text.replace('"', '""') + '"' if len(lines) > 1 or '"' in text else text
