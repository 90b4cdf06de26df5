"""The official copies kept beside a rulebook: one line each, opened by one click.

Shows and asks; reading and keeping files is app/commands/attachments.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shuangjian_desktop.domain.attachment import Attachment
from shuangjian_desktop.gui import theme

_KILOBYTE = 1024
_SHOWN_OF_DIGEST = 12
_NONE = "还没有附上正式文件：把学校收到的文件（PDF、扫描图片或Word）附在这里，随学校文件一起备份。"
_ONLY_OFFICE = "只有教务能附上和移除"


class CopiesPanel(QWidget):
    """`wanted` asks for a file to attach; `opened` and `removed` carry an Attachment."""

    wanted = Signal()
    opened = Signal(object)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.none = _words(_NONE)
        self.attach = QPushButton("附上正式文件(&F)…")
        self.attach.clicked.connect(self.wanted)
        self.openers: list[QPushButton] = []
        self.removers: list[QPushButton] = []
        self._copies: tuple[Attachment, ...] = ()
        self._may_change: bool | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.TINY)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._lines, 1)
        self._lines.addWidget(self.none)

    def show_copies(self, copies: Sequence[Attachment], *, may_change: bool) -> None:
        """Show what is kept; without the right to change it, it can still be opened."""
        if (self._copies, self._may_change) == (tuple(copies), may_change):
            return
        self._copies, self._may_change = tuple(copies), may_change
        self.attach.setEnabled(may_change)
        self.attach.setToolTip("" if may_change else _ONLY_OFFICE)
        self.none.setVisible(not copies)
        while self._lines.count() > 1:
            entry = self._lines.takeAt(1)
            widget = entry.widget() if entry else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.openers, self.removers = [], []
        for copy in copies:
            line = self._line(copy, may_change=may_change)
            self._lines.addWidget(line)
            line.show()

    def _line(self, copy: Attachment, *, may_change: bool) -> QWidget:
        opener, remover = QPushButton(f"打开 {_short(copy.name)}"), QPushButton("移除")
        opener.setToolTip(copy.name)
        opener.setAccessibleName(f"打开 {copy.name}")
        remover.setAccessibleName(f"移除 {copy.name}")
        remover.setEnabled(may_change)
        remover.setToolTip("可以撤销" if may_change else _ONLY_OFFICE)
        opener.clicked.connect(self._open)
        remover.clicked.connect(self._remove)
        self.openers.append(opener)
        self.removers.append(remover)
        about = _words(copy_words(copy))
        about.setToolTip(f"SHA-256：{copy.sha256}")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(opener)
        row.addWidget(about, 1)
        row.addWidget(remover)
        return line

    def _open(self) -> None:
        self.opened.emit(self._copy_of(self.openers))

    def _remove(self) -> None:
        self.removed.emit(self._copy_of(self.removers))

    def _copy_of(self, buttons: list[QPushButton]) -> Attachment:
        """Return the copy of the line whose button was pressed."""
        return self._copies[buttons.index(self.sender())]  # type: ignore[arg-type]


def copy_words(copy: Attachment) -> str:
    """Return 1.2MB · 王芳 2026-11-23 15:40 附上 · SHA-256 3f2a…: size, who, when, digest."""
    size = f"{max(copy.size // _KILOBYTE, 1)}KB"
    if copy.size >= _KILOBYTE * _KILOBYTE:
        size = f"{copy.size / _KILOBYTE / _KILOBYTE:.1f}MB"
    at = copy.at[:16].replace("T", " ")
    return f"{size} · {copy.who} {at} 附上 · SHA-256 {copy.sha256[:_SHOWN_OF_DIGEST]}…"


def _short(name: str) -> str:
    most = 24
    return name if len(name) <= most else f"{name[: most - 8]}…{name[-7:]}"


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), theme.MUTED)
    label.setPalette(palette)
    return label
