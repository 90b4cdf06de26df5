"""The sizes, margins, rules and greys every notice is set with; made once, never changed.

Knows nothing of pages or notices. Lengths are points unless the name says otherwise.
"""

from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from shuangjian_desktop.reports.fonts import Face

MM = 72 / 25.4

# 号 to points, GB/T 9704 and the printers' scale.
SIZES = MappingProxyType(
    {
        "初号": 42.0,
        "小初": 36.0,
        "一号": 26.0,
        "小一": 24.0,
        "二号": 22.0,
        "小二": 18.0,
        "三号": 16.0,
        "小三": 15.0,
        "四号": 14.0,
        "小四": 12.0,
        "五号": 10.5,
        "小五": 9.0,
        "六号": 7.5,
    }
)

OUTER_RULE, INNER_RULE = 1.2, 0.5
BLACK, GREY, ALERT = "0 g", "0.35 g", "0.62 0 0 rg"
HEAD_SHADE, REST_SHADE = 0.93, 0.9


class TextStyle(NamedTuple):
    """How text looks: face, size and line pitch in points, colour as a PDF operator."""

    face: Face
    size: float
    leading: float
    colour: str = BLACK

    def coloured(self, colour: str) -> "TextStyle":
        return self._replace(colour=colour)


@lru_cache(maxsize=512)
def text_style(face: Face, size: float, pitch: float = 1.4) -> TextStyle:
    """Return a style whose line pitch is `pitch` times its size."""
    return TextStyle(face, size, round(size * pitch, 2))


class Page(NamedTuple):
    """A sheet and its margins, in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def inner_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        return self.height - self.top - self.bottom


def page(width_mm: float, height_mm: float, margins_mm: tuple[float, float, float, float]) -> Page:
    """Return a sheet from millimetres; margins are top, bottom, left, right."""
    top, bottom, left, right = (margin * MM for margin in margins_mm)
    return Page(width_mm * MM, height_mm * MM, top, bottom, left, right)


A4, A4_LANDSCAPE, A3_LANDSCAPE = (210.0, 297.0), (297.0, 210.0), (420.0, 297.0)
OFFICIAL_MARGINS = (37.0, 35.0, 28.0, 26.0)  # GB/T 9704: top, bottom, left, right
CLOSE_MARGINS = (20.0, 18.0, 18.0, 18.0)
LEAST_MARGINS = (15.0, 15.0, 15.0, 15.0)
