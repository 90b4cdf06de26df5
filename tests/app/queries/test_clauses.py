"""How the school stands to the clauses on after-school service, and how many classes it reaches."""

from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.clauses import ClauseRow, ClauseStanding, clause_board
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.rules.findings import Severity
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, enter, item, small_school, with_service

SUNDAY = date(2026, 11, 29)
OF_SERVICE = (6, 7, 8)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def rows(project: Project) -> dict[int, ClauseRow]:
    return {row.clause.number: row for row in clause_board(project, MONDAY, SUNDAY).rows}


def without(project: Project, class_name: str, *titles: str) -> None:
    """Take a class out of all its activities, or out of those named."""
    own = class_named(project, class_name).id

    def apply(writer: Writer) -> None:
        for activity_id, row in writer.find("activity"):
            if own in row["class_ids"].split() and (not titles or row["title"] in titles):
                left = [each for each in row["class_ids"].split() if each != own]
                writer.update("activity", activity_id, {"class_ids": " ".join(left)})

    project.run(Command("撤下", apply, kind="setup"))


def test_without_a_plan_there_is_nothing_to_look_at(project: Project) -> None:
    enter(project, item(project))
    found = rows(project)
    assert {found[n].standing for n in OF_SERVICE} == {ClauseStanding.NOTHING_YET}
    assert found[7].note == ""
    assert found[4].standing is ClauseStanding.MET, "forms of homework are looked at all the same"


def test_a_right_plan_meets_the_clauses_and_reaches_every_class(project: Project) -> None:
    with_service(project)
    found = rows(project)
    assert {found[n].standing for n in OF_SERVICE} == {ClauseStanding.MET}
    assert found[7].note == "课后服务覆盖100%（25/25班次）。"


def test_a_class_that_lacks_some_days_is_to_be_seen_to(project: Project) -> None:
    with_service(project)
    own = class_named(project, "三(2)").id

    def apply(writer: Writer) -> None:
        slots = {s for s, row in writer.find("slot") if row["weekday"] == 1}
        for session_id, row in writer.find("session"):
            activity = writer.row("activity", row["activity_id"])
            if activity and activity["class_ids"] == own and row["slot_id"] in slots:
                writer.delete("session", session_id)

    project.run(Command("撤下", apply, kind="setup"))
    found = rows(project)[7]
    assert found.standing is ClauseStanding.WARNING
    assert found.note == "课后服务覆盖96%（24/25班次），三(2)有缺。"


def test_a_class_that_has_nothing_at_all_breaks_the_clause(project: Project) -> None:
    with_service(project)
    without(project, "七(1)")
    found = rows(project)
    assert found[7].standing is ClauseStanding.BREACH
    assert found[7].note == "课后服务覆盖80%（20/25班次），七(1)没有安排。"
    assert found[6].standing is ClauseStanding.WARNING
    assert [f.rule for f in found[6].findings] == ["service.days"] * 5


@pytest.mark.parametrize("is_watched", [False, True])
def test_a_plan_that_is_still_a_draft_is_told_once_under_its_clause(
    project: Project, is_watched: bool
) -> None:
    with_service(project, is_published=False)
    watch = (lambda done, total: None) if is_watched else None
    board = clause_board(project, MONDAY, SUNDAY, watch=watch)
    row = next(row for row in board.rows if row.clause.number == 6)
    (finding,) = row.findings
    assert (finding.rule, finding.severity, finding.date) == (
        "service.days", Severity.ADVICE, MONDAY,
    )  # fmt: skip
    assert finding.message == (
        "一(1)班11月23日起没有已发布的课后服务安排，“第一学期课后服务（第1版）”还是草稿；"
        "检查只按已发布的安排，请先发布，再检查。"
    )
    assert row.standing is ClauseStanding.WARNING


def test_a_draft_says_nothing_where_it_would_not_hold_or_another_is_published(
    project: Project,
) -> None:
    plan_id = with_service(project, is_published=False)

    def told() -> list[str]:
        report = clause_board(project, MONDAY, SUNDAY).report
        return [f.message for f in report.findings if "草稿" in f.message]

    def write(**values: str) -> None:
        project.run(Command("改", lambda w: w.update("service_plan", plan_id, values), "setup"))

    assert len(told()) == 1
    write(since="2026-11-30")
    assert told() == [], "it begins later"
    write(since="2026-08-31", until="2026-11-22")
    assert told() == [], "it is over"
    write(until="2027-01-15")
    project.run(publish_plan(plan_id, "2026-08-30T09:00:00", "教务")._replace(kind="setup"))
    project.run(revise_plan(plan_id))
    assert told() == [], "the draft of the next version is not what holds"


def test_an_empty_draft_is_no_plan_yet(project: Project) -> None:
    plan_id = with_service(project, is_published=False)

    def empty(writer: Writer) -> None:
        for session_id, _ in writer.find("session", plan_id=plan_id):
            writer.delete("session", session_id)

    project.run(Command("清空", empty, kind="setup"))
    report = clause_board(project, MONDAY, SUNDAY).report
    assert [f for f in report.findings if f.rule == "service.days"] == []


def test_written_work_without_tutoring_is_told_under_guidance(project: Project) -> None:
    with_service(project)
    enter(project, item(project, minutes=30))
    without(project, "三(1)", "作业辅导")
    found = rows(project)[4]
    assert found.standing is ClauseStanding.WARNING
    assert [f.message for f in found.findings] == [
        "三(1)班11月23日有书面作业要带回家做30分钟，这一天的课后服务没有作业辅导。"
    ]
