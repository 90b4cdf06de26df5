"""Book, pages and questions as teachers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.workbooks import read_work


@pytest.mark.parametrize(
    ("text", "book", "pages", "questions"),
    [
        ("练习册第32-33页", "练习册", {32, 33}, set()),
        ("同步练习册第５—６页，改正错题", "同步练习册", {5, 6}, set()),
        ("《小学数学练习》P12、14 第3题", "《小学数学练习》", {12, 14}, {3}),
        ("《口算》第12至13页第1-4题", "《口算》", {12, 13}, {1, 2, 3, 4}),
        ("完成数学练习册32页", "练习册", {32}, set()),
        ("做课堂作业本第3课", "课堂作业本", set(), set()),
        ("朗读课文第5页", None, {5}, set()),
        ("抄写生字2遍", None, set(), set()),
        ("练习册第9-3页", "练习册", {3, 9}, set()),
        ("背诵《静夜思》", None, set(), set()),
        ("《语文》第20课《父爱》抄写，《语文练习册》第48页", "《语文练习册》", {48}, set()),
    ],
)
def test_a_text_says_what_it_works_on(
    text: str, book: str | None, pages: set[int], questions: set[int]
) -> None:
    work = read_work(text)
    assert (work.book, work.pages, work.questions) == (book, pages, questions)
    assert work.page_count == len(pages)


def test_two_pages_are_an_amount_and_page_32_is_a_place() -> None:
    assert (read_work("口算本2页").pages, read_work("口算本2页").page_count) == (frozenset(), 2)
    assert (read_work("口算本32页").pages, read_work("口算本32页").page_count) == ({32}, 1)


def test_lesson_and_page_do_not_change_the_words_but_the_amount_does() -> None:
    assert read_work("背诵第3课").words == read_work("背诵第十二课").words
    assert read_work("练习册第3页").words == read_work("练习册第12～13页").words
    assert read_work("抄写生字2遍").words != read_work("抄写生字5遍").words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("练习册第32页", "练习册第32-33页", True),
        ("练习册第32页", "练习册第33页", False),
        ("练习册第32页", "《练习》第32页", False),
        ("练习册第32页", "《语文练习册》第32页", True),
        ("练习册第32页1-3题", "练习册第32页4-6题", False),
        ("练习册第32页1-3题", "练习册第32页3题", True),
        ("第32页", "第32页", False),
    ],
)
def test_the_same_place_is_the_same_page_of_the_same_book(one: str, other: str, same: bool) -> None:
    assert read_work(one).is_same_place(read_work(other)) is same


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    work = read_work(text)
    assert work.page_count >= len(work.pages)
