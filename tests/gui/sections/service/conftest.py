"""A school with roles, 教务 at the desk, and a section of it on the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from tests.app.rights_school import school_with_roles, staff_named
from tests.builders import MONDAY
from tests.gui.sections.service.setting_up import Answering, Show


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = school_with_roles(tmp_path)
    yield made
    made.close()


@pytest.fixture
def notify() -> Answering:
    return Answering()


@pytest.fixture
def bridge(project: Project, notify: Answering, qtbot: QtBot) -> Bridge:
    del qtbot
    made = Bridge(project, notify)
    made.act_as(staff_named(project, "教务"))
    return made


@pytest.fixture
def show(bridge: Bridge, notify: Answering, qtbot: QtBot) -> Show:
    def make(kind: type[Page]) -> Page:
        section = kind(bridge, Place(MONDAY), Runner(), notify)
        qtbot.addWidget(section)
        section.resize(1000, 600)
        with qtbot.waitActive(section):
            section.show()
            section.activateWindow()
        return section

    return make
