"""Draws the main pages of a school to PNG without a display, for the README and to look at.

Drives the real window through its public parts; decides nothing of what a page shows.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication

from shuangjian_desktop import paths
from shuangjian_desktop.app.commands.review import review_days
from shuangjian_desktop.app.people import demo_actor
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.queries.notice_board import notice_board
from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import place
from shuangjian_desktop.gui.application import make_application
from shuangjian_desktop.gui.main_window import USUAL, MainWindow
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.widgets.notice_choice import Scope
from shuangjian_desktop.rules.totals import DayState

_SETTLE_MS = 80
_PATIENCE_MS = 30_000


def draw_pages(project: Project, out_dir: Path, *, scale: float = 1.0) -> list[Path]:
    """Draw 今日, 作业 (class week, grade), 公示 (day, grade week) and 检查; return the PNG files.

    1366 × 768 points; `scale` 2 gives twice the dots, when no application runs yet. Runs an event
    loop; UserError when a picture cannot be written.
    """
    application = _application(scale)
    project.actor = demo_actor(project) or project.actor
    session = Session()
    window = session.make_window(project)
    window.resize(*USUAL)
    window.show()
    _go_to_a_telling_place(window, project)
    try:
        return [_save(window, out_dir / f"{name}.png", show) for name, show in _views(window)]
    finally:
        window.runner.stop()
        window.hide()  # not closed: that would remember this window's place for the person
        window.deleteLater()
        application.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _application(scale: float) -> QApplication:
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    return make_application(["shots"])


def _views(window: MainWindow) -> list[tuple[str, Callable[[], object]]]:
    return [
        ("today", partial(window.show_page, place.TODAY)),
        ("homework-week", partial(window.show_page, place.HOMEWORK)),
        ("homework-grade", partial(_show_grade, window)),
        ("notices", partial(_show_notice, window, Shape.DAY)),
        ("notices-week", partial(_show_notice, window, Shape.CLASS_WEEK)),
        ("notices-grade", partial(_show_notice, window, Shape.GRADE_WEEK)),
        ("checks", partial(window.show_page, place.CHECKS)),
    ]


def _save(window: MainWindow, path: Path, show: Callable[[], object]) -> Path:
    show()
    _settle()
    if not window.grab().save(str(path)):
        raise UserError(f"图片“{path}”没有写成；请检查文件夹是否存在、能否写入。")
    return path


def _go_to_a_telling_place(window: MainWindow, project: Project) -> None:
    """Go to the first class and day of the week that is over its limit, where there is one."""
    on = window.page.place.date
    days = check(project, project.directory.classes(on), week_of(on)).days
    over = [day.class_day for day in days if day.totals.state is DayState.OVER]
    if over:
        told = min(over, key=lambda day: (day.day.date, day.grade))
        window.page.place.go(date=told.day.date, class_id=told.class_id, grade=told.grade)
        window.page.place.select_item(told.items[0].id)


def _show_grade(window: MainWindow) -> None:
    page = window.show_page(place.HOMEWORK)
    if isinstance(page, HomeworkPage):
        page.tabs.setCurrentIndex(1)


def _show_notice(window: MainWindow, shape: Shape) -> None:
    page = window.show_page(place.NOTICES)
    if isinstance(page, NoticesPage):
        page.choice.choose(shape, Scope.SCHOOL)
        _settle()
        if not page.preview.is_ready:
            _wait_for(page.preview.ready, page.preview.failed)


def _settle() -> None:
    """Let what was asked for be laid out and painted."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()


def _wait_for(*signals: SignalInstance) -> None:
    """Wait for the first of some signals; a program that hangs here must not hang for ever."""
    loop = QEventLoop()
    for signal in signals:
        signal.connect(loop.quit)
    QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
    loop.exec()


def main(argv: Sequence[str]) -> int:
    """Draw the sample school's pages into docs/pictures, or a set at another scale elsewhere."""
    parser = argparse.ArgumentParser(description="样例学校主要页面的图片")
    parser.add_argument("--out", type=Path, default=paths.resources_dir().parent / "docs/pictures")
    parser.add_argument("--scale", type=float, default=1.0)
    chosen = parser.parse_args(argv[1:])
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[paths.DATA_DIR_VARIABLE] = folder  # nobody's own window settings
        for path in _draw_sample(Path(folder), chosen.out, chosen.scale):
            print(path)  # noqa: T201 - what a developer wants to know
    return 0


def _draw_sample(folder: Path, out: Path, scale: float) -> list[Path]:
    from shuangjian_desktop.app.demo import DEMO_FILE_NAME, build_demo  # late: only to draw

    project = build_demo(folder / DEMO_FILE_NAME)
    try:
        for on in week_of(project.today())[:2]:
            _play_the_day(project, on)
        return draw_pages(project, out, scale=scale)
    finally:
        project.close()


def _play_the_day(project: Project, on: date) -> None:
    """Let the lower grades be reviewed and part of them be out, so that every state is seen."""
    from shuangjian_desktop.app.publishing import publish  # late: only to draw

    entries = notice_board(project, Shape.DAY, project.directory.classes(on), on)
    lower = [entry for entry in entries if entry.is_entered][:9]
    seen = [day for entry in lower for day in entry.to_review]
    at = project.clock().isoformat(timespec="seconds")
    project.run(review_days(seen, project.directory.staff[0].name, at))
    publish(project, [e.prepared for e in lower[:6]], lambda: None, reason="样例")


if __name__ == "__main__":
    sys.exit(main(sys.argv))
