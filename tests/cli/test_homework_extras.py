"""交作业日, 禁用形式 and a draft's state survive a table that does not speak of them."""

from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.items import item as stored
from shuangjian_desktop.domain.homework import ForbiddenForm, HomeworkItem, Status
from shuangjian_desktop.store.tables import homework as homework_table
from tests.builders import MONDAY, class_named
from tests.cli.calling import HEAD, answer, call


def changed(school: Path) -> HomeworkItem:
    """One item of the sample school, given all three."""
    project = Project.open(school)
    ids = [class_named(project, "三(1)").id]
    mine = homework_table.between(project.database, ids, MONDAY, MONDAY)[0]._replace(
        due=date(2026, 11, 26), forms=(ForbiddenForm.PHONE,), status=Status.DRAFT
    )
    project.run(change_item(mine), reason="测试")
    project.close()
    return mine


def now(school: Path, item: HomeworkItem) -> HomeworkItem | None:
    project = Project.open(school)
    found = stored(project, item.id)
    project.close()
    return found


def test_what_export_writes_imports_again_unchanged_with_all_columns(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, out = changed(school), tmp_path / "作业.csv"
    assert call("export", "homework", school, "--out", out) == 0
    assert "交作业日,禁用形式,作业状态" in out.read_text(encoding="utf-8-sig").splitlines()[0]
    capsys.readouterr()
    assert call("import", "homework", out, "--into", school, "--json") == 0
    told = answer(capsys)
    assert (told["created"], told["updated"]) == ({}, {})
    assert now(school, mine) == mine


def test_a_table_without_the_columns_leaves_them_as_they_are(school: Path, tmp_path: Path) -> None:
    mine, out = changed(school), tmp_path / "作业.csv"
    assert call("export", "homework", school, "--out", out) == 0
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    kept = [lines[0].removesuffix(",交作业日,禁用形式,作业状态")]
    kept += [",".join(line.split(",")[: len(HEAD)]) for line in lines[1:] if "2026-11-26," in line]
    source = tmp_path / "改.csv"
    source.write_text("\n".join(kept), encoding="utf-8-sig")
    assert call("import", "homework", source, "--into", school) == 0
    assert now(school, mine) == mine


def test_a_draft_is_still_a_draft_in_another_school_file(school: Path, tmp_path: Path) -> None:
    mine, out, other = changed(school), tmp_path / "作业.csv", tmp_path / "另一份.sjdb"
    teaching = tmp_path / "任课.csv"
    assert call("export", "homework", school, "--out", out) == 0
    assert call("export", "teaching", school, "--out", teaching) == 0
    assert call("new", other) == 0
    assert call("import", "teaching", teaching, "--into", other, "--school-year", 2026) == 0
    assert call("import", "homework", out, "--into", other) == 0
    project = Project.open(other)
    ids = [class_named(project, "三(1)").id]
    drafts = [
        each.content
        for each in homework_table.between(project.database, ids, MONDAY, MONDAY)
        if each.status is Status.DRAFT
    ]
    assert drafts == [mine.content]
    project.close()


def test_a_state_nobody_knows_is_told_with_its_cell(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "作业.csv"
    row = "2026-11-23,三(1),语文,练习册第9页,书面,必做,,家庭,15,,,快好了"
    source.write_text(f"{','.join(HEAD)},作业状态\n{row}\n", encoding="utf-8-sig")
    assert call("import", "homework", source, "--into", school) == 2
    assert "作业状态“快好了”不认识" in capsys.readouterr().err
