"""`check` tells what tutoring after school leaves to take home; the cap does not move."""

import json
from pathlib import Path

import pytest

from tests.builders import enter, item, small_school, with_service
from tests.cli.calling import call

DAY = ("--from", "2026-11-23", "--class", "三(1)")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    project = small_school(tmp_path)
    enter(project, item(project, minutes=75))
    with_service(project)
    project.close()
    return project.path


def test_the_text_says_it_and_the_total_stays_over(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("check", school, *DAY) == 3
    told = capsys.readouterr().out
    assert "书面75分钟（家庭75，上限60） 超限 作业辅导40分钟，约带回家35分钟\n" in told


def test_json_has_tutoring_and_take_home(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", school, *DAY, "--json") == 3
    (total,) = json.loads(capsys.readouterr().out)["totals"]
    assert (total["written"], total["tutoring"], total["take_home"], total["state"]) == (
        75, 40, 35, "over",
    )  # fmt: skip


def test_a_plan_that_is_still_a_draft_is_told_as_advice_and_breaks_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = small_school(tmp_path)
    with_service(project, is_published=False)
    project.close()
    assert call("check", project.path, "--week", "2026-11-23", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    (finding,) = [each for each in told["findings"] if each["rule"] == "service.days"]
    assert finding == {
        "rule": "service.days", "clause": 6, "severity": "advice", "date": "2026-11-23",
        "class": "一(1)", "measured": None, "limit": None, "unit": None,
        "message": "一(1)班11月23日起没有已发布的课后服务安排，"
        "“第一学期课后服务（第1版）”还是草稿；检查只按已发布的安排，请先发布，再检查。",
    }  # fmt: skip
    assert {total["tutoring"] for total in told["totals"]} == {0}
    assert call("check", project.path, "--from", "2026-11-28", "--to", "2026-11-29") == 0
    assert "草稿" not in capsys.readouterr().out, "no school day is asked about"
    assert call("check", project.path, *DAY) == 0
    assert "还是草稿；检查只按已发布的安排" in capsys.readouterr().out
