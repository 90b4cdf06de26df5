"""Pictures of every page and every section of 学校, and of the states a page can be in.

Drives the real window through its public parts; decides nothing of what a page shows.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QMenu

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.people import INSPECTOR
from shuangjian_desktop.gui import place
from shuangjian_desktop.gui.pages.checks import ChecksPage
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.sections.catalogue import SECTIONS
from shuangjian_desktop.gui.shots_life import over_days
from shuangjian_desktop.gui.shots_stage import Stage, settle, wait_for
from shuangjian_desktop.gui.widgets.notice_choice import Scope

Show = Callable[[], object]


def main_views(stage: Stage) -> list[tuple[str, Show]]:
    """Return the pictures of the README: 今日, 作业, 课后, 公示 in three shapes, 检查."""
    window = stage.window
    return [
        ("today", partial(window.show_page, place.TODAY)),
        ("homework-week", partial(window.show_page, place.HOMEWORK)),
        ("homework-grade", partial(_show_grade, stage)),
        ("service", partial(window.show_page, place.SERVICE)),
        ("notices", partial(_show_notice, stage, Shape.DAY)),
        ("notices-week", partial(_show_notice, stage, Shape.CLASS_WEEK)),
        ("notices-grade", partial(_show_notice, stage, Shape.GRADE_WEEK)),
        ("checks", partial(window.show_page, place.CHECKS)),
    ]


def draw_main(stage: Stage) -> None:
    """Take the main pages."""
    for name, show in main_views(stage):
        show()
        stage.take(name)


def draw_sections(stage: Stage) -> None:
    """Take every section of 学校."""
    for entry in SECTIONS:
        stage.window.page.place.open_section(entry.id)
        stage.take(f"school-{entry.id}")


def draw_states(stage: Stage) -> None:
    """Take what a page looks like while it is used: typing, a menu, other weeks, other eyes."""
    page = stage.window.show_page(place.HOMEWORK)
    assert isinstance(page, HomeworkPage)
    page.tabs.setCurrentIndex(0)
    _type(stage, page)
    draw_menus(stage, page)
    stage.window.page.place.go(date=stage.window.page.place.date.replace(month=10, day=1))
    stage.take("homework-holiday-week")
    checks = stage.window.show_page(place.CHECKS)
    assert isinstance(checks, ChecksPage)
    stage.take("checks-holiday-week")


def draw_as_inspector(stage: Stage, project: Project) -> None:
    """Take the pages as 督导 sees them: all of it, nothing to press."""
    before, project.actor = project.actor, INSPECTOR
    for page_id in (place.TODAY, place.HOMEWORK, place.SERVICE, place.NOTICES):
        stage.window.show_page(page_id)
        stage.window.refresh()
        stage.take(f"inspector-{page_id}")
    project.actor = before


def draw_menus(stage: Stage, page: HomeworkPage) -> None:
    """Take the window's menus and the one of the grid."""
    for action in stage.window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.adjustSize()
            stage.take(f"menu-{len(stage.written)}", menu)
    page.acts.open_menu(page.view.viewport().rect().center())
    settle()
    for menu in page.view.findChildren(QMenu):
        stage.take("menu-grid", menu)
        menu.close()


def go_to_a_telling_place(stage: Stage, project: Project) -> None:
    """Go to the first class and day of the week that is over its limit, where there is one."""
    over = over_days(project, week_of(stage.window.page.place.date)[0])
    if over:
        told = over[0].class_day
        stage.window.page.place.go(date=told.day.date, class_id=told.class_id, grade=told.grade)
        stage.window.page.place.select_item(told.items[0].id)


def draw_first_start(stage: Stage, folder: Path) -> None:
    """Take the start page without and with recent files, and a school that has nothing yet."""
    from shuangjian_desktop.app.commands.setup import new_school
    from shuangjian_desktop.gui.open import Session

    session = Session()
    for name in ("start-page", "start-page-recent"):
        session.show_start_page()
        assert session.window is not None
        stage.take(name, session.window)
        session.memory.opened(folder / "青溪镇中心小学.sjdb")
    session.close()
    project = new_school(folder / "新建学校.sjdb")
    window = session.make_window(project)
    window.resize(stage.window.size())
    window.show()
    for page_id in (place.TODAY, place.HOMEWORK, place.SERVICE, place.NOTICES, place.CHECKS):
        window.show_page(page_id)
        stage.take(f"empty-{page_id}", window)
    for entry in SECTIONS:
        window.page.place.open_section(entry.id)
        stage.take(f"empty-school-{entry.id}", window)
    window.runner.stop()
    window.hide()
    window.deleteLater()
    project.close()


def _type(stage: Stage, page: HomeworkPage) -> None:
    """Take the grid with words half typed, and with the templates of a subject offered."""
    page.view.setFocus()
    page.view.start_new()
    editor = stage.window.focusWidget()
    if editor is not None:
        said = QInputMethodEvent()
        said.setCommitString("练习册第3")
        QCoreApplication.sendEvent(editor, said)
        settle()
        settle()
        stage.take("homework-typing")
        page.view.finish_editing()


def _show_grade(stage: Stage) -> None:
    page = stage.window.show_page(place.HOMEWORK)
    if isinstance(page, HomeworkPage):
        page.tabs.setCurrentIndex(1)


def _show_notice(stage: Stage, shape: Shape) -> None:
    page = stage.window.show_page(place.NOTICES)
    if isinstance(page, NoticesPage):
        page.choice.choose(shape, Scope.SCHOOL)
        settle()
        if not page.preview.is_ready:
            wait_for(page.preview.ready, page.preview.failed)
