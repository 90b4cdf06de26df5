"""规则库: the official copy is attached, told, opened by one click, removed and brought back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from shuangjian_desktop.domain.people import Actor, Role
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.rulebook import RulebookSection
from tests.builders import MONDAY, small_school

PDF = b"%PDF-1.4\n" + b"x" * 3000


class Saying(Notify):
    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []
        self.said.connect(self.sentences.append)

    def error(self, error: BaseException | str) -> None:
        self.sentences.append(str(error))


@pytest.fixture
def section(qtbot: QtBot, tmp_path: Path) -> RulebookSection:
    project = small_school(tmp_path)
    notify = Saying()
    bridge, place = Bridge(project, notify), Place(MONDAY)
    made = RulebookSection(bridge, place, Runner(), notify)
    for part in (bridge, place, notify):
        part.setParent(made)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found: list[Path] = []

    def take(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


def attach(section: RulebookSection, monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    name = str(path) if path else ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (name, ""))
    section.copies.attach.click()


def told(section: RulebookSection) -> list[str]:
    return [label.text() for label in section.copies.findChildren(QLabel) if label.isVisible()]


def sentences(section: RulebookSection) -> list[str]:
    notify = section.notify
    assert isinstance(notify, Saying)
    return notify.sentences


def test_an_official_copy_is_attached_and_opened_by_one_click(
    section: RulebookSection,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert "还没有附上正式文件" in told(section)[0]
    file = tmp_path / "若干措施.pdf"
    file.write_bytes(PDF)
    attach(section, monkeypatch, file)
    file.unlink()
    (words,) = told(section)
    assert words.startswith("2KB · 本机用户 2026-11-23 15:40 附上 · SHA-256 ")
    (opener,) = section.copies.openers
    opener.click()
    assert [(path.name, path.read_bytes()) for path in opened] == [("若干措施.pdf", PDF)]


def test_removing_is_taken_back_by_undo(
    section: RulebookSection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "若干措施.pdf"
    file.write_bytes(PDF)
    attach(section, monkeypatch, file)
    section.copies.removers[0].click()
    assert section.copies.openers == []
    section.bridge.undo()
    assert [each.text() for each in section.copies.openers] == ["打开 若干措施.pdf"]


def test_the_line_that_is_pressed_is_the_one_opened(
    section: RulebookSection,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    for name in ("正文.pdf", "附件.pdf"):
        (tmp_path / name).write_bytes(PDF + name.encode())
        attach(section, monkeypatch, tmp_path / name)
    section.copies.openers[1].click()
    section.copies.removers[0].click()
    section.copies.openers[0].click()
    assert [path.name for path in opened] == ["附件.pdf", "附件.pdf"]


def test_a_bad_file_is_told_and_no_choice_says_nothing(
    section: RulebookSection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    attach(section, monkeypatch, None)
    assert sentences(section) == []
    attach(section, monkeypatch, tmp_path / "没有.pdf")
    assert "找不到文件" in sentences(section)[0]
    assert section.copies.openers == []


def test_a_computer_without_a_program_for_it_says_where_the_file_is(
    section: RulebookSection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "文件.ofd").write_bytes(b"PK\x03\x04" + b"x" * 9)
    attach(section, monkeypatch, tmp_path / "文件.ofd")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    section.copies.openers[0].click()
    assert "没有能打开“文件.ofd”的程序" in sentences(section)[-1]


def test_who_may_not_change_the_school_can_still_open(
    section: RulebookSection,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "文件.pdf").write_bytes(PDF)
    attach(section, monkeypatch, tmp_path / "文件.pdf")
    section.bridge.project.actor = Actor("周校", roles=frozenset({Role.PRINCIPAL}))
    section.refresh(None)
    assert not section.copies.attach.isEnabled()
    assert not section.copies.removers[0].isEnabled()
    section.copies.openers[0].click()
    assert len(opened) == 1
