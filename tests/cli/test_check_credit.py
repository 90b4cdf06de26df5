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
