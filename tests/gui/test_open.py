"""One school at a time: what is opened, refused, remembered and made from the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.queries.opening import opening_date
from shuangjian_desktop.gui.bridge import READ_ONLY
from shuangjian_desktop.gui.dialogs.wizard import Wizard
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.memory import Memory
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.start_page import StartPage
from tests.builders import MONDAY, enter, fixed_clock, item, small_school
from tests.gui.desk import QuietNotify


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    del qtbot
    made = Session(clock=fixed_clock)
    made.notify = QuietNotify()
    yield made
    made.close()


@pytest.fixture
def school(tmp_path: Path) -> Path:
    project = small_school(tmp_path)
    project.close()
    return project.path


def sentences(session: Session) -> list[str]:
    assert isinstance(session.notify, QuietNotify)
    return session.notify.sentences


def test_a_school_file_opens_and_is_remembered(
    session: Session, school: Path, qtbot: QtBot
) -> None:
    session.start(school)
    assert isinstance(session.window, MainWindow)
    qtbot.waitUntil(lambda: Memory().recent == (school,))


def test_what_was_to_be_looked_over_later_is_left_alone_once_it_is_put_away(
    session: Session, school: Path
) -> None:
    """A timer that outlived the session called what was no longer there."""
    session.start(school)
    assert session._until_look.isActive()
    session.close()
    assert not session._until_look.isActive()


def test_without_a_file_the_start_page_offers_four_ways(session: Session) -> None:
    session.start(None)
    assert isinstance(session.window, StartPage)
    texts = [button.text() for button in session.window.findChildren(QPushButton)]
    usual = ["打开学校文件(&O)…", "新建学校(&N)…", "看样例学校(&D)"]
    assert texts == [*usual, "以督导身份只读打开(&L)…"]


def test_a_recent_file_opens_from_the_start_page(
    session: Session, school: Path, tmp_path: Path
) -> None:
    memory = Memory()
    memory.opened(school)
    memory.opened(tmp_path / "没了.sjdb")
    session.start(None)
    page = session.window
    assert isinstance(page, StartPage)
    assert page.recent.rows == (tmp_path / "没了.sjdb", school)
    titles = [page.recent.index(row, 0).data() for row in (0, 1)]
    assert titles == ["没了（文件已不在原处）", "测试"]
    page._open(page.recent.index(1, 0))
    assert session.project is not None
    assert session.project.path == school


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "找不到学校文件"), (b"not a database", "不是学校文件")],
    ids=["missing", "something else"],
)
def test_what_is_no_school_is_refused_in_one_sentence(
    session: Session, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "不是.sjdb"
    if content is not None:
        path.write_bytes(content)
    session.start(path)
    assert isinstance(session.window, StartPage)
    assert len(sentences(session)) == 1
    assert said in sentences(session)[0]
    assert content is None or path.read_bytes() == content


def test_a_refused_file_leaves_the_open_school_open(
    session: Session, school: Path, tmp_path: Path
) -> None:
    session.start(school)
    window = session.window
    assert not session.open(tmp_path / "没有.sjdb")
    assert session.window is window
    assert session.project is not None
    assert session.project.directory.school.name == "测试学校"


def test_another_school_takes_the_place_of_the_open_one(
    session: Session, school: Path, tmp_path: Path
) -> None:
    other = small_school(tmp_path / "b", name="另一所") if not (tmp_path / "b").mkdir() else None
    assert other is not None
    other.close()
    session.start(school)
    first = session.window
    assert session.open(other.path)
    assert session.window is not first
    assert session.window is not None
    assert "另一所" in session.window.windowTitle()


def test_a_new_school_is_made_where_the_person_says_and_opened(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decide(wizard: Wizard) -> bool:
        wizard.school.name.setText(" 青溪镇中心小学 ")
        wizard.file.line.setText(str(tmp_path / "青溪镇中心小学"))
        return True

    monkeypatch.setattr(Wizard, "exec", decide)
    session.start(None)
    assert isinstance(session.window, StartPage)
    session.window._files.new_file()
    assert session.project is not None
    assert session.project.path == tmp_path / "青溪镇中心小学.sjdb"
    assert session.project.directory.school.name == "青溪镇中心小学"


def test_a_read_only_file_says_so(
    session: Session, school: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anywhere
    session.start(school)
    assert isinstance(session.window, MainWindow)
    assert session.window._bridge.standing == READ_ONLY
    undo = session.window.actions_["undo"]
    qtbot.waitUntil(lambda: bool(undo.shortcuts()))  # the journal is asked after the first picture
    assert not undo.isEnabled()


@pytest.mark.parametrize(
    ("today", "opens"),
    [
        ("2026-11-24", "2026-11-24"),  # a day of the term, with or without homework
        ("2027-03-01", "2026-11-23"),  # after every term: the last day with homework
        ("2026-08-01", "2026-11-23"),  # before every term
    ],
)
def test_the_window_opens_on_today_or_else_on_the_last_data(
    tmp_path: Path, today: str, opens: str
) -> None:
    from datetime import datetime

    project = small_school(tmp_path, clock=lambda: datetime.fromisoformat(f"{today}T15:40"))
    enter(project, item(project, on=MONDAY))
    assert opening_date(project).isoformat() == opens
    project.close()


def test_a_school_without_homework_opens_on_today(tmp_path: Path) -> None:
    from datetime import datetime

    project = small_school(tmp_path, clock=lambda: datetime.fromisoformat("2027-03-01T08:00"))
    assert opening_date(project).isoformat() == "2027-03-01"
    project.close()


def test_the_newest_files_come_first_and_the_list_stays_short(tmp_path: Path) -> None:
    memory = Memory()
    for number in range(12):
        memory.opened(tmp_path / f"{number}.sjdb")
    memory.opened(tmp_path / "5.sjdb")
    names = [path.stem for path in Memory().recent]
    assert names == ["5", "11", "10", "9", "8", "7", "6", "4"]


def test_a_folder_that_cannot_be_had_means_nothing_is_remembered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("SHUANGJIAN_DATA_DIR", str(blocked / "under"))
    memory = Memory()
    memory.opened(tmp_path / "a.sjdb")
    assert memory.recent == ()
    assert memory.geometry is None
    assert memory.is_inspector_wanted
