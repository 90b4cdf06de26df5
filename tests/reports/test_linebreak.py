"""避头尾: what may stand at the edges of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.reports.linebreak import CLOSING, OPENING, break_lines, clusters

MIXED = st.text(
    alphabet="语文数学作业题，。、；：！？…—》」』】）”’《「『【（“‘ab1290.%()[]\"' \u3000",
    max_size=80,
)


def squares(text: str) -> float:
    """A Chinese character is 1 wide, a Latin one half of it."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("背诵课文，抄写生字。", 4, ("背诵课", "文，抄写", "生字。")),
        ("完成《练习册》第三课", 4, ("完成《练", "习册》第", "三课")),
        ("读“秋天”一课（选做）", 5, ("读“秋天”", "一课", "（选做）")),
        ("共15分钟完成", 3, ("共", "15分钟", "完成")),
        ("第12～15页全部", 5, ("第12～15页", "全部")),
        ("读 Unit one aloud", 4, ("读 Unit", "one", "aloud")),
        ("想一想……写下来", 4, ("想一", "想……写", "下来")),
        ("问题——回答", 4, ("问题——", "回答")),
        ("第一行\n第二行", 9, ("第一行", "第二行")),
        ("一\r\n\r\n二", 9, ("一", "", "二")),
        ("abcdefghij", 2, ("abcd", "efgh", "ij")),
        ("口算四十道题", 5, ("口算四十", "道题")),
        ("", 5, ("",)),
    ],
)
def test_a_text_breaks_where_chinese_print_breaks_it(
    text: str, width: float, lines: tuple[str, ...]
) -> None:
    assert break_lines(text, width, squares) == lines


@given(MIXED, st.integers(min_value=2, max_value=20))
def test_no_line_is_wider_than_its_box(text: str, width: int) -> None:
    assert all(squares(line) <= width for line in break_lines(text, width, squares))


@given(MIXED, st.integers(min_value=1, max_value=20))
def test_nothing_is_lost_but_the_spaces_at_a_break(text: str, width: int) -> None:
    lines = break_lines(text, width, squares)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(MIXED, st.integers(min_value=3, max_value=20))
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(
    text: str, width: int
) -> None:
    if any(squares(piece) > width for piece in clusters(text)):
        return  # a pile of marks wider than the box has to break somewhere
    lines = break_lines(text, width, squares)
    assert not [line for line in lines[1:] if line.lstrip()[:1] and line.lstrip()[0] in CLOSING]
    assert not [line for line in lines[:-1] if line[-1:] and line[-1] in OPENING]


@given(st.integers(min_value=0, max_value=99999), st.integers(min_value=5, max_value=12))
def test_a_number_stays_with_its_unit(number: int, width: int) -> None:
    lines = break_lines(f"今天的作业一共要用{number}分钟完成", width, squares)
    assert any(f"{number}分钟" in line for line in lines)


def test_an_accent_or_a_joiner_stays_with_its_character() -> None:
    assert break_lines("e\u0301" * 3, 1, lambda t: len(t) / 2) == ("e\u0301",) * 3
