"""Text from outside is made safe to store without changing what a person sees (F11, F19, F60)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.text import clean_text, fold_width, read_text, same_text_key
from tests.effort import Effort


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("  第3课 抄写生字  ", "第3课 抄写生字"),
        ("𬱖", "𬱖"),
        ("䶮", "䶮"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ("O'Neil", "O'Neil"),
        ("<b>张</b>", "<b>张</b>"),
        ("好😀", "好😀"),
        ("张\u200b三\u202e\u200f", "张三"),
        ("e\u0301", "é"),
        ("a\x00b\x07c\x9fd", "abcd"),
        ("坏\ud800字", "坏字"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("左\t右", "左 右"),
        ("尾 \n行", "尾\n行"),
        ("\ufeff日期", "日期"),
    ],
)
def test_text_is_stored_as_seen_without_the_invisible(raw: str, stored: str) -> None:
    assert clean_text(raw) == stored


def test_lines_fold_into_one_when_asked() -> None:
    assert clean_text("一\n 二\n\n三", fold_lines=True) == "一 二 三"


def test_too_long_text_is_refused_with_both_figures() -> None:
    reading = read_text("字" * 10_000, name="备注", limit=500)
    assert reading.value is None
    assert reading.problem == "备注有10000个字，最多500个字，请缩短。"
    assert read_text("字" * 500, name="备注", limit=500).value == "字" * 500


def test_full_width_forms_fold_for_parsing() -> None:
    assert fold_width("三（１）班：２５～３０") == "三(1)班:25~30"
    assert fold_width("16：25—17:05") == "16:25-17:05"


def test_heads_compare_without_blanks_and_width() -> None:
    assert same_text_key("预 计 时 长（分钟）") == same_text_key("预计时长(分钟)")


def test_a_cell_full_of_blanks_is_cleaned_at_once() -> None:
    with Effort() as effort:
        assert clean_text("a" + " " * 1_000_000 + "b\n \n" * 1000).endswith("b")
    assert effort.units < 100


@given(st.text())
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    once.encode()
