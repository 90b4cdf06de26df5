"""Policy for all tests: no window on a screen, no file in anybody's profile, no flaky deadlines."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from shuangjian_desktop.app.backup import back_up, restore
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from tests.builders import fixed_clock

# Before any test imports Qt. A real screen only on request: QT_QPA_PLATFORM=xcb python3 dev.py test
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt would say that it takes UTF-8 instead, and the first window would fail for the warning.
if os.environ.get("LC_ALL") in ("C", "POSIX"):
    os.environ["LC_ALL"] = "C.UTF-8"

settings.register_profile("here", deadline=None)
# A build must not turn red by chance on somebody else's change: the same examples every time.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_xvfb_disable(config: pytest.Config) -> bool:
    """Xvfb is of use only to tests that were asked to run on X11."""
    return os.environ["QT_QPA_PLATFORM"] != "xcb"


@pytest.fixture(autouse=True)
def own_data_dir(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folder, fresh for each test."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("SHUANGJIAN_DATA_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the tests, on whatever day they run: also where a command opens the school."""
    day = fixed_clock()
    for room, name, given in (
        (Project.open.__func__, "clock", fixed_clock),
        (new_school, "clock", fixed_clock),
        (back_up, "now", day),
        (restore, "now", day),
    ):
        assert name in room.__kwdefaults__
        monkeypatch.setitem(room.__kwdefaults__, name, given)
