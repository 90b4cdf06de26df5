import pytest
from PySide6.QtGui import QColor, QPalette

from shuangjian_desktop.gui import theme


@pytest.mark.parametrize(("ink", "ground"), theme.TEXT_PAIRS)
def test_every_text_reads_on_its_ground(ink: QColor, ground: QColor) -> None:
    assert theme.contrast(ink, ground) >= 4.5, f"{ink.name()} on {ground.name()}"


def test_contrast_agrees_with_the_known_extremes() -> None:
    assert theme.contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert theme.contrast(QColor("white"), QColor("white")) == pytest.approx(1)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
        (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
        (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
        (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base),
        (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase),
    ],
)
def test_the_palette_reads_too(ink: QPalette.ColorRole, ground: QPalette.ColorRole) -> None:
    palette = theme.palette()
    assert theme.contrast(palette.color(ink), palette.color(ground)) >= 4.5
