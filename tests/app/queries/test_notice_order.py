"""Which notice is the newest is the journal's word, never the clock's (F18)."""

from datetime import timedelta
from pathlib import Path

from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.commands.notices import issue_notices
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.rules.class_day import NoticeStanding
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, small_school


def put_out(project: Project, shape: Shape) -> None:
    classes = (class_named(project, "三(1)"),)
    records = [notice.record for notice in prepare(project, shape, classes, MONDAY)]
    project.run(issue_notices(records, project.clock().isoformat(timespec="seconds")))


def test_a_clock_set_back_does_not_bring_an_older_notice_to_the_front(tmp_path: Path) -> None:
    project = small_school(tmp_path)
    one = item(project, minutes=20)
    enter(project, one)
    put_out(project, Shape.CLASS_WEEK)
    project.run(change_item(one._replace(minutes=30)), reason="时长估计有误")
    project.clock = lambda: fixed_clock() - timedelta(days=5 * 365)
    put_out(project, Shape.DAY)
    day = class_days(project, (class_named(project, "三(1)"),), (MONDAY,))[0]
    assert day.notice is NoticeStanding.PUBLISHED
    project.close()
