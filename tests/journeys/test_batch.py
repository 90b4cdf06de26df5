"""A whole school put out at once: one file that cannot be written, cancelling, board and text."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox

from shuangjian_desktop.app import printing
from shuangjian_desktop.domain.homework import Place
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.widgets.job_strip import JobStrip
from tests.builders import CLASSES, enter, item, small_school
from tests.journeys.lead import Lead, choosing_path, pressing, sitting
from tests.journeys.paper import words_of_pdf

pytestmark = pytest.mark.journey
NAMES = ("一(1)", "三(1)", "三(2)", "三(3)", "七(1)")
_ODD = pressing("仍然导出")


def test_a_school_is_put_out_and_only_what_failed_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = small_school(tmp_path)
    for name in NAMES:
        kept = {"place": Place.SCHOOL} if name == "一(1)" else {}
        enter(project, item(project, name, "数学", 20, content=f"{name}的口算", **kept))
    project.close()
    assert len(CLASSES) == len(NAMES)
    with sitting("全校一批", project.path) as lead:
        lead.key("Ctrl+4")
        page = lead.page(NoticesPage)
        box = lead.find(QComboBox, "公示范围")
        assert isinstance(box, QComboBox)
        lead.choose(box, "全校")
        lead.click(page.list.table.viewport())
        lead.key("Ctrl+A")
        assert len(page.list.selected()) == len(NAMES)
        _cancels_half_way(lead, tmp_path / "半途", monkeypatch)
        _one_cannot_be_written(lead, tmp_path / "公示")
        _board_and_text(lead, tmp_path / "公示板.html")


def _cancels_half_way(lead: Lead, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is held back after its second file until 取消 has been pressed."""
    folder.mkdir()
    page = lead.page(NoticesPage)
    held, asked = Event(), Event()
    render = printing.render_files

    def slowly(*given: object, progress: Callable[..., None], **more: object) -> object:
        def report(done: int, total: int) -> None:
            progress(done, total)
            if done == 2:
                held.set()
                asked.wait(60)

        return render(*given, progress=report, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(printing, "render_files", slowly)
    lead.expect(_ODD, choosing_path(folder))
    _choose(lead, "每份一个PDF，存到文件夹")
    lead.wait_until(held.is_set, "the second file")
    lead.wait_until(lambda: lead.window.statusBar().findChildren(JobStrip), "progress")
    (strip,) = lead.window.statusBar().findChildren(JobStrip)
    lead.wait_until(strip.isVisible, "progress to be seen")
    assert not page.bar.export.isEnabled(), "one batch at a time"
    lead.picture("正在生成")
    lead.press_button("取消", strip)
    asked.set()
    lead.wait_until(lambda: not strip.isVisible(), "the end")
    monkeypatch.undo()
    assert not list(folder.iterdir()), "nothing half is left"
    assert not lead.project.database.rows("SELECT id FROM notice")
    assert page.bar.export.isEnabled()
    lead.picture("取消以后")


def _one_cannot_be_written(lead: Lead, folder: Path) -> None:
    folder.mkdir()
    page = lead.page(NoticesPage)
    (second, *_) = [e.prepared.title for e in page.list.entries if e.name.startswith("三(2)")]
    blocked = folder / f"{second}.pdf"
    blocked.mkdir()  # a folder of that name: no file can take its place
    (blocked / "在用").write_text("x")

    def again(lead: Lead, dialog: object) -> None:
        lead.picture("有一份没有写成", dialog)  # type: ignore[arg-type]
        assert len(list(folder.glob("*.pdf"))) == len(NAMES), "four files and the folder"
        (blocked / "在用").unlink()
        blocked.rmdir()
        lead.press_button("只重做失败的", dialog)  # type: ignore[arg-type]

    lead.expect(_ODD, choosing_path(folder), again)
    _choose(lead, "每份一个PDF，存到文件夹")
    lead.wait_until(
        lambda: any("已导出1个文件" in told for told in lead.said), "the one that failed"
    )
    assert blocked.is_file()
    files = sorted(folder.iterdir())
    assert len(files) == len(NAMES)
    assert all(path.is_file() for path in files)
    assert "三(2)的口算" in words_of_pdf(blocked)
    rows = lead.project.database.rows("SELECT number, version FROM notice")
    assert len(rows) == len(NAMES), "each put out once"
    assert {version for _, version in rows} == {1}
    lead.picture("都已公示")


def _board_and_text(lead: Lead, out: Path) -> None:
    lead.expect(_ODD, choosing_path(out))
    _choose(lead, "网页公示板（不用联网）")
    lead.wait_until(out.exists, "the board")
    lead.wait_until(lead.page(NoticesPage).bar.export.isEnabled, "its record")
    page = out.read_text(encoding="utf-8")
    assert all(f"{name}的口算" in page for name in NAMES)
    assert "http" not in page.replace("http-equiv", ""), "nothing is fetched"
    lead.expect(pressing("仍然复制"))
    lead.key("Ctrl+Shift+C")
    lead.wait_until(lambda: "文字已经复制" in lead.said[-1], "the copy")
    text = QGuiApplication.clipboard().text()
    assert all(f"{name}的口算" in text for name in NAMES)


def _choose(lead: Lead, words: str) -> None:
    """Open the menu beside 导出 and pick a line of it."""
    bar = lead.page(NoticesPage).bar
    actions = {action.text().removesuffix("…"): action for action in bar.actions()}
    assert actions[words].isEnabled()

    def palette(lead: Lead, dialog: object) -> None:
        del dialog
        lead.write(words)
        lead.key("Return")

    lead._answers.insert(0, palette)
    lead.key("Ctrl+K")
