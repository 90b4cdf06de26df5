"""The list of a computed plan: what changes in short words, and why where that differs."""

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.service.queries.task import MoveLine
from shuangjian_desktop.app.service.replanning import Rearranged, Why
from shuangjian_desktop.app.service.scheduling import Answer
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.gui.models import replan_words
from shuangjian_desktop.gui.widgets.schedule_result import ScheduleResult

COVERED = MoveLine(
    SessionId("1"), "足球队（1）", "周二第3节 篮球场 葛长林、郎志强",
    "周二第3节 篮球场 季长青、郎志强", ("葛长林", "季长青"), ("三(1)",),
    "葛长林 → 季长青", Why.LOST.value,
)  # fmt: skip
IN_WAY = COVERED._replace(
    session_id=SessionId("2"), now="周三第3节 操场 祝晴川", what="", why=Why.WAY.value
)


def cells(result: ScheduleResult, row: int) -> list[str]:
    item = result.moves.topLevelItem(row)
    assert item is not None
    return [item.text(column) for column in range(4)]


def test_a_change_in_place_says_only_who_comes_for_whom(qtbot: QtBot) -> None:
    result = ScheduleResult()
    qtbot.addWidget(result)
    result.show_moves([COVERED])
    assert cells(result, 0)[:3] == ["足球队（1）", COVERED.was, "葛长林 → 季长青"]
    assert result.moves.isColumnHidden(3), "all for one reason: nothing to tell apart"
    item = result.moves.topLevelItem(0)
    assert item is not None
    assert item.toolTip(2) == f"{COVERED.name}：{COVERED.was} → {COVERED.now}"


def test_what_nobody_asked_for_is_told_apart(qtbot: QtBot) -> None:
    result = ScheduleResult()
    qtbot.addWidget(result)
    result.show_moves([COVERED, IN_WAY])
    assert not result.moves.isColumnHidden(3)
    assert [cells(result, row)[2:] for row in range(2)] == [
        ["葛长林 → 季长青", "缺人或缺场地"],
        ["周三第3节 操场 祝晴川", "为此让开"],
    ]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((COVERED,), "采用后直接写进这份草稿。"),
        ((COVERED, IN_WAY), "其中1次为此让开。采用后直接写进这份草稿。"),
        (
            (COVERED, IN_WAY, IN_WAY._replace(why=Why.WRONG.value)),
            "其中1次为此让开，1次原来有错。采用后直接写进这份草稿。",
        ),
    ],
)
def test_the_sentence_counts_what_is_not_for_who_is_away(
    lines: tuple[MoveLine, ...], words: str
) -> None:
    found = Rearranged(Answer.BEST, (), lines, len(lines), 0.1, "")
    head, told = replan_words.with_plan(found, is_new_version=False)
    assert head == f"只要改{len(lines)}次，不能再少"
    assert told == words
