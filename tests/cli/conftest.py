"""The sample school, built once for all command-line tests and copied for each."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.demo import build_demo


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "样例.sjdb"
    build_demo(path).close()
    return path


@pytest.fixture
def school(built: Path, tmp_path: Path) -> Path:
    path = tmp_path / "样例.sjdb"
    path.write_bytes(built.read_bytes())
    return path
