"""Pages as pictures, for the preview."""

from pathlib import Path

import pytest
from PIL import Image

from shuangjian_desktop.reports.pictures import count_pages, render_page, render_pages, write_png
from shuangjian_desktop.reports.render import render_notices
from tests.reports.notices import day_notice, week_notice


def test_every_page_becomes_a_picture_of_its_paper() -> None:
    data = render_notices([day_notice(), week_notice()]).data
    portrait, landscape = render_pages(data, 72)
    assert count_pages(data) == 2
    assert (portrait.width, portrait.height) == (596, 842)
    assert (landscape.width, landscape.height) == (842, 596)
    assert len(portrait.pixels) == 596 * 842 * 4
    assert portrait.pixels[:3] == b"\xff\xff\xff"
    assert min(portrait.pixels) < 50


def test_a_picture_is_saved_as_a_png_with_the_same_pixels(tmp_path: Path) -> None:
    picture = render_page(render_notices([day_notice()]).data, 0, 36)
    write_png(picture, tmp_path / "页.png")
    with Image.open(tmp_path / "页.png") as saved:
        assert saved.size == (picture.width, picture.height)
        red, green, blue = saved.getpixel((60, 60))
    at = 4 * (60 * picture.width + 60)
    assert bytes((blue, green, red)) == picture.pixels[at : at + 3]


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(IndexError):
        render_page(render_notices([day_notice()]).data, 1, 36)
