"""The pictures of the README come out whole, without a display or a trace in the settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from shuangjian_desktop import paths
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.shots import draw_pages
from tests.builders import enter, item, small_school

PAGES = (
    "today",
    "homework-week",
    "homework-grade",
    "service",
    "notices",
    "notices-week",
    "notices-grade",
    "checks",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    school = small_school(tmp_path)
    enter(school, item(school, "三(1)"), item(school, "三(2)", minutes=75))
    yield school
    school.close()


def test_every_main_page_is_drawn_at_the_size_of_an_office_screen(
    qapp: object, project: Project, tmp_path: Path
) -> None:
    written = draw_pages(project, tmp_path)
    assert [path.stem for path in written] == list(PAGES)
    for path in written:
        image = QImage(str(path))
        ratio = image.devicePixelRatio()
        assert (image.width() / ratio, image.height() / ratio) == (1366, 768)


def test_the_notice_page_is_drawn_with_its_sheet(
    qapp: object, project: Project, tmp_path: Path
) -> None:
    """The preview comes from another thread: the picture must wait for it."""
    written = {path.stem: path for path in draw_pages(project, tmp_path)}
    image = QImage(str(written["notices"]))
    band = [image.pixelColor(x, image.height() // 2) for x in range(image.width() // 2, 1330)]
    assert theme.PAPER in band
    assert min(colour.lightness() for colour in band) < 60


def test_a_folder_that_is_not_there_is_one_sentence(
    qapp: object, project: Project, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="没有写成"):
        draw_pages(project, tmp_path / "没有")


def test_drawing_leaves_no_window_place_behind(
    qapp: object, project: Project, tmp_path: Path
) -> None:
    draw_pages(project, tmp_path)
    assert "geometry" not in "".join(
        file.read_text(encoding="utf-8") for file in paths.user_data_dir().rglob("*.ini")
    )
