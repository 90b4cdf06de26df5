"""The right side of the board in words: what a person has allowed a session stays in sight."""

from pathlib import Path

from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.queries.about import about_session
from shuangjian_desktop.gui.models.service_lines import session_lines
from tests.builders import MONDAY, small_school, with_service


def test_what_was_accepted_past_the_rules_is_told_of_the_session(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    case = load_case(project, with_service(project))
    about = about_session(project, case, case.sessions[0].id, MONDAY)
    assert about.accepted == ()
    allowed = about._replace(accepted=("合唱也可以用操场",))
    plain, told = (
        [line.text for line in session_lines(one, (), project.rulebook)] for one in (about, allowed)
    )
    assert [text for text in told if text not in plain] == ["已放宽：合唱也可以用操场"]
    project.close()
