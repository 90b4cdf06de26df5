"""Import is all or nothing and names the cell; what export writes imports again unchanged."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders import small_school, with_service
from tests.cli.calling import answer, call, workbook


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
    assert [where.partition("!")[2] for where in errors] == ["I4", "B3"]
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


@pytest.mark.parametrize("kind", ["settings", "lessons", "teaching", "homework", "service"])
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
    found = []
    for each in (school, copy):
        call("check", each, "--from", "2026-10-01", "--to", "2026-11-30", "--json")
        found.append(_without_papers(answer(capsys)))
    assert found[0] == found[1]
    assert len(found[0]["findings"]) > 5


def _without_papers(said: dict[str, Any]) -> dict[str, Any]:
    """Leave out what no table carries: notices, reviews, reasons given, that a plan is in force."""
    left = ("homework.notice.", "homework.in_school_share", "service.")
    findings = [f for f in said["findings"] if not f["rule"].startswith(left)]
    totals = [each | {"tutoring": 0, "take_home": 0} for each in said["totals"]]
    return said | {"findings": findings, "totals": totals, "overrides": []}


def test_a_locked_day_takes_an_import_only_with_a_reason(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = workbook(tmp_path, "2026-09-07|三(1)|语文|练习册第9页|书面|必做||家庭|15||")
    before = school.read_bytes()
    assert call("import", "homework", source, "--into", school) == 2
    said = capsys.readouterr().err
    assert "已经锁定" in said
    assert "--reason" in said
    assert school.read_bytes() == before
    assert call("import", "homework", source, "--into", school, "--reason", "补录漏掉的一项") == 0


def test_a_csv_of_the_service_says_what_only_the_workbook_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = small_school(tmp_path)
    with_service(project)
    project.close()
    told = []
    for suffix in ("csv", "xlsx"):
        out = tmp_path / f"安排.{suffix}"
        assert call("export", "service", project.path, "--out", out) == 0
        said = capsys.readouterr()
        assert said.out == f"已导出50行到“{out}”。\n"
        told.append(said.err)
    assert told == [
        "提醒：.csv 里只有明细一张表，人员条件1条没有写进去；要一起写出，请用 .xlsx 导出。\n", "",
    ]  # fmt: skip
