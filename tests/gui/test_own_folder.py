"""The window and everything else keep this person's things in one and the same folder."""

import sys
from pathlib import Path

import pytest

from shuangjian_desktop import paths
from shuangjian_desktop.gui.own_folder import own_folder


@pytest.mark.skipif(sys.platform != "linux", reason="the profile is moved with HOME")
def test_qt_and_platformdirs_name_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    monkeypatch.delenv("SHUANGJIAN_DATA_DIR")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert own_folder() == paths.user_data_dir()
    assert own_folder().is_relative_to(tmp_path)
