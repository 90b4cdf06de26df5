"""Makes the pictures of one notice at a time on the runner's threads, and keeps the last ones.

Knows no widget; gets plain values, so that the open database stays on the main thread.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from shuangjian_desktop.app import printing
from shuangjian_desktop.app.queries.notices import PreparedNotice
from shuangjian_desktop.errors import Cancelled
from shuangjian_desktop.gui.runner import IsCancelled, Job, Progress, Runner

if TYPE_CHECKING:
    from shuangjian_desktop.reports.pictures import Picture
    from shuangjian_desktop.reports.render import RenderedPdf

Key = tuple[str, int, str]
_KEPT_PDFS = 64
_KEPT_PICTURE_BYTES = 48 * 1024 * 1024
_MOST_DPI = 300.0


@dataclass(frozen=True, slots=True)
class Preview:
    """One notice as it will lie on paper: the file itself, and its pages at `dpi`."""

    key: Key
    dpi: float
    pdf: "RenderedPdf"
    pages: tuple[QImage, ...]

    @property
    def weight(self) -> int:
        """Return the bytes its pictures take."""
        return sum(page.sizeInBytes() for page in self.pages)


def key_of(notice: PreparedNotice) -> Key:
    """Return what makes two prepared notices print the same."""
    record = notice.record
    return record.number, record.version, f"{record.code}{record.published_on}"


class PreviewSource(QObject):
    """`ready` carries a Preview, `failed` the error; only of what is still wanted."""

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._pdfs: OrderedDict[Key, RenderedPdf] = OrderedDict()
        self._kept: OrderedDict[tuple[Key, float], Preview] = OrderedDict()
        self._wanted: tuple[PreparedNotice, float] | None = None
        self._job: Job | None = None

    def want(self, notice: PreparedNotice, dpi: float) -> None:
        """Ask for the pictures of a notice; what was asked before and is not ready is dropped."""
        dpi = min(round(dpi, 1), _MOST_DPI)
        kept = self._kept.get((key_of(notice), dpi))
        if kept:
            self._kept.move_to_end((kept.key, kept.dpi))
            self.drop()
            self.ready.emit(kept)
            return
        self._wanted = (notice, dpi)
        if self._job is None:
            self._start()
        else:
            self._job.cancel()

    def drop(self) -> None:
        """Want nothing any more."""
        self._wanted = None
        if self._job is not None:
            self._job.cancel()

    def _start(self) -> None:
        if self._wanted is None:
            return
        notice, dpi = self._wanted
        known = self._pdfs.get(key_of(notice))

        def work(progress: Progress, is_cancelled: IsCancelled) -> Preview:
            del progress
            pdf = known or printing.render([notice], None, is_cancelled)
            pages = []
            for picture in printing.pictures(pdf.data, dpi):
                if is_cancelled():
                    raise Cancelled
                pages.append(image_of(picture))
            return Preview(key_of(notice), dpi, pdf, tuple(pages))

        self._job = job = self._runner.start("正在生成预览", work)
        job.ended.connect(self._end)
        job.done.connect(self._keep)
        job.failed.connect(self.failed)

    def _end(self) -> None:
        stopped, self._job = self._job, None
        if stopped is not None and stopped.is_cancelled():
            self._start()

    def _keep(self, preview: Preview) -> None:
        self._pdfs[preview.key] = preview.pdf
        self._kept[(preview.key, preview.dpi)] = preview
        _trim(self._pdfs, len(self._pdfs) - _KEPT_PDFS)
        while len(self._kept) > 1 and _weight(self._kept.values()) > _KEPT_PICTURE_BYTES:
            self._kept.popitem(last=False)
        self._wanted = None
        self.ready.emit(preview)


def image_of(picture: "Picture") -> QImage:
    """Return a picture as an image that owns its pixels."""
    stride = len(picture.pixels) // picture.height
    shared = QImage(
        picture.pixels, picture.width, picture.height, stride, QImage.Format.Format_RGB32
    )
    return shared.copy()


def _trim(kept: "OrderedDict[Key, RenderedPdf]", surplus: int) -> None:
    for _ in range(surplus):
        kept.popitem(last=False)


def _weight(previews: Iterable[Preview]) -> int:
    return sum(preview.weight for preview in previews)
