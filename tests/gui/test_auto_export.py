"""Export at a set time: what goes out unattended, what is said, and what a nap does to it."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from pytestqt.qtbot import QtBot

from shuangjian_desktop import safe_files
from shuangjian_desktop.app.commands.review import review_days
from shuangjian_desktop.app.queries.notice_board import Standing, notice_board
from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.gui.auto_export import AutoExport, AutoExportMemory, AutoExportWish
from shuangjian_desktop.gui.dialogs.auto_export_dialog import AutoExportDialog
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.runner import Runner
from tests.builders import MONDAY, enter, item, small_school

BEFORE, AFTER = datetime(2026, 11, 23, 15, 59), datetime(2026, 11, 23, 16, 1)  # noqa: DTZ001
WAKING = datetime(2026, 11, 23, 19, 30)  # noqa: DTZ001


class Keeper:
    """One PC with an open school, three classes entered, one of them reviewed."""

    def __init__(self, folder: Path, form: str = ".pdf") -> None:
        self.out = folder / "屏幕"
        self.out.mkdir()
        self.project = small_school(folder)
        enter(self.project, *(item(self.project, name) for name in ("三(1)", "三(2)")))
        self.memory = AutoExportMemory(folder / "auto.ini")
        self.memory.keep(AutoExportWish(True, time(16, 0), str(self.out), form))
        self.notify = Notify()
        self.said: list[str] = []
        self.notify.said.connect(self.said.append)
        self.runner = Runner()
        self.auto = AutoExport(self.project, self.notify, self.runner, None, self.memory)

    def look(self, at: datetime) -> None:
        """Look, and wait for what is done beside the window."""
        self.auto.look(at)
        while self.auto.is_busy:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def close(self) -> None:
        self.runner.stop()
        self.auto.deleteLater()  # not by Python, some day, on whatever thread is at work then
        self.runner.deleteLater()
        self.project.close()

    def review(self, *names: str) -> None:
        days = [d for e in self.board() if e.name in names for d in e.to_review]
        self.project.run(review_days(days, "王芳", "2026-11-23T15:40:00"))

    def board(self) -> tuple:
        classes = self.project.directory.classes(MONDAY)
        return notice_board(self.project, Shape.DAY, classes, MONDAY)

    def files(self) -> list[str]:
        return sorted(path.name for path in self.out.iterdir())


@pytest.fixture
def keeper(tmp_path: Path, qapp: object) -> Iterator[Keeper]:
    made = Keeper(tmp_path)
    yield made
    made.close()


def test_nothing_happens_before_the_time_and_once_after_it(keeper: Keeper) -> None:
    keeper.review("三(1)班", "三(2)班")
    keeper.look(BEFORE)
    assert keeper.files() == []
    keeper.look(AFTER)
    assert keeper.files() == [f"三({n})班2026-11-23作业公示.pdf" for n in (1, 2)]
    (keeper.out / keeper.files()[0]).unlink()
    keeper.look(WAKING)
    assert len(keeper.files()) == 1
    assert keeper.said[-1].startswith("已自动导出2个文件到")
    assert [e.standing for e in keeper.board()][1:3] == [Standing.PUBLISHED] * 2


def test_a_pc_that_slept_through_the_time_does_it_when_it_wakes_the_same_day(
    keeper: Keeper,
) -> None:
    keeper.review("三(1)班", "三(2)班")
    keeper.look(WAKING)
    assert len(keeper.files()) == 2


def test_what_nobody_reviewed_waits_is_told_and_goes_out_once_reviewed(keeper: Keeper) -> None:
    keeper.review("三(1)班")
    keeper.look(AFTER)
    assert [name[:5] for name in keeper.files()] == ["三(1)班"]
    assert "还有1份没有导出（还没有审核）" in keeper.said[-1]
    told = len(keeper.said)
    keeper.look(AFTER)
    assert len(keeper.said) == told
    keeper.review("三(2)班")
    keeper.look(AFTER)
    assert len(keeper.files()) == 2


def test_what_wants_a_reason_never_goes_out_by_itself(keeper: Keeper) -> None:
    enter(keeper.project, item(keeper.project, "三(3)", content="张子涵同学领读"))
    keeper.review("三(1)班", "三(2)班", "三(3)班")
    keeper.look(AFTER)
    assert len(keeper.files()) == 2
    assert "张子涵" in keeper.said[-1]


def test_a_folder_that_is_gone_is_said_once_and_tried_again(keeper: Keeper) -> None:
    keeper.review("三(1)班", "三(2)班")
    keeper.out.rmdir()
    keeper.out.write_text("")
    keeper.look(AFTER)
    keeper.look(AFTER)
    assert len([s for s in keeper.said if "自动导出没有完成" in s]) == 1
    keeper.out.unlink()
    keeper.out.mkdir()
    keeper.look(AFTER)
    assert len(keeper.files()) == 2


def test_another_day_is_another_export_and_a_sunday_none(keeper: Keeper) -> None:
    keeper.review("三(1)班", "三(2)班")
    keeper.look(AFTER)
    assert keeper.memory.is_done(str(keeper.project.path), MONDAY)
    told = len(keeper.said)
    keeper.look(AFTER.replace(day=29))
    assert len(keeper.said) == told


def test_the_board_is_one_page(tmp_path: Path, qapp: object) -> None:
    keeper = Keeper(tmp_path, ".html")
    keeper.review("三(1)班", "三(2)班")
    keeper.look(AFTER)
    assert keeper.files() == ["2026-11-23作业公示.html"]
    keeper.close()


def test_the_dialog_gives_back_what_was_set(tmp_path: Path, qtbot: QtBot) -> None:
    dialog = AutoExportDialog(AutoExportWish())
    qtbot.addWidget(dialog)
    dialog.on.setChecked(True)
    assert not dialog._keep.isEnabled()
    dialog.folder.setText(str(tmp_path))
    assert dialog._keep.isEnabled()
    memory = AutoExportMemory(tmp_path / "a.ini")
    memory.keep(dialog.wish)
    assert memory.wish == AutoExportWish(True, time(16, 0), str(tmp_path), ".pdf")


def test_a_spoilt_memory_counts_as_not_asked(tmp_path: Path, qapp: object) -> None:
    (tmp_path / "a.ini").write_text("[General]\non=true\nat=25:99\nform=.exe\nfolder=/x\n")
    assert not AutoExportMemory(tmp_path / "a.ini").wish.is_on


def test_a_closed_school_is_left_alone(keeper: Keeper) -> None:
    keeper.project.close()
    keeper.look(AFTER)
    assert keeper.said == []


def test_a_stick_that_is_not_there_is_not_made_a_folder_of(keeper: Keeper) -> None:
    keeper.review("三(1)班", "三(2)班")
    keeper.out.rmdir()
    keeper.look(AFTER)
    assert not keeper.out.exists()
    assert "不存在或已断开" in keeper.said[-1]
    assert not {e.standing for e in keeper.board()} & {Standing.PUBLISHED}
    keeper.out.mkdir()
    keeper.look(AFTER)
    assert len(keeper.files()) == 2


def test_one_file_in_the_way_is_said_and_tried_again_without_waiting_for_a_change(
    keeper: Keeper,
) -> None:
    keeper.review("三(1)班", "三(2)班")
    blocked = keeper.out / "三(2)班2026-11-23作业公示.pdf"
    blocked.mkdir()
    keeper.look(AFTER)
    assert keeper.said[-1].startswith("自动导出有1份没有写成：")
    assert [e.standing for e in keeper.board()][1:3] == [Standing.PUBLISHED, Standing.REVIEWED]
    blocked.rmdir()
    keeper.look(AFTER)
    assert [e.standing for e in keeper.board()][1:3] == [Standing.PUBLISHED] * 2


def test_the_window_is_free_while_the_files_are_written(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shared folder that takes its time: the main thread goes on and hears of it at the end."""
    threads: list[bool] = []
    real = safe_files.stage

    def slow(path: Path, data: bytes) -> safe_files.Staged:
        threads.append(current_thread() is main_thread())
        return real(path, data)

    monkeypatch.setattr(safe_files, "stage", slow)
    keeper.review("三(1)班", "三(2)班")
    heard: list[str] = []
    keeper.project.subscribe(lambda changes: heard.append(changes.label))
    keeper.look(AFTER)
    assert threads == [False, False]
    assert heard == ["公示作业"]
