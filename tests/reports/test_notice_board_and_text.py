"""A notice as text and as an offline page: nothing lost, nothing let through (F40, row 32)."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.reports.notice_data import Correction, Notice, NoticeState
from shuangjian_desktop.reports.notice_html import board_html
from shuangjian_desktop.reports.notice_text import notice_text
from tests.reports.notices import (
    HEAD,
    LINES,
    MONDAY,
    day_notice,
    empty_notice,
    grade_notice,
    week_notice,
    with_content,
)

SHAPES = [day_notice(), week_notice(), grade_notice(), empty_notice(NoticeState.NONE)]
CORRECTION = Correction(1, MONDAY - timedelta(days=1), ("语文：25分钟→15分钟",), ("估计有误",))


class Reader(HTMLParser):
    """Reads a page as a browser would: its text, its tags, whether all of them close."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("notice", SHAPES)
def test_the_page_is_whole_and_asks_nothing_of_a_network_or_a_script(notice: Notice) -> None:
    page = board_html([notice, notice])
    read = Reader(page)
    assert read.open == []
    assert not {"script", "img", "link", "iframe", "form", "object"} & set(read.tags)
    assert all(link.startswith("#") for link in read.links)
    assert "http" not in page.replace("http-equiv", "")
    assert "url(" not in page
    assert "@media print" in page


@pytest.mark.parametrize("notice", SHAPES[:3])
def test_everything_of_the_sheet_is_on_the_page_and_in_the_text(notice: Notice) -> None:
    words, text = "".join(Reader(board_html([notice])).words), notice_text(notice)
    for told in (words, text):
        for line in LINES[:2]:
            assert line.content in told
            assert f"{line.minutes}分钟" in told
            assert line.teacher in told
        assert HEAD.complaint_phone in told
        assert HEAD.code in told
        assert HEAD.school in told


def test_a_day_without_homework_says_so() -> None:
    notice = empty_notice(NoticeState.NONE)
    assert "今日无作业" in notice_text(notice)
    assert "今日无作业" in board_html([notice])


def test_a_correction_is_told_in_both() -> None:
    notice = day_notice()
    notice = notice._replace(head=HEAD._replace(version=2, correction=CORRECTION))
    for told in (notice_text(notice), board_html([notice])):
        assert "更正说明（第2版，代替11月22日公示的第1版）" in told
        assert "25分钟→15分钟" in told
        assert "更正理由：估计有误。" in told


@pytest.mark.parametrize("notice", [week_notice(), grade_notice()])
def test_a_week_is_told_with_all_its_totals_and_their_basis(notice: Notice) -> None:
    for told in (notice_text(notice), board_html([notice])):
        assert "校内书面20分钟，其他8分钟，选做10分钟" in told
        assert "书面作业上限依据《若干措施》第2条" in told


def test_many_changes_are_a_numbered_list_on_the_board() -> None:
    changes = ("语文：20分钟→15分钟", "数学：<b>→15分钟")
    correction = CORRECTION._replace(changes=changes)
    notice = day_notice()._replace(head=HEAD._replace(version=2, correction=correction))
    assert "<ol><li>语文：20分钟→15分钟</li><li>数学：&lt;b&gt;→15分钟</li></ol>" in board_html(
        [notice]
    )


@given(st.text(max_size=60))
def test_whatever_was_typed_is_shown_literally(text: str) -> None:
    """F40: `<img src=…>`, `&nbsp;`, quotes: printed as they are."""
    text = text.replace("\r", "")
    read = Reader(board_html([with_content(f"<img src=x onerror=alert(1)>&nbsp;{text}")]))
    assert "img" not in read.tags
    assert "<img src=x onerror=alert(1)>&nbsp;" in "".join(read.words)


def test_over_the_cap_stands_out_without_colour() -> None:
    over = day_notice([LINES[0]._replace(minutes=90)])
    assert "▲超限" in notice_text(over)
    assert 'class="total over"' in board_html([over])


@pytest.mark.parametrize("notice", SHAPES)
def test_the_same_notice_gives_the_same_text_and_page(notice: Notice) -> None:
    assert notice_text(notice) == notice_text(notice)
    assert board_html([notice]) == board_html([notice])
    assert all(line == line.rstrip() for line in notice_text(notice).split("\n"))
