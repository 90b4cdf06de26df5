"""The look, by name: colours, spacing, the palette. Text reads at 4.5:1 or better everywhere.

Knows no widget and no page; says nothing by colour that is not also said by shape or word.
"""

from PySide6.QtGui import QColor, QPalette

FONT_POINTS = 10.5
SMALL_POINTS = 9.0
TITLE_POINTS = 13.0
_POINTS = {"FONT_POINTS": FONT_POINTS, "SMALL_POINTS": SMALL_POINTS, "TITLE_POINTS": TITLE_POINTS}

TINY, SMALL, MEDIUM, LARGE = 4, 8, 12, 20
"""Spacing in device-independent pixels."""

WINDOW = QColor("#f4f5f7")
PAPER = QColor("#ffffff")
ALTERNATE = QColor("#f8f9fb")
RAIL = QColor("#e9ecf0")
LINE = QColor("#d5dae1")
LINE_STRONG = QColor("#aab3bf")
INK = QColor("#1f2733")
MUTED = QColor("#566071")
ACCENT = QColor("#1f5fae")
ACCENT_INK = QColor("#ffffff")
SELECTED = QColor("#dbe8f8")
SELECTED_INK = QColor("#10253f")

OVER = QColor("#a81b1b")
OVER_FILL = QColor("#fbe3e1")
OVER_HATCH = QColor("#e3a09b")
WARNING = QColor("#7d5000")
WARNING_FILL = QColor("#fdf0d2")
GOOD = QColor("#1d6b3c")
GOOD_FILL = QColor("#e2f2e6")
QUIET_FILL = QColor("#eceff3")
RIBBON = QColor("#fdf3d8")
RIBBON_INK = QColor("#5c4300")

DISABLED = QColor("#8a93a0")

_HIGH_CONTRAST = {
    "WINDOW": "#ffffff", "RAIL": "#eef0f3", "ALTERNATE": "#ffffff", "QUIET_FILL": "#eef0f3",
    "LINE": "#6b7480", "LINE_STRONG": "#20262e", "INK": "#000000", "MUTED": "#2a313c",
    "ACCENT": "#0b3a78", "SELECTED": "#cfe2ff", "SELECTED_INK": "#000000", "OVER": "#780a0a",
    "OVER_HATCH": "#9c3a34", "WARNING": "#4a2e00", "GOOD": "#0b4020", "RIBBON_INK": "#332400",
    "DISABLED": "#59616c",
}  # fmt: skip
_ordinary: dict[str, str] = {}

TEXT_PAIRS = (
    (INK, WINDOW),
    (INK, PAPER),
    (INK, ALTERNATE),
    (INK, RAIL),
    (INK, OVER_FILL),
    (INK, WARNING_FILL),
    (INK, GOOD_FILL),
    (INK, QUIET_FILL),
    (MUTED, WINDOW),
    (MUTED, PAPER),
    (MUTED, ALTERNATE),
    (MUTED, RAIL),
    (MUTED, QUIET_FILL),
    (ACCENT, PAPER),
    (ACCENT, WINDOW),
    (ACCENT_INK, ACCENT),
    (SELECTED_INK, SELECTED),
    (OVER, PAPER),
    (OVER, OVER_FILL),
    (OVER, SELECTED),
    (WARNING, PAPER),
    (WARNING, WARNING_FILL),
    (GOOD, PAPER),
    (GOOD, GOOD_FILL),
    (RIBBON_INK, RIBBON),
)
"""(text, ground) pairs in use; the tests hold each to 4.5:1."""


def palette() -> QPalette:
    """Return the light palette; selected text keeps its ink whatever the system's accent is."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, WINDOW),
        (role.WindowText, INK),
        (role.Base, PAPER),
        (role.AlternateBase, ALTERNATE),
        (role.Text, INK),
        (role.Button, WINDOW),
        (role.ButtonText, INK),
        (role.BrightText, OVER),
        (role.Highlight, SELECTED),
        (role.HighlightedText, SELECTED_INK),
        (role.Link, ACCENT),
        (role.LinkVisited, ACCENT),
        (role.ToolTipBase, PAPER),
        (role.ToolTipText, INK),
        (role.PlaceholderText, MUTED),
        (role.Accent, ACCENT),
        (role.Light, PAPER),
        (role.Midlight, RAIL),
        (role.Mid, LINE),
        (role.Dark, LINE_STRONG),
        (role.Shadow, LINE_STRONG),
    ):
        made.setColor(where, colour)
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, DISABLED)
    return made


def scale_text(factor: float) -> None:
    """Make all letters larger; lengths made of a font's own metrics follow by themselves."""
    for name, points in _POINTS.items():
        globals()[name] = points * factor


def use_contrast(is_high: bool) -> None:
    """Turn the named colours to their high-contrast values, or back.

    In place: whoever holds a colour has it anew. Windows made before keep their palettes.
    """
    if is_high and not _ordinary:
        _ordinary.update({name: globals()[name].name() for name in _HIGH_CONTRAST})
    for name, value in (_HIGH_CONTRAST if is_high else _ordinary).items():
        globals()[name].setRgb(QColor(value).rgb())


def contrast(ink: QColor, ground: QColor) -> float:
    """Return the WCAG contrast ratio of two opaque colours, 1..21."""
    brighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
