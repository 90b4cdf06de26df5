"""`timetable --dismissal` on the sample school: a sheet for the wall, and what is amiss beside."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.gates import remove_gate, set_turns
from shuangjian_desktop.domain.school import LeaveOrder
from shuangjian_desktop.store.tables.gates import gates
from tests.cli.calling import answer, call
from tests.reports.notices import text_of

Capsys = pytest.CaptureFixture[str]


def test_the_dismissal_is_one_pdf_with_every_gate(
    school: Path, tmp_path: Path, capsys: Capsys
) -> None:
    out = tmp_path / "放学.pdf"
    assert call("timetable", school, "--dismissal", "--out", out, "--json") == 0
    told = answer(capsys)
    assert (told["files"], told["pages"], told["warnings"]) == ([str(out)], 1, [])
    text = text_of(out.read_bytes())
    for said in ("错峰放学安排", "正门", "东门", "北门", "17:50", "不早于17:00结束"):
        assert said in text


def test_its_page_is_a_picture_as_well(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "图片"
    assert call("timetable", school, "--dismissal", "--format", "png", "--out", out) == 0
    assert [path.name for path in out.iterdir()] == ["错峰放学安排第1版.png"]


def test_what_is_amiss_is_said_beside_the_file(
    school: Path, tmp_path: Path, capsys: Capsys
) -> None:
    project = Project.open(school)
    project.run(set_turns(project, 12, LeaveOrder.YOUNGER_FIRST))
    project.close()
    assert call("timetable", school, "--dismissal", "--out", tmp_path / "表.pdf") == 0
    told = capsys.readouterr().err
    assert "提醒：正门每天有班要等超过15分钟，最长24分钟" in told


def test_without_a_gate_one_sentence_says_what_to_do_and_nothing_is_written(
    school: Path, tmp_path: Path, capsys: Capsys
) -> None:
    project = Project.open(school)
    for gate in gates(project.database):
        project.run(remove_gate(gate))
    project.close()
    out = tmp_path / "表.pdf"
    assert call("timetable", school, "--dismissal", "--out", out) == 2
    assert "还没有校门，不能错开放学" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("other", "said"),
    [(("--school",), "只能写一种"), (("--format", "xlsx"), "工作簿只有全校一种")],
)
def test_it_is_asked_for_alone_and_as_a_page(
    school: Path, tmp_path: Path, capsys: Capsys, other: tuple[str, ...], said: str
) -> None:
    assert call("timetable", school, "--dismissal", *other, "--out", tmp_path / "表.pdf") == 2
    assert said in capsys.readouterr().err
