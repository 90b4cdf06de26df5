"""The icons are one family: same box, same stroke, same colour, and every name has its drawing.

Knows nothing of Qt: the files are read as XML.
"""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ICONS = Path(__file__).parents[2] / "resources" / "icons"
NAMES = [
    "today",
    "homework",
    "service",
    "notice",
    "check",
    "undo",
    "redo",
    "previous",
    "next",
    "search",
    "print",
    "export",
    "add",
    "delete",
    "copy",
    "paste",
    "no-homework",
    "warning",
    "breach",
    "advice",
    "ok",
    "calendar",
    "school",
    "refresh",
    "review",
    "close",
]


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_has_the_box_the_stroke_and_the_colour_of_the_family(name: str) -> None:
    root = ET.parse(ICONS / f"{name}.svg").getroot()
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.75"
    assert root.get("stroke-linecap") == "round"
    colours = {e.get(key) for e in root.iter() for key in ("stroke", "fill")} - {None, "none"}
    assert colours == {"#3a4657"}
    assert len(root) > 0


def test_there_is_no_drawing_without_a_name() -> None:
    assert {path.stem for path in ICONS.glob("*.svg")} == {*NAMES, "app"}


def test_the_program_icon_is_there_for_windows_and_for_the_others() -> None:
    assert (ICONS / "app.ico").read_bytes().startswith(b"\x00\x00\x01\x00")
    assert (ICONS / "app.png").read_bytes().startswith(b"\x89PNG")
