"""公示 through the real page: list, preview, review, export and print, as a person does it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop import safe_files
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notice_board import Standing
from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.gui import printing as printer_room
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.place import HOMEWORK, Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.widgets.notice_choice import Scope
from tests.builders import MONDAY, class_named, enter, item, small_school


class Desk:
    """The page with everything round it; what was said and asked is kept, every question agreed."""

    def __init__(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project
        self.notify = Notify()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.answers: list[bool] = []
        self.notify.said.connect(self.said.append)
        monkeypatch.setattr(self.notify, "ask", self._ask)
        monkeypatch.setattr(self.notify, "error", lambda error: self.errors.append(str(error)))
        self.place = Place(MONDAY)
        self.runner = Runner()
        self.bridge = Bridge(project, self.notify)
        self.page = NoticesPage(self.bridge, self.place, self.runner, self.notify)

    def _ask(self, question: str, yes: str, no: str = "取消") -> bool:
        self.asked.append(question)
        return self.answers.pop(0) if self.answers else True

    def names(self) -> list[str]:
        return [entry.name for entry in self.page.list.entries]

    def select(self, *names: str) -> None:
        rows = [self.names().index(name) for name in names]
        self.page.list.select_row(rows[0])
        model = self.page.list.table.model()
        for row in rows[1:]:
            flags = QItemSelectionModel.SelectionFlag
            self.page.list.table.selectionModel().select(
                model.index(row, 0), flags.Select | flags.Rows
            )

    def standing(self, name: str) -> Standing:
        return self.page.list.entries[self.names().index(name)].standing


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    school = small_school(tmp_path)
    enter(school, item(school, "三(1)"), item(school, "三(2)", minutes=75))
    made = Desk(school, monkeypatch)
    qtbot.addWidget(made.page)
    made.page.resize(1000, 680)
    with qtbot.waitExposed(made.page):
        made.page.show()
    yield made
    made.runner.stop()
    school.close()


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Callable[[str], None]:
    """Select one notice and wait until its preview is on the screen."""

    def show(name: str) -> None:
        desk.select(name)
        qtbot.waitUntil(lambda: desk.page.preview.is_ready, timeout=10_000)

    return show


def save_as(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    answers = iter(paths)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", staticmethod(lambda *a: (str(next(answers)), ""))
    )


def test_the_preview_is_the_finished_pdf_sharp_for_this_screen(
    desk: Desk, shown: Callable[[str], None]
) -> None:
    shown("三(1)班")
    view = desk.page.preview.view
    image = view._images[0]
    assert image.width() == pytest.approx(210 / 25.4 * view.resolution, abs=2)
    colours = {image.pixelColor(x, image.height() // 4).lightness() for x in range(image.width())}
    assert min(colours) < 100
    assert max(colours) > 250


def test_a_changed_item_is_seen_in_the_preview_and_asks_for_correction(
    desk: Desk, shown: Callable[[str], None], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    shown("三(1)班")
    save_as(monkeypatch, tmp_path / "1.pdf")
    with qtbot.waitSignal(desk.page.put_out.exported):
        desk.page.bar.export.trigger()
    assert desk.standing("三(1)班") is Standing.PUBLISHED
    with qtbot.waitSignal(desk.page.preview.ready, timeout=10_000):
        enter(desk.project, item(desk.project, "三(1)", "数学"))
    assert desk.standing("三(1)班") is Standing.CHANGED
    assert [e.name for e in desk.page.list.selected()] == ["三(1)班"]


def test_an_empty_day_says_so_and_leads_to_homework(desk: Desk, qtbot: QtBot) -> None:
    desk.select("七(1)班")
    preview = desk.page.preview
    assert preview._words.text() == "七(1)班11月23日还没有录入作业，也没有标明无作业。"
    assert not desk.page.bar.print.isEnabled()
    assert not desk.page.bar.export.isEnabled()
    with qtbot.waitSignal(desk.place.page_requested) as asked:
        qtbot.mouseClick(preview._step, Qt.MouseButton.LeftButton)
    assert asked.args == [HOMEWORK]
    assert desk.place.class_id == class_named(desk.project, "七(1)").id


def test_shapes_and_scopes_list_what_they_say(desk: Desk) -> None:
    page = desk.page
    assert desk.names() == ["一(1)班", "三(1)班", "三(2)班", "三(3)班", "七(1)班"]
    desk.select("三(2)班")
    page.choice.choose(Shape.DAY, Scope.GRADE)
    assert desk.names() == ["三(1)班", "三(2)班", "三(3)班"]
    assert [e.name for e in page.list.selected()] == ["三(2)班"]
    page.choice.choose(Shape.CLASS_WEEK, Scope.CLASS)
    assert desk.names() == ["三(2)班"]
    page.choice.choose(Shape.GRADE_WEEK, Scope.SCHOOL)
    assert desk.names() == ["一年级", "三年级", "七年级"]
    assert [e.name for e in page.list.selected()] == ["三年级"]


def test_the_days_of_the_week_are_one_click_away(desk: Desk, qtbot: QtBot) -> None:
    tuesday = desk.page.choice._days.button(1)
    assert tuesday.text() == "二\n24"
    assert desk.page.choice._days.button(5).text() == "六休\n28"
    qtbot.mouseClick(tuesday, Qt.MouseButton.LeftButton)
    assert desk.place.date.day == 24
    assert not any(entry.is_entered for entry in desk.page.list.entries)


def test_the_place_and_the_selection_follow_each_other(desk: Desk) -> None:
    desk.select("三(2)班")
    assert desk.place.class_id == class_named(desk.project, "三(2)").id
    assert desk.place.grade == 3
    desk.place.go(class_id=class_named(desk.project, "一(1)").id, grade=1)
    assert [e.name for e in desk.page.list.selected()] == ["一(1)班"]


def test_a_review_needs_a_name_and_passes_all_chosen(desk: Desk) -> None:
    desk.select("三(1)班", "三(2)班")
    assert desk.page.bar.review.text() == "审核通过（2份）"
    desk.page.bar.review.trigger()
    assert "审核人" in desk.errors[0]
    desk.page.bar.people.setEditText("王31")
    desk.page.bar.review.trigger()
    assert [e.reviewers for e in desk.page.list.selected()] == [("王31",), ("王31",)]
    assert desk.page.bar.review.text() == "已审"
    assert not desk.page.bar.review.isEnabled()
    desk.bridge.undo()
    assert not any(e.is_reviewed for e in desk.page.list.selected())


def test_what_is_odd_is_told_before_anything_is_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_as(monkeypatch, tmp_path / "1.pdf")
    desk.answers = [False]
    desk.select("三(1)班", "三(2)班", "七(1)班")
    desk.page.bar.export.trigger()
    assert desk.asked == [
        "要导出的2份公示：\n· 2份还没有审核（审核应当在公示之前）\n"
        "· 1份里有超过书面作业上限的日子\n· 1份什么都没有录入，不会公示"
    ]
    assert not (tmp_path / "1.pdf").exists()
    assert desk.standing("三(1)班") is Standing.UNPUBLISHED


def test_each_in_its_own_file_and_the_way_to_the_folder(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", staticmethod(lambda *a: str(tmp_path / "公示"))
    )
    desk.page.list.table.selectAll()
    with qtbot.waitSignal(desk.page.put_out.exported) as told:
        desk.page.bar.each.trigger()
    assert [path.name[:5] for path in told.args[0]] == ["三(1)班", "三(2)班"]
    assert desk.page.bar._where.text() == "已导出：公示 里的2个文件"
    assert desk.said[-1] == "已导出2个文件，共2页，已记为公示。"


def test_a_glyph_in_no_font_is_told_before_printing(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """F38: seen above the preview and asked about before the file is written."""
    enter(desk.project, item(desk.project, "三(3)", content="抄写𓀀三遍"))
    desk.select("三(3)班")
    qtbot.waitUntil(lambda: desk.page.preview.is_ready, timeout=10_000)
    assert "𓀀" in desk.page.preview._warnings.text()
    assert desk.page.preview._warnings.isVisible()
    save_as(monkeypatch, tmp_path / "1.pdf")
    desk.answers = [True, False]
    desk.page.bar.export.trigger()
    qtbot.waitUntil(lambda: len(desk.asked) == 2)
    assert desk.asked[1].startswith("打印前请看一下：")
    assert "𓀀" in desk.asked[1]
    assert not (tmp_path / "1.pdf").exists()


def test_a_file_open_elsewhere_is_tried_again_or_saved_under_another_name(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """F35, P23: nothing is recorded until the file is really there, and no half file stays."""
    real = safe_files.replace_atomically
    kept = tmp_path / ".~kept.pdf"

    def held(path: Path, data: bytes, **more: float) -> Path:
        if path.name == "开着.pdf":
            kept.write_bytes(data)
            raise safe_files.TargetBusy("开着", kept)
        return real(path, data, **more)

    monkeypatch.setattr(safe_files, "replace_atomically", held)
    save_as(monkeypatch, tmp_path / "开着.pdf", tmp_path / "另一个.pdf")
    desk.answers = [True, True, False]
    desk.select("三(1)班")
    with qtbot.waitSignal(desk.page.put_out.exported) as told:
        desk.page.bar.export.trigger()
    assert told.args == [(tmp_path / "另一个.pdf",)]
    assert not kept.exists()
    assert desk.standing("三(1)班") is Standing.PUBLISHED


def test_a_folder_that_is_gone_is_one_sentence(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_as(monkeypatch, tmp_path / "U盘" / "1.pdf")
    desk.select("三(1)班")
    desk.page.bar.export.trigger()
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert "已断开" in desk.errors[0]
    assert desk.standing("三(1)班") is Standing.UNPUBLISHED
    assert desk.page.bar.export.isEnabled()


def test_printing_records_once_the_pages_are_out(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "纸.pdf"

    def paper(parent: object, size: tuple[float, float], title: str) -> QPrinter:
        printer = printer_room.new_printer(size, title)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printer_room.set_paper(printer, size)
        return printer

    monkeypatch.setattr(printer_room, "ask_for_printer", paper)
    desk.select("三(1)班", "三(2)班")
    with qtbot.waitSignal(desk.page.put_out.printed, timeout=30_000) as told:
        desk.page.bar.print.trigger()
    assert told.args == [2]
    assert out.read_bytes().startswith(b"%PDF")
    assert desk.standing("三(2)班") is Standing.PUBLISHED
    assert desk.said[-1] == "已送去打印2份，共2页，已记为公示。"


def test_without_a_printer_nothing_is_recorded(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer_room.QPrinterInfo, "availablePrinterNames", staticmethod(list))
    desk.select("三(1)班")
    desk.page.bar.print.trigger()
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert "还没有安装打印机" in desk.errors[0]
    assert desk.standing("三(1)班") is Standing.UNPUBLISHED


def test_going_down_the_list_fast_ends_at_the_right_sheet(desk: Desk, qtbot: QtBot) -> None:
    desk.page.focus_first()
    desk.select("三(1)班")
    for _ in range(6):
        desk.select("三(2)班")
        desk.select("三(1)班")
    desk.select("三(2)班")
    qtbot.waitUntil(lambda: desk.page.preview.is_ready, timeout=10_000)
    shown = desk.page.preview._shown
    assert shown is not None
    assert shown.key[0].endswith("-302")


def test_one_click_selects_all_that_is_not_out(desk: Desk) -> None:
    desk.page.list.select_unpublished()
    assert [e.name for e in desk.page.list.selected()] == ["三(1)班", "三(2)班"]
    assert desk.page.bar.print.text() == "打印（2份）…"
