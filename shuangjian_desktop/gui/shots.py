"""Draws a school to PNG without a display: the main pages for the README, or all there is.

Drives the real window through its public parts; decides nothing of what a page shows.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from shuangjian_desktop import paths
from shuangjian_desktop.app.people import demo_actor
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.application import make_application
from shuangjian_desktop.gui.main_window import USUAL
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.shots_life import play_everything, play_usual_days
from shuangjian_desktop.gui.shots_pages import (
    draw_as_inspector,
    draw_first_start,
    draw_main,
    draw_sections,
    draw_states,
    go_to_a_telling_place,
)
from shuangjian_desktop.gui.shots_stage import Stage

Size = tuple[int, int]


def draw_pages(project: Project, out_dir: Path, *, scale: float = 1.0) -> list[Path]:
    """Draw 今日, 作业 (class, grade), 课后, 公示 (day, grade week) and 检查; return the PNG files.

    1366 × 768 points; `scale` 2 gives twice the dots, when no application runs yet. Runs an event
    loop; UserError when a picture cannot be written.
    """
    _application(scale)
    project.actor = demo_actor(project) or project.actor
    with _stage(project, out_dir, USUAL) as stage:
        draw_main(stage)
        return stage.written


def draw_everything(
    project: Project, out_dir: Path, *, scale: float = 1.0, size: Size = USUAL, text: str = ""
) -> Stage:
    """Draw every page, section and dialog there is; return the stage with what was drawn.

    `text` is the id of another size of letters. The project is lived in: draw a copy.
    """
    from shuangjian_desktop.gui.display import dress  # late: only to draw, as is the next
    from shuangjian_desktop.gui.shots_dialogs import draw_dialogs

    application = _application(scale)
    if text:
        dress(application, text, is_high_contrast=False)
    play_everything(project)
    project.actor = demo_actor(project) or project.actor
    with _stage(project, out_dir, size) as stage:
        for draw in (draw_main, draw_sections, draw_states, draw_dialogs):
            draw(stage)
        draw_as_inspector(stage, project)
        draw_first_start(stage, project.path.parent)
        return stage


@contextmanager
def _stage(project: Project, out_dir: Path, size: Size) -> Iterator[Stage]:
    window = Session().make_window(project)
    window.resize(*size)
    window.show()
    stage = Stage(window, out_dir)
    go_to_a_telling_place(stage, project)
    try:
        yield stage
    finally:
        window.runner.stop()
        window.hide()  # not closed: that would remember this window's place for the person
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _application(scale: float) -> QApplication:
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_office_screen(scale)}"
    if scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    return make_application(["shots"])


def _office_screen(scale: float) -> Path:
    """Write what Qt reads its screen from: dialogs size themselves by it, and 800 × 800 is none."""
    screen = {
        "name": "office", "x": 0, "y": 0, "dpr": 1, "logicalDpi": 96, "logicalBaseDpi": 96,
        "width": round(USUAL[0] * scale), "height": round(USUAL[1] * scale),
    }  # fmt: skip
    path = Path(tempfile.gettempdir()) / f"shots-screen-{os.getpid()}.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return path


def main(argv: Sequence[str]) -> int:
    """Draw the sample school's pages into docs/pictures, or all there is into another folder."""
    parser = argparse.ArgumentParser(description="样例学校各页面的图片")
    parser.add_argument("--out", type=Path, default=paths.resources_dir().parent / "docs/pictures")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--all", action="store_true", help="所有页面、学校各部分和对话框")
    parser.add_argument(
        "--size", default="x".join(map(str, USUAL)), help="随 --all：窗口，如1024x640"
    )
    parser.add_argument("--text", default="", help="随 --all：字号，如 largest")
    chosen = parser.parse_args(argv[1:])
    chosen.out.mkdir(parents=True, exist_ok=True)
    width, _, height = chosen.size.partition("x")

    def draw(project: Project) -> list[Path]:
        if not chosen.all:
            return draw_pages(project, chosen.out, scale=chosen.scale)
        size = (int(width), int(height))
        stage = draw_everything(
            project, chosen.out, scale=chosen.scale, size=size, text=chosen.text
        )
        return stage.written

    with tempfile.TemporaryDirectory() as folder:
        os.environ[paths.DATA_DIR_VARIABLE] = folder  # nobody's own window settings
        for path in draw_sample(Path(folder), draw):
            print(path)  # noqa: T201 - what a developer wants to know
    return 0


def draw_sample(folder: Path, draw: Callable[[Project], list[Path]]) -> list[Path]:
    from shuangjian_desktop.app.demo import DEMO_FILE_NAME, build_demo  # late: only to draw

    project = build_demo(folder / DEMO_FILE_NAME)
    try:
        play_usual_days(project)
        return draw(project)
    finally:
        project.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
