"""What a piece of homework works on: the book, its pages and questions, and the words left over.

Reads one text; knows no other item and no school.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from shuangjian_desktop.domain.text import fold_width

_QUOTED = re.compile(r"《[^《》\n]{1,30}》")
_KINDS = (
    "同步练习册|同步练习|练习册|练习卷|口算题卡|口算本|计算本|课堂作业本|作业本|同步作业|同步学案|导学案|"
    "报纸|测试卷|单元卷|试卷|课后练习|写字本|练字帖|字帖|生字本|补充习题|学习之友|自主学习|目标检测|"
    "配套练习|活动手册|评价手册|学习手册"
)
_PLAIN = re.compile(rf"[\u4e00-\u9fffA-Za-z]{{0,6}}?(?:{_KINDS})")
_KIND = re.compile(_KINDS)
_SUBJECT = re.compile("^(?:小学|初中)?(?:语文|数学|英语)(?=.)")
_LEADING_VERB = re.compile(
    r"^(?:请|把|在|完成|做完|做好|做|写完|写|订正|改正|预习|复习|背诵|朗读|抄写|继续|今天的|今天|语文|数学|英语)+"
)
_RANGE = r"\d{1,4}(?:\s*(?:[-—–~～至到]+)\s*\d{1,4})?"
_LIST = rf"{_RANGE}(?:\s*[、,，和及]\s*{_RANGE})*"
_PAGES = re.compile(
    rf"(?:第\s*(?P<a>{_LIST})\s*(?:页|面))|(?:[Pp]\.?\s*(?P<b>{_LIST}))|(?P<c>{_LIST})\s*(?:页|面)"
)
_QUESTIONS = re.compile(rf"第?\s*(?P<q>{_LIST})\s*(?:题|小题)")
_ONE = re.compile(r"(\d{1,4})(?:\s*[-—–~～至到]+\s*(\d{1,4}))?")
_NTH = re.compile(
    r"第\s*[\d一二三四五六七八九十]+(?=\s*(?:课|单元|章|节|首|回|周|天))|(?<=unit)\s*\d+",
    re.IGNORECASE,
)
_NOT_A_WORD = re.compile(r"[^\w#]|_")
_MOST_PAGES = 60
_MOST_COUNTED = 5  # 口算2页 is two pages, 练习册32页 page 32


class Work(NamedTuple):
    """What a text asks for. `book` as written, 《》 kept; `page_count` 0 = no pages are named.

    `words` is the text without marks, pages, questions and the number of the lesson.
    """

    book: str | None
    pages: frozenset[int]
    page_count: int
    questions: frozenset[int]
    words: str

    @property
    def book_key(self) -> str:
        """Return what the book is known by in its subject: 《语文练习册》 is 练习册."""
        return _SUBJECT.sub("", (self.book or "").strip("《》"))

    def is_same_place(self, other: "Work") -> bool:
        """Return whether both ask for a page of one book; questions tell apart where both do."""
        if not self.book_key or self.book_key != other.book_key or not self.pages & other.pages:
            return False
        return not (self.questions and other.questions) or bool(self.questions & other.questions)


@lru_cache(maxsize=4096)
def read_work(content: str) -> Work:
    """Read a text. Never raises; what is not there is empty."""
    text = fold_width(content)
    counted = sum(int(hit["c"]) for hit in _PAGES.finditer(text) if _is_count(hit))
    pages = _numbers(hit for hit in _PAGES.finditer(text) if not _is_count(hit))
    rest = _PAGES.sub("", text)
    questions = _numbers(_QUESTIONS.finditer(rest))
    words = _NTH.sub("#", _QUESTIONS.sub("", rest))
    return Work(
        _book(text),
        pages,
        len(pages) + counted,
        questions,
        _NOT_A_WORD.sub("", words).casefold(),
    )


def _book(text: str) -> str | None:
    """Return the book named last before the first page: 《静夜思》 is none, 《口算》第3页 is."""
    quoted = list(_QUOTED.finditer(text))
    spans = [hit.span() for hit in quoted]
    named = [(hit.start(), hit[0]) for hit in quoted]
    named.extend(
        (hit.start(), _LEADING_VERB.sub("", hit[0]) or hit[0])
        for hit in _PLAIN.finditer(text)
        if not any(start < hit.end() and hit.start() < end for start, end in spans)
    )
    named.sort()
    page = _PAGES.search(text)
    if page is None:
        return next((name for _, name in named if _KIND.search(name)), None)
    before = [name for place, name in named if place < page.start()]
    return before[-1] if before else next((name for _, name in named), None)


def _is_count(hit: re.Match[str]) -> bool:
    bare = hit["c"]
    return bare is not None and bare.isdecimal() and int(bare) <= _MOST_COUNTED


def _numbers(hits: Iterable[re.Match[str]]) -> frozenset[int]:
    found: set[int] = set()
    for hit in hits:
        said = next(group for group in hit.groups() if group is not None)
        for first, last in _ONE.findall(said):
            start, end = int(first), int(last or first)
            is_span = start <= end <= start + _MOST_PAGES
            found.update(range(start, end + 1) if is_span else (start, end))
    return frozenset(found)
