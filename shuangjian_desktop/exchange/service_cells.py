"""Read one cell of an after-school table: what is done, where and by whom, in any order.

合唱团（龚长河）, 足球：葛长林, 音乐教室 合唱 龚长河, 合唱龚长河: knows people by the names it is
given; a word that could be either is taken the likelier way and asked about.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import NUMBER_PATTERN
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.exchange.people import is_no_name, separate_names, split_joined
from shuangjian_desktop.exchange.service_fields import MAX_ITEM, MAX_NAME, NO_NAME
from shuangjian_desktop.exchange.service_words import (
    OWN_ROOM,
    PENDING_WORDS,
    is_activity,
    is_place,
    looks_like_name,
)

MAX_CELL = 300
_CLASS = re.compile(rf"[一二三四五六七八九1-9](?:年级?)?[(（](?:{NUMBER_PATTERN})[)）]班?(?:教室)?")
_SEPARATORS = "、，,/／;；\n&+"
_OPENING, _CLOSING, _COLON = "(（[【〔", ")）]】〕", ":：∶"
_KEPT = str.maketrans("()（）", "\ue000\ue001\ue002\ue003")  # brackets of a class: no brackets here
_BACK = str.maketrans("\ue000\ue001\ue002\ue003", "()（）")
_HAN_ONLY = re.compile(r"[\u3400-\u9fff]+")


class What(StrEnum):
    """What a word of a cell is; `WORD` is still open."""

    ACTIVITY = "活动"
    PLACE = "地点"
    PERSON = "人"
    WORD = "词"


class Piece(NamedTuple):
    """One thing in a cell. `title` "" = the row says what it is; `place` "" = the own classroom."""

    title: str = ""
    place: str = ""
    people: tuple[str, ...] = ()


class CellReading(NamedTuple):
    """What a cell says; `asked` are questions about it, `problem` is why it cannot be taken."""

    pieces: tuple[Piece, ...] = ()
    asked: tuple[str, ...] = ()
    problem: str | None = None


class _Word(NamedTuple):
    text: str
    what: What
    group: int  # words between two separators; what is in brackets belongs to what stands before
    is_head: bool = False  # before a bracket or a colon
    is_tail: bool = False  # in brackets, or behind a colon


def read_cell(
    text: str, known: frozenset[str], *, wants_activity: bool = False, wants_people: bool = False
) -> CellReading:
    """Return what a cell says.

    `wants_activity`: in this table a lone word is what is done. `wants_people`: in this column
    stand people alone, whatever may be in brackets behind them.
    """
    shown = clean_text(text)
    if shown in PENDING_WORDS:
        return CellReading((Piece(),))
    if len(shown) > MAX_CELL:
        return CellReading(problem=f"这一格太长（{len(shown)}字），最多{MAX_CELL}字；请写短一些。")
    words = _words(shown, known)
    if any(is_no_name(word.text) for word in words if word.what is What.WORD):
        return CellReading(problem=NO_NAME)
    reader = _Cell(words, wants_activity=wants_activity, wants_people=wants_people)
    pieces = reader.pieces()
    for piece in pieces:
        if any(len(name) > MAX_NAME for name in (*piece.people, piece.place)):
            return CellReading(problem=NO_NAME)
        if len(piece.title) > MAX_ITEM:
            return CellReading(problem=f"活动的名称太长，最多{MAX_ITEM}字；请写短一些。")
    return CellReading(pieces, tuple(dict.fromkeys(reader.asked)))


def _words(text: str, known: frozenset[str]) -> list[_Word]:
    if text in known:
        return [_Word(text, What.PERSON, 0)]
    found: list[_Word] = []
    for part, group, is_head, is_tail in _parts(_CLASS.sub(lambda m: m[0].translate(_KEPT), text)):
        for name in separate_names(part.translate(_BACK)):
            if name in PENDING_WORDS:
                continue
            for word, what in _classified(name, known):
                found.append(_Word(word, what, group, is_head, is_tail))
    return found


def _parts(text: str) -> list[tuple[str, int, bool, bool]]:
    """Cut a cell at its brackets, colons and separators: text, group, before or in brackets."""
    found: list[tuple[str, int, bool, bool]] = []
    part, group, is_tail, depth = "", 0, False, 0
    for sign in (*text, "\n"):
        if sign in _OPENING or sign in _COLON:
            found.append((part, group, not is_tail, is_tail))
            part, is_tail, depth = "", True, depth + (sign in _OPENING)
        elif sign in _CLOSING:
            found.append((part, group, False, is_tail))
            part, depth = "", max(0, depth - 1)
            is_tail = depth > 0
        elif sign in _SEPARATORS:
            found.append((part, group, False, is_tail))
            part = ""
            if not depth:
                is_tail, group = is_tail and sign in "、，,", group + 1
        else:
            part += sign
    return [each for each in found if each[0].strip()]


def _classified(name: str, known: frozenset[str]) -> list[tuple[str, What]]:
    """Return the words of a name: itself, several known people, or an activity and who does it."""
    if name in known:
        return [(name, What.PERSON)]
    title = name.removesuffix("老师").removesuffix("教师")
    if title in known:
        return [(title, What.PERSON)]
    people = split_joined(name, known)
    if len(people) > 1:
        return [(each, What.PERSON) for each in people]
    if is_place(name):
        return [(name, What.PLACE)]
    for length in range(2, min(len(name) - 1, 5) if _HAN_ONLY.fullmatch(name) else 0):
        rest, person = name[:-length], name[-length:]
        if person in known and not looks_like_name(rest):
            return [(rest, _what(rest)), (person, What.PERSON)]
        person, rest = name[:length], name[length:]
        if person in known and _what(rest) is not What.WORD:
            return [(person, What.PERSON), (rest, _what(rest))]
    return [(name, _what(name))]


def _what(word: str) -> What:
    return What.PLACE if is_place(word) else What.ACTIVITY if is_activity(word) else What.WORD


class _Cell:
    """Decides what the open words of a cell are, and which words belong together."""

    def __init__(
        self, words: list[_Word], *, wants_activity: bool, wants_people: bool = False
    ) -> None:
        self._words, self._wants_activity = words, wants_activity
        self._wants_people = wants_people
        self._is_plain = not any(
            word.what in (What.ACTIVITY, What.PLACE) or word.is_head or word.is_tail
            for word in words
        )
        self.asked: list[str] = []

    def pieces(self) -> tuple[Piece, ...]:
        """Return what the cell says, in order; people alone are one piece."""
        found: list[Piece] = []
        current, last = Piece(), -1
        for word in self._words:
            what = self._decided(word)
            if self._begins(current, word, what, is_same=word.group == last):
                found.append(current)
                current = Piece()
            current, last = _added(current, word.text, what), word.group
        return (*found, current)

    def _decided(self, word: _Word) -> What:
        if word.what is not What.WORD:
            return word.what
        text = word.text
        is_name = looks_like_name(text) or "·" in text or text.isascii()
        if self._wants_people:
            return self._among_people(word, is_name=is_name)
        group = [each for each in self._words if each.group == word.group and each != word]
        if word.is_head and any(each.is_tail and each.what is What.PERSON for each in group):
            return What.ACTIVITY  # 剪影（龚长河）: the brackets and a known person tell it
        if self._is_plain and not self._wants_activity:
            return self._plain(text, is_name=is_name)
        alone = len(self._words) == 1
        if word.is_head or (self._wants_activity and (alone or not is_name)):
            if alone and is_name:
                self._ask(f"“{text[:20]}”像姓名，这张表里按活动导入；是人的请写成 活动（姓名）。")
            elif word.is_head or not alone:
                self._ask(f"“{text[:20]}”看不出是活动还是人，按活动导入；请确认。")
            return What.ACTIVITY
        if is_name:
            self._ask(f"“{text[:20]}”不在名单里，按带这项活动的教师导入；请确认。")
            return What.PERSON
        self._ask(f"“{text[:20]}”看不出是活动还是人，按活动导入；请确认。")
        return What.ACTIVITY

    def _among_people(self, word: _Word, *, is_name: bool) -> What:
        if word.is_tail and not is_name:
            self._ask(f"“{word.text[:20]}”写在教师一列，不像姓名，没有导入；请确认。")
            return What.WORD
        return self._plain(word.text, is_name=is_name)

    def _plain(self, text: str, *, is_name: bool) -> What:
        """Return what a word among names alone is: a person, as such a table has them."""
        if is_name and len(text) <= 3:
            return What.PERSON
        if any(word.what is What.PERSON for word in self._words) and len(text) > 1 and not is_name:
            self._ask(f"“{text[:20]}”看不出是活动还是人，按活动导入；请确认。")
            return What.ACTIVITY
        self._ask(
            f"“{text[:20]}”不在名单里，按一位教师导入；是两位的请用顿号分开，"
            "是活动的请写成 活动（教师姓名），或先导入任课一览。"
        )
        return What.PERSON

    def _ask(self, sentence: str) -> None:
        self.asked.append(sentence)

    @staticmethod
    def _begins(current: Piece, word: _Word, what: What, *, is_same: bool) -> bool:
        """Return whether a word begins the next thing of its cell."""
        if what is What.ACTIVITY and current.title:
            return bool(current.people) or not is_same
        if what is What.ACTIVITY and current.people and word.is_head:
            return not is_same
        is_full = bool(current.title and current.people)
        return what is What.PLACE and bool(current.place) and is_full and not word.is_tail


def _added(piece: Piece, text: str, what: What) -> Piece:
    if what is What.ACTIVITY:
        return piece._replace(title=f"{piece.title} {text}".strip())
    if what is What.PERSON:
        return piece._replace(people=tuple(dict.fromkeys((*piece.people, text))))
    if what is What.WORD or text in OWN_ROOM:
        return piece
    return piece._replace(place=f"{piece.place} {text}".strip())
