"""No page, section or dialog is left that the pictures do not show."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import shuangjian_desktop.gui.dialogs as room
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.pages.catalogue import PAGES
from shuangjian_desktop.gui.sections.catalogue import SECTIONS
from shuangjian_desktop.gui.shots import draw_everything, draw_sample
from shuangjian_desktop.gui.shots_stage import Stage


def dialog_classes() -> set[str]:
    """Return every class of gui/dialogs that is a dialog, by its bases."""
    trees = [ast.parse(p.read_text("utf-8")) for p in Path(room.__path__[0]).glob("*.py")]
    classes = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    return {
        node.name
        for node in classes
        if any(isinstance(base, ast.Name) and base.id == "QDialog" for base in node.bases)
    }


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("shots")
    drawn: list[Stage] = []

    def draw(project: Project) -> list[Path]:
        drawn.append(draw_everything(project, folder))
        return drawn[0].written

    draw_sample(folder, draw)
    return drawn[0]


def test_every_dialog_there_is_has_been_drawn(stage: Stage) -> None:
    assert dialog_classes() - stage.seen == set()


def test_every_page_and_section_has_been_drawn_full_and_empty(stage: Stage) -> None:
    names = {path.stem for path in stage.written}
    assert {f"school-{entry.id}" for entry in SECTIONS} <= names
    assert {f"empty-school-{entry.id}" for entry in SECTIONS} <= names
    assert {f"empty-{page.id}" for page in PAGES if page.id != "school"} <= names
    assert len(names) == len(stage.written), "two pictures have one name"


def test_a_dialog_that_does_not_come_is_told(stage: Stage) -> None:
    with pytest.raises(UserError, match="没有出现窗口"):
        stage.modal("nothing", lambda: None)
