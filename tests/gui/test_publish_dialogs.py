"""Before something is public: what the dialogs show, ask and lead to, on the real page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.notice_book import SAME, versions
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.notice_board import Standing
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.review import ReasonKind
from shuangjian_desktop.gui.dialogs.notice_versions import NoticeVersions
from shuangjian_desktop.gui.dialogs.publish_dialog import PublishDialog
from shuangjian_desktop.gui.place import HOMEWORK
from tests.builders import MONDAY, class_named, enter, item
from tests.gui.notices_desk import PATIENCE_MS, Desk, opened_desk

Use = Callable[[PublishDialog], None]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with opened_desk(tmp_path, qtbot, monkeypatch) as made:
        yield made


def use(monkeypatch: pytest.MonkeyPatch, act: Use) -> list[list[str]]:
    """Let the dialog be used by `act`; return what each one listed."""
    seen: list[list[str]] = []

    def run(dialog: PublishDialog) -> int:
        seen.append([dialog.list.item(row).text() for row in range(dialog.list.count())])
        act(dialog)
        return dialog.result()

    monkeypatch.setattr(PublishDialog, "exec", run)
    return seen


def confirm(dialog: PublishDialog) -> None:
    assert not dialog.go.isEnabled()
    dialog.field.setEditText("课文里的人物")
    dialog.go.click()


def test_a_pupils_name_is_shown_and_confirmed_with_a_reason_before_the_text_is_copied(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 35 and the plain text for the class group."""
    enter(desk.project, item(desk.project, "三(3)", content="请张子涵同学领读"))
    seen = use(monkeypatch, confirm)
    desk.select("三(3)班")
    desk.page.bar.text.trigger()
    assert seen == [["！ 三(3)班11月23日语文里的“张子涵”像是学生姓名，不应公开"]]
    qtbot.waitUntil(lambda: any("文字已经复制" in told for told in desk.said))
    assert "请张子涵同学领读" in QGuiApplication.clipboard().text()
    assert desk.standing("三(3)班") is Standing.PUBLISHED
    kinds = desk.project.database.rows("SELECT kind, text FROM reason")
    assert kinds == [(ReasonKind.PRIVACY.value, "课文里的人物")]


def test_going_to_mend_leads_to_the_cell_and_puts_nothing_out(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = item(desk.project, "三(3)", content="请张子涵同学领读")
    enter(desk.project, made)
    use(monkeypatch, lambda dialog: dialog.mend.click())
    desk.select("三(3)班")
    with qtbot.waitSignal(desk.place.page_requested) as asked:
        desk.page.bar.print.trigger()
    assert asked.args == [HOMEWORK]
    assert desk.place.item_id == made.id
    assert desk.project.database.rows("SELECT 1 FROM notice") == []


def test_a_class_with_drafts_is_kept_back_and_the_others_go(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(desk.project, item(desk.project, "三(1)", "数学", status=Status.DRAFT))
    seen = use(monkeypatch, lambda dialog: dialog.go.click())
    out = tmp_path / "公示"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *a: str(out)))
    desk.page.list.table.selectAll()
    with qtbot.waitSignal(desk.page.put_out.exported, timeout=PATIENCE_MS):
        desk.page.bar.each.trigger()
    assert seen[0][0].startswith("✕ 三(1)班11月23日还有没提交的作业")
    assert [path.name[:5] for path in out.iterdir()] == ["三(2)班"]
    assert desk.standing("三(1)班") is Standing.DRAFT


def test_giving_up_puts_nothing_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(desk.project, item(desk.project, "三(3)", content="请张子涵同学领读"))
    before = QGuiApplication.clipboard().text()
    use(monkeypatch, QDialog.reject)
    desk.select("三(3)班")
    desk.page.bar.text.trigger()
    assert QGuiApplication.clipboard().text() == before
    assert desk.standing("三(3)班") is Standing.DRAFT


def test_a_board_is_one_page_of_all_chosen(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", staticmethod(lambda *a: (str(tmp_path / "板"), ""))
    )
    desk.page.list.table.selectAll()
    with qtbot.waitSignal(desk.page.put_out.exported, timeout=PATIENCE_MS):
        desk.page.bar.board.trigger()
    assert "三(2)班" in (tmp_path / "板.html").read_text(encoding="utf-8")


def test_an_old_version_is_listed_proven_and_exported_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """F44: 再印这一版 gives what hung then."""
    project, made = desk.project, item(desk.project, "三(3)", minutes=25)
    enter(project, made)
    classes = [class_named(project, "三(3)")]
    publish(project, prepare(project, Shape.DAY, classes, MONDAY), lambda: None)
    project.run(change_item(made._replace(minutes=15)), reason="时长估计有误")
    publish(project, prepare(project, Shape.DAY, classes, MONDAY), lambda: None)
    assert desk.standing("三(3)班") is Standing.CORRECTED
    out = tmp_path / "旧版.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *a: (str(out), "")))
    shown: list[list[str]] = []

    def run(dialog: NoticeVersions) -> int:
        cells = [dialog.table.item(row, 5).text() for row in range(dialog.table.rowCount())]
        shown.append(cells)
        assert "25分钟→15分钟" in dialog.words.text()
        dialog.table.setCurrentCell(1, 0)
        dialog.export.click()
        return dialog.result()

    monkeypatch.setattr(NoticeVersions, "exec", run)
    desk.select("三(3)班")
    with qtbot.waitSignal(desk.page.put_out.exported, timeout=PATIENCE_MS):
        desk.page.bar.versions.trigger()
    assert shown == [[f"✓ {SAME}"] * 2]
    assert out.read_bytes().startswith(b"%PDF")
    assert len(versions(project, "20261123-303")) == 2
