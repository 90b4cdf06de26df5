"""Read a cell that names several classes: 三(1)、三(2), 三(1)-(3), 三年级, 一至三年级, 全校.

Knows nothing of which classes a school has: a grade stays a grade until somebody resolves it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from shuangjian_desktop.domain.class_names import (
    GRADE_PATTERN,
    MAX_CLASS_NUMBER,
    NUMBER_PATTERN,
    ClassRef,
    folded,
    grade_of,
    parse_class_name,
    short,
)
from shuangjian_desktop.domain.numerals import plain_number
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.domain.text import clean_text

_SEPARATORS = re.compile(r"[、,，;；\n|&+]|和|与|及")
_LAST_USUAL_NUMBER = 20
MAX_LENGTH = 1000  # room for every class of a large school; ranges are tried at every dash
_SLASHED_DATE = re.compile(r"\d{1,4}(?:/\d{1,2}){1,2}")
_WHOLE_SCHOOL = ("全校", "全体", "全校各班", "全校班级", "所有班级", "全部班级", "全部", "各班")
_GRADE = re.compile(rf"(?:全)?{GRADE_PATTERN}(?:全体|全部|各班|所有班级|全年级|\(全\)|组)?")
_BARE_GRADE = re.compile(r"(?P<stage>初)?(?P<grade>[1-9一二三四五六七八九])")
_GRADE_RANGE = re.compile(rf"(.+?)[-~至到]({GRADE_PATTERN})")
_BARE_NUMBER = re.compile(rf"\(?({NUMBER_PATTERN})\)?班?")
_GRADE_HEAD = re.compile(rf"{GRADE_PATTERN}(?=\()")
_BRACKETS = re.compile(rf"\(({NUMBER_PATTERN})\)")


@dataclass(frozen=True, slots=True)
class GradeRef:
    """A whole grade 1..9; which classes it has is the school's matter."""

    grade: int

    @property
    def name(self) -> str:
        return grade_name(self.grade)


@dataclass(frozen=True, slots=True)
class WholeSchool:
    """全校: every class of the school."""

    name: str = "全校"


ClassEntry = ClassRef | GradeRef | WholeSchool


@dataclass(frozen=True, slots=True)
class ClassListReading:
    """The entries in the order written, each once; with `certain` False they are to be confirmed.

    No entries and no problem: nothing was written. No entries and a problem: a refusal.
    """

    entries: tuple[ClassEntry, ...]
    certain: bool = True
    problem: str | None = None


def parse_class_list(raw: object, *, primary_grades: int = 6) -> ClassListReading:
    """Read one or several classes or grades; never raises, and never keeps half a list."""
    if not isinstance(raw, str):
        return _from_single(raw, primary_grades)
    return _from_text(raw, primary_grades)


@lru_cache(maxsize=1024)  # the same few lists fill thousands of rows
def _from_text(raw: str, primary_grades: int) -> ClassListReading:
    shown = clean_text(raw)
    if not shown:
        return ClassListReading(())
    if len(shown) > MAX_LENGTH:
        return _refused(shown)
    if folded(shown) in _WHOLE_SCHOOL:
        return ClassListReading((WholeSchool(),))
    single = _from_single(shown, primary_grades)
    if single.entries:
        return single
    return _Reader(primary_grades).read(_tokens(shown))


def _from_single(raw: object, primary_grades: int) -> ClassListReading:
    reading = parse_class_name(raw, primary_grades=primary_grades)
    entries = (reading.ref,) if reading.ref else ()
    return ClassListReading(entries, reading.certain, reading.problem)


def _tokens(shown: str) -> list[str]:
    """Cut at separators, and at blanks and slashes where they do not sit inside a name."""
    tokens: list[str] = []
    for part in _SEPARATORS.split(shown):
        pieces = part.split() if len(part.split()) > 1 and _starts_names(part) else [part]
        for piece in pieces:
            text = folded(piece)
            tokens += [text] if _SLASHED_DATE.fullmatch(text) else text.split("/")
    return [token for token in tokens if token]


def _starts_names(part: str) -> bool:
    """Return whether every blank-separated piece stands for itself: 三(1) 三(2), not 三 (1) 班."""
    pieces = [folded(piece) for piece in part.split()]
    return all(
        parse_class_name(p).ref or (_GRADE.fullmatch(p) and not _BARE_GRADE.fullmatch(p))
        for p in pieces
    )


class _Reader:
    """Reads the tokens of one list; a bare number belongs to the grade named before it."""

    def __init__(self, primary_grades: int) -> None:
        self._primary_grades = primary_grades
        self._entries: list[ClassEntry] = []
        self._waiting: list[str] = []  # 一、 before 二年级
        self._questions: list[str] = []

    def read(self, tokens: list[str]) -> ClassListReading:
        for token in tokens:
            if not self._read_token(token):
                return _refused(token)
        if self._waiting:
            return _refused(self._waiting[0])
        entries = tuple(dict.fromkeys(self._entries))
        return ClassListReading(entries, not self._questions, next(iter(self._questions), None))

    def _read_token(self, token: str) -> bool:
        if not self._entries and not self._grade(token) and _BARE_GRADE.fullmatch(token):
            self._waiting.append(token)
            return True
        found = self._grades(token) or self._bare_number(token) or self._classes(token)
        if self._waiting and not (found and isinstance(found[-1], GradeRef)):
            return False
        waiting = [grade for text in self._waiting if (grade := self._bare_grade(text))]
        self._entries += [*waiting, *found]
        self._waiting = []
        return bool(found)

    def _grades(self, token: str) -> list[ClassEntry]:
        if grade := self._grade(token):
            return [grade]
        match = _GRADE_RANGE.fullmatch(token)
        last = self._grade(match[2]) if match else None
        if match is None or last is None:
            return []
        first = self._grade(match[1]) or self._bare_grade(match[1])
        if first is None:
            return []
        return [GradeRef(number) for number in range(first.grade, last.grade + 1)]

    def _grade(self, token: str) -> GradeRef | None:
        match = _GRADE.fullmatch(token)
        if match is None:
            return None
        if match["unit"] != "年级" and not (match["stage"] or "").startswith("初"):
            return None
        number = grade_of(match, self._primary_grades)
        return GradeRef(number) if number else None

    def _bare_grade(self, token: str) -> GradeRef | None:
        match = _BARE_GRADE.fullmatch(token)
        number = grade_of(match, self._primary_grades) if match else None
        return GradeRef(number) if number else None

    def _bare_number(self, token: str) -> list[ClassEntry]:
        last = self._entries[-1] if self._entries else None
        match = _BARE_NUMBER.fullmatch(token)
        if not isinstance(last, ClassRef) or match is None:
            return []
        if not token.startswith("(") and (plain_number(match[1]) or 0) > _LAST_USUAL_NUMBER:
            return []  # 三1、32 is as likely 三(2), 三十 as likely a thirty: left to the person
        return self._numbered(last.grade, [match[1]])

    def _numbered(self, grade: int, texts: list[str]) -> list[ClassEntry]:
        numbers = [plain_number(text) for text in texts]
        if not all(number and 1 <= number <= MAX_CLASS_NUMBER for number in numbers):
            return []
        return [ClassRef(grade, number) for number in numbers if number]

    def _classes(self, token: str) -> list[ClassEntry]:
        reading = parse_class_name(token, primary_grades=self._primary_grades)
        if reading.ref:
            if reading.problem:
                self._questions.append(reading.problem)
            return [reading.ref]
        return self._bracket_run(token) or self._class_range(token)

    def _bracket_run(self, token: str) -> list[ClassEntry]:
        """Read 三(1)(2)(3)班."""
        head = _GRADE_HEAD.match(token)
        grade = grade_of(head, self._primary_grades) if head else None
        if head is None or grade is None:
            return []
        rest = re.sub(r"班级?$", "", token[head.end() :])
        numbers = _BRACKETS.findall(rest)
        if _BRACKETS.sub("", rest):
            return []
        return self._numbered(grade, numbers)

    def _class_range(self, token: str) -> list[ClassEntry]:
        """Read 三(1)-三(3), 三(1)~(3), 三1至3班: both ends lie in one grade, in rising order."""
        for cut in re.finditer(r"[-~至到]", token):
            first = parse_class_name(token[: cut.start()], primary_grades=self._primary_grades)
            if first.ref is None or not first.certain:
                continue
            end = token[cut.end() :]
            bare = _BARE_NUMBER.fullmatch(end)
            last_number = plain_number(bare[1]) if bare else None
            last = parse_class_name(end, primary_grades=self._primary_grades).ref
            if last_number is None and last and last.grade == first.ref.grade:
                last_number = last.number
            if last_number and first.ref.number < last_number <= MAX_CLASS_NUMBER:
                numbers = range(first.ref.number, last_number + 1)
                return [ClassRef(first.ref.grade, number) for number in numbers]
        return []


def _refused(token: str) -> ClassListReading:
    problem = f"“{short(token)}”看不出是哪个班或哪个年级，请写成 三(1)、三(2) 或 三年级。"
    return ClassListReading((), certain=False, problem=problem)
