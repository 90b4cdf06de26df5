"""`schedule`: exit codes, the one JSON document, nothing written when nothing should be."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.queries.choice import chosen_plan
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.planning.problem import Plan
from shuangjian_desktop.planning.verify import cost, faults
from shuangjian_desktop.store.journal import Writer
from tests.builders import small_school, with_service
from tests.cli.calling import answer, call
from tests.large_service import large_school

ROOT = Path(__file__).parents[2]


def service_school(folder: Path, *, is_published: bool = False, is_clashing: bool = False) -> Path:
    """Return the file of a small school with a plan; clashing: two sessions locked at once."""
    project = small_school(folder)
    plan_id = with_service(project, is_published=is_published)
    if is_clashing:
        clash(project, load_case(project, plan_id))
    path = project.path
    project.close()
    return path


def clash(project: Project, case: Case) -> None:
    names = [one.name for one in case.problem.works]
    first, second = (names.index(f"三(1){title}（1）") for title in ("作业辅导", "阅读"))
    slot_id = case.sessions[first].slot_id

    def apply(writer: Writer) -> None:
        for number in (first, second):
            values = {"slot_id": slot_id, "is_locked": 1}
            writer.update("session", case.sessions[number].id, values)

    project.run(Command("锁定两次", apply, kind="setup"))


def stands(path: Path) -> tuple[int, Case]:
    """Return the newest step and the plan that would be scheduled next."""
    project = Project.open(path)
    try:
        case = load_case(project, chosen_plan(project).id)
        return project.database.newest_step(), case
    finally:
        project.close()


def placed(path: Path) -> Plan:
    return stands(path)[1].placed


def test_it_places_everything_and_says_so_in_one_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = service_school(tmp_path)
    assert call("schedule", path, "--seconds", 30, "--json") == 0
    told = answer(capsys)
    assert set(told) >= {"outcome", "cost", "bound", "seconds", "placed", "unplaced", "reasons"}
    assert (told["outcome"], told["placed"], told["unplaced"]) == ("best", 50, [])
    assert told["cost"] == told["bound"]
    assert told["reasons"] == []
    _, case = stands(path)
    assert faults(case.problem, case.placed) == ()
    assert cost(case.problem, case.placed).total == told["cost"]


def test_few_changes_place_what_waits_and_move_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = service_school(tmp_path)
    before = placed(path)
    assert call("schedule", path, "--few-changes", "--json") == 0
    told = answer(capsys)
    assert (told["outcome"], told["cost"], told["changes"]) == ("best", 0, 0)
    assert placed(path) == before
    assert call("schedule", path, "--json") == 0
    assert answer(capsys)["changes"] == sum(
        was != now for was, now in zip(before, placed(path), strict=True)
    )


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = service_school(tmp_path, is_published=True)
    before = path.read_bytes()
    assert call("schedule", path, "--dry-run") == 0
    assert "没有写入" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_a_published_plan_is_taken_up_as_the_draft_of_the_next_version(tmp_path: Path) -> None:
    path = service_school(tmp_path, is_published=True)
    before, _ = stands(path)
    assert call("schedule", path) == 0
    after, case = stands(path)
    assert after == before + 1
    assert (case.plan.state, case.plan.version) == (PlanState.DRAFT, 2)
    assert faults(case.problem, case.placed) == ()


def test_the_same_seed_gives_the_same_plan(tmp_path: Path) -> None:
    path = service_school(tmp_path)
    copy = tmp_path / "副本.sjdb"
    copy.write_bytes(path.read_bytes())
    for one in (path, copy):
        assert call("schedule", one, "--seed", 5) == 0
    assert placed(path) == placed(copy)


def test_what_waits_in_the_file_is_told_when_nothing_could_be_placed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = service_school(tmp_path, is_clashing=True)
    _, case = stands(path)
    names = [one.name for one in case.problem.works]
    waiting = names.index("三(2)作业辅导（1）")
    project = Project.open(path)
    session_id = case.sessions[waiting].id
    out = Command("撤下", lambda writer: writer.update("session", session_id, {"slot_id": None}))
    project.run(out)
    project.close()
    assert call("schedule", path, "--json") == 3
    told = answer(capsys)
    assert (told["placed"], told["unplaced"]) == (49, ["三(2)作业辅导（1）"])


@pytest.mark.parametrize("is_published", [False, True])
def test_an_impossible_week_says_why_and_what_would_help_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, is_published: bool
) -> None:
    path = service_school(tmp_path, is_clashing=True, is_published=is_published)
    before = path.read_bytes()
    assert call("schedule", path, "--json") == 3
    told = answer(capsys)
    assert told["outcome"] == "impossible"
    assert (told["placed"], told["unplaced"]) == (50, [])  # the file still has them all
    (reason, *_) = told["reasons"]  # type: ignore[misc]
    assert {"name", "words"} == set(reason["rules"][0])
    assert "lock" in {rule["name"] for rule in reason["rules"]}
    assert all(set(one) == {"words", "cost", "verified"} for one in reason["repairs"])
    assert reason["repairs"][0]["verified"] is True
    assert path.read_bytes() == before


def test_without_json_the_reasons_are_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("schedule", service_school(tmp_path, is_clashing=True)) == 3
    out = capsys.readouterr().out
    assert "排不出来，原因如下；安排没有改动。" in out
    assert "· 三(1)阅读（1）锁定在周一第1节" in out
    assert "已试排过，能排出来" in out


@pytest.mark.parametrize(
    "wrong", [("--seconds", "0"), ("--seed", "-1"), ("--plan", "没有的安排"), ("--nonsense",)]
)
def test_bad_usage_is_told_and_changes_nothing(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    path = service_school(tmp_path)
    before = path.read_bytes()
    assert call("schedule", path, *wrong) == 2
    assert path.read_bytes() == before


def test_a_school_without_a_plan_is_told_what_comes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = small_school(tmp_path)
    project.close()
    assert call("schedule", project.path) == 2
    assert "还没有课后服务安排" in capsys.readouterr().err


def test_time_that_ran_out_is_never_called_impossible(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, _ = large_school(tmp_path)
    project.close()
    code = call("schedule", project.path, "--seconds", "0.1", "--dry-run", "--json")
    outcome = answer(capsys)["outcome"]
    assert (code, outcome) in {(3, "gave-up"), (0, "good"), (0, "best")}


SEARCHING = """
import sys
from shuangjian_desktop.__main__ import main
from shuangjian_desktop.app.service.scheduling import Search
really_start = Search.start
def start(*given):
    really_start(*given)
    print("searching", flush=True)
Search.start = start
sys.exit(main(sys.argv))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is another thing there")
def test_ctrl_c_ends_it_and_changes_nothing(tmp_path: Path) -> None:
    project, _ = large_school(tmp_path)
    project.close()
    before = project.path.read_bytes()
    command = [sys.executable, "-c", SEARCHING, "schedule", str(project.path)]
    # Where the tests run behind a shell that ignores Ctrl+C, this one program must not.
    before_us = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, encoding="utf-8"
    )
    signal.signal(signal.SIGINT, before_us)
    assert process.stdout is not None
    assert process.stdout.readline() == "searching\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (2, "已取消，什么都没有改动。\n")
    assert project.path.read_bytes() == before
