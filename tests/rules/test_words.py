"""Words of forbidden forms: the rulebook's own examples, counting, and negation."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.rules.rulebook import Rulebook, load_rulebook
from shuangjian_desktop.rules.words import number_from
from tests.rules.class_days import RULEBOOK

TODAY = date(2026, 11, 23)
BOOK = load_rulebook(RULEBOOK)

ORDINARY = [
    "抄写第12课生字词各2遍",
    "跟读Unit 3课文录音3遍",
    "朗读课文5遍，请家长听一听",
    "和爸爸妈妈一起做一道家常菜",
    "把今天学的古诗背给家人听",
    "把错题订正在错题本上",
    "订正试卷，明天交老师批改",
    "给父母写一封感谢信，检查错别字",
    "信息科技：了解微信、QQ等聊天工具的特点",
    "道法：讨论如何控制使用手机时间",
    "小明用手机付款，花了25元",
    "一辆车每天打5次卡",
    "自己检查一遍作业",
    "家长会前整理书包",
    "抄写单词Unit 4 A部分，每个3遍",
    "拍照片10张办一个影展",
    "完成后家长无需签字",
    "描红第15—16页",
]


@pytest.mark.parametrize("content", ORDINARY)
def test_ordinary_homework_raises_no_warning(content: str, book: Rulebook) -> None:
    forms = [rule for rule in book.words if rule.startswith("homework.form.")]
    assert [rule for rule in forms if book.hint(rule, content, None, TODAY)] == []


@pytest.mark.parametrize("rule", sorted(BOOK.words))
def test_the_rulebooks_own_examples_hold(rule: str, book: Rulebook) -> None:
    words = book.words[rule]
    assert len(words.finds) >= 4
    assert len(words.spares) >= 4
    assert [text for text in words.finds if not book.hint(rule, text, None, TODAY)] == []
    assert [text for text in words.spares if book.hint(rule, text, None, TODAY)] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5),
        ("１０", 10),
        ("五", 5),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十五", 25),
        ("一百", 100),
        ("一百零三", 103),
        ("几", None),
    ],
)
def test_counts_are_read_in_digits_and_in_words(text: str, number: int | None) -> None:
    assert number_from(text) == number


@given(st.integers(1, 99))
def test_copying_is_warned_about_from_the_rulebooks_figure_on(times: int) -> None:
    found = BOOK.hint("homework.form.punitive", f"抄写生字{times}遍", None, TODAY)
    assert bool(found) == (times >= BOOK.figure("copy_repeats", TODAY))


def test_do_not_forget_is_not_a_negation(book: Rulebook) -> None:
    assert book.hint("homework.form.phone", "不用打卡", None, TODAY) is None
    assert book.hint("homework.form.phone", "不要忘记打卡", None, TODAY) == "打卡"


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text: str) -> None:
    for rule in BOOK.words:
        found = BOOK.hint(rule, text, None, TODAY)
        assert found is None or found
