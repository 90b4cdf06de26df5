"""今日 names the one thing a school still lacks and leads there; several lead to the list."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.pages.today import TodayPage
from shuangjian_desktop.gui.pages.today_acts import TodayActs
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, small_school
from tests.gui.desk import QuietNotify


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def settle_all_but_the_next_year(project: Project) -> None:
    def apply(writer: Writer) -> None:
        off = {"since": "2026-09-01", "time": "17:00:00", "weekdays": None, "document": "通知"}
        writer.insert("off_work", off)
        (school_id, _), *_ = writer.find("school")
        writer.update("school", school_id, {"complaint_phone": "0431-1234567"})

    project.run(Command("设置", apply, kind="setup"))


def acts(project: Project, qtbot: QtBot) -> tuple[TodayActs, list[str]]:
    notify, place, asked = QuietNotify(), Place(MONDAY), list[str]()
    place.section_requested.connect(asked.append)
    page = TodayPage(Bridge(project, notify), place, Runner(), notify)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.acts is not None)
    found = page.acts
    assert found is not None
    return found, asked


def test_several_gaps_lead_to_the_list(project: Project, qtbot: QtBot) -> None:
    found, asked = acts(project, qtbot)
    assert found.setup_button.text() == "建校还缺3项…"
    found.setup_button.click()
    assert asked == ["setup"]


def test_the_last_gap_says_what_it_is_and_leads_there(project: Project, qtbot: QtBot) -> None:
    settle_all_but_the_next_year(project)
    found, asked = acts(project, qtbot)
    assert found.setup_button.text() == "录入2027年放假安排…"
    assert "2027年的放假通知还没有录入" in found.setup_button.toolTip()
    found.setup_button.click()
    assert asked == ["calendar"]


def test_nothing_missing_shows_no_button(project: Project, qtbot: QtBot) -> None:
    settle_all_but_the_next_year(project)
    known = Command(
        "2027", lambda w: w.insert("public_year", {"year": 2027, "source": "x"}) and None
    )
    project.run(known)
    found, _ = acts(project, qtbot)
    assert found.setup_button.isHidden()
