"""A message from the class group, 「语文：1.练习册32页 20分钟」 line by line, into entries.

Knows the school's subjects and classes; whatever it cannot place it lists, nothing is made up.
"""

import re
from datetime import date

from shuangjian_desktop.app.paste_labels import Label, LabelReader
from shuangjian_desktop.app.paste_plan import PlanMaker, Target, says_nothing
from shuangjian_desktop.app.quick_entry import QuickEntry, read_quick
from shuangjian_desktop.domain.homework import NO_HOMEWORK
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.exchange.subjects import is_known_subject

MAX_LINES = 2000
_SUBJECT = re.compile(r"^\W*([一-鿿]{2,8}?)(?:学科|作业)?\W{0,2}[:：]\s*(.*)$")
_HEADED = re.compile(r"^[【\[]\s*([一-鿿]{2,8}?)(?:作业)?\s*[】\]]\s*(.*)$")
_SPACED = re.compile(r"^\W*([一-鿿]{2,8}?)(?:学科|作业)?[ \t　]+(.*)$")
_NUMBERED = re.compile(r"(?:^|(?<=[\s；;。，,、]))[(（]?\d{1,2}[)）.、．](?!\d)\s*")
_PIECES = re.compile(r"(?<!\d)[；;]|[；;](?!\d)")
_ALSO_WORK = ("阅读", "写字", "书法", "综合", "信息", "健康", "地方")
"""Names of subjects that are as often a piece of work of another: 语文 … 阅读：西游记."""
_ALL_NONE = re.compile(rf"今[天日].{{0,4}}(?:没有|无)[^。；]{{0,4}}作业|^\W*{NO_HOMEWORK}\W*$")


def read_message(maker: PlanMaker, text: str, on: date, usual: Target) -> bool:
    """Put the entries of a message into a plan; False when no line names a subject."""
    lines = [line for line in clean_text(text).split("\n") if line.strip()]
    if len(lines) > MAX_LINES:
        return False
    message = _Message(maker, LabelReader(maker.project, on), usual)
    if not any(message.subject_of(line) or _ALL_NONE.search(line) for line in lines):
        opened = sum(message.subject_of(line, is_spaced=True) is not None for line in lines)
        if not opened or (opened == 1 and len(lines) > 1):
            return False
    for number, line in enumerate(lines):
        maker.step(number, len(lines))
        message.read(line)
    message.flush()
    return True


class _Message:
    """Walks through the lines; content under a subject belongs to it until the next."""

    def __init__(self, maker: PlanMaker, reader: LabelReader, usual: Target) -> None:
        self._maker = maker
        self._reader = reader
        self._usual = usual
        self._title = Label()
        self._subject: SubjectId | None = None
        self._waiting: list[str] = []
        self._unread = ""  # a class nobody here knows
        self._strange = ""  # a subject nobody here has

    def subject_of(self, line: str, *, is_spaced: bool = False) -> tuple[SubjectId, str] | None:
        """Return the subject a line opens with and what follows it.

        `is_spaced`: a blank may stand for the colon, as in 数学 练习册P12.
        """
        found = _SUBJECT.match(line) or _HEADED.match(line)
        if not found and is_spaced:
            found = _SPACED.match(line)
        if not found:
            return None
        label = self._reader.read(found[1])
        return (label.subject_id, found[2]) if label and label.subject_id else None

    def read(self, line: str) -> None:
        opened = self.subject_of(line, is_spaced=True)
        if opened:
            self.flush()
            if says_nothing(opened[1]):
                return  # what follows 英语：无 is no English
            self._subject = opened[0]
            self._waiting = [opened[1]] if opened[1].strip() else []
            return
        if strange := _strange_subject(line):
            self.flush()
            self._strange, rest = strange
            self._waiting = [rest] if rest.strip() else []
            return
        title = self._reader.read_title(line)
        if title and (title.classes or title.on):
            self.flush()
            self._unread = "" if title.classes else self._unread
            self._title = Label() if title.classes else self._title
            self._title = self._title.joined(title)
        elif self._reader.names_strange_class(line):
            self.flush()
            self._unread = line.strip()
        elif self._subject is not None or self._strange:
            self._waiting.append(line)
        elif _ALL_NONE.search(line):
            self._declare_none(line)
        else:
            why = "看不出是哪个学科，没有用到"
            self._maker.refuse(self._target(None), line.strip(), why, read_quick(line))

    def flush(self) -> None:
        """Take what stands under the last subject."""
        subject, self._subject = self._subject, None
        strange, self._strange = self._strange, ""
        lines, self._waiting = self._waiting, []
        for entry in _entries(lines):
            if self._unread or strange:
                self._refuse_strange(subject, strange, entry)
                continue
            for target in self._targets(subject):
                self._maker.add(target, entry)

    def _refuse_strange(self, subject: SubjectId | None, strange: str, entry: QuickEntry) -> None:
        """A class or subject nobody here knows: never the one above it, never the one in sight."""
        why = [f"看不出“{self._unread}”是哪个班级"] if self._unread else []
        why += [f"学校没有“{strange}”这个学科"] if strange else []
        unread = "、".join(filter(None, (self._unread, strange)))
        targets = self._targets(subject)
        if self._unread:
            targets = [Target(None, self._title.on or self._usual.on, subject)]
        for target in targets:
            self._maker.refuse(target, entry.content, "；".join(why), entry, unread=unread)

    def _targets(self, subject: SubjectId | None) -> list[Target]:
        classes = self._title.classes or (None,)
        return [Target(c, self._title.on, subject).filled(self._usual) for c in classes]

    def _target(self, subject: SubjectId | None) -> Target:
        return self._targets(subject)[0]

    def _declare_none(self, line: str) -> None:
        for target in () if self._unread else self._targets(None):
            if target.school_class and target.on:
                self._maker.declare_none(target.school_class, target.on, line)


def _strange_subject(line: str) -> tuple[str, str] | None:
    """Return a usual subject this school has not, and what follows it: 美术：画一幅画."""
    found = _SUBJECT.match(line) or _HEADED.match(line)
    if not found or found[1] in _ALSO_WORK or not is_known_subject(found[1]):
        return None
    return found[1], found[2]


def _entries(lines: list[str]) -> list[QuickEntry]:
    """Cut the lines of one subject into pieces of work.

    Where only the last piece carries minutes they are those of all together: one entry then.
    """
    pieces = [
        piece.strip(" \t　；;")
        for line in lines
        for part in _PIECES.split(line)
        for piece in _NUMBERED.split(part)
    ]
    entries = [read_quick(piece) for piece in pieces if piece and not says_nothing(piece)]
    said = [entry.minutes.value is not None for entry in entries]
    if len(entries) > 1 and said.count(True) == 1 and said[-1]:
        return [_together(entries)]
    return entries


def _together(entries: list[QuickEntry]) -> QuickEntry:
    contents = [entry.content.rstrip("，,。") for entry in entries if entry.content]
    return QuickEntry("；".join(contents), entries[-1].minutes)
