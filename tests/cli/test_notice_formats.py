"""`notice` as pictures, text and a page; a reason where one is due; what is kept back."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.notice_book import versions
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import Status
from tests.builders import enter, item, small_school
from tests.cli.calling import call

DAY = ("--date", "2026-11-23")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    project = small_school(tmp_path)
    enter(project, item(project), item(project, "三(2)"))
    project.close()
    return project.path


def change(school: Path, *items: str, **fields: object) -> None:
    project = Project.open(school)
    enter(project, *(item(project, name, "数学", **fields) for name in items), reason="x")
    project.close()


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("png", ["三(1)班2026-11-23作业公示.png", "三(2)班2026-11-23作业公示.png"]),
        ("text", ["三(1)班2026-11-23作业公示.txt", "三(2)班2026-11-23作业公示.txt"]),
        ("html", ["三(1)班2026-11-23作业公示等2份.html"]),
    ],
)
def test_each_format_into_a_folder_counts_as_put_out(
    school: Path, tmp_path: Path, form: str, names: list[str]
) -> None:
    out = tmp_path / "公示"
    assert call("notice", school, *DAY, "--grade", "3", "--out", out, "--format", form) == 0
    assert sorted(path.name for path in out.iterdir()) == names
    project = Project.open(school)
    assert len(versions(project, "20261123-301")) == 1
    project.close()


@pytest.mark.parametrize(
    ("form", "name", "said"),
    [("html", "a.pdf", "不是网页"), ("text", "a.pdf", "不是文字"), ("png", "a.png", "文件夹")],
)
def test_a_wrong_suffix_is_one_sentence(
    school: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    form: str,
    name: str,
    said: str,
) -> None:
    out = tmp_path / name
    assert call("notice", school, *DAY, "--grade", "3", "--out", out, "--format", form) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_pupils_name_is_refused_without_a_reason_and_put_out_with_one(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Row 35: exit 2, one sentence, the school file as it was."""
    change(school, "三(1)", content="请张子涵同学领读")
    before, out = school.read_bytes(), tmp_path / "a.pdf"
    assert call("notice", school, *DAY, "--class", "三(1)", "--out", out) == 2
    told = capsys.readouterr().err.strip()
    assert "“张子涵”像是学生姓名" in told
    assert told.endswith("--reason 写明理由。")
    assert told.count("。") == 1
    assert school.read_bytes() == before
    assert not out.exists()
    why = ("--reason", "课文人物")
    assert call("notice", school, *DAY, "--class", "三(1)", "--out", out, *why) == 0


def test_first_grades_home_work_is_put_out_only_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """F10 from the command line."""
    project = small_school(tmp_path)
    enter(project, item(project, "一(1)"), reason="x")
    project.database.connection.execute("DELETE FROM reason")
    project.database.connection.commit()
    project.close()
    arguments = ("notice", project.path, *DAY, "--class", "一(1)", "--out", tmp_path / "a.pdf")
    assert call(*arguments) == 2
    assert "--reason" in capsys.readouterr().err
    assert call(*arguments, "--reason", "会商同意") == 0


def test_a_class_with_drafts_is_kept_back_aloud_and_the_exit_code_says_so(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(school, "三(2)", status=Status.DRAFT)
    out = tmp_path / "公示"
    assert call("notice", school, *DAY, "--grade", "3", "--out", out) == 3
    told = capsys.readouterr().err
    assert "三(2)班11月23日还有没提交的作业：数学（草稿），不会印在公示上，这一份没有公示" in told
    assert [path.name[:5] for path in out.iterdir()] == ["三(1)班"]
    assert call("notice", school, *DAY, "--class", "三(2)", "--out", tmp_path / "b.pdf") == 2
