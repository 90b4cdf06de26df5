"""Reads paper back: the words of a PDF, page after page, as a person would read them."""

from pathlib import Path

from pypdfium2 import PdfDocument


def words_of_pdf(path: Path) -> str:
    """Return all text of a PDF."""
    document = PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
