"""Copying, pasting, removing and 无作业 in the class week; moving between classes and views."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from shuangjian_desktop.app.paste_clip import Clip
from shuangjian_desktop.gui.dialogs.parallel_dialog import ParallelDialog
from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog
from shuangjian_desktop.rules.totals import DayState
from tests.builders import MONDAY, enter, item
from tests.gui.desk import (
    CHINESE,
    MATHS,
    MON,
    SUN,
    TUE,
    WED,
    Desk,
    desk_in,
)

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        yield desk


def do(desk: Desk, name: str) -> None:
    desk.page.acts.actions[name].trigger()


def select(desk: Desk, *spots: tuple[int, int]) -> None:
    desk.stand(*spots[0])
    for row, column in spots[1:]:
        index = desk.page.model.index(row, column)
        desk.page.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def put_on_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def answer(
    monkeypatch: pytest.MonkeyPatch, dialog: type[PasteDialog] | type[ParallelDialog], *, yes: bool
) -> None:
    """Answer a dialog without a person."""
    monkeypatch.setattr(dialog, "exec", lambda _self: int(yes))


def test_a_block_copied_here_is_pasted_with_all_its_fields(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="甲", note="带尺子"))
    enter(desk.project, item(desk.project, subject="数学", content="乙", minutes=15))
    select(desk, (CHINESE, MON), (MATHS, MON))
    do(desk, "copy")
    desk.stand(CHINESE, WED)
    do(desk, "paste")
    wednesday = MONDAY + timedelta(days=2)
    assert desk.told(on=wednesday) == [("甲", 20), ("乙", 15)]
    assert desk.items(on=wednesday)[0].note == "带尺子"
    desk.page.bridge.undo()
    assert desk.told(on=wednesday) == []


def test_what_is_copied_is_a_table_for_other_programs(desk: Desk) -> None:
    """P14"""
    enter(desk.project, item(desk.project, content="甲<b>", position=0))
    enter(desk.project, item(desk.project, content="乙", position=1))
    select(desk, (CHINESE, MON), (CHINESE, TUE))
    do(desk, "copy")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == '"甲<b> 20分钟\n乙 20分钟"\t'
    assert "甲&lt;b&gt; 20分钟<br>乙 20分钟" in data.html()


def test_text_from_a_spreadsheet_is_pasted_cell_by_cell(desk: Desk) -> None:
    """P12"""
    put_on_clipboard("生字 10\t朗读 5\n口算 15\t\n")
    desk.stand(CHINESE, MON)
    do(desk, "paste")
    assert desk.told() == [("生字", 10), ("口算", 15)]
    assert desk.told(on=TUESDAY) == [("朗读", 5)]


@pytest.mark.parametrize(("skips", "stored"), [(True, [("生字", 10)]), (False, [])])
def test_bad_cells_are_shown_first_and_skipped_or_all_is_called_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, skips: bool, stored: list[tuple[str, int]]
) -> None:
    """F6"""
    answer(monkeypatch, PasteDialog, yes=skips)
    put_on_clipboard("生字 10\n口算")
    desk.stand(CHINESE, MON)
    do(desk, "paste")
    assert desk.told() == stored


def test_the_paste_preview_lists_every_cell_left_out(desk: Desk, qtbot: object) -> None:
    put_on_clipboard("口算\t笔算 9999\n丙 5")
    desk.stand(MATHS, SUN)
    prepared = desk.page.acts.pasting.week_plan(Clip(desk.page.acts.clipboard.clip().text))
    assert prepared is not None
    dialog = PasteDialog(desk.project, *prepared, MONDAY, desk.page)
    assert [line.sign for line in dialog.lines.rows] == ["待补全", "待补全", ""]
    assert dialog.skip.text() == "跳过这些，粘贴1项"
    assert "2处" in dialog.summary.text()
    dialog.deleteLater()


def test_cut_takes_away_and_gives_back(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="甲"))
    desk.stand(CHINESE, MON)
    do(desk, "cut")
    assert desk.told() == []
    desk.stand(MATHS, TUE)
    do(desk, "paste")
    assert desk.told(on=TUESDAY) == [("甲", 20)]


def test_delete_on_several_cells_is_one_undo_step(desk: Desk) -> None:
    """P17"""
    enter(desk.project, item(desk.project, content="甲"), item(desk.project, content="乙"))
    enter(desk.project, item(desk.project, subject="数学", content="丙"))
    select(desk, (CHINESE, MON), (MATHS, MON))
    do(desk, "delete")
    assert desk.told() == []
    desk.page.bridge.undo()
    assert len(desk.told()) == 3


def test_parallel_classes_get_copies_with_their_own_teachers(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, ParallelDialog, yes=True)
    enter(desk.project, item(desk.project, content="甲"))
    desk.stand(CHINESE, MON)
    do(desk, "parallel")
    for name in ("三(2)", "三(3)"):
        (copy,) = desk.items(name)
        assert copy.content == "甲"
        assert copy.staff_id == desk.project.directory.teacher(
            copy.class_id, copy.subject_id, MONDAY
        )
    assert desk.notify.sentences == ["已复制2项到平行班。"]
    do(desk, "parallel")
    assert len(desk.items("三(2)")) == 1


def test_no_homework_is_said_and_taken_back_with_one_key(desk: Desk) -> None:
    desk.stand(CHINESE, TUE)
    do(desk, "none")
    assert desk.page.model.day(TUE).totals.state is DayState.NONE
    do(desk, "none")
    assert desk.page.model.day(TUE).totals.state is DayState.MISSING


def test_no_homework_is_refused_where_homework_is_entered(desk: Desk) -> None:
    enter(desk.project, item(desk.project))
    desk.stand(CHINESE, MON)
    do(desk, "none")
    assert "已经录入了作业" in desk.notify.sentences[0]
    assert desk.told() == [("练习册第32页", 20)]


def test_more_text_than_a_paste_reads_is_refused_not_cut(desk: Desk) -> None:
    """F7: nothing is dropped in silence."""
    put_on_clipboard("练习册第3页 20\n" * 250_000)
    desk.stand(CHINESE, MON)
    do(desk, "paste")
    put_on_clipboard("")
    assert "250000行，一次最多粘贴20000行，没有粘贴" in desk.notify.sentences[-1]
    assert desk.told() == []
