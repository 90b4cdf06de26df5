"""A damaged school file is met with its backups: really damaged ones, of every kind (F47)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.backup import Backup, back_up, backups_for
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries import soundness
from shuangjian_desktop.gui.dialogs.rescue_dialog import RescueDialog
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.start_page import StartPage
from tests.builders import enter, fixed_clock, item, small_school
from tests.gui.desk import QuietNotify

AT = fixed_clock() - timedelta(days=3)


class Told(QuietNotify):
    def tell(self, sentence: str) -> None:
        self.sentences.append(sentence)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    del qtbot
    made = Session(clock=fixed_clock)
    made.notify = Told()
    yield made
    made.close()


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school with some homework, a backup of three days ago, and work done since."""
    project = small_school(tmp_path)
    enter(project, *(item(project, content=f"练习册第{page}页") for page in range(300)))
    back_up(project.path, now=AT)
    enter(project, item(project, content="备份以后"))
    project.close()
    return project.path


def no_database(path: Path) -> None:
    path.write_bytes(b"\x00" * path.stat().st_size)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def last_page_gone(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 1")


def schema_spoiled(path: Path) -> None:
    bytes_ = bytearray(path.read_bytes())
    bytes_[100:1500] = b"\xa5" * 1400
    path.write_bytes(bytes_)


def pages_spoiled(path: Path) -> None:
    """Only pages in the middle: the file opens, the window works, until they are needed."""
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'change'"
        ).fetchone()[0]
    bytes_ = bytearray(path.read_bytes())
    bytes_[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(bytes_)


def chain_broken(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE step SET label = '别的' WHERE seq = 2")


Damage = Callable[[Path], None]
AT_ONCE = [no_database, empty, half, last_page_gone, other_program, schema_spoiled]
LATER = [pages_spoiled, chain_broken]


def decide(monkeypatch: pytest.MonkeyPatch, *, restores: bool) -> list[str]:
    """Answer the dialog by keyboard as soon as it is shown; return what it said."""
    said: list[str] = []

    def run(dialog: RescueDialog) -> int:
        said.append(dialog.about.text())
        dialog.show()
        QTest.keyClick(dialog, Qt.Key.Key_Return if restores else Qt.Key.Key_Escape)
        return dialog.result()

    monkeypatch.setattr(RescueDialog, "exec", run)
    return said


def contents(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM homework").fetchone()[0])


@pytest.mark.parametrize("damage", AT_ONCE)
def test_a_damaged_file_is_restored_with_one_key_and_kept_beside(
    session: Session, school: Path, damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(school)
    spoiled = school.read_bytes()
    said = decide(monkeypatch, restores=True)
    assert session.start(school)
    assert len(said) == 1
    assert isinstance(session.window, MainWindow)
    assert session.project is not None
    assert (session.project.path, contents(school)) == (school, 300)
    (kept,) = school.parent.glob("*_损坏_*.sjdb")
    assert kept.read_bytes() == spoiled
    assert isinstance(session.notify, Told)
    assert kept.name in session.notify.sentences[-1]


def test_not_restoring_leaves_everything_and_shows_the_start_page(
    session: Session, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half(school)
    spoiled = school.read_bytes()
    said = decide(monkeypatch, restores=False)
    session.start(school)
    assert "不完整" in said[0]
    assert isinstance(session.window, StartPage)
    assert school.read_bytes() == spoiled
    assert list(school.parent.glob("*.sjdb")) == [school]


@pytest.mark.parametrize("damage", LATER)
def test_damage_inside_is_found_behind_the_window_and_restored(
    session: Session,
    school: Path,
    damage: Damage,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    damage(school)
    said = decide(monkeypatch, restores=True)
    session.start(school)
    assert said == []
    session._watch_over()
    qtbot.waitUntil(lambda: len(said) == 1)
    qtbot.waitUntil(lambda: session.project is not None and contents(school) == 300)
    assert isinstance(session.window, MainWindow)
    assert len(list(school.parent.glob("*_损坏_*.sjdb"))) == 1


def test_a_sound_file_is_looked_over_in_silence(
    session: Session, school: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said = decide(monkeypatch, restores=False)
    session.start(school)
    session._watch_over()
    look = session._look_over
    assert look is not None
    qtbot.waitUntil(lambda: not look._runner._jobs)
    assert said == []


def test_without_a_backup_the_sentence_is_said_as_it_is(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "没有备份.sjdb"
    path.write_bytes(b"not a database")
    session.start(path)
    assert isinstance(session.window, StartPage)
    assert isinstance(session.notify, Told)
    assert ["不是学校文件" in said for said in session.notify.sentences] == [True]


def test_a_copy_in_another_folder_finds_the_backups_of_its_name(school: Path) -> None:
    moved = school.parent / "新" / school.name
    moved.parent.mkdir()
    school.rename(moved)
    assert [each.made_at for each in backups_for(moved)] == [AT]
    assert backups_for(moved.with_name("别的.sjdb")) == ()


@pytest.fixture
def two(school: Path) -> tuple[Backup, ...]:
    """Two backups; the newer is damaged itself."""
    newer = back_up(school, now=AT + timedelta(days=2))
    spoiled = bytearray(newer.path.read_bytes())
    spoiled[8192:16384] = b"\xff" * 8192
    newer.path.write_bytes(spoiled)
    return backups_for(school)


def test_the_list_tells_age_size_and_soundness_and_chooses_the_newest_sound_one(
    two: tuple[Backup, ...], school: Path, qtbot: QtBot
) -> None:
    dialog = RescueDialog(school, "坏了。", two, fixed_clock().date())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: all(each.trouble is not None for each in dialog.model.rows))
    rows = [
        [dialog.model.index(row, column).data() for column in range(dialog.model.columnCount())]
        for row in range(2)
    ]
    assert [row[1] for row in rows] == ["1天前", "3天前"]
    assert [row[3] for row in rows] == ["301条", "300条"]
    assert rows[0][5].startswith("▲ ")
    assert rows[1][5] == "✓ 完好"
    assert dialog.chosen == two[1]
    assert dialog.restore_button.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Up)
    assert dialog.chosen == two[0]
    assert not dialog.restore_button.isEnabled()


def test_the_dialog_can_be_closed_while_it_is_still_looking(
    two: tuple[Backup, ...], school: Path, qtbot: QtBot
) -> None:
    dialog = RescueDialog(school, "坏了。", two, datetime(2026, 11, 23).date())  # noqa: DTZ001
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    QApplication.processEvents()
    assert dialog.result() == 0


def test_a_torn_write_is_mended_not_called_damage(school: Path) -> None:
    """A file cut short while it grew, its journal beside it: SQLite takes the write back."""
    journal = school.with_name(f"{school.name}-journal")
    with closing(sqlite3.connect(school, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE homework SET note = replace(hex(zeroblob(500)), '00', '长')")
        before = journal.read_bytes()
        connection.execute("COMMIT")
    school.write_bytes(school.read_bytes()[:-4096])
    journal.write_bytes(before)
    Project.open(school).close()
    with closing(sqlite3.connect(school)) as connection:
        notes = connection.execute("SELECT count(*) FROM homework WHERE note IS NOT NULL")
        assert notes.fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_click_chooses_a_backup_and_restores_nothing(
    two: tuple[Backup, ...], school: Path, qtbot: QtBot
) -> None:
    dialog = RescueDialog(school, "坏了。", two, fixed_clock().date())
    qtbot.addWidget(dialog)
    dialog.show()
    place = dialog.table.visualRect(dialog.model.index(1, 0)).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.chosen == two[1]
    assert dialog.isVisible()


def test_a_file_too_large_to_look_over_quickly_keeps_nobody_from_saving(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While SQLite looks it over nobody can save: such a file is proven by each day's copy."""
    looked: list[object] = []
    monkeypatch.setattr(soundness.inspection, "integrity_fault", looked.append)
    project = Project.open(school)
    assert soundness.damage_of(project) == ""
    assert len(looked) == 1
    monkeypatch.setattr(soundness, "_MOST_BYTES", 0)
    assert soundness.damage_of(project) == ""
    assert len(looked) == 1
    project.close()
