"""Drafts and handing in, copies of last week, a grade in one paste, and keys of keypad users."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.gui import memory
from shuangjian_desktop.gui.clipboard import mime_data
from shuangjian_desktop.gui.dialogs.copy_dialog import CopyDialog
from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog
from shuangjian_desktop.gui.dialogs.release_dialog import ReleaseDialog
from shuangjian_desktop.gui.dialogs.removed_dialog import RemovedDialog
from tests.builders import MONDAY, enter, item
from tests.gui.desk import CHINESE, MATHS, MON, TUE, WED, Desk, desk_in

NEXT = MONDAY + timedelta(days=7)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setattr(memory, "own_folder", lambda: own)
    with desk_in(tmp_path) as desk:
        yield desk


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[str, str]]]:
    """Every paste preview says yes and leaves what it showed here."""
    seen: list[list[tuple[str, str]]] = []

    def accept(dialog: PasteDialog) -> int:
        seen.append([(line.sign, line.texts[3]) for line in dialog.lines.rows])
        return 1

    monkeypatch.setattr(PasteDialog, "exec", accept)
    return seen


def do(desk: Desk, name: str) -> None:
    desk.page.acts.actions[name].trigger()


def put(text: str, html: str = "") -> None:
    data = mime_data()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def test_what_is_typed_for_next_week_is_a_draft_until_handed_in_by_key(desk: Desk) -> None:
    desk.place.go(date=NEXT)
    desk.stand(CHINESE, MON)
    desk.type("a 10")
    desk.press(Qt.Key.Key_Return)
    assert [i.status for i in desk.items(on=NEXT)] == [Status.DRAFT]
    assert desk.page.bar.state.text() == "草稿1天"
    desk.press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert [i.status for i in desk.items(on=NEXT)] == [Status.SUBMITTED]
    assert desk.page.bar.state.text() == ""
    assert not desk.page.acts.actions["submit"].isEnabled()


def test_this_weeks_work_is_handed_in_at_once(desk: Desk) -> None:
    desk.stand(CHINESE, WED)
    desk.type("a 10")
    desk.press(Qt.Key.Key_Return)
    assert [i.status for i in desk.items(on=MONDAY + timedelta(days=2))] == [Status.SUBMITTED]


def test_last_week_comes_over_as_drafts_after_a_preview(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(desk.project, item(desk.project, on=MONDAY - timedelta(days=7), content="旧"))
    enter(desk.project, item(desk.project, subject="数学", content="新"))
    previews = []

    def accept(dialog: CopyDialog) -> int:
        dialog.span.setCurrentText("整周")
        previews.append([line.text for line in dialog.table.model().rows])  # type: ignore[attr-defined]
        return 1

    monkeypatch.setattr(CopyDialog, "exec", accept)
    desk.stand(CHINESE, MON)
    do(desk, "earlier")
    assert previews == [["旧 20分钟"]]
    assert [(i.content, i.status) for i in desk.items()] == [
        ("新", Status.SUBMITTED),
        ("旧", Status.DRAFT),
    ]
    desk.page.bridge.undo()
    assert desk.told() == [("新", 20)]


def test_a_draft_can_be_given_its_hour(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def accept(dialog: ReleaseDialog) -> int:
        dialog._take()
        return 1

    monkeypatch.setattr(ReleaseDialog, "exec", accept)
    enter(desk.project, item(desk.project, on=NEXT))
    desk.place.go(date=NEXT)
    desk.stand(CHINESE, MON)
    do(desk, "release")
    (draft,) = desk.items(on=NEXT)
    assert draft.status is Status.DRAFT
    assert f"{draft.release_at:%m-%d %H:%M}" == "11-30 07:30"


def test_a_grades_week_is_pasted_handed_over_and_undone_in_one_step(
    desk: Desk, shown: list[list[tuple[str, str]]]
) -> None:
    """F6, P15: three classes, five subjects, five days, in three key presses."""
    head = "班级\t学科\t周一\t周二\t周三\t周四\t周五"
    rows = [
        f"{name}\t{subject}\t" + "\t".join(f"{subject}第{n}页 10" for n in range(1, 6))
        for name in ("三(1)", "三(2)", "三(3)")
        for subject in ("语文", "数学", "英语", "科学", "体育")
    ]
    put("\n".join([head, *rows[:-1], rows[-1].replace(" 10", "", 1)]))
    desk.page.view.setFocus()
    desk.press(Qt.Key.Key_G, CTRL)
    assert desk.focus() is desk.page.heat
    desk.press(Qt.Key.Key_V, CTRL)  # and Enter in the preview
    assert [line for line in shown[0] if line[0]] == [("待补全", "体育第1页")]
    counts = [len(desk.items(name)) for name in ("三(1)", "三(2)", "三(3)")]
    assert counts == [5, 5, 4]
    desk.page.bridge.undo()
    assert not any(desk.items(name) for name in ("三(1)", "三(2)", "三(3)"))


def test_a_whole_grade_is_handed_in_from_its_overview(desk: Desk) -> None:
    enter(desk.project, item(desk.project, "三(1)", status=Status.DRAFT))
    enter(desk.project, item(desk.project, "三(2)", status=Status.RETURNED))
    desk.page._switch()
    desk.page.heat_desk.submit.trigger()
    assert {i.status for name in ("三(1)", "三(2)") for i in desk.items(name)} == {Status.SUBMITTED}


def test_f8_the_clipboards_html_keeps_merged_cells_in_line(desk: Desk) -> None:
    html = (
        "<table><tr><td colspan=2>生字 10</td><td>朗读 5</td></tr>"
        "<tr><td>口算 15</td><td></td><td>笔算 5</td></tr></table>"
    )
    put("生字 10\t\t朗读 5\n口算 15\t\t笔算 5", html)
    desk.stand(CHINESE, MON)
    do(desk, "paste")
    assert desk.told() == [("生字", 10), ("口算", 15)]
    assert desk.told(on=MONDAY + timedelta(days=1)) == []
    assert desk.told(on=MONDAY + timedelta(days=2)) == [("朗读", 5), ("笔算", 5)]


def test_p14_what_we_copy_pastes_back_the_same_through_text_and_html(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content='说"好" <b>', position=0))
    enter(desk.project, item(desk.project, content="第二项", minutes=5, position=1))
    enter(desk.project, item(desk.project, subject="数学", content="乙", minutes=15, position=2))
    desk.page.view.select_cells([(CHINESE, MON), (MATHS, MON)])
    do(desk, "copy")
    data = QGuiApplication.clipboard().mimeData()
    text, html = data.text(), data.html()
    for shape, column in (("", TUE), (html, WED)):
        put(text, shape)  # our own ticket is gone: as another program would hand it back
        desk.stand(CHINESE, column)
        do(desk, "paste")
        assert desk.told(on=MONDAY + timedelta(days=column)) == desk.told()


def test_p15_undoing_a_paste_selects_what_was_selected_before_it(desk: Desk) -> None:
    put("生字 10\t朗读 5")
    chosen = [(CHINESE, TUE), (CHINESE, WED), (MATHS, TUE)]
    desk.page.view.select_cells(chosen)
    do(desk, "paste")
    desk.stand(MATHS, MON)
    desk.page.bridge.undo()
    assert desk.page.view.selected_cells() == sorted(chosen)


def test_p18_enter_goes_right_for_those_who_want_it_and_wraps_at_the_rows_end(desk: Desk) -> None:
    do(desk, "enter_right")
    desk.stand(CHINESE, MON)
    desk.type("a 10")
    desk.press(Qt.Key.Key_Return)
    assert desk.page.view.selected_cells() == [(CHINESE, TUE)]
    desk.stand(CHINESE, 6)
    desk.type("b 10")
    desk.press(Qt.Key.Key_Enter)
    assert desk.page.view.selected_cells() == [(MATHS, MON)]
    assert memory.Memory().enter_goes_right
    do(desk, "enter_right")
    desk.stand(CHINESE, MON)
    desk.type("45")
    desk.press(Qt.Key.Key_Return)
    assert desk.page.view.selected_cells() == [(MATHS, MON)]


def test_p18_shift_enter_goes_up(desk: Desk) -> None:
    desk.stand(MATHS, MON)
    desk.type("a 10")
    desk.press(Qt.Key.Key_Return, SHIFT)
    assert desk.page.view.selected_cells() == [(CHINESE, MON)]


def test_p17_deleted_homework_waits_in_the_bin_and_comes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(desk.project, item(desk.project, content="甲", note="带尺子"))
    desk.stand(CHINESE, MON)
    do(desk, "delete")
    desk.type("b 10")
    desk.press(Qt.Key.Key_Return)
    seen: list[str] = []

    def accept(dialog: RemovedDialog) -> int:
        seen.extend(i.content for i in dialog.chosen())
        return 1

    monkeypatch.setattr(RemovedDialog, "exec", accept)
    do(desk, "removed")
    assert seen == ["甲"]
    assert sorted(desk.told()) == [("b", 10), ("甲", 20)]
    assert {i.note for i in desk.items()} == {None, "带尺子"}
    do(desk, "removed")
    assert desk.notify.sentences[-1] == "最近30天没有删除过作业。"


def test_fill_right_repeats_the_first_cell_and_leaves_full_ones_alone(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="甲"))
    enter(desk.project, item(desk.project, on=MONDAY + timedelta(days=1), content="乙"))
    desk.page.view.select_cells([(CHINESE, MON), (CHINESE, TUE), (CHINESE, WED)])
    do(desk, "right")
    assert desk.told(on=MONDAY + timedelta(days=1)) == [("乙", 20)]
    assert desk.told(on=MONDAY + timedelta(days=2)) == [("甲", 20)]
