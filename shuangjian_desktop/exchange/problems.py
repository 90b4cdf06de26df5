"""What a reader of a file hands back: rows, and what a person must know about them.

Knows nothing of workbooks, and nothing of what is done with the rows.
"""

import re
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Row = TypeVar("Row")
Severity = Literal["error", "warning", "question"]
# a telephone, pupil or identity number, whole or as a spreadsheet spoils it (F31)
_LONG_NUMBER = re.compile(r"\d{11,}[Xx]?|\d(?:\.\d+)?[eE]\+\d{2,3}|\d\.\d{3,}[eE]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one place such as Sheet1!E7.

    `error`: nothing may be imported. `question`: the row holds our reading, to be used only after a
    person accepted it. `warning`: said, nothing more.
    """

    where: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Row]):
    """The rows read and the problems met. `digest` is the SHA-256 of the file, in hex (F29)."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def has_questions(self) -> bool:
        return any(problem.severity == "question" for problem in self.problems)


class ProblemList:
    """Collects problems while a file is read; the only mutable thing on the way.

    Sentences end in logs and screenshots, so a long number in one is never repeated.
    """

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}  # the same sentence of the same place once

    def error(self, where: str, message: str) -> None:
        self._add(where, "error", message)

    def warning(self, where: str, message: str) -> None:
        self._add(where, "warning", message)

    def question(self, where: str, message: str) -> None:
        self._add(where, "question", message)

    def reading(self, where: str, problem: str | None, *, has_value: bool) -> None:
        """Keep the problem of a value that was read: a question with a value, an error without."""
        if problem:
            (self.question if has_value else self.error)(where, problem)

    def _add(self, where: str, severity: Severity, message: str) -> None:
        sentence = " ".join(message.split("\n"))  # what is quoted of a cell may have lines
        told = Problem(where, severity, _LONG_NUMBER.sub("（一串号码）", sentence))
        self._problems.setdefault(told)

    def all(self) -> tuple[Problem, ...]:
        return tuple(self._problems)
