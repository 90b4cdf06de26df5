"""Notices are recorded once and are the same bytes again; doctor sees what is wrong."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import answer, call

ROOT = Path(__file__).resolve().parents[2]


def test_notices_are_written_recorded_and_the_same_bytes_again(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    arguments = ("notice", school, "--week", "2026-11-26", "--grade", 5, "--json")
    assert call(*arguments, "--out", first) == 0
    told = answer(capsys)["notices"]
    assert [(n["number"], n["version"]) for n in told] == [("20261123周-5", 1)]
    before = school.read_bytes()
    assert call(*arguments, "--out", second) == 0
    assert answer(capsys)["notices"] == told
    assert first.read_bytes() == second.read_bytes()
    assert school.read_bytes() == before


def test_a_published_day_is_no_longer_missing_its_notice(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def rules() -> set[str]:
        capsys.readouterr()
        call("check", school, "--from", "2026-11-12", "--class", "三(1)", "--json")
        return {f["rule"] for f in answer(capsys)["findings"]}

    assert "homework.notice.missing" in rules()
    out = tmp_path / "三1.pdf"
    assert call("notice", school, "--date", "2026-11-12", "--class", "三1", "--out", out) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert rules().isdisjoint({"homework.notice.missing", "homework.notice.changed"})


def test_a_notice_for_the_whole_school_goes_to_a_folder_but_for_what_is_not_entered(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "公示"
    assert call("notice", school, "--date", "2026-11-26", "--all", "--out", folder) == 0
    assert len(list(folder.glob("*.pdf"))) == 23
    assert "六(1)班2026-11-26作业公示还没有录入作业" in capsys.readouterr().err
    alone = ("notice", school, "--date", "2026-11-26", "--class", "六1", "--out", folder)
    before = school.read_bytes()
    assert call(*alone) == 2
    assert "请先录入作业" in capsys.readouterr().err
    assert school.read_bytes() == before


def test_a_target_that_cannot_be_written_leaves_no_record(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # F36
    before = school.read_bytes()
    out = tmp_path / "没有的文件夹" / "a.pdf"
    assert call("notice", school, "--date", "2026-11-26", "--class", "三1", "--out", out) == 2
    assert "不存在" in capsys.readouterr().err
    assert school.read_bytes() == before


def test_doctor_finds_a_sound_file_sound(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("doctor", school, "--json") == 0
    told = answer(capsys)
    assert told["sound"] is True
    assert {p["name"] for p in told["points"]} >= {
        "integrity",
        "journal",
        "sqlite",
        "fonts",
        "disk",
    }


def test_doctor_sees_a_journal_that_was_tampered_with(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = sqlite3.connect(school)
    raw.execute(
        "UPDATE change SET after = replace(after, '25', '15') WHERE table_name = 'homework'"
    )
    raw.commit()
    raw.close()
    assert call("doctor", school) == 3
    assert "对不上" in capsys.readouterr().out


def test_the_program_itself_speaks_utf8_and_exits_as_promised(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "check", str(tmp_path / "没有.sjdb")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "找不到学校文件" in done.stderr.decode("utf-8")
