"""Finished PDF pages onto paper through the system's print dialog, page by page at 300 dpi.

Knows printers and pictures; nothing of notices, and it records nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRect, QSettings, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.gui.own_folder import own_folder
from shuangjian_desktop.gui.runner import IsCancelled, Progress

DPI = 300
_PAPERS = {297.0: QPageSize.PageSizeId.A4, 420.0: QPageSize.PageSizeId.A3}
_REMEMBERED = "printer"


def ask_for_printer(parent: QWidget, size_mm: tuple[float, float], title: str) -> QPrinter | None:
    """Show the system's print dialog set to A4 or A3; None when the person changed their mind.

    UserError when this PC has no printer at all (P36, F42).
    """
    names = QPrinterInfo.availablePrinterNames()
    if not names:
        raise UserError(
            "这台电脑还没有安装打印机；请先在系统设置里添加打印机，或者导出PDF后拿到别处打印。"
        )
    printer = new_printer(size_mm, title)
    remembered = str(_settings().value(_REMEMBERED, ""))
    if remembered in names:
        printer.setPrinterName(remembered)
        set_paper(printer, size_mm)  # choosing a printer brings its own default paper with it
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印：{title.removesuffix('.pdf')}")
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    _settings().setValue(_REMEMBERED, printer.printerName())
    keep_to_sheet(printer, size_mm)
    return printer


def new_printer(size_mm: tuple[float, float], title: str) -> QPrinter:
    """Return a printer set to the notice's own paper: the margins are already in the PDF (P38)."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setDocName(title)
    set_paper(printer, size_mm)
    return printer


def set_paper(printer: QPrinter, size_mm: tuple[float, float]) -> None:
    """Choose A4 or A3, portrait or landscape, whatever the printer's default is."""
    _lay(printer, QPageSize(_PAPERS[max(size_mm)]), size_mm)


def keep_to_sheet(printer: QPrinter, size_mm: tuple[float, float]) -> None:
    """Correct what a label printer or an A5 default brought in: A4 and A3 stay as chosen (F42)."""
    chosen = printer.pageLayout().pageSize()
    if chosen.id() in _PAPERS.values():
        _lay(printer, chosen, size_mm)
    else:
        set_paper(printer, size_mm)


def _lay(printer: QPrinter, paper: QPageSize, size_mm: tuple[float, float]) -> None:
    turned = size_mm[0] > size_mm[1]
    way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def scale_on(printer: QPrinter, size_mm: tuple[float, float]) -> float:
    """Return how much a sheet is scaled on the chosen paper: 1.0 is its own size."""
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter).size()
    fits = min(paper.width() / size_mm[0], paper.height() / size_mm[1])
    return 1.0 if abs(fits - 1.0) < 0.01 else fits


def print_pages(
    printer: QPrinter,
    images: Iterable[QImage],
    pages: int,
    progress: Progress,
    is_cancelled: IsCancelled,
) -> int:
    """Print pictures of pages one after the other and return how many; on any thread.

    Raises Cancelled, the job withdrawn; UserError when the printer does not take it (said once).
    """
    with _printing(printer) as painter:
        done = 0
        for image in images:
            if is_cancelled():
                printer.abort()
                raise Cancelled
            if done and not printer.newPage():
                raise UserError(_refused(printer))
            _draw(painter, printer, image)
            done += 1
            progress(done, pages, f"第{done}页")
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise UserError(_refused(printer))
    return done


def print_rulers(printer: QPrinter) -> None:
    """Print one page with a ruler along two edges and frames 5, 8 and 15 mm from the edge."""
    with _printing(printer) as painter:
        paper = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
        painter.scale(printer.resolution() / 25.4, printer.resolution() / 25.4)
        painter.setPen(QPen(Qt.GlobalColor.black, 0.2))
        font = painter.font()
        font.setPixelSize(4)
        painter.setFont(font)
        for place, margin in enumerate((5, 8, 15)):
            painter.drawRect(paper.adjusted(margin, margin, -margin, -margin))
            label = QPointF(60 + 30 * place, 22)  # beside one another: the frames stand close
            painter.drawText(label, f"{'外中内'[place]}框{margin}毫米")
        for millimetre in range(101):
            length = 6 if millimetre % 10 == 0 else 3
            across, down = 30 + millimetre, 60 + millimetre
            painter.drawLine(QLineF(across, 50, across, 50 + length))
            painter.drawLine(QLineF(30, down, 30 + length, down))
            if millimetre % 20 == 0:
                painter.drawText(QPointF(across - 2, 48), str(millimetre))
                painter.drawText(QPointF(38, down + 1.5), str(millimetre))
        told = "横竖两把尺子都应当正好100毫米；三个方框都应当完整。"
        painter.drawText(QPointF(50, 90), told)
        painter.drawText(QPointF(50, 97), "不对时，请在打印机设置里选“实际大小”或“无缩放”。")


@contextmanager
def _printing(printer: QPrinter) -> Iterator[QPainter]:
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(_refused(printer))
    try:
        yield painter
    finally:
        painter.end()


def _draw(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    """Draw a page as large as the paper allows, keeping its shape, in the middle."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    size = (
        QSizeF(image.size())
        .scaled(QSizeF(paper.size()), Qt.AspectRatioMode.KeepAspectRatio)
        .toSize()
    )
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(paper.center())
    painter.drawImage(target, image)


def _refused(printer: QPrinter) -> str:
    name = printer.printerName() or "所选打印机"
    return f"打印机“{name}”没有接受这次打印；请检查它是否开机、联机和有纸，然后再打印一次。"


def _settings() -> QSettings:
    """Return what this PC remembers of printing; it is no part of any school file."""
    return QSettings(str(own_folder() / "printing.ini"), QSettings.Format.IniFormat)
