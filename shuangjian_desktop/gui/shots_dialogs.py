"""Pictures of every dialog, each opened by the act a person opens it with, and given up again.

Drives the real window through its public parts; decides nothing of what a dialog shows.
"""

from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from shuangjian_desktop.app.backup import BackupKind, back_up
from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.publishing import Clearance, clearance
from shuangjian_desktop.app.queries.notice_board import Standing, notice_board
from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.domain.calendar import DayException, DayKind, week_of
from shuangjian_desktop.gui import place
from shuangjian_desktop.gui.dialogs.auto_export_dialog import ask_auto_export
from shuangjian_desktop.gui.dialogs.clash_dialog import ClashDialog, asked
from shuangjian_desktop.gui.dialogs.item_history import show_history
from shuangjian_desktop.gui.dialogs.name_dialog import ask_name
from shuangjian_desktop.gui.dialogs.publish_dialog import PublishDialog
from shuangjian_desktop.gui.dialogs.rescue_dialog import RescueDialog
from shuangjian_desktop.gui.dialogs.wizard import Wizard
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.pages.school import SchoolPage
from shuangjian_desktop.gui.pages.today import TodayPage
from shuangjian_desktop.gui.sections.calendar import CalendarSection
from shuangjian_desktop.gui.sections.records import RecordSection
from shuangjian_desktop.gui.sections.templates import TemplatesSection
from shuangjian_desktop.gui.shots_life import over_days
from shuangjian_desktop.gui.shots_papers import draw_service_papers
from shuangjian_desktop.gui.shots_service import draw_service_board
from shuangjian_desktop.gui.shots_setup import draw_service_setup
from shuangjian_desktop.gui.shots_stage import Stage, settle
from shuangjian_desktop.gui.widgets.notice_choice import Scope

Kind = TypeVar("Kind", bound=QWidget)
_PASTED = (
    "\t周一\t周二\n语文\t练习册第32页 20\t读第5课\n"
    "数学\t口算20题 15分钟\t二十\n美术\t画一幅画 10\t剪纸 20-30\n"
)
_NOTICE = (
    "某办公厅关于2027年部分节假日安排的通知\n"
    "一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。\n"
    "二、春节：2月5日（农历除夕、周五）至2月11日（周四）放假调休，共7天。"
    "2月13日（周六）、2月14日（周日）上班。\n三、劳动节：5月1日至4日放假。"
)
_PATIENCE = 100
_CRASH = "Traceback (most recent call last):\n  …\nValueError: 样例"


def draw_dialogs(stage: Stage) -> None:
    """Take every dialog; `stage.seen` tells which kinds they were."""
    for draw in (_of_window, _of_today, _of_homework, _of_notices, _of_calendar, _of_records):
        draw(stage)
    draw_service_setup(stage)
    draw_service_board(stage)
    draw_service_papers(stage)
    _of_first_start(stage)
    _of_damage(stage)
    _boxes(stage)


def _of_window(stage: Stage) -> None:
    window = stage.window
    stage.window.show_page(place.HOMEWORK)
    acts = window.actions_
    typed = partial(_type_into, "yuw")
    stage.modal("dialog-sign-in", acts["person"].trigger)
    stage.modal("dialog-password", acts["password"].trigger)
    stage.modal("dialog-search", acts["search"].trigger)
    stage.modal("dialog-search-typed", acts["search"].trigger, typed)
    stage.modal("dialog-palette", acts["palette"].trigger)
    stage.modal("dialog-help", acts["help"].trigger)
    stage.modal("dialog-shortcuts", acts["shortcuts"].trigger)
    stage.modal("dialog-display", acts["display"].trigger)
    stage.modal("dialog-about", acts["about"].trigger)
    stage.modal("dialog-import", acts["import"].trigger)
    stage.modal("dialog-export", acts["export"].trigger)
    stage.modal("dialog-auto-export", lambda: ask_auto_export(window, window.files.notify))
    stage.modal("dialog-name", lambda: ask_name("审核人", ("郑文静", "韩秋池"), window))


def _of_today(stage: Stage) -> None:
    page = _page(stage, place.TODAY, TodayPage)
    over = over_days(page.bridge.project, page.bridge.project.today() - timedelta(1))
    page.place.go(date=over[0].class_day.day.date)
    settle()
    assert page.acts is not None
    stage.modal("dialog-review", page.acts.open_review)
    stage.modal("dialog-consultation", page.acts.consult)
    stage.modal("dialog-missing", page.acts.show_missing)


def _of_homework(stage: Stage) -> None:
    page = _page(stage, place.HOMEWORK, HomeworkPage)
    page.tabs.setCurrentIndex(0)
    project = page.bridge.project
    first = project.directory.classes(page.place.date)[0]
    monday = project.today() - timedelta(project.today().weekday())
    page.place.go(date=monday, class_id=first.id, grade=first.grade)
    settle()
    model = page.view.week_model
    spots = [(row, c) for row in range(model.rowCount()) for c in range(2) if model.cell(row, c)]
    if not spots:
        return
    page.view.select_spot(*spots[0])
    item = model.cell(*spots[0])[0]
    stage.modal("dialog-parallel", page.acts.copy_to_parallel)
    stage.modal("dialog-copy", page.acts.states.copy_earlier)
    stage.modal("dialog-removed", page.acts.states.open_bin)
    stage.modal("dialog-release", page.acts.states.schedule)
    stage.modal("dialog-item-history", lambda: show_history(project, item.id, stage.window))
    longer = item._replace(minutes=item.minutes + 5)
    stage.modal("dialog-reason", lambda: page.bridge.run(change_item(longer)))
    QGuiApplication.clipboard().setText(_PASTED)
    page.view.select_spot(0, 0)
    stage.modal("dialog-paste", page.acts.paste)


def _of_notices(stage: Stage) -> None:
    page = _page(stage, place.NOTICES, NoticesPage)
    page.choice.choose(Shape.DAY, Scope.SCHOOL)
    page.place.go(date=page.bridge.project.today() - timedelta(1))
    settle()
    out = [n for n, each in enumerate(page.list.entries) if each.standing is Standing.PUBLISHED]
    page.list.select_row(out[0] if out else 0)
    stage.modal("dialog-versions", page.acts.show_versions)
    cleared = _most_asked(page)
    stage.modal("dialog-publish", PublishDialog(cleared, "打印", page).exec)
    stage.modal("dialog-publish-answered", PublishDialog(cleared, "打印", page).exec, _answer)


def _most_asked(page: NoticesPage) -> Clearance:
    """Stand on the day of the week on which most is to be explained before it may hang."""
    project, best = page.bridge.project, None
    for on in week_of(page.place.date):
        entries = notice_board(project, Shape.DAY, project.directory.classes(on), on)
        cleared = clearance(project, [each.prepared for each in entries if each.is_entered])
        if best is None or len(cleared.obstacles) > len(best[1].obstacles):
            best = on, cleared
    assert best is not None
    page.place.go(date=best[0])
    settle()
    return best[1]


def _answer(box: QWidget) -> None:
    assert isinstance(box, PublishDialog)
    box.field.setCurrentIndex(0)
    settle()


def _of_calendar(stage: Stage) -> None:
    section = _section(stage, "calendar", CalendarSection)
    on = section.bridge.project.today()
    section.view.choose(on)
    stage.modal("dialog-day", section.edit_days)
    stage.modal("dialog-mark", section.edit_marks)
    stage.modal("dialog-terms", section.edit_terms)
    day_off = set_days([DayException(on, DayKind.HOLIDAY, "校运动会")])
    stage.modal("dialog-clash", lambda: asked(section.bridge, day_off, stage.window))
    stage.modal("dialog-clash-move", lambda: asked(section.bridge, day_off, stage.window), _move)
    stage.modal("dialog-holiday-notice", section.paste_notice)
    stage.modal("dialog-holiday-notice-read", section.paste_notice, partial(_write_into, _NOTICE))


def _of_records(stage: Stage) -> None:
    for section_id in ("classes", "people", "subjects"):
        section = _section(stage, section_id, RecordSection)
        section.stand_on(section.identity(section.rows()[0]))
        for act in ("add", "edit"):
            stage.modal(f"dialog-{section_id}-{act}", section.buttons[act].click)
    templates = _section(stage, "templates", TemplatesSection)
    stage.modal("dialog-template", templates.add)


def _of_damage(stage: Stage) -> None:
    """Offer two copies of the file as if it were damaged; nothing is restored."""
    project = stage.window.page.bridge.project
    now = project.clock()
    with TemporaryDirectory() as folder:
        copies = [
            back_up(
                project.path, kind, now=now - timedelta(days=days), to=Path(folder, f"{days}.sjdb")
            )
            for days, kind in ((1, BackupKind.DAILY), (6, BackupKind.MANUAL))
        ]
        sentence = f"学校文件“{project.path.name}”不完整，后面的部分没有了，程序没有改动它。"
        dialog = RescueDialog(project.path, sentence, copies, now.date(), stage.window)
        stage.modal("dialog-rescue", dialog.exec, _until_looked_over)
    dialog.deleteLater()


def _until_looked_over(box: QWidget) -> None:
    assert isinstance(box, RescueDialog)
    for _ in range(_PATIENCE):
        if all(each.trouble is not None for each in box.model.rows):
            return
        settle()


def _move(box: QWidget) -> None:
    assert isinstance(box, ClashDialog)
    box.move_away.setChecked(True)
    settle()


def _of_first_start(stage: Stage) -> None:
    wizard = Wizard(stage.window.files.notify, stage.window.page.bridge.project.today())
    wizard.school.name.setText("青溪镇中心小学")
    for number, page in enumerate(wizard.pages):
        stage.modal(f"dialog-wizard-{number + 1}", wizard.exec)
        if number + 1 < len(wizard.pages):
            wizard.forward()
        del page
    wizard.deleteLater()


def _boxes(stage: Stage) -> None:
    notify = stage.window.files.notify
    stage.modal(
        "box-error",
        lambda: notify.error("“三年级.xlsx”第4行的日期“11月31日”不存在；请改好再导入。"),
    )
    stage.modal(
        "box-ask", lambda: notify.ask("要打印的2份公示：\n· 三(1)班超过上限15分钟", "仍然打印")
    )
    stage.modal("box-crash", lambda: notify.crash(_CRASH))


def _page(stage: Stage, page_id: str, kind: type[Kind]) -> Kind:
    page: object = stage.window.show_page(page_id)
    assert isinstance(page, kind)
    settle()
    return page


def _section(stage: Stage, section_id: str, kind: type[Kind]) -> Kind:
    school = _page(stage, place.SCHOOL, SchoolPage)
    school.open_section(section_id)
    section: Page | None = school.section
    assert isinstance(section, kind)
    settle()
    return section


def _type_into(text: str, box: QWidget) -> None:
    lines: list[QLineEdit] = box.findChildren(QLineEdit)
    QTest.keyClicks(lines[0], text)
    settle()
    settle()


def _write_into(text: str, box: QWidget) -> None:
    field = box.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(text)
    settle()
