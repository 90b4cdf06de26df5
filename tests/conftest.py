"""Policy for all tests: no window on a screen, no file in anybody's profile, no flaky deadlines."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Before any test imports Qt. A real screen only on request: QT_QPA_PLATFORM=xcb python3 dev.py test
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

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
