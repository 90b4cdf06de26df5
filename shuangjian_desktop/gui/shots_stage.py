"""The stage of the pictures: a window, settled and grabbed; a dialog taken as it stands.

Knows how a picture is taken, nothing of what is on it.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.main_window import MainWindow

SETTLE_MS = 80
_PATIENCE_MS = 30_000
_LOOK_MS = 60
_MOST_LOOKS = 5

Prepare = Callable[[QWidget], object]


class Stage:
    """Writes pictures into `out`; `written` are the files, `seen` the kinds of dialog taken."""

    def __init__(self, window: MainWindow, out: Path) -> None:
        self.window = window
        self.out = out
        self.written: list[Path] = []
        self.seen: set[str] = set()

    def take(self, name: str, widget: QWidget | None = None) -> Path:
        """Settle and write one picture of the window or of a part; UserError when it fails."""
        path = self.out / f"{name}.png"
        if not _still(widget or self.window).save(str(path)):
            raise UserError(f"图片“{path}”没有写成；请检查文件夹是否存在、能否写入。")
        self.written.append(path)
        return path

    def modal(self, name: str, act: Callable[[], object], prepare: Prepare | None = None) -> None:
        """Do an act that opens a dialog; take it and give it up. UserError when none came."""
        taker = _Taker(self, name, prepare)
        taker.timer.start(_LOOK_MS)
        try:
            act()
        finally:
            taker.timer.stop()
            taker.timer.deleteLater()
        if taker.error:
            raise taker.error
        if not taker.is_taken:
            raise UserError(f"“{name}”这张图没有画成：没有出现窗口。")


class _Taker:
    """Waits for the modal box of an act, takes it once, closes it and all that come after it."""

    def __init__(self, stage: Stage, name: str, prepare: Prepare | None) -> None:
        self._stage, self._name, self._prepare = stage, name, prepare
        self.is_taken = self._is_busy = False
        self.error: Exception | None = None
        self.timer = QTimer()
        self.timer.timeout.connect(self._look)

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if box is None or self._is_busy:
            return
        self._is_busy = True  # settling lets the timer come again
        try:
            if not self.is_taken:
                self.is_taken = True
                self._take(box)
        except Exception as error:  # noqa: BLE001 - a seam: the box must be closed in any case
            self.error = error
        finally:
            self._is_busy = False
            box.reject() if isinstance(box, QDialog) else box.close()

    def _take(self, box: QWidget) -> None:
        settle()
        if self._prepare is not None:
            self._prepare(box)
        self._stage.seen.update(kind.__name__ for kind in type(box).__mro__)
        self._stage.take(self._name, box)


def _still(widget: QWidget) -> QPixmap:
    """Return a widget as it looks once nothing moves any more: a busy machine lays out late."""
    settle()
    picture = widget.grab()
    for _ in range(_MOST_LOOKS):
        settle()
        before, picture = picture, widget.grab()
        if picture.toImage() == before.toImage():
            break
    return picture


def settle() -> None:
    """Let what was asked for be laid out and painted."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


def wait_for(*signals: SignalInstance) -> None:
    """Wait for the first of some signals; a program that hangs here must not hang for ever."""
    loop = QEventLoop()
    for signal in signals:
        signal.connect(loop.quit)
    QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
    loop.exec()
