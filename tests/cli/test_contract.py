"""The command line keeps its contract: names, exit codes, one JSON document, Chinese sentences."""

from pathlib import Path

import pytest

from tests.cli.calling import answer, call

ROOT = Path(__file__).resolve().parents[2]


def test_new_makes_an_empty_school_and_refuses_an_existing_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "新.sjdb"
    assert call("new", path) == 0
    before = path.read_bytes()
    assert call("new", path) == 2
    assert "已经存在" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_check_says_exactly_what_the_contract_shows(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = call("check", school, "--from", "2026-11-24", "--class", "五(2)", "--json")
    told = answer(capsys)
    assert code == 3
    assert told["rulebook"] == {"id": "jilin-2021", "version": "2026.1"}
    assert len(told["totals"]) == 1
    total = told["totals"][0]
    assert list(total) == [
        "date", "class", "grade", "state", "written", "written_home", "limit", "optional",
        "other", "in_school", "tutoring", "take_home",
    ]  # fmt: skip
    assert (total["class"], total["state"], total["written"], total["limit"]) == (
        "五(2)", "over", 75, 60,
    )  # fmt: skip
    breach = next(f for f in told["findings"] if f["rule"] == "homework.written.cap")
    assert breach == {
        "rule": "homework.written.cap",
        "clause": 2,
        "severity": "breach",
        "date": "2026-11-24",
        "class": "五(2)",
        "measured": 75,
        "limit": 60,
        "unit": "minute",
        "message": "五(2)班11月24日书面作业合计75分钟，超过上限60分钟15分钟。",
    }


def test_check_lists_every_class_and_day_asked_for(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("check", school, "--week", "2026-11-26", "--json") == 3
    totals = answer(capsys)["totals"]
    assert len(totals) == 24 * 7
    states = {(t["class"], t["date"]): t["state"] for t in totals}
    assert states["六(1)", "2026-11-26"] == "missing"
    assert states["四(1)", "2026-11-25"] == "none"
    assert states["一(1)", "2026-11-29"] == "no-school"


def test_a_week_without_breach_ends_with_zero(school: Path) -> None:
    assert call("check", school, "--week", "2026-11-26", "--grade", "9") == 0


def test_an_unknown_year_is_unconfirmed_not_guessed(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # F16
    assert call("check", school, "--from", "2027-01-04", "--class", "三(1)", "--json") == 0
    assert answer(capsys)["totals"][0]["state"] == "unconfirmed"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chekc", "x.sjdb"], "命令"),
        (["check"], "缺少参数"),
        (["check", "FILE", "--wekk", "2026-11-23"], "没有“--wekk”"),
        (["check", "FILE", "--week", "2026-02-30"], "--week"),
        (["check", "FILE", "--grade", "12"], "--grade"),
        (["check", "FILE", "--class", "三(8)"], "没有三(8)"),
        (["check", "FILE", "--class", "张三"], "不是班级"),
        (["check", "没有这个文件.sjdb"], "找不到"),
        (["check", "FILE", "--from", "2026-11-27", "--to", "2026-11-23"], "早于"),
        (["notice", "FILE", "--all", "--out", "x.pdf"], "--date"),
        (["notice", "FILE", "--date", "2026-11-23", "--out", "x.pdf"], "--class"),
        (["import", "pupils", "x", "--into", "FILE"], "KIND"),
        (["import", "homework", "没有.xlsx", "--into", "FILE"], "没有.xlsx"),
        (["export", "lessons", "FILE"], "--out"),
    ],
)
def test_wrong_use_is_one_chinese_sentence_and_changes_nothing(
    school: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    before = school.read_bytes()
    assert call(*(str(school) if a == "FILE" else a for a in arguments)) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert "Traceback" not in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert school.read_bytes() == before
