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

MAX_LINES = 2000
_SUBJECT = re.compile(r"^\W*([一-鿿]{2,8}?)(?:学科|作业)?\W{0,2}[:：]\s*(.*)$")
_HEADED = re.compile(r"^[【\[]\s*([一-鿿]{2,8}?)(?:作业)?\s*[】\]]\s*(.*)$")
_NUMBERED = re.compile(r"(?:^|(?<=[\s；;。，,、]))[(（]?\d{1,2}[)）.、．](?!\d)\s*")
_PIECES = re.compile(r"(?<!\d)[；;]|[；;](?!\d)")
_ALL_NONE = re.compile(rf"今[天日].{{0,4}}(?:没有|无)[^。；]{{0,4}}作业|^\W*{NO_HOMEWORK}\W*$")


def read_message(maker: PlanMaker, text: str, on: date, usual: Target) -> bool:
    """Put the entries of a message into a plan; False when no line names a subject."""
    lines = [line for line in clean_text(text).split("\n")[:MAX_LINES] if line.strip()]
    message = _Message(maker, LabelReader(maker.project, on), usual)
    if not any(message.subject_of(line) or _ALL_NONE.search(line) for line in lines):
        return False
    for line in lines:
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

    def subject_of(self, line: str) -> tuple[SubjectId, str] | None:
        """Return the subject a line opens with and what follows it."""
        found = _SUBJECT.match(line) or _HEADED.match(line)
        if not found:
            return None
        label = self._reader.read(found[1])
        return (label.subject_id, found[2]) if label and label.subject_id else None

    def read(self, line: str) -> None:
        opened = self.subject_of(line)
        if opened:
            self.flush()
            self._subject = opened[0]
            self._waiting = [opened[1]] if opened[1].strip() else []
            return
        title = self._reader.read_title(line)
        if title and (title.classes or title.on):
            self.flush()
            self._subject = None
            self._title = Label() if title.classes else self._title
            self._title = self._title.joined(title)
        elif self._subject is not None:
            self._waiting.append(line)
        elif _ALL_NONE.search(line):
            self._declare_none(line)
        else:
            self._maker.refuse(self._target(None), line.strip(), "看不出是哪个学科，没有用到")

    def flush(self) -> None:
        """Take what stands under the last subject."""
        subject, self._subject = self._subject, None
        lines, self._waiting = self._waiting, []
        for entry in _entries(lines):
            for target in self._targets(subject):
                self._maker.add(target, entry)

    def _targets(self, subject: SubjectId | None) -> list[Target]:
        classes = self._title.classes or (None,)
        return [Target(c, self._title.on, subject).filled(self._usual) for c in classes]

    def _target(self, subject: SubjectId | None) -> Target:
        return self._targets(subject)[0]

    def _declare_none(self, line: str) -> None:
        for target in self._targets(None):
            if target.school_class and target.on:
                self._maker.declare_none(target.school_class, target.on, line)


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
