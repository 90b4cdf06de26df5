"""Printing: own paper, page by page, and every way to have no printer (P36-P38, F42)."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.gui import printing

A4, A4_WIDE, A3_WIDE = (210.0, 297.0), (297.0, 210.0), (420.0, 297.0)


def silent(done: int, total: int, note: str = "") -> None:
    """Nobody watches."""


def never() -> bool:
    return False


def red_pages(count: int) -> Iterator[QImage]:
    for _ in range(count):
        image = QImage(2480 // 8, 3508 // 8, QImage.Format.Format_RGB32)
        image.fill(QColor("#ff0000"))
        yield image


def printer_to(path: Path, size: tuple[float, float]) -> QPrinter:
    """The dialog's 打印到文件: the only printer a test machine has."""
    printer = printing.new_printer(size, "三(1)班作业公示")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printing.set_paper(printer, size)
    return printer


@pytest.mark.parametrize("size", [A4, A4_WIDE, A3_WIDE])
def test_the_paper_is_the_notices_own_whatever_the_default_is(
    qapp: object, tmp_path: Path, size: tuple[float, float]
) -> None:
    out = tmp_path / "纸.pdf"
    printed = printing.print_pages(printer_to(out, size), red_pages(2), 2, silent, never)
    assert printed == 2
    document = pypdfium2.PdfDocument(out.read_bytes())
    sizes = [tuple(side / 72 * 25.4 for side in page.get_size()) for page in document]
    document.close()
    assert sizes == [pytest.approx(size, abs=1.0)] * 2


def test_a_sheet_covers_its_paper_to_the_edges(qapp: object, tmp_path: Path) -> None:
    """P38: the margins are in the PDF already, a second set would shrink it."""
    out = tmp_path / "满.pdf"
    printing.print_pages(printer_to(out, A4), red_pages(1), 1, silent, never)
    document = pypdfium2.PdfDocument(out.read_bytes())
    blue, green, red = bytes(document[0].render(scale=0.5).buffer)[9:12]  # 2 mm from the corner
    document.close()
    assert (blue, green) == (0, 0)
    assert red > 250


def test_a_label_printers_paper_is_replaced_and_a3_for_a4_is_kept(qapp: object) -> None:
    printer = printing.new_printer(A3_WIDE, "年级周公示")
    label = QPageSize(QPageSize.PageSizeId.A8)
    printer.setPageLayout(
        QPageLayout(label, QPageLayout.Orientation.Portrait, QMarginsF(2, 2, 2, 2))
    )
    printing.keep_to_sheet(printer, A3_WIDE)
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A3
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printing.keep_to_sheet(printer, A3_WIDE)
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    assert printing.scale_on(printer, A3_WIDE) == pytest.approx(0.707, abs=0.01)
    assert printing.scale_on(printing.new_printer(A4, "x"), A4) == 1.0


def test_no_printer_is_one_clear_sentence(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(UserError, match="还没有安装打印机"):
        printing.ask_for_printer(parent, A4, "公示")


def test_the_dialog_opens_on_the_right_paper_and_not_on_a_file(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P36: a file name set beforehand ticks 打印到文件; the dialog must come without one."""
    seen: list[tuple[str, QPageSize.PageSizeId]] = []

    def accept(dialog: QPrintDialog) -> QDialog.DialogCode:
        printer = dialog.printer()
        seen.append((printer.outputFileName(), printer.pageLayout().pageSize().id()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["办公室"]))
    monkeypatch.setattr(QPrintDialog, "exec", accept)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert printing.ask_for_printer(parent, A3_WIDE, "公示") is not None
    assert seen == [("", QPageSize.PageSizeId.A3)]


def test_changing_ones_mind_prints_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["办公室"]))
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: QDialog.DialogCode.Rejected)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert printing.ask_for_printer(parent, A4, "公示") is None


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_once(qapp: object, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "没有这个文件夹" / "x.pdf", A4)
    with pytest.raises(UserError, match="没有接受这次打印"):
        printing.print_pages(printer, red_pages(1), 1, silent, never)


def test_cancelling_stops_before_the_next_page(qapp: object, tmp_path: Path) -> None:
    told: list[int] = []

    def count(done: int, total: int, note: str = "") -> None:
        told.append(done)

    printer = printer_to(tmp_path / "x.pdf", A4)
    with pytest.raises(Cancelled):
        printing.print_pages(printer, red_pages(5), 5, count, lambda: len(told) == 2)
    assert told == [1, 2]


def test_the_calibration_page_measures_true_on_paper(qapp: object, tmp_path: Path) -> None:
    """P38: 100 mm of ruler are 100 mm of paper, and the frames stand 5, 8 and 15 mm inside."""
    out = tmp_path / "校准.pdf"
    printing.print_rulers(printer_to(out, A4))
    document = pypdfium2.PdfDocument(out.read_bytes())
    scale = 4.0
    bitmap = document[0].render(scale=scale, force_bitmap_format=4)
    pixels, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
    y = round(270 / 25.4 * 72 * scale)
    row = [pixels[y * stride + 4 * x] < 200 for x in range(width)]
    document.close()
    inked = [x / scale / 72 * 25.4 for x in range(1, width) if row[x] and not row[x - 1]]
    assert inked == pytest.approx([5, 8, 15, 195, 202, 205], abs=0.3)
