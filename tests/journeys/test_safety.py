"""What keeps a school's work: a backup put back, one window for one file, an old file upgraded.

And what keeps it readable: large letters and high contrast on every page.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from shuangjian_desktop.app.backup import BackupKind, backups_of_file
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.dialogs.display import DisplayDialog
from shuangjian_desktop.gui.display import dress
from shuangjian_desktop.gui.pages.catalogue import PAGES
from shuangjian_desktop.gui.pages.checks import ChecksPage
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.pages.school import SchoolPage
from shuangjian_desktop.gui.sections.catalogue import SECTIONS
from shuangjian_desktop.gui.sections.history import HistorySection
from shuangjian_desktop.gui.sections.storage import StorageSection
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.journeys.lead import Lead, choosing_path, pressing, sitting
from tests.journeys.rooms import enter_room

pytestmark = pytest.mark.journey
ROOT = Path(__file__).resolve().parents[2]
OLD = ROOT / "tests" / "old_files" / "0.1.0.sjdb"


@pytest.fixture(autouse=True)
def ordinary_again(qapp: QApplication) -> Iterator[None]:
    yield
    dress(qapp, "", is_high_contrast=False)


def test_a_deleted_item_comes_back_from_a_backup_in_a_new_file(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    enter(project, item(project, minutes=25), item(project, subject="数学", minutes=10))
    project.close()
    with sitting("备份与恢复", project.path) as lead:
        page = enter_room(lead, StorageSection)
        lead.press_button("立即备份", page)
        lead.wait_until(lambda: page.model.rows, "the backup in the list")
        assert "作业2条，已核对" in lead.said[-1]
        lead.picture("已备份")
        _loses_an_item(lead)
        _restores(lead, tmp_path / "找回.sjdb")
        assert _contents(lead) == [10, 25]
        lead.picture("恢复的文件")
    assert project.path.exists(), "the damaged file stays as it is"


def _loses_an_item(lead: Lead) -> None:
    lead.key("Ctrl+2")
    lead.go_to_class("三(1)")
    view = lead.page(HomeworkPage).view
    lead.click_cell(view, view.model().index(0, 0))
    lead.key("Delete")
    assert _contents(lead) == [10]


def _restores(lead: Lead, into: Path) -> None:
    page = enter_room(lead, StorageSection)
    lead.click_cell(page.table, page.model.index(0, 0))
    lead.expect(choosing_path(into), pressing("打开"))
    lead.press_button("恢复选中的备份", page)
    lead.wait_until(
        lambda: lead.session.project is not None and lead.session.project.path == into,
        "the restored school",
    )
    lead.arrive()
    lead.key("Ctrl+2")
    lead.go_to_class("三(1)")


def _contents(lead: Lead) -> list[int]:
    class_id = class_named(lead.project, "三(1)").id
    day = judged_day(lead.project, class_id, MONDAY).class_day
    return sorted(i.minutes for i in day.items)


def test_a_second_start_brings_the_first_window_up(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    project.close()
    with sitting("第二次启动", project.path) as lead:
        lead.wait_until(
            lambda: lead.session._hold is not None and lead.session._hold._server is not None,
            "the window to listen",
        )
        lead.window.showMinimized()
        command = [sys.executable, str(ROOT / "main.py"), str(project.path)]
        second = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        lead.wait_until(lambda: second.poll() is not None, "the second start to end")
        assert second.returncode == 0, second.communicate()[0].decode()
        second.communicate()
        minimized = Qt.WindowState.WindowMinimized
        lead.wait_until(lambda: not lead.window.windowState() & minimized, "the window to come up")


def _asks_for_display(lead: Lead, dialog: object) -> None:
    del dialog
    lead.write("xssz")
    lead.key("Return")


def _chooses_the_largest(lead: Lead, dialog: object) -> None:
    assert isinstance(dialog, DisplayDialog)
    lead.choose(dialog.size_box, "特大")
    lead.key("Alt+H")
    lead.wait_until(dialog.contrast.isChecked, "high contrast")
    lead.picture("显示设置", dialog)
    lead.press_button("确定", dialog)


def test_large_letters_and_high_contrast_on_every_page(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    enter(project, item(project, minutes=40), item(project, subject="数学", minutes=30))
    project.close()
    with sitting("特大字高对比", project.path) as lead:
        before = lead.window
        lead.expect(_asks_for_display, _chooses_the_largest)
        lead.key("Ctrl+K")
        lead.wait_until(lambda: lead.session.window is not before, "the window made anew")
        lead.arrive()
        assert theme.INK.name() == "#000000"
        assert lead.window.fontMetrics().height() > 24
        assert lead.window.minimumSizeHint().width() <= 1366
        for number, entry in enumerate(PAGES, 1):
            lead.key(f"Ctrl+{number}")
            if isinstance(lead.window.page, HomeworkPage):
                lead.go_to_class("三(1)")
            if isinstance(lead.window.page, NoticesPage):
                preview = lead.window.page.preview
                lead.wait_until(lambda found=preview: found.is_ready, "preview")
            lead.picture(entry.title)
            assert (lead.window.width(), lead.window.height()) == (1366, 768), entry.title
        page = lead.page(SchoolPage)
        for row, section in enumerate(SECTIONS):
            line = page.list.item(row)
            lead.click(page.list.viewport(), page.list.visualItemRect(line).center())
            lead.picture(f"学校-{section.title}")
            assert lead.window.width() == 1366, section.title


def test_an_old_file_is_upgraded_and_the_old_one_kept(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLD, tmp_path / "旧学校.sjdb"))
    with sitting("旧版文件", path) as lead:
        (kept,) = backups_of_file(path)
        assert kept.kind is BackupKind.UPGRADE
        assert kept.path.read_bytes()[:16] == OLD.read_bytes()[:16]
        days = check(lead.project, lead.project.directory.classes(MONDAY), (MONDAY,)).days
        written = {day.class_day.class_name: day.totals.written for day in days}
        assert written == {"一(1)": 0, "三(1)": 25, "三(2)": 70, "三(3)": 0, "七(1)": 40}
        lead.picture("今日")
        lead.key("Ctrl+2")
        lead.go_to_class("三(2)")
        lead.picture("作业")
        lead.key("Ctrl+5")
        assert lead.page(ChecksPage).board is not None
        history = enter_room(lead, HistorySection)
        lead.press_button("核对记录", history)
        lead.wait_until(lambda: history.verdict.text().startswith("✓"), "the chain")
        lead.picture("记录完好")
        storage = enter_room(lead, StorageSection)
        assert [row.kind for row in storage.model.rows] == [BackupKind.UPGRADE]
        lead.picture("升级前的备份")
