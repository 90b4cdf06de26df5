"""F1 opens the page one is on; what the help names is there; nothing is loaded from outside."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from shuangjian_desktop import paths
from shuangjian_desktop.gui.actions import plain_text
from shuangjian_desktop.gui.dialogs.help import (
    SHORTCUTS,
    HelpDialog,
    section_topic,
    text_of,
    title_of,
    topic_of,
    topics,
)
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.pages.catalogue import PAGES
from shuangjian_desktop.gui.sections.catalogue import SECTIONS
from tests.builders import fixed_clock, small_school

KEYS = (("Ctrl+Z", "撤销"), ("|", "一|竖"))
FILES = sorted(path.stem for path in paths.resource("help").glob("*.md"))


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    project = small_school(tmp_path)
    project.close()
    session = Session(clock=fixed_clock)
    session.start(project.path)
    assert isinstance(session.window, MainWindow)
    yield session.window
    session.close()


def named(topic: str) -> set[str]:
    """What a page of the help sends people to: 【撤销】."""
    return set(re.findall(r"【(.+?)】", text_of(topic)))


TITLES = {entry.id: entry.title for entry in PAGES} | {
    section_topic(entry.id): entry.title for entry in SECTIONS
}


@pytest.mark.parametrize(("topic", "title"), TITLES.items())
def test_every_page_and_section_has_its_help(topic: str, title: str) -> None:
    assert topic in topics()
    assert title_of(topic) == title
    assert len(text_of(topic)) > 60


def test_every_act_the_help_names_is_there(window: MainWindow) -> None:
    there = {plain_text(spec.text) for spec in window.actions_.specs}
    there |= {entry.title for entry in (*PAGES, *SECTIONS)}
    assert {topic: named(topic) - there for topic in FILES if named(topic) - there} == {}


def test_the_topic_is_the_page_or_the_section_one_is_on(window: MainWindow) -> None:
    assert topic_of(window.page) == "today"
    window._place.open_section("storage")
    assert topic_of(window.page) == "storage"


def test_the_dialog_opens_there_and_shows_its_words(qtbot: QtBot) -> None:
    dialog = HelpDialog("storage", KEYS, None)
    qtbot.addWidget(dialog)
    assert dialog.index.currentItem().text() == "文件与备份"
    assert "恢复选中的备份" in dialog.text.toPlainText()


def test_the_table_of_keys_is_inside(qtbot: QtBot) -> None:
    dialog = HelpDialog(SHORTCUTS, KEYS, None)
    qtbot.addWidget(dialog)
    assert "Ctrl+Z" in dialog.text.toPlainText()
    assert "一|竖" in dialog.text.toPlainText()


@pytest.mark.parametrize(("typed", "title"), [("备份", "文件与备份"), ("czjl", "操作记录")])
def test_typing_narrows_the_index(qtbot: QtBot, typed: str, title: str) -> None:
    dialog = HelpDialog("today", KEYS, None)
    qtbot.addWidget(dialog)
    dialog.search.setText(typed)
    shown = [
        dialog.index.item(row).text()
        for row in range(dialog.index.count())
        if not dialog.index.item(row).isHidden()
    ]
    assert title in shown
    assert len(shown) < dialog.index.count()
    assert dialog.index.currentItem().text() in shown
    dialog.search.setText("")
    assert not dialog.index.item(0).isHidden()


def test_no_picture_and_no_address_is_ever_loaded(qtbot: QtBot, tmp_path: Path) -> None:
    """P32, F40."""
    dialog = HelpDialog("today", KEYS, None)
    qtbot.addWidget(dialog)
    (tmp_path / "a.txt").write_text("x")
    for url in ("http://example.invalid/a.png", f"file://{tmp_path}/a.txt"):
        kind = QTextDocument.ResourceType.ImageResource
        assert dialog.text.loadResource(kind, QUrl(url)) is None
    assert not dialog.text.openLinks()


def test_no_help_names_an_address() -> None:
    assert [topic for topic in FILES if "http" in text_of(topic)] == []
