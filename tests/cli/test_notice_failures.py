"""A batch of notices in which one file cannot be written says which, and keeps the rest (F43)."""

from pathlib import Path

import pytest

from tests.cli.calling import call


def test_one_file_that_cannot_be_written_is_told_and_the_others_are_out(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "公示"
    (folder / "三(2)班2026-11-23作业公示.pdf").mkdir(parents=True)
    assert call("notice", school, "--date", "2026-11-23", "--grade", "3", "--out", folder) == 2
    told = capsys.readouterr().err
    assert "有1份没有写成，其余2份已经生成并记为公示" in told
    assert "三(2)班" in told
    assert len([path for path in folder.iterdir() if path.is_file()]) == 2
