"""The set-up checklist names what is missing, and where it is set."""

from datetime import datetime
from pathlib import Path

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.queries.setup_steps import SetupStep, is_complete, setup_steps
from shuangjian_desktop.app.service.commands.plans import PlanDates, new_plan
from shuangjian_desktop.app.service.commands.sessions import unplace_sessions
from shuangjian_desktop.app.service.commands.versions import publish_plan
from shuangjian_desktop.gui.sections.catalogue import SECTIONS
from shuangjian_desktop.store.tables import service as table
from tests.builders import DECIDED, MONDAY, fixed_clock, small_school, with_service

PLANNED = ("school", "calendar", "off_work", "classes", "subjects", "people")


def by_id(steps: tuple[SetupStep, ...]) -> dict[str, SetupStep]:
    return {step.id: step for step in steps}


def test_an_empty_school_lacks_everything_but_what_is_shipped(tmp_path: Path) -> None:
    project = new_school(tmp_path / "a.sjdb", clock=fixed_clock)
    steps = setup_steps(project)
    assert [step.id for step in steps if step.is_done] == []
    assert not is_complete(steps)
    project.close()


def test_a_school_with_tables_lacks_only_what_no_table_has(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    missing = [step.id for step in setup_steps(project) if not step.is_done]
    assert missing == ["lessons", "holidays", "off_work", "phone", "service", "people"]
    project.close()


def test_the_year_whose_notice_is_not_out_is_named(tmp_path: Path) -> None:
    """F16: 2027 is in reach of the school year 2026 and shipped with no program."""
    project = small_school(tmp_path)
    step = by_id(setup_steps(project))["holidays"]
    assert step.words.startswith("2027年的放假通知还没有录入")
    project.run(
        Command("2027", lambda writer: writer.insert("public_year", {"year": 2027, "source": "x"}))
    )
    assert by_id(setup_steps(project))["holidays"].is_done
    project.close()


def test_after_school_service_is_told_from_the_first_plan_to_the_published_one(
    tmp_path: Path,
) -> None:
    project = small_school(tmp_path)
    assert "还没有课后服务安排" in by_id(setup_steps(project))["service"].words
    plan_id, command = new_plan(PlanDates("秋季课后服务", MONDAY))
    project.run(command)
    assert by_id(setup_steps(project))["service"].words == "“秋季课后服务”的草稿里还没有时段。"
    project.undo()
    plan_id = with_service(project, is_published=False)
    assert "已排好，还没有发布" in by_id(setup_steps(project))["service"].words
    sessions = table.sessions(project.database, plan_id)
    project.run(unplace_sessions([sessions[0].id]))
    assert "还有1次没有排" in by_id(setup_steps(project))["service"].words
    project.run(publish_plan(plan_id, "2026-11-23T15:40:00", "教务", decision=DECIDED))
    assert by_id(setup_steps(project))["service"].is_done
    project.close()


def test_before_november_nobody_lacks_a_notice_that_is_not_out(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    project.clock = lambda: datetime(2026, 10, 31, 9)  # noqa: DTZ001 - local time
    step = by_id(setup_steps(project))["holidays"]
    assert not step.is_needed
    assert step.words == "2026年的有了；2027年的通知一般在11月前后发布，到时粘贴即可。"
    project.clock = lambda: datetime(2026, 11, 1, 9)  # noqa: DTZ001 - local time
    step = by_id(setup_steps(project))["holidays"]
    assert (step.is_needed, step.act) == (True, "录入2027年放假安排")
    project.clock = lambda: datetime(2027, 3, 1, 9)  # noqa: DTZ001 - local time
    assert by_id(setup_steps(project))["holidays"].is_needed
    project.close()


def test_what_may_wait_keeps_no_list_open(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    done = tuple(
        step._replace(is_done=True) if step.is_needed else step for step in setup_steps(project)
    )
    assert is_complete(done)
    project.close()


def test_every_step_leads_to_a_section_or_an_import(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    known = {entry.id for entry in SECTIONS} | set(PLANNED)
    for step in setup_steps(project):
        kind, target = step.where
        assert (kind == "section" and target in known) or (
            kind == "import" and target in ("teaching", "lessons")
        )
    project.close()
