"""避头尾: what may stand at the edges of a line."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.reports.linebreak import CLOSING, OPENING, break_lines, clusters
from shuangjian_desktop.reports.squeeze import CLOSING_MARKS

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
        ("完成《练习册》第三课", 4, ("完成《练", "习册》", "第三课")),
        ("读“秋天”一课（选做）", 5, ("读“秋天”", "一课", "（选做）")),
        ("共15分钟完成", 3, ("共", "15分钟", "完成")),
        ("第12～15页全部", 5, ("第12～15页", "全部")),
        ("读 Unit one aloud", 4, ("读 Unit", "one", "aloud")),
        ("想一想……写下来", 4, ("想一", "想……", "写下来")),
        ("校内书面40分钟，其他8分钟", 10, ("校内书面40分钟，", "其他8分钟")),
        ("校内书面20分钟，校内外书面共20分钟", 14, ("校内书面20分钟，", "校内外书面共20分钟")),
        ("书面 必做 20分钟 王秀兰", 10, ("书面 必做 20分钟", "王秀兰")),
        ("听写 阿依努尔·买买提吐尔逊", 11, ("听写 阿依努尔·", "买买提吐尔逊")),
        ("练习第40页：25分钟→15分钟", 10, ("练习第40页：", "25分钟→15分钟")),
        ("每天自己阅读《西游记》一章", 8, ("每天自己阅读", "《西游记》一章")),
        ("背诵古诗并认真练习口算", 8, ("背诵古诗并认真", "练习口算")),
        ("完成第五单元第1、2题和第二、三题", 8, ("完成第五单元", "第1、2题和", "第二、三题")),
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


@pytest.mark.parametrize("name", ["王秀兰", "欧阳文婷", "其他8分钟", "《西游记》", "三(1)班"])
@given(before=st.integers(min_value=0, max_value=30), width=st.integers(min_value=8, max_value=20))
def test_a_name_between_marks_stays_whole_wherever_it_comes(
    name: str, before: int, width: int
) -> None:
    """Unless the line before it would be almost half empty: then print breaks it, too."""
    text = f"{'字' * before}，{name}，写一写"
    lines = break_lines(text, width, squares)
    if not any(name in line for line in lines):
        at = text.index(name)
        starts = [0, *accumulate(map(len, lines))]
        start = max(start for start in starts if start <= at)
        assert squares(text[start:at]) < 0.55 * width


@given(st.text(alphabet="语文练习册《》，、第3页 完成背诵阅读的", max_size=60), st.integers(4, 20))
def test_whole_words_do_not_leave_a_line_almost_half_empty(text: str, width: int) -> None:
    lines = break_lines(text, width, squares)
    for line, after in pairwise(lines):
        piece = clusters(after)[0] if after else ""
        assert squares(line) + squares(piece) > 0.55 * width - 1


@given(MIXED, st.integers(min_value=3, max_value=20))
def test_only_the_blank_half_of_a_mark_stands_out_at_the_end_of_a_line(
    text: str, width: int
) -> None:
    lines = break_lines(text, width, squares, hang=0.5)
    for line in lines:
        assert squares(line) <= width + 0.5
        assert squares(line) <= width or line[-1] in CLOSING_MARKS


def test_an_accent_or_a_joiner_stays_with_its_character() -> None:
    assert break_lines("e\u0301" * 3, 1, lambda t: len(t) / 2) == ("e\u0301",) * 3
