"""Where the program looks for its own files and for the person's."""

import subprocess
import sys
from pathlib import Path

import pytest

from shuangjian_desktop import paths
from shuangjian_desktop.errors import UserError


def test_a_checkout_uses_the_resources_beside_the_package() -> None:
    assert paths.resources_dir() == Path(paths.__file__).parent.parent / "resources"
    assert paths.resource("fonts", "a.ttf") == paths.resources_dir() / "fonts" / "a.ttf"


def test_a_frozen_program_uses_the_folder_it_was_unpacked_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_dir() == tmp_path / "resources"


def test_an_installed_program_uses_the_resources_inside_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "paths.py"))
    assert paths.resources_dir() == tmp_path / "resources"


def test_the_data_folder_is_made_where_the_variable_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted = tmp_path / "数据 一" / "二"
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(wanted))
    assert paths.user_data_dir() == wanted
    assert paths.log_dir() == wanted / "logs"
    assert paths.log_dir().is_dir()


def test_a_data_folder_that_cannot_be_made_says_so_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(tmp_path / "file" / "data"))
    with pytest.raises(UserError, match="无法建立程序的数据文件夹"):
        paths.user_data_dir()


def test_without_the_variable_the_folder_is_named_after_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(paths.DATA_DIR_VARIABLE)
    monkeypatch.setattr(Path, "mkdir", lambda *_args, **_options: None)  # leave the profile alone
    assert paths.user_data_dir().name == paths.APP_FOLDER


def test_importing_paths_touches_no_folder_library() -> None:
    program = "import sys, shuangjian_desktop.paths; sys.exit('platformdirs' in sys.modules)"
    root = Path(paths.__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0


def test_a_program_marked_portable_keeps_everything_beside_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """P35: nothing goes to the profile; the variable still wins."""
    monkeypatch.setattr(paths, "program_dir", lambda: tmp_path / "软件")
    (tmp_path / "软件").mkdir()
    monkeypatch.delenv("SHUANGJIAN_DATA_DIR")
    assert paths.user_data_dir(tmp_path / "profile") == tmp_path / "profile" / "shuangjian"
    (tmp_path / "软件" / "portable.txt").touch()
    assert paths.user_data_dir(tmp_path / "profile") == tmp_path / "软件" / "data"
    monkeypatch.setenv("SHUANGJIAN_DATA_DIR", str(tmp_path / "另外"))
    assert paths.user_data_dir() == tmp_path / "另外"


def test_the_mark_is_looked_for_beside_main() -> None:
    assert (paths.program_dir() / "main.py").is_file()
