"""What stands against a notice: drafts, policy, private facts; the reasons given stay (F10)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app import printing
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.policies import DRAFTS
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import clearance, publish
from shuangjian_desktop.app.queries.notice_board import Standing, notice_board
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape, prepare
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.policy import Strength
from shuangjian_desktop.domain.review import ReasonKind
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import review as review_table
from tests.builders import MONDAY, class_named, enter, item, small_school
from tests.reports.notices import text_of


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    school = small_school(tmp_path)
    yield school
    school.close()


def prepared(project: Project, name: str = "三(1)", shape: Shape = Shape.DAY) -> PreparedNotice:
    return prepare(project, shape, [class_named(project, name)], MONDAY)[0]


def set_policy(project: Project, rule: str, strength: Strength) -> None:
    values = {"rule": rule, "on_save": Strength.NOTE.value, "on_publish": strength.value}
    project.run(Command("规则", lambda writer: writer.insert("policy", values)))


def reasons(project: Project, name: str = "三(1)") -> list[tuple[ReasonKind, str | None, str]]:
    ids = (class_named(project, name).id,)
    found = review_table.reasons(project.database, ids, MONDAY, MONDAY)
    return [(reason.kind, reason.about, reason.text) for reason in found]


def test_a_draft_is_never_printed_and_holds_the_day_back(project: Project) -> None:
    draft = item(project, subject="数学", content="草稿里的题", status=Status.DRAFT)
    enter(project, item(project, minutes=20), draft)
    notice = prepared(project)
    text = text_of(printing.render([notice]).data)
    assert "草稿里的题" not in text
    assert "书面作业合计20分钟" in text
    cleared = clearance(project, [notice])
    assert cleared.ready == ()
    assert cleared.refusals == ("三(1)班11月23日还有没提交的作业：数学（草稿），不会印在公示上",)
    with pytest.raises(UserError, match="没提交的作业"):
        publish(project, [notice], lambda: None)
    assert project.database.rows("SELECT 1 FROM notice") == []


def test_the_school_may_let_a_day_with_drafts_out(project: Project) -> None:
    enter(project, item(project), item(project, subject="数学", status=Status.RETURNED))
    set_policy(project, DRAFTS, Strength.WARN)
    publish(project, [prepared(project)], lambda: None)
    set_policy_again = clearance(project, [prepared(project)]).obstacles
    assert [each.strength for each in set_policy_again] == [Strength.WARN]


def test_submitting_a_draft_after_publication_asks_for_a_correction(project: Project) -> None:
    draft = item(project, subject="数学", status=Status.DRAFT)
    enter(project, item(project), draft)
    set_policy(project, DRAFTS, Strength.NOTE)
    publish(project, [prepared(project)], lambda: None)
    submit = Command("提交", lambda w: w.update("homework", draft.id, {"status": "已提交"}))
    with pytest.raises(NeedsReason, match="已经公示"):
        project.run(submit)
    project.run(submit, reason="数学作业补交")
    board = notice_board(project, Shape.DAY, [class_named(project, "三(1)")], MONDAY)
    assert board[0].standing is Standing.CHANGED


def test_a_later_days_draft_does_not_hold_the_week_back(project: Project) -> None:
    friday = MONDAY.replace(day=27)
    enter(project, item(project), item(project, on=friday, status=Status.DRAFT))
    cleared = clearance(project, [prepared(project, shape=Shape.CLASS_WEEK)])
    assert len(cleared.ready) == 1
    assert [each.strength for each in cleared.obstacles] == [Strength.WARN]


def test_home_written_work_in_grade_one_goes_out_only_with_a_reason_that_stays(
    project: Project,
) -> None:
    """F10: saved as a breach with a reason, put out with another one."""
    enter(project, item(project, "一(1)"), reason="教师坚持")
    project.database.connection.execute("DELETE FROM reason")
    project.database.connection.commit()
    with pytest.raises(NeedsReason) as refused:
        publish(project, [prepared(project, "一(1)")], lambda: None)
    assert str(refused.value).endswith("没有公示；请先修改，或写明理由后再公示。")
    publish(project, [prepared(project, "一(1)")], lambda: None, reason="会商同意")
    told = reasons(project, "一(1)")
    assert (ReasonKind.PUBLISH, "homework.written.none_at_home", "会商同意") in told


@pytest.mark.parametrize(
    ("strength", "refused"),
    [(Strength.WARN, None), (Strength.REASON, NeedsReason), (Strength.BLOCK, UserError)],
)
def test_an_over_cap_day_is_held_as_the_school_says(
    project: Project, strength: Strength, refused: type[UserError] | None
) -> None:
    enter(project, item(project, minutes=75))
    set_policy(project, "homework.written.cap", strength)
    if refused is None:
        publish(project, [prepared(project)], lambda: None)
        return
    with pytest.raises(refused, match="超过上限"):
        publish(project, [prepared(project)], lambda: None)
    assert project.database.rows("SELECT 1 FROM notice") == []
    if refused is NeedsReason:
        publish(project, [prepared(project)], lambda: None, reason="会商同意")
        assert len(reasons(project)) == 1


def test_a_pupils_name_asks_first_and_is_asked_once(project: Project) -> None:
    """Row 35: the day's sheet is confirmed, the week's sheet is not asked again."""
    enter(project, item(project, content="请张子涵同学领读", note="家长电话13812345678"))
    with pytest.raises(NeedsReason) as refused:
        publish(project, [prepared(project)], lambda: None)
    assert [each.about for each in refused.value.wanted] == ["张子涵", "13812345678"]
    publish(project, [prepared(project)], lambda: None, reason="课文里的人物")
    assert {kind for kind, _, _ in reasons(project)} == {ReasonKind.PRIVACY}
    week = prepared(project, shape=Shape.CLASS_WEEK)
    assert clearance(project, [week]).wanted == ()


def test_a_teachers_own_name_is_no_pupils(project: Project) -> None:
    name = project.directory.staff[0].name
    enter(project, item(project, content=f"听{name}家长课堂录音"))
    assert clearance(project, [prepared(project)]).obstacles == ()


def test_a_find_leads_to_its_cell(project: Project) -> None:
    made = item(project, content="请张子涵同学领读")
    enter(project, made)
    obstacle = clearance(project, [prepared(project)]).obstacles[0]
    assert (obstacle.class_id, obstacle.date, obstacle.item_id) == (made.class_id, MONDAY, made.id)


def test_one_refused_of_a_batch_keeps_the_others_ready(project: Project) -> None:
    enter(project, item(project), item(project, "三(2)", status=Status.DRAFT))
    cleared = clearance(project, [prepared(project), prepared(project, "三(2)")])
    assert [n.title[:5] for n in cleared.ready] == ["三(1)班"]
    assert [n.title[:5] for n in cleared.kept_back] == ["三(2)班"]
