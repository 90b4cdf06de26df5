"""Holidays read in over days with homework: the command line asks; each state has one next step."""

import json
from pathlib import Path

import pytest

from tests.cli.calling import answer, call

DAY = "2026-11-25"


def holidays(folder: Path, *dates: str) -> Path:
    path = folder / "2026.json"
    days = [{"name": "校庆", "date": on, "isOffDay": True} for on in dates]
    path.write_text(json.dumps({"year": 2026, "days": days}), encoding="utf-8")
    return path


def homework_on(school: Path, on: str, capsys: pytest.CaptureFixture[str]) -> int:
    call("check", school, "--from", on, "--to", on, "--json")
    return sum(day["totals"]["items"] for day in answer(capsys)["days"])  # type: ignore[index,attr-defined]


def test_homework_in_the_way_is_a_question_with_the_two_ways_out(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = school.read_bytes()
    assert call("import", "holidays", holidays(tmp_path, DAY), "--into", school) == 2
    told = capsys.readouterr().err
    assert "请确认 2026-11-25：11月25日（星期三）有21个班" in told
    assert told.count("什么都没有导入") == 1
    assert "--accept" in told
    assert "--move-homework" in told
    assert "修改" not in told.splitlines()[-1]
    assert school.read_bytes() == before


def test_accepted_it_stays_and_check_lists_it(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("import", "holidays", holidays(tmp_path, DAY), "--into", school, "--accept") == 0
    capsys.readouterr()
    call("check", school, "--from", DAY, "--to", DAY)
    assert "不上课（校庆），这一天却有作业" in capsys.readouterr().out


def test_moved_the_report_says_where_to(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = holidays(tmp_path, DAY)
    code = call("import", "holidays", source, "--into", school, "--move-homework", "--json")
    told = answer(capsys)
    assert code == 0
    messages = [p["message"] for p in told["problems"] if p["where"] == DAY]  # type: ignore[attr-defined]
    assert any("作业移到11月26日（星期四）" in message for message in messages)
    call("check", school, "--from", DAY, "--to", DAY)
    assert "这一天却有作业" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("元旦：1月1日（周一）放假。", "处错误；请按上面的位置改好文件再导入。"),
        (
            "2027年节假日安排\n元旦：1月1日（周五）放假。",
            "处请您确认；看过都对，请在命令后面加 --accept",
        ),
    ],
)
def test_a_notice_that_was_stopped_names_one_next_step(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    path = tmp_path / "通知.txt"
    path.write_text(text, encoding="utf-8")
    assert call("import", "holiday-notice", path, "--into", school) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert said in last
    assert ("改好文件" in last) != ("--accept" in last)
