"""提醒: what an edit has brought about is said once, in the status line, if the school wants it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import add_items, change_item
from shuangjian_desktop.app.commands.policy import set_policy
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from tests.builders import item
from tests.gui.desk import Desk, desk_in

OVER = "三(1)班11月23日书面作业合计75分钟，超过上限60分钟15分钟。"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as opened:
        yield opened


def test_going_over_the_cap_is_said_once(desk: Desk) -> None:
    full = item(desk.project, minutes=75)
    desk.page.bridge.run(add_items([full]))
    assert OVER in desk.notify.sentences
    desk.notify.sentences.clear()
    desk.page.bridge.run(change_item(full._replace(note="写在本子上")))
    desk.page.bridge.run(change_item(full._replace(minutes=70)))
    assert not any("超过上限" in sentence for sentence in desk.notify.sentences)


def test_a_rule_that_is_only_marked_is_not_spoken_of(desk: Desk) -> None:
    policy = RulePolicy("homework.written.cap", Strength.NOTE, Strength.WARN)
    desk.page.bridge.run(set_policy(policy))
    desk.page.bridge.run(add_items([item(desk.project, minutes=75)]))
    assert OVER not in desk.notify.sentences
