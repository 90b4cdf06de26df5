"""`backup` and `restore` on the command line, as the contract has them."""

from pathlib import Path

import pytest

from tests.cli.calling import answer, call


def test_a_backup_comes_back_as_the_same_school(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("backup", school, "--json") == 0
    told = answer(capsys)
    copy = Path(told["backup"])
    assert copy.is_file()
    assert told["journal_unbroken"]
    target = tmp_path / "恢复.sjdb"
    assert call("restore", copy, "--into", target, "--json") == 0
    again = answer(capsys)
    assert (again["items"], again["rows"], again["kept"]) == (told["items"], told["rows"], None)
    assert call("doctor", target) == 0


def test_a_backup_goes_where_it_is_told_and_never_over_a_file(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "备份.sjdb"
    assert call("backup", school, "--to", target) == 0
    assert f"已备份到 {target}" in capsys.readouterr().out
    before = target.read_bytes()
    assert call("backup", school, "--to", target) == 2
    assert "已经存在" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_restoring_over_a_damaged_file_keeps_it(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, damaged = tmp_path / "备份.sjdb", tmp_path / "坏.sjdb"
    assert call("backup", school, "--to", copy) == 0
    damaged.write_bytes(b"garbage")
    assert call("restore", copy, "--into", damaged) == 0
    assert "恢复前" in capsys.readouterr().out
    (kept,) = tmp_path.glob("坏_恢复前_*.sjdb")
    assert kept.read_bytes() == b"garbage"
    assert call("doctor", damaged) == 0


@pytest.mark.parametrize(
    "arguments", [("backup", "没有.sjdb"), ("restore", "没有.sjdb", "--into", "b.sjdb")]
)
def test_a_missing_file_is_named(
    arguments: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(*arguments) == 2
    assert "没有.sjdb" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
