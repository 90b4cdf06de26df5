"""P85: initials, pinyin, characters and mixtures find a word; nonsense finds nothing (F60)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.app.pinyin import MOST_TYPED, rank, typed

FOUND = (
    ("zrq", "张瑞清"), ("zhangrq", "张瑞清"), ("zhrq", "张瑞清"), ("张rq", "张瑞清"),
    ("瑞清", "张瑞清"), ("ZRQ", "张瑞清"), ("ｚｒｑ", "张瑞清"), ("zhang rui", "张瑞清"),
    ("31", "三(1)班"), ("3-1", "三(1)班"), ("三1", "三(1)班"), ("s1", "三(1)班"),
    ("san1b", "三(1)班"), ("32", "练习册第32页"),
    ("nv", "女生"), ("lvse", "绿色"), ("caozuo", "操作记录"), ("czjl", "操作记录"),
)  # fmt: skip


@pytest.mark.parametrize(("question", "text"), FOUND)
def test_what_people_type_finds_the_word(question: str, text: str) -> None:
    assert rank(typed(question), text) is not None


@pytest.mark.parametrize(
    ("question", "text"), [("zq", "张瑞清"), ("qz", "张瑞清"), ("13", "三(1)班"), ("x", "语文")]
)
def test_letters_left_out_in_the_middle_find_nothing(question: str, text: str) -> None:
    assert rank(typed(question), text) is None


@pytest.mark.parametrize(
    ("initial", "name"),
    [
        ("s", "单志强"), ("z", "曾小红"), ("q", "仇大勇"), ("x", "解晓东"), ("o", "区志明"),
        ("yc", "尉迟恭"), ("mq", "万俟明"), ("zs", "长孙无忌"), ("zh", "查良"), ("p", "朴正"),
    ],
)  # fmt: skip
def test_a_surname_is_read_as_a_surname(initial: str, name: str) -> None:
    assert rank(typed(initial), name, is_name=True) in (0, 1)


def test_the_whole_word_comes_before_its_head_and_that_before_the_middle() -> None:
    assert [rank("yw", text) for text in ("语文", "语文园地", "小学语文")] == [0, 1, 2]


def test_signs_and_huge_texts_are_harmless() -> None:
    assert typed("%_*'\"; --") == ""
    assert len(typed("长" * 1_000_000)) == MOST_TYPED
    assert rank(typed("a" * 1_000_000), "阿" * 400) == 1
    assert typed("\x00三\ud800") == "三"


@given(st.text(alphabet="张瑞清单语文三班作业本", min_size=1, max_size=12))
def test_every_word_is_found_by_itself(text: str) -> None:
    assert rank(typed(text), text) == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_question_and_no_text_breaks_it(question: str, text: str) -> None:
    assert rank(typed(question) or "x", text, is_name=True) in (None, 0, 1, 2)
