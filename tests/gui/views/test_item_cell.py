"""Where a cell of the week breaks a line: never inside an English word or a number."""

import pytest

from shuangjian_desktop.gui.views.item_cell import _word_start


@pytest.mark.parametrize(
    ("text", "place", "start"),
    [
        ("抄写Unit 5 There is", 11, 9),
        ("练习册第128页", 5, 4),
        ("抄写生字", 2, 2),
        ("Unit 5", 5, 5),
        ("understanding", 8, 8),
    ],
)
def test_the_second_line_begins_with_a_whole_word(text: str, place: int, start: int) -> None:
    assert _word_start(text, place) == start
