"""文件与备份 and 建校清单 in the window: backups made, listed and restored; every gap leads on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.health import size_in_words
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.sections.setup import SetupSection
from shuangjian_desktop.gui.sections.storage import StorageSection
from tests.builders import enter, fixed_clock, item, small_school
from tests.gui.desk import QuietNotify


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    project = small_school(tmp_path)
    enter(project, item(project))
    project.close()
    made = Session(clock=fixed_clock)
    made.notify = QuietNotify()
    made.start(project.path)
    yield made
    made.close()


def section(session: Session, section_id: str) -> object:
    window = session.window
    assert isinstance(window, MainWindow)
    window._place.open_section(section_id)
    return window.page.section  # type: ignore[attr-defined]


def storage(session: Session) -> StorageSection:
    found = section(session, "storage")
    assert isinstance(found, StorageSection)
    return found


def test_a_backup_made_now_is_in_the_list_with_its_counts(session: Session, qtbot: QtBot) -> None:
    page = storage(session)
    page.make.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    told = [page.model.index(0, column).data() for column in range(5)]
    assert told[:4] == ["2026-11-23 15:40", "手动", "1条", "3步"]
    assert "已核对" in session.notify.sentences[-1]  # type: ignore[attr-defined]


def test_a_backup_is_restored_into_a_new_file_and_opened(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = storage(session)
    page.make.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.selectRow(0)
    target = tmp_path / "恢复的"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(session.notify, "ask", lambda *_: True)
    page.restore.click()
    qtbot.waitUntil(lambda: session.project is not None and session.project.path.stem == "恢复的")
    assert isinstance(session.project, Project)
    assert session.project.database.rows("SELECT count(*) FROM homework") == [(1,)]


def test_the_open_file_is_never_written_over(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = storage(session)
    page.make.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.selectRow(0)
    assert session.project is not None
    path = session.project.path
    before = path.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.restore.click()
    assert "只写成新文件" in session.notify.sentences[-1]  # type: ignore[attr-defined]
    assert path.read_bytes() == before


def test_where_the_file_lies_is_said_and_a_synced_folder_warned_of(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = storage(session)
    assert session.project is not None
    assert str(session.project.path) in page.where.text()
    assert not page.warning.isVisible()
    monkeypatch.setenv("OneDrive", str(session.project.path.parent))
    page.refresh(None)
    assert "OneDrive的同步文件夹" in page.warning.text()


def test_every_gap_leads_to_where_it_is_mended(session: Session) -> None:
    page = section(session, "setup")
    assert isinstance(page, SetupSection)
    asked: list[str] = []
    page.import_requested.disconnect()
    page.import_requested.connect(asked.append)
    rows = {step.id: number for number, step in enumerate(page.model.rows)}
    assert page.model.index(rows["phone"], 0).data() == "▲ 缺"
    assert page.model.index(rows["people"], 0).data() == "○ 可以以后再设"
    page.table.opened.emit(page.model.index(rows["lessons"], 0))
    assert asked == ["lessons"]
    gone: list[str] = []
    page.place.section_requested.connect(gone.append)
    page.table.opened.emit(page.model.index(rows["phone"], 0))
    assert gone == ["school"]


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (400_000, "0.4 MB"),
        (1024**3 - 1, "1024.0 MB"),
        (1024**3, "1.0 GB"),
        (69363 << 20, "67.7 GB"),
    ],
)
def test_room_is_told_as_a_person_reads_it(size: int, told: str) -> None:
    assert size_in_words(size) == told


def test_the_room_on_the_disk_stands_beside_the_file(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shuangjian_desktop.gui.sections.storage.free_bytes", lambda _: 69363 << 20)
    page = storage(session)
    page.refresh(None)
    assert page.where.text().endswith(" MB，磁盘还有 67.7 GB）")
