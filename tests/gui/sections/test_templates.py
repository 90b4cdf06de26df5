"""作业模板: made in a form, ordered by keys, refused in a sentence, kept from who only reads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.templates import add_template
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.templates import all_templates
from shuangjian_desktop.domain.people import INSPECTOR
from shuangjian_desktop.domain.template import Template
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.template_dialog import TemplateDialog
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.templates import TemplatesSection
from tests.builders import MONDAY, small_school
from tests.gui.desk import QuietNotify


@pytest.fixture
def section(tmp_path: Path, qapp: QApplication) -> Iterator[TemplatesSection]:
    project = small_school(tmp_path)
    notify, runner = QuietNotify(), Runner()
    section = TemplatesSection(Bridge(project, notify), Place(MONDAY), runner, notify)
    section.resize(900, 500)
    section.show()
    yield section
    section.close()
    section.deleteLater()
    runner.stop()
    project.close()


def fill(project: Project, *contents: str) -> None:
    for content in contents:
        subject_id = project.directory.subjects[0].id
        project.run(add_template(Template("", 3, subject_id, content)))


def told(section: TemplatesSection) -> list[str]:
    return [line.template.content for line in all_templates(section.bridge.project)]


def answer(section: TemplatesSection, *acts: Callable[[TemplateDialog], None]) -> None:
    """Do one act each time the form comes up; the last way out is Esc."""
    waiting = list(acts)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, TemplateDialog):
            return
        if waiting:
            waiting.pop(0)(dialog)
            QTimer.singleShot(0, section, look)
            dialog.accept()
        else:
            dialog.reject()

    QTimer.singleShot(0, section, look)


def test_a_template_is_made_in_the_form(section: TemplatesSection) -> None:
    def write(dialog: TemplateDialog) -> None:
        QTest.keyClicks(dialog.content, "P")
        dialog.blank.click()
        dialog.minutes.setValue(15)

    answer(section, write)
    section.buttons["add"].click()
    (line,) = all_templates(section.bridge.project)
    assert (line.template.content, line.template.minutes, line.grade) == ("P＿", 15, "各年级")
    assert section.table.currentIndex().row() == 0


def test_what_cannot_be_stored_keeps_the_form_open(section: TemplatesSection) -> None:
    notify = section.notify
    assert isinstance(notify, QuietNotify)
    answer(section, lambda dialog: dialog.content.clear())
    section.add()
    assert "是空的" in notify.sentences[-1]
    assert told(section) == []


def test_one_is_moved_changed_and_deleted_by_keys(section: TemplatesSection, qtbot: QtBot) -> None:
    fill(section.bridge.project, "一＿", "二＿", "三＿")
    section.table.setCurrentIndex(section.model.index(2, 0))
    section.table.setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert told(section) == ["一＿", "三＿", "二＿"]
    assert section.table.currentIndex().row() == 1
    answer(section, lambda dialog: dialog.content.setText("四＿"))
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    assert told(section) == ["一＿", "四＿", "二＿"]
    section.activateWindow()
    qtbot.waitUntil(section.table.hasFocus)
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert told(section) == ["一＿", "二＿"]
    section.bridge.undo()
    assert told(section) == ["一＿", "四＿", "二＿"]


def test_who_only_reads_changes_nothing(section: TemplatesSection) -> None:
    fill(section.bridge.project, "一＿")
    section.bridge.project.actor = INSPECTOR
    section.refresh(None)
    assert not any(button.isEnabled() for button in section.buttons.values())
    section.table.setCurrentIndex(section.model.index(0, 0))
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert told(section) == ["一＿"]
