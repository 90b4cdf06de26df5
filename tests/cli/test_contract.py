"""The command line keeps its contract: names, exit codes, one JSON document, Chinese sentences."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from shuangjian_desktop import paths
from shuangjian_desktop.app.demo import build_demo
from shuangjian_desktop.cli.main import run
from shuangjian_desktop.cli.windows import Windows

ROOT = Path(__file__).resolve().parents[2]
NO_WINDOWS = Windows(lambda _: 0, lambda project, folder: [])
HEAD = "日期,班级,学科,作业内容,类型,要求,分层,完成地点,预计时长,布置教师,备注".split(",")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "样例.sjdb"
    build_demo(path).close()
    return path


@pytest.fixture
def school(built: Path, tmp_path: Path) -> Path:
    path = tmp_path / "样例.sjdb"
    path.write_bytes(built.read_bytes())
    return path


def call(*arguments: object) -> int:
    return run([str(argument) for argument in arguments], NO_WINDOWS)


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    out = capsys.readouterr().out
    return json.loads(out)


def workbook(folder: Path, *rows: str) -> Path:
    path = folder / "作业.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(row.split("|") for row in rows)
    return path


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


def test_a_dry_run_reports_and_changes_nothing(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = workbook(tmp_path, "2026-11-30|三(1)、三(2)|语文|练习册第40页||||| 25分 ||")
    before = school.read_bytes()
    assert call("import", "homework", source, "--into", school, "--dry-run", "--json") == 0
    told = answer(capsys)
    assert (told["dry_run"], told["created"]) == (True, {"homework": 2})
    assert school.read_bytes() == before


def test_the_same_file_twice_changes_nothing(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # F29
    source = workbook(tmp_path, "2026-11-30|三年级|语文|练习册第40页|||||25||")
    assert call("import", "homework", source, "--into", school, "--json") == 0
    assert answer(capsys)["created"] == {"homework": 3}
    before = school.read_bytes()
    assert call("import", "homework", source, "--into", school, "--json") == 0
    told = answer(capsys)
    assert (told["created"], told["updated"], told["unchanged"]) == ({}, {}, {"homework": 3})
    assert "已经导入过" in told["problems"][0]["message"]
    assert school.read_bytes() == before


def test_one_bad_cell_stops_the_whole_file_and_is_named(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = workbook(
        tmp_path,
        "2026-11-30|三(1)|语文|练习册第40页|||||25||",
        "2026-11-30|三(9)|语文|练习册第40页|||||25||",
        "2026-11-30|三(2)|语文|练习册第41页|||||20-30||",
    )
    before = school.read_bytes()
    assert call("import", "homework", source, "--into", school, "--json") == 2
    told = answer(capsys)
    assert told["created"] == {}
    errors = {p["where"]: p["message"] for p in told["problems"] if p["severity"] == "error"}
    assert any(where.endswith("I4") for where in errors), errors
    assert school.read_bytes() == before


def test_a_question_waits_for_a_yes(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # F2
    source = workbook(tmp_path, "2026-11-30|三(1)|语文|练习册第40页|||||半小时||")
    before = school.read_bytes()
    assert call("import", "homework", source, "--into", school) == 2
    assert "--accept" in capsys.readouterr().err
    assert school.read_bytes() == before
    assert call("import", "homework", source, "--into", school, "--accept") == 0


def test_an_unknown_class_names_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "空.sjdb"
    call("new", empty)
    source = workbook(tmp_path, "2026-11-30|三(1)|语文|练习册第40页|||||25||")
    assert call("import", "homework", source, "--into", empty) == 2
    assert "先导入任课一览" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["settings", "lessons", "teaching", "homework"])
def test_what_export_writes_imports_again_unchanged(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    suffix = "toml" if kind == "settings" else "xlsx"
    out = tmp_path / f"{kind}.{suffix}"
    assert call("export", kind, school, "--out", out, "--school-year", 2026) == 0
    capsys.readouterr()
    arguments = ("import", kind, out, "--into", school, "--school-year", 2026, "--json")
    assert call(*arguments) == 0
    told = answer(capsys)
    assert (told["created"], told["updated"]) == ({}, {})
    assert sum(told["unchanged"].values()) > 0


def test_the_tables_of_one_school_rebuild_it_in_another_file(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "另一份.sjdb"
    call("new", copy)
    for kind in ("settings", "teaching", "lessons", "homework"):
        out = tmp_path / f"{kind}.{'toml' if kind == 'settings' else 'csv'}"
        assert call("export", kind, school, "--out", out, "--school-year", 2026) == 0
        assert call("import", kind, out, "--into", copy, "--school-year", 2026) == 0
    capsys.readouterr()
    call("check", school, "--from", "2026-10-01", "--to", "2026-11-30", "--json")
    first = answer(capsys)
    call("check", copy, "--from", "2026-10-01", "--to", "2026-11-30", "--json")
    assert answer(capsys) == first


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
        call("check", school, "--from", "2026-11-16", "--class", "三(1)", "--json")
        return {f["rule"] for f in answer(capsys)["findings"]}

    assert "homework.notice.missing" in rules()
    out = tmp_path / "三1.pdf"
    assert call("notice", school, "--date", "2026-11-16", "--class", "三1", "--out", out) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert rules().isdisjoint({"homework.notice.missing", "homework.notice.changed"})


def test_a_notice_for_the_whole_school_goes_to_a_folder_one_file_each(
    school: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "公示"
    assert call("notice", school, "--date", "2026-11-26", "--all", "--out", folder) == 0
    assert len(list(folder.glob("*.pdf"))) == 24


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
    assert {p["name"] for p in told["points"]} >= {"integrity", "journal", "sqlite", "fonts", "disk"}


def test_doctor_sees_a_journal_that_was_tampered_with(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    raw = sqlite3.connect(school)
    raw.execute("UPDATE change SET after = replace(after, '25', '15') WHERE table_name = 'homework'")
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


def test_demo_tables_are_the_ones_shipped() -> None:
    assert paths.resource("demo", "homework.csv").is_file()
