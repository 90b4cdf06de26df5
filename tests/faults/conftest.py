"""The sample school, built once for all faults; every fault gets a copy of its own."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.demo import build_demo
from tests.faults.bad_input import Desk


@pytest.fixture(scope="session")
def sample_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "样例.sjdb"
    build_demo(path).close()
    return path


@pytest.fixture
def desk(sample_school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    school = tmp_path / "学校.sjdb"
    school.write_bytes(sample_school.read_bytes())
    return Desk(school, tmp_path, capsys)
